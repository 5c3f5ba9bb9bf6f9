import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { type Desk, openPage, opensPage } from "../../../src/cli/open-page.ts";
import { until } from "../../until.ts";

const desk = (changes: Partial<Desk> = {}): Desk => ({
  ...{ asked: undefined, watched: true, platform: "linux", env: { DISPLAY: ":0" } },
  ...changes,
});

test("a page opens by itself where there is a desktop: on macOS, and on Linux with X or Wayland", () => {
  expect(opensPage(desk())).toBe(true);
  expect(opensPage(desk({ env: { WAYLAND_DISPLAY: "wayland-0" } }))).toBe(true);
  expect(opensPage(desk({ platform: "darwin", env: {} }))).toBe(true);
  expect(opensPage(desk({ env: {} }))).toBe(false);
  expect(opensPage(desk({ env: { DISPLAY: "" } }))).toBe(false);
  expect(opensPage(desk({ platform: "freebsd" }))).toBe(false);
});

test.each(["CI", "SSH_CONNECTION", "SSH_TTY"])("a page does not open by itself where %s is set", (name) => {
  expect(opensPage(desk({ env: { DISPLAY: ":0", [name]: "1" } }))).toBe(false);
  expect(opensPage(desk({ platform: "darwin", env: { [name]: "1" } }))).toBe(false);
});

test("a page does not open by itself where nobody watches", () => {
  expect(opensPage(desk({ watched: false }))).toBe(false);
});

test("a page opens where the user asks for it, and never against the user", () => {
  expect(opensPage(desk({ asked: true, watched: false, env: { SSH_TTY: "/dev/pts/1" } }))).toBe(true);
  expect(opensPage(desk({ asked: false }))).toBe(false);
});

test("a page is opened by the program that opens pages, which is not waited for", async () => {
  const folder = await mkdtemp(join(tmpdir(), "labnote-open-"));
  try {
    const [opener, shown] = [join(folder, "opener"), join(folder, "shown")];
    await writeFile(opener, `#!/bin/sh\nprintf %s "$1" > ${shown}.new && mv ${shown}.new ${shown}\n`);
    await chmod(opener, 0o755);
    await openPage(new URL("file:///records/lab/index.html"), opener);
    const seen = () => readFile(shown, "utf8").catch(() => undefined);
    expect(await until("the page is shown", seen)).toBe("file:///records/lab/index.html");
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("the error of a page that cannot be opened has its address", async () => {
  const page = new URL("file:///records/lab/index.html");
  await expect(openPage(page, "/no/such/program")).rejects.toThrow(
    "The page could not be opened: file:///records/lab/index.html",
  );
});
