// Loaded into every Node process of a command that is traced (NODE_OPTIONS=--require): when the process ends, a line in the file
// LABNOTE_TRACE tells when it ran, and when each program ran that it started. All times are milliseconds since 1970.
"use strict";

const { subscribe } = require("node:diagnostics_channel");
const { appendFileSync } = require("node:fs");
const { performance } = require("node:perf_hooks");

const now = () => performance.timeOrigin + performance.now();
const children = [];

subscribe("child_process", ({ process: child }) => {
  const entry = { start: now(), child };
  children.push(entry);
  child.once("exit", () => {
    entry.end = now();
  });
});

process.once("exit", () => {
  const started = children.map(({ start, end, child }) => ({ args: child.spawnargs || [], start, end: end || now() }));
  const line = { args: process.argv, start: performance.timeOrigin, end: now(), children: started };
  appendFileSync(process.env.LABNOTE_TRACE, `${JSON.stringify(line)}\n`);
});
