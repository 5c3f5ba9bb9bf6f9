#!/usr/bin/env node
// The command `labnote`, on whatever Node the machine has (14.18 or newer): runs a command of labnote with labnote's own Node, for the folder
// that the user is in. The scripts of npm in the checkout are this, too, for the checkout itself.
"use strict";

const { spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

/** What each command does, in a line. The last ones are about labnote itself, and only a checkout has them. */
const COMMANDS = {
  start: "make the lab, and run a note on it: start lesson.md",
  check: "read a note without a host, and show each step",
  note: "run the note again on the hosts that are up, or a part of it",
  class: "serve a class on the hosts that are up: a page a student, a board for you",
  accept: "write into the note what its last run has shown",
  record: "write what you type on a host as a section of the note",
  adopt: "make a note of any Markdown page",
  pictures: "make pictures of the last run",
  handout: "make one HTML file of the note, to hand out and to print",
  ssh: "open a shell on a host",
  down: "take the lab down, and prove it",
  doctor: "show what is missing on this machine",
  test: "run labnote's own tests",
  bench: "measure how fast labnote is",
  screenshots: "make the pictures of labnote's own documents",
};

/** The oldest Node that labnote runs on where it has none of its own. */
const OLDEST = 24;
const ROOT = path.dirname(__dirname);
/** npm never packs the lock file. */
const IN_CHECKOUT = fs.existsSync(path.join(ROOT, "package-lock.json"));
const PROGRAM = IN_CHECKOUT ? ROOT : path.join(ROOT, "dist");

const scriptOf = (name) => path.join(PROGRAM, "scripts", `${name}.${IN_CHECKOUT ? "ts" : "js"}`);

function main([name, ...rest]) {
  const names = Object.keys(COMMANDS).filter((each) => fs.existsSync(scriptOf(each)));
  if (name === "--version") return process.stdout.write(`${version(ROOT)}\n`);
  if (name === "--help" || name === "-h") return process.stdout.write(help(names));
  if (!names.includes(name))
    return fail(
      name === undefined ? "no command is given" : `there is no command ${name}`,
      `one of ${names.join(", ")}`,
      2,
    );
  if (IN_CHECKOUT && !require("./prepare.cjs").prepare(ROOT)) return undefined;
  const own = ownNode();
  if (own === undefined && Number(process.versions.node.split(".")[0]) < OLDEST) {
    return fail(
      `Node.js ${process.versions.node} is too old, and the npm package "node", which brings a newer one, was installed without its script`,
      `install Node.js ${OLDEST} or newer, or install labnote again with that script (npm: --allow-scripts=node)`,
    );
  }
  tellBelow(own === undefined ? process.execPath : own.file);
  return own === undefined || own.version === process.versions.node ? runHere(name, rest) : runOn(own.file);
}

/** The Node that npm has installed with labnote. */
function ownNode() {
  try {
    const folder = path.dirname(require.resolve("node/package.json"));
    const file = path.join(folder, "bin", "node");
    return fs.existsSync(file) ? { file, version: version(folder) } : undefined;
  } catch (error) {
    if (error.code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

const version = (folder) => JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8")).version;

/** What every process below needs to know: Pulumi passes it on to those that it starts. */
function tellBelow(node) {
  const { env } = process;
  // Pulumi starts its program, and the program its runs of notes, with the first Node on PATH.
  env.PATH = [path.dirname(node), env.PATH].filter(Boolean).join(path.delimiter);
  if (IN_CHECKOUT && process.cwd() === ROOT) {
    delete env.LABNOTE_FOLDER;
    delete env.LABNOTE_COMMAND;
  } else {
    env.LABNOTE_FOLDER = process.cwd();
    env.LABNOTE_COMMAND = IN_CHECKOUT ? `node ${quoted(__filename)}` : "npx labnote";
  }
}

const quoted = (word) => (/^[\w./-]+$/.test(word) ? word : `'${word.replace(/'/g, "'\\''")}'`);

function runHere(name, rest) {
  // `down` does without: `--all` removes the caches, and Node writes at its end.
  if (name !== "down") require("./compile-cache.cjs");
  const script = scriptOf(name);
  process.argv = [process.execPath, script, ...rest];
  return import(pathToFileURL(script).href);
}

/** Runs this file again, on another Node. */
function runOn(node) {
  // A terminal sends Ctrl-C to both. Before the start: a signal that came first would end this process alone.
  process.on("SIGINT", () => {});
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  const child = spawn(node, [__filename, ...process.argv.slice(2)], { stdio: "inherit" });
  child.on("error", (error) => fail(`${node} could not be started: ${error.message}`, "install labnote again"));
  child.on("exit", (status, signal) => {
    process.exitCode = signal === null ? status : 128 + os.constants.signals[signal];
  });
  return child;
}

function help(names) {
  const width = Math.max(...names.map((name) => name.length));
  const rows = names.map((name) => `  ${name.padEnd(width)}  ${COMMANDS[name]}`);
  const usage =
    "Usage: labnote COMMAND [options]\n\nNotes, records, pictures, handouts and settings are those of the folder that you are in.";
  return `${usage}\n\n${rows.join("\n")}\n\n"labnote COMMAND --help" tells more of each.\n`;
}

function fail(what, remedy, status = 1) {
  process.stderr.write(`labnote: ${what}\n  try: ${remedy}\n`);
  process.exitCode = status;
}

main(process.argv.slice(2));
