/**
 * Imported first by commands that need Pulumi's SDK: lets Node keep what it compiles, and so start them in three quarters of the
 * time. Node itself finds out what it has, and goes on without where it may not write. (Not by `down`, which may take the caches
 * away: Node writes when it ends.)
 */
import { enableCompileCache } from "node:module";
import { COMPILED_FOLDER } from "../../common/paths.ts";

enableCompileCache(COMPILED_FOLDER);
