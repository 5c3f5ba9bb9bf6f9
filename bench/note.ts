import { join } from "node:path";
import { CHECKOUT } from "../src/common/paths.ts";

/** The note that is measured: the one that users get. */
export const NOTE = join(CHECKOUT, "notes/ch01-docker-basics.md");
