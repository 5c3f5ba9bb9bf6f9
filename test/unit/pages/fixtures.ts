import type { PageAssets } from "../../../src/pages/run/page.ts";

/** What stands in pages of tests that look at no page in a browser. */
export const noAssets: PageAssets = { style: "", script: "", player: { style: "", script: "" } };
