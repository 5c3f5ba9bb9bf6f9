import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { bakedUserData } from "../../../src/hosts/user-data.ts";

const identity = {
  ...{ hostname: "mina", hostKey: { private: "", public: "" }, loginKey: "", mirror: null },
  ...{ hours: null, swap: 0 },
};

/** The commands of the first boot, run here in a folder that stands for the root, with a systemd that keeps what it was asked for. */
describe("at its first boot a host", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "labnote-test-"));
    for (const folder of ["bin", "etc/systemd/system", "usr/local/sbin"])
      mkdirSync(join(root, folder), { recursive: true });
    const fake = (name: string, script: string) =>
      writeFileSync(join(root, "bin", name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    fake("systemctl", `echo "$*" >>${root}/asked`);
    fake("cloud-init-per", `[ "$1" = instance ] && shift 2 && exec "$@"`);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const run = (command: string, ...args: string[]) =>
    spawnSync(command, args, {
      env: { PATH: [join(root, "bin"), process.env.PATH].join(delimiter) },
      encoding: "utf8",
    });
  /** As cloud-init makes a script of bootcmd: a list is a command's words, text is a line. */
  function boot(changes: object) {
    const text = bakedUserData({ ...identity, ...changes }).replaceAll(/\/(etc|usr\/local)\//g, `${root}/$1/`);
    const lines = (parse(text).bootcmd as (string | string[])[]).map((line) =>
      typeof line === "string" ? line : line.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" "),
    );
    return run("sh", "-c", lines.join("\n"));
  }
  const extend = (...args: string[]) => run(join(root, "usr/local/sbin/labnote-extend"), ...args);
  const asked = () => readFileSync(join(root, "asked"), "utf8").trim().split("\n");
  const units = () => readdirSync(join(root, "etc/systemd/system")).sort();
  const timer = () => readFileSync(join(root, "etc/systemd/system/labnote-end.timer"), "utf8");

  /** That the timer, and what was printed, are so many hours after the command was run. */
  function expectEnd(hours: number, act: () => { stdout: string; stderr: string; status: number | null }) {
    const before = Math.floor(Date.now() / 1000) * 1000;
    const { stdout, stderr, status } = act();
    const after = Date.now();
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
    expect(stdout).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\n$/);
    const end = new Date(stdout.trim());
    expect(end.getTime()).toBeGreaterThanOrEqual(before + hours * 3_600_000);
    expect(end.getTime()).toBeLessThanOrEqual(after + hours * 3_600_000);
    const calendar = end.toISOString().replace("T", " ").replace(".000Z", " UTC");
    expect(timer()).toContain(`[Timer]\nOnCalendar=${calendar}\nPersistent=true\n`);
  }

  test.each([4, 0.02, 720])("starts the timer of its end, %d hours away, now and for every later boot", (hours) => {
    expectEnd(hours, () => boot({ hours }));
    expect(asked()).toEqual(["--quiet enable labnote-end.timer", "--no-block restart labnote-end.timer"]);
    expect(units()).toEqual(["labnote-end.service", "labnote-end.timer"]);
  });

  test("can then get another end, and keeps those hours when it gets none", () => {
    boot({ hours: 4 });
    expectEnd(4, () => extend());
    expectEnd(0.5, () => extend("0.5"));
    expectEnd(0.5, () => extend());
  });

  test.each(["soon", "-1", "1.2.3", "4h", "."])("takes %j for no number of hours, and keeps its end", (word) => {
    boot({ hours: 4 });
    const before = timer();
    expect(extend(word)).toMatchObject({ status: 2, stderr: `labnote-extend: not a number of hours: ${word}\n` });
    expect(timer()).toBe(before);
  });

  test.each([
    ["a container exits with 0", 0, "--no-block exit 0"],
    ["a machine is switched off, also when a program holds it back", 1, "--ignore-inhibitors poweroff"],
  ])("makes an end of it that does what the host needs: %s", (_, isNoContainer, request) => {
    writeFileSync(join(root, "bin/systemd-detect-virt"), `#!/bin/sh\nexit ${isNoContainer}\n`, { mode: 0o755 });
    boot({ hours: 4 });
    const unit = readFileSync(join(root, "etc/systemd/system/labnote-end.service"), "utf8");
    // With no other programs: the real ones would switch this machine off.
    spawnSync("/bin/sh", ["-c", unit.match(/^ExecStart=(.*)$/m)?.[1] ?? ""], { env: { PATH: join(root, "bin") } });
    expect(asked().slice(2)).toEqual([request]);
  });

  test("whose end could not be set does nothing more, and says so", () => {
    writeFileSync(join(root, "bin/systemctl"), `#!/bin/sh\n[ "$2" = enable ] && exit 1\necho "$*" >>${root}/asked`, {
      mode: 0o755,
    });
    expect(boot({ hours: 4, swap: 1024 }).status).not.toBe(0);
    expect(units()).not.toContain("labnote-swap@.service");
  });

  test("makes swap of the size that it gets, later and at every boot", () => {
    expect(boot({ swap: 1024 })).toMatchObject({ status: 0, stderr: "" });
    expect(units()).toEqual(["labnote-swap@.service"]);
    expect(asked()).toEqual(["--quiet enable labnote-swap@1024.service", "--no-block start labnote-swap@1024.service"]);
  });
});
