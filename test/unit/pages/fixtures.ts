import type { Assets } from "../../../src/pages/assets.ts";

/** What stands in pages of tests that look at no page in a browser. */
export const noAssets: Assets = { style: "", script: "" };
