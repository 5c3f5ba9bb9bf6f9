import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { addSection } from "../../../src/capture/add-section.ts";
import { type CaptureEvent, keysIn, type SessionPlan, type UntimedCapture } from "../../../src/capture/events.ts";
import { PasteFilter } from "../../../src/capture/paste-filter.ts";
import { planSession } from "../../../src/capture/plan-session.ts";
import { CaptureLog, removeSession, storedSessions, takeSession } from "../../../src/capture/session-store.ts";
import { withoutSecrets } from "../../../src/capture/without-secrets.ts";
import { writeSession } from "../../../src/capture/write-session.ts";
import { parseFiles } from "../../../src/capture/written-files.ts";
import { Redactor } from "../../../src/record/redact/redactor.ts";
import { ScriptedTerminal, sectionOf } from "./scripted-terminal.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "labnote-capture-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const size = { columns: 120, rows: 40 };
const plan = (changes: Partial<SessionPlan> = {}): SessionPlan => ({
  ...{ host: "host-1", title: "2 Two", section: "2", file: join(folder, "note.md") },
  ...changes,
});
const section = () => sectionOf(new ScriptedTerminal().runs("echo one", "one\n").exits());
const SECTION = "## 1 One\n\n```console\n$ echo one\none\n```\n";

describe("keys", () => {
  test("of what is typed, only the keys that a terminal acts on are known", () => {
    expect(keysIn(Buffer.from("secret\r\x03\x04\x1aab\n\x1b[A"))).toEqual([
      "other",
      "enter",
      "interrupt",
      "end",
      "stop",
      "other",
      "enter",
      "other",
    ]);
  });

  test("pastes are not marked for a shell, and are for a program with a screen of its own", () => {
    const filter = new PasteFilter();
    const pass = (text: string) => Buffer.from(filter.pass(Buffer.from(text))).toString();
    expect(pass("é\x1b[?2004h$ ")).toBe("é$ ");
    expect(pass("\x1b[?1049h\x1b[?2004hvi")).toBe("\x1b[?1049h\x1b[?2004hvi");
    expect(pass("\x1b[?2004l\x1b[?1049l\x1b[?2004h$ ")).toBe("\x1b[?2004l\x1b[?1049l$ ");
  });
});

describe("adding a section", () => {
  test.each([
    ["# Page\n", `# Page\n\n${SECTION}`],
    ["# Page", `# Page\n\n${SECTION}`],
    ["# Page\n\n\n", `# Page\n\n${SECTION}`],
    ["", SECTION],
    ["# Page\r\n", `# Page\r\n\r\n${SECTION.replaceAll("\n", "\r\n")}`],
  ])("a section is added below %j, and nothing above it changes", async (before, after) => {
    const file = join(folder, "note.md");
    await writeFile(file, before);
    const added = await addSection(file, await section());
    expect(await readFile(file, "utf8")).toBe(after);
    expect(after.split("\n")[added.line - 1]?.trim()).toBe("## 1 One");
  });

  test("a section begins a file that is not there", async () => {
    await addSection(join(folder, "new.md"), await section());
    expect(await readFile(join(folder, "new.md"), "utf8")).toBe(SECTION);
  });

  test("a section that would be read as something else in the note gets a file beside it", async () => {
    const file = join(folder, "note.md");
    const open = "# Page\n\n```console\n$ ls\n";
    await writeFile(file, open);
    const added = await addSection(file, await section());
    expect(await readFile(file, "utf8")).toBe(open);
    expect(added.file).toBe(join(folder, "note-section-1.md"));
    expect(await readFile(added.file, "utf8")).toBe(SECTION);
  });

  test("a section for a folder that is not there is an error that says so", async () => {
    await expect(addSection(join(folder, "no", "note.md"), await section())).rejects.toMatchObject({
      name: "LabError",
      message: expect.stringContaining("could not be written"),
    });
  });
});

