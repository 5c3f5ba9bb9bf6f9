import type { Assets } from "../../../src/pages/assets.ts";

/** For pages that no browser opens. */
export const noAssets: Assets = { style: "", script: "" };
