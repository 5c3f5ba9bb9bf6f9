import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readIfExists } from "../../../src/common/files.ts";
import { aptInstall, distributionsOf } from "../../../src/common/packages.ts";
import { until } from "../../until.ts";
import { withProgram } from "../with-program.ts";

test("a distribution is known by its own name and by those it is like, quoted or not", () => {
  expect(distributionsOf('NAME="Ubuntu"\nID=ubuntu\nID_LIKE="debian linux"\nVERSION_ID="20.04"')).toEqual([
    "ubuntu",
    "debian",
    "linux",
  ]);
  expect(distributionsOf("VERSION_CODENAME=x\n")).toEqual([]);
});

/** An apt-get that logs its arguments and its end, and that waits at one of its steps until a test lets it go on. */
const aptGet = (slow: string) =>
  withProgram(
    "apt-get",
    `cd "$(dirname "$0")"
echo "$*" >> log
trap 'echo stopped >> log; exit 1' TERM INT
case "$*" in
  *"${slow}"*)
    ps -o pgid= $$ | grep -qw $$ && echo "on its own" >> log
    : > begun
    until [ -e go-on ]; do sleep 0.02; done
    echo ended >> log ;;
esac`,
  );
const begun = (folder: string) => until("apt-get is at work", () => readIfExists(join(folder, "begun")));
const log = async (folder: string) => (await readFile(join(folder, "log"), "utf8")).trim().split("\n");

test("an installation of packages that is interrupted while it looks or downloads stops at once", async () => {
  for (const slow of ["update", "--download-only"]) {
    await using apt = await aptGet(slow);
    const stop = new AbortController();
    const installing = aptInstall(["a"], () => {}, stop.signal);
    await begun(apt.folder);
    stop.abort();
    await expect(installing).rejects.toThrow("interrupted");
    expect((await log(apt.folder)).at(-1)).toBe("stopped");
  }
});

test("an installation of packages that is interrupted while it changes the machine comes to its end, out of reach of Ctrl-C, too", async () => {
  await using apt = await aptGet("install --yes --no-install-recommends a");
  const stop = new AbortController();
  const installing = aptInstall(["a"], () => {}, stop.signal);
  await begun(apt.folder);
  stop.abort();
  await writeFile(join(apt.folder, "go-on"), "");
  await installing;
  expect((await log(apt.folder)).slice(-2)).toEqual(["on its own", "ended"]);
});

test("an installation of packages that looks or downloads for too long is stopped, and the error says after which time", async () => {
  await using _apt = await aptGet("update");
  await expect(aptInstall(["a"], () => {}, undefined, 60)).rejects.toThrow(
    "apt-get update did not end within 0.001 min",
  );
});

test("an installation of packages that changes the machine is never stopped, however long it takes", async () => {
  await using apt = await aptGet("install --yes --no-install-recommends a");
  // What looks and downloads before must take less.
  const limit = 5_000;
  const installing = aptInstall(["a"], () => {}, undefined, limit);
  await begun(apt.folder);
  const since = performance.now();
  await until("the limit is over", async () => performance.now() - since > limit || undefined);
  await writeFile(join(apt.folder, "go-on"), "");
  await installing;
  expect((await log(apt.folder)).at(-1)).toBe("ended");
});

test("an installation of packages that fails has apt's own words in its error", async () => {
  await using _apt = await withProgram("apt-get", "echo 'E: Unable to locate package a' >&2; exit 100");
  await expect(aptInstall(["a"], () => {})).rejects.toMatchObject({
    message: "apt-get update failed",
    cause: expect.objectContaining({ message: "E: Unable to locate package a" }),
  });
});

test("an installation of packages waits for another apt, also where apt itself does not wait for its lock", async () => {
  await using apt = await withProgram(
    "apt-get",
    `cd "$(dirname "$0")"
case "$*" in
  *--download-only*)
    [ -e free ] && { : > downloaded; exit 0; }
    echo 'E: Could not get lock /var/cache/apt/archives/lock. It is held by process 7 (apt-get)' >&2
    exit 100 ;;
esac`,
  );
  const said: string[] = [];
  const installing = aptInstall(["a"], (line) => said.push(line));
  await until("it says that it waits", async () => said.length > 0 || undefined);
  await writeFile(join(apt.folder, "free"), "");
  await installing;
  expect(said).toEqual(["another apt is at work (/var/cache/apt/archives/lock); waiting for it"]);
  expect(await readIfExists(join(apt.folder, "downloaded"))).toBe("");
});