describe("the sessions that are not written yet", () => {
  const kill = async (log: CaptureLog) => {
    const file = join(log.folder, `${log.terminal}.jsonl`);
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace(/"began":"[^"]*"/, '"began":"before"'));
  };
  const shows = (log: CaptureLog, ...events: UntimedCapture[]) => {
    for (const event of events) log.tell(event);
  };
  const events = new ScriptedTerminal().runs("echo one", "one\n").events.slice(1) as CaptureEvent[];
  const closed: UntimedCapture = { type: "closed", exit: 0, why: "it ended" };

  test("a session's terminals get its numbers in their order, and the last one to end takes it", async () => {
    const [one, two] = [await CaptureLog.open(folder, plan(), size), await CaptureLog.open(folder, plan(), size)];
    expect([one.terminal, two.terminal]).toEqual([1, 2]);
    expect(await storedSessions(folder)).toMatchObject([{ plan: plan(), open: true }]);
    shows(one, closed);
    expect(await takeSession(folder, one.folder)).toBeUndefined();
    const three = await CaptureLog.open(folder, plan(), size);
    expect(three.terminal).toBe(3);
    shows(two, closed);
    shows(three, closed);
    const [taken, second] = await Promise.all([takeSession(folder, two.folder), takeSession(folder, three.folder)]);
    expect([taken, second].filter((each) => each !== undefined)).toHaveLength(1);
    const session = taken ?? second;
    expect(session?.terminals).toHaveLength(3);
    await removeSession(session?.folder ?? "");
    expect(await storedSessions(folder)).toEqual([]);
  });

  test("sessions of other sections and hosts are others", async () => {
    await CaptureLog.open(folder, plan(), size);
    const other = await CaptureLog.open(folder, plan({ section: "3" }), size);
    const host = await CaptureLog.open(folder, plan({ host: "host-2" }), size);
    expect([other.terminal, host.terminal]).toEqual([1, 1]);
    expect(await storedSessions(folder)).toHaveLength(3);
  });

  test("the session of a killed command is over, with all whole lines that it has kept", async () => {
    const log = await CaptureLog.open(folder, plan(), size);
    shows(log, ...(events as UntimedCapture[]));
    await writeFile(join(log.folder, "1.jsonl"), '{"type":"outp', { flag: "a" });
    await kill(log);
    const [left] = await storedSessions(folder);
    expect(left).toMatchObject({ open: false });
    expect(left?.terminals[0]?.at(-1)).toMatchObject({ type: "closed", exit: null });
    const taken = await takeSession(folder, log.folder);
    const written = await writeSession(taken as NonNullable<typeof taken>, []);
    expect(await readFile(written.added?.file ?? "", "utf8")).toContain("$ echo one\none\n");
    expect(await storedSessions(folder)).toEqual([]);
  });

  test("a session that cannot be written is kept", async () => {
    const gone = plan({ file: join(folder, "no", "note.md") });
    const log = await CaptureLog.open(join(folder, "sessions"), gone, size);
    shows(log, ...(events as UntimedCapture[]), closed);
    const taken = await takeSession(join(folder, "sessions"), log.folder);
    await expect(writeSession(taken as NonNullable<typeof taken>, [])).rejects.toThrow("could not be written");
    expect(await storedSessions(join(folder, "sessions"))).toMatchObject([{ open: false, plan: gone }]);
  });

  test("a session in which nothing was typed is not written", async () => {
    const log = await CaptureLog.open(folder, plan(), size);
    shows(log, closed);
    const taken = await takeSession(folder, log.folder);
    expect(await writeSession(taken as NonNullable<typeof taken>, [])).toMatchObject({ added: undefined });
    expect(await readdir(folder)).not.toContain("note.md");
  });

  test("a tenth terminal is refused", async () => {
    for (let terminal = 1; terminal <= 9; terminal += 1) await CaptureLog.open(folder, plan(), size);
    await expect(CaptureLog.open(folder, plan(), size)).rejects.toThrow("has 9 terminals already");
  });
});

