// Commands begin with this. Node then keeps what it compiles, and starts them in half of the time: a cache that is turned on by a TypeScript
// file is too late for the compiler of TypeScript itself. Node goes on without the cache where it may not write.
"use strict";

const { enableCompileCache } = require("node:module");
const { isAbsolute, join } = require("node:path");
const { default: envPaths } = require("env-paths");

// src/common/paths.ts says what it means that there is no home folder.
const { cache } = envPaths("labnote", { suffix: "" });
if (isAbsolute(cache)) enableCompileCache(join(cache, "compiled"));
