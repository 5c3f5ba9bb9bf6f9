// Runs before every command of a checkout, on whatever Node the machine has (14.18 or newer): brings node_modules, and with it the
// Node that labnote runs on, in line with package-lock.json. Does nothing, quickly, when it is.
"use strict";

const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

const PATIENCE_MS = 10 * 60 * 1000;
const POLL_MS = 250;

// npm writes the second file when an install of any kind has come to its end, and not before: it names what is there.
// Packages for other platforms are optional in both; either may lack them.
function isInstalled(root) {
  const wanted = packagesIn(path.join(root, "package-lock.json"));
  const found = packagesIn(path.join(root, "node_modules", ".package-lock.json"));
  if (wanted === undefined || found === undefined) return false;
  return Object.keys(Object.assign({}, wanted, found))
    .filter((name) => name !== "")
    .every((name) => {
      if (wanted[name] !== undefined && found[name] !== undefined)
        return JSON.stringify(wanted[name]) === JSON.stringify(found[name]);
      return (wanted[name] || found[name]).optional === true;
    });
}

function packagesIn(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")).packages;
  } catch (error) {
    if (error.code === "ENOENT" || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

// As `npm ci` does it, from nothing, so that nothing half-made is trusted; but `npm ci` refuses a lock file that was
// written where a registry lacks the packages of other platforms.
function install(root) {
  process.stderr.write("labnote: installing what package-lock.json names\n");
  fs.rmSync(path.join(root, "node_modules"), { recursive: true, force: true });
  // npm names itself and its Node to what it runs; without it, there is its name. This process's own Node may have gone just now.
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  const args = ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"];
  const how = npm === undefined ? ["npm", args] : [node || process.execPath, [npm].concat(args)];
  const ran = spawnSync(how[0], how[1], { cwd: root, stdio: ["ignore", 2, 2] });
  if (ran.error !== undefined)
    return fail(`npm could not be started: ${ran.error.message}`, "install Node.js with npm");
  if (ran.status !== 0) {
    return fail(
      `npm install ended with ${ran.signal || `status ${ran.status}`}`,
      "see npm's message above: the registry must be reachable and the disk must have room; then run this again",
    );
  }
  if (!isInstalled(root)) {
    return fail(
      "npm install left node_modules other than package-lock.json says",
      "see whether package-lock.json fits package.json (git status), then run this again",
    );
  }
}

function fail(what, remedy) {
  process.stderr.write(`labnote: ${what}\n  try: ${remedy}\n`);
  process.exitCode = 1;
}

// One install at a time: holds a lock file with its process id while `work` goes on.
function alone(lock, work) {
  const deadline = Date.now() + PATIENCE_MS;
  while (!take(lock)) {
    const holder = read(lock);
    if (isDead(holder) && clear(lock, holder)) continue;
    if (Date.now() > deadline)
      return fail(`process ${holder} has been installing for long`, `stop it, or remove ${lock}, and run this again`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, POLL_MS);
  }
  try {
    work();
  } finally {
    remove(lock);
  }
}

// Of those that find a lock left over one alone removes it; another would remove what the first has put in its place.
function clear(lock, holder) {
  const clearing = `${lock}.clearing`;
  if (!take(clearing)) {
    if (isDead(read(clearing))) remove(clearing);
    return false;
  }
  try {
    if (read(lock) === holder) remove(lock);
  } finally {
    remove(clearing);
  }
  return true;
}

// The id is in the file from the moment the file is there.
function take(lock) {
  const draft = `${lock}.${process.pid}`;
  fs.writeFileSync(draft, String(process.pid));
  try {
    fs.linkSync(draft, lock);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    remove(draft);
  }
}

function read(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return "";
    throw error;
  }
}

function remove(file) {
  try {
    fs.unlinkSync(file);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
}

function isDead(holder) {
  if (!(Number(holder) > 0)) return false;
  try {
    process.kill(Number(holder), 0);
    return false;
  } catch (error) {
    return error.code !== "EPERM";
  }
}

/** Installs node_modules where it is not as it should be, or prints why it cannot. Returns whether it is as it should be. */
function prepare(root) {
  if (isInstalled(root)) return true;
  alone(path.join(root, ".labnote-installing"), () => isInstalled(root) || install(root));
  return !process.exitCode;
}

if (require.main === module) prepare(path.dirname(__dirname));
module.exports = { prepare };