describe("secrets", () => {
  const token = `ghp_${"a1B2c3D4e5".repeat(4).slice(0, 36)}`;

  test("a secret is neither in what is kept of a session, nor in its section, however it came", async () => {
    const kept: string[] = [];
    const tell = withoutSecrets(new Redactor({ secrets: [], note: "" }), (event) => kept.push(JSON.stringify(event)));
    const it = new ScriptedTerminal().runs("cat token", `token ${token.slice(0, 9)}`);
    it.runs(`curl -H 'Authorization: token ${token}' web`, "ok\n");
    for (const { time, ...event } of it.events) tell(event as UntimedCapture);
    tell({ type: "output", data: token.slice(0, 20) });
    tell({ type: "output", data: token.slice(20) });
    tell({ type: "key", key: "enter" });
    expect(kept.join("\n")).not.toContain(token);
    expect(kept.at(-2)).toContain("[redacted: ");

    const log = await CaptureLog.open(folder, plan(), size);
    for (const event of new ScriptedTerminal()
      .runs("cat token", `${token}\n`)
      .runs(`echo ${token}`, `${token}\n`)
      .events.slice(1))
      log.tell(event as UntimedCapture);
    log.tell({ type: "closed", exit: 0, why: "it ended" });
    const taken = await takeSession(folder, log.folder);
    await writeSession(taken as NonNullable<typeof taken>, []);
    const text = await readFile(plan().file, "utf8");
    expect(text).not.toContain(token);
    expect(text.match(/\[redacted: /g)).toHaveLength(3);
  });
});

test("of the files that a host prints, text files with a name that a note can have are taken", () => {
  const base64 = (text: string | Buffer) => Buffer.from(text as string).toString("base64");
  const line = (name: string, content: string | Buffer) => `${base64(name)} ${base64(content)}`;
  const printed = [
    line("app/x.sh", "echo hi\n"),
    line('a"b', "x"),
    line("bin", Buffer.from([0, 1, 255])),
    line("empty", ""),
    "",
  ];
  expect(parseFiles(printed.join("\n"))).toEqual([
    { path: "app/x.sh", content: "echo hi\n" },
    { path: "empty", content: "" },
  ]);
});

describe("what a user wants to be captured", () => {
  const wish = { host: "host-1", title: undefined, out: undefined };
  const open = (changes: Partial<SessionPlan> = {}) => ({
    ...{ folder: "", terminals: [], open: true },
    plan: plan(changes),
  });
  const note = () => join(folder, "note.md");

  test("a section is written at the end of the lab's note, or in the file that is named", async () => {
    const wanted = { ...wish, title: "1.6  Volumes\nof data" };
    expect(await planSession(wanted, [], note())).toEqual({
      ...{ host: "host-1", title: "1.6 Volumes of data", section: "1.6", file: note() },
    });
    const out = join(folder, "other.md");
    expect(await planSession({ ...wanted, out }, [], note())).toMatchObject({ file: out });
  });

  test("a session that is open gets another terminal, by its section or if it is the only one of the host", async () => {
    const elsewhere = open({ host: "host-2" });
    expect(await planSession(wish, [elsewhere, open()], note())).toEqual(plan());
    expect(await planSession({ ...wish, title: "2" }, [open({ section: "3" }), open()], note())).toEqual(plan());
    expect(await planSession({ ...wish, title: "4" }, [open()], note())).toMatchObject({ section: "4" });
    const several = planSession(wish, [open(), open({ section: "3", title: "3 Three" })], note());
    await expect(several).rejects.toThrow("Several sessions are open on host-1");
  });

  test("another file for an open session is refused", async () => {
    const other = planSession({ ...wish, out: join(folder, "other.md") }, [open()], note());
    await expect(other).rejects.toThrow("The session of section 2 is written to");
  });

  test("without a heading, a section is new, and so is the next", async () => {
    expect(await planSession(wish, [], note())).toMatchObject({ title: "New section", section: "new-section" });
    await writeFile(note(), "## New section\n");
    expect(await planSession(wish, [], note())).toMatchObject({ title: "New section 2", section: "new-section-2" });
  });

  test("a section that the note has, and a heading that is none, are refused", async () => {
    await writeFile(note(), "# Page\n\n## 1.6 Volumes\n");
    await expect(planSession({ ...wish, title: "1.6 Again" }, [], note())).rejects.toThrow("has a section 1.6 already");
    await expect(planSession({ ...wish, title: " " }, [], note())).rejects.toThrow("cannot be the heading");
  });

  test("a note that is refused takes no section", async () => {
    await writeFile(note(), "```console\n$ ls\n");
    await expect(planSession(wish, [], note())).rejects.toThrow("is refused as a note");
  });
});
