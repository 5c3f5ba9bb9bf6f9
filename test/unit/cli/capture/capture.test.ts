import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { SessionPlan, UntimedCapture } from "../../../../src/capture/events.ts";
import { CaptureLog, storedSessions } from "../../../../src/capture/session-store.ts";
import { type CaptureEdges, captureSession } from "../../../../src/cli/capture/capture.ts";
import { CHECKOUT } from "../../../../src/common/paths.ts";
import type { Host } from "../../../../src/hosts/host.ts";
import type { Connection } from "../../../../src/hosts/ssh/connection.ts";
import { FakeTerminal } from "../../capture/fake-terminal.ts";
import { ScriptedTerminal } from "../../capture/scripted-terminal.ts";
import { type Cue, exits, LOST, ran, ScriptedShell, START } from "../../run/terminal/scripted-shell.ts";
import { recordedConsole } from "../recorded-console.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "labnote-record-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const host = { name: "host-1", loginKey: "a key that nobody may see" } as Host;
const EXIT: Cue = ["exit\r", START, "exit\r\n", exits(0)];

/** The command with a host that follows a script, and what somebody types there, a piece when the one before has been answered. */
function record(
  script: readonly Cue[],
  given: { out?: string; title?: string[]; hosts?: Host[]; terminal?: boolean } = {},
) {
  const { out = join(folder, "note.md"), title = ["2", "Two"], hosts = [host], terminal = true } = given;
  const shell = new ScriptedShell(script);
  const window = new FakeTerminal();
  const scripts: string[] = [];
  const closed = Promise.withResolvers<void>();
  const close = async () => closed.resolve();
  const remote = {
    ...shell.connection,
    run: async (text: string) => {
      scripts.push(text);
      return { exit: 0, stdout: "", stderr: "" };
    },
    hold: (_script: string, onData: (data: Uint8Array) => void) => {
      Promise.resolve().then(() => onData(Buffer.from("held\n")));
      return { waiting: 0, pause: () => {}, resume: () => {}, write: () => {}, closed: closed.promise, close };
    },
    close,
  } as unknown as Connection;
  const edges: CaptureEdges = {
    root: CHECKOUT,
    sessions: () => join(folder, "sessions"),
    terminal: terminal ? window.own : undefined,
    findHosts: async () => hosts,
    connect: async () => remote,
    env: {},
  };
  const { console, said: printed } = recordedConsole();
  const said = () => printed.stdout + printed.stderr;
  const stop = new AbortController();
  const ended = captureSession({ stack: "lab", out }, title, console, stop.signal, edges);
  ended.catch(() => {});
  return { window, shell, scripts, said, ended, stop };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

async function typed(script: readonly Cue[], given?: Parameters<typeof record>[1]) {
  const run = record(script, given);
  while (!run.window.raw) await settled();
  for (const [keys] of script) {
    run.window.types(keys);
    await settled();
  }
  return run;
}

describe("npm run record", () => {
  test("npm run record writes what was typed at the note's end, and says where", async () => {
    await writeFile(join(folder, "note.md"), "# Page\n");
    const { ended, said, scripts } = await typed([["ls\r", ...ran("x\r\n")], EXIT]);
    expect(await ended).toBe(0);
    expect(await readFile(join(folder, "note.md"), "utf8")).toBe("# Page\n\n## 2 Two\n\n```console\n$ ls\nx\n```\n");
    expect(said()).toContain(
      `in ~/2. When you leave it (exit, or Ctrl-D), the session is written at the end of ${folder}`,
    );
    expect(said()).toContain("This window has 100 columns; a run types into 120");
    expect(said()).toMatch(/written: 1 commands, 0 left out: .*note.md:3$/m);
    expect(scripts.some((script) => script.includes("rm -rf -- ~/'2'"))).toBe(true);
    expect(await storedSessions(join(folder, "sessions"))).toEqual([]);
  });

  test("npm run record writes what was typed until the connection broke, and fails", async () => {
    const { ended, said } = await typed([
      ["ls\r", ...ran("x\r\n")],
      ["ping web\r", START, "64 bytes\r\n", LOST],
    ]);
    expect(await ended).toBe(1);
    expect(said()).toContain("What was typed until then is kept");
    expect(await readFile(join(folder, "note.md"), "utf8")).toContain("$ ping web\n64 bytes\n[running]\n");
  });

  test("npm run record writes what was typed until it was interrupted", async () => {
    const { ended, stop } = await typed([["ls\r", ...ran("x\r\n")]]);
    stop.abort(new Error("SIGHUP"));
    await expect(ended).rejects.toThrow("SIGHUP");
    expect(await readFile(join(folder, "note.md"), "utf8")).toContain("$ ls\nx\n");
  });

  test("npm run record writes nothing where nothing was typed", async () => {
    const { ended, said } = await typed([EXIT]);
    expect(await ended).toBe(0);
    expect(said()).toMatch(/^written: 0 commands, 0 left out$/m);
  });

  test("npm run record adds a terminal to an open session, and leaves its folder as it is", async () => {
    const plan: SessionPlan = { host: "host-1", title: "2 Two", section: "2", file: join(folder, "note.md") };
    const first = await CaptureLog.open(join(folder, "sessions"), plan, { columns: 120, rows: 40 });
    const { ended, said, scripts } = await typed([EXIT], { title: [] });
    expect(await ended).toBe(0);
    expect(said()).toContain("Terminal 2 of section 2 on host-1");
    expect(said()).toContain("Terminal 2 has ended. The section is written when the session's other terminals end.");
    expect(scripts.some((script) => script.includes("rm -rf"))).toBe(false);
    first.tell({ type: "closed", exit: 0, why: "it ended" });
  });

  test("npm run record first writes the session that a killed command has left", async () => {
    const plan: SessionPlan = { host: "host-2", title: "1 Old", section: "1", file: join(folder, "old.md") };
    const log = await CaptureLog.open(join(folder, "sessions"), plan, { columns: 120, rows: 40 });
    for (const { time: _, ...event } of new ScriptedTerminal().runs("echo one", "one\n").events.slice(1))
      log.tell(event as UntimedCapture);
    log.tell({ type: "closed", exit: null, why: "it was killed" });
    const { ended, said } = await typed([EXIT]);
    expect(await ended).toBe(0);
    expect(said()).toContain("An earlier session was not written: section 1 on host-2");
    expect(await readFile(join(folder, "old.md"), "utf8")).toContain("$ echo one\none\n");
  });

  test.each([
    ["without a terminal", { terminal: false }, "There is no terminal to type in"],
    ["on several hosts", { hosts: [host, { ...host, name: "host-2" }] }, "The lab has several hosts"],
    ["for a file whose folder is not there", { out: "/no/such/folder/note.md" }, "could not be written"],
  ])("npm run record refuses to begin %s", async (_what, given, message) => {
    await expect(record([], given).ended).rejects.toThrow(message);
  });
});
