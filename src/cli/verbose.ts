/**
 * Importing this file makes its process tell which programs it runs, if LABNOTE_DEBUG asks for it: a command does so, and so do the processes
 * that Pulumi starts for it. Those have no standard error that is shown, so all of them add to one file.
 *
 * - `LABNOTE_DEBUG=1`: the command, on standard error and in `debug.log` of labnote's data folder, which it begins anew.
 * - `LABNOTE_DEBUG=/path/of/a/file`: in that file alone. A command with `1` starts its processes so.
 */
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, isAbsolute, join } from "node:path";
import { DEFAULT_STACK } from "../common/advice.ts";
import { DATA_FOLDER } from "../common/paths.ts";
import { Redactor, secretsOf } from "../record/redact/redactor.ts";
import { LabConsole } from "./console.ts";
import { traceProgramRuns } from "./program-trace.ts";

const console = new LabConsole(DEFAULT_STACK);
const asked = process.env.LABNOTE_DEBUG ?? "";
const redactor = new Redactor({ secrets: secretsOf(process.env), note: "" });
const shown = !isAbsolute(asked);
const file = shown ? join(DATA_FOLDER, "debug.log") : asked;

function begin(): void {
  mkdirSync(DATA_FOLDER, { recursive: true });
  writeFileSync(file, "", { mode: 0o600 });
  process.env.LABNOTE_DEBUG = file;
  console.warn(`› labnote writes what runs below Pulumi to ${file}`);
}

function write(text: string): void {
  if (shown) console.warn(text.replace(/\n$/, ""));
  const name = basename(process.argv[1] ?? "node");
  try {
    appendFileSync(file, `${new Date().toISOString()} ${name}[${process.pid}] ${text}`, { mode: 0o600 });
  } catch {
    // A log that cannot be written must not stop the work.
  }
}

if (asked !== "" && asked !== "0") {
  if (shown) begin();
  process.once("exit", traceProgramRuns({ write, redact: (text) => redactor.text(text) }));
}
