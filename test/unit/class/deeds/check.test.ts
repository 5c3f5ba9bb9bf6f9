import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { beginAgain } from "../../../../src/class/deeds/begin-again.ts";
import { checkSection, isLastTyped, lookAtFiles } from "../../../../src/class/deeds/check.ts";
import { writeStep } from "../../../../src/class/deeds/write-step.ts";
import type { CheckedEvent } from "../../../../src/class/progress/events.ts";
import type { SectionProgress } from "../../../../src/class/progress/state.ts";
import { refOf } from "../../../../src/class/progress/tell.ts";
import { LabError } from "../../../../src/common/errors.ts";
import type { Section, Step } from "../../../../src/note/note.ts";
import { read } from "../../note/pages.ts";
import { LocalHost } from "./local-host.ts";

const onLinux = process.platform === "linux" ? describe : describe.skip;
const { signal } = new AbortController();

const note = read(
  [
    ...["---", "language: ko", "ports: [5000]", "---", "## 1 One", ""],
    ...["```console", "$ seq 1 2", "1", "2", "$ echo 64eb235def02", "64eb235def02", "```", ""],
    ...["```text file=it's/b.txt", "one", "```", ""],
    ...["```http", "GET http://host:5000/x", "hello", "```", ""],
    ...["```text file=it's/b.txt", "two", "```", ""],
    ...["```console check", "$ cat 64eb235def02", "mine", "$ ls it*", "[..]", "$ false", "[exit 1]", "```", ""],
  ].join("\n"),
);
const [section] = note.sections as [Section];

/** A step was looked at, and is as it is to be. */
const passed = (step: Step, place: number): CheckedEvent => ({
  ...{ type: "checked", ...refOf(step, place), output: "", cut: 0, exit: 0, seconds: 0 },
  ...{ reasons: [], learnt: [] },
});
const ID = "aaaabbbbcccc";

/** A page of the host, on a port of this machine. */
async function webServer(answer: string, status = 200) {
  const server = createServer((_, response) => void response.writeHead(status).end(answer));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, [Symbol.dispose]: () => void server.close() };
}

onLinux("the check of a section", () => {
  test("tells what is wrong with each of its files, requests and checks, and leaves the files as they are", async () => {
    await using host = new LocalHost(note);
    host.append(passed(section.steps[1] as Step, 1));
    await checkSection(host, "1", signal);
    const reasons = host
      .progress()
      .sections.get("1")
      ?.steps.map((step) => step.reasons);
    expect(reasons).toMatchObject([
      [],
      [],
      [{ kind: "noFile", path: "it's/b.txt" }],
      [{ kind: "noPort", port: 5000 }],
      [],
      [{ kind: "unbound", sample: "64eb235def02" }],
      [{ kind: "status" }],
      [],
    ]);
    expect(host.opened).toEqual([]);
  });

  test("is passed by what is as in the note, with the student's own ids, and the terminals see nothing of it", async () => {
    using web = await webServer("hello\n");
    await using host = new LocalHost(note, { 5000: web.port });
    mkdirSync(join(host.home, "1/it's"), { recursive: true });
    writeFileSync(join(host.home, "1/it's/b.txt"), "two\n");
    writeFileSync(join(host.home, "1", ID), "mine\n");
    host.student(`echo ${ID}`, ID, { folder: "~/1" });
    await checkSection(host, "1", signal);
    expect(host.states).toMatchObject({
      ...{ "1:2": "typed", "1:3": "open", "1:4": "checked", "1:5": "checked" },
      ...{ "1:6": "checked", "1:7": "checked", "1:8": "checked" },
    });
    expect(host.opened).toEqual([]);
  });

  test("says of a file in which line it differs, and of a page its status", async () => {
    using web = await webServer("hello\n", 500);
    await using host = new LocalHost(note, { 5000: web.port });
    host.append(passed(section.steps[1] as Step, 1));
    mkdirSync(join(host.home, "1/it's"), { recursive: true });
    writeFileSync(join(host.home, "1/it's/b.txt"), "one\nmore\n");
    await checkSection(host, "1", signal);
    const steps = host.progress().sections.get("1")?.steps;
    expect(steps?.[2]?.reasons).toEqual([{ kind: "otherFile", line: 2, seen: "more", wanted: "" }]);
    expect(steps?.[3]?.reasons).toEqual([{ kind: "answer", status: 500 }]);
  });

  test("says nothing of a page before whose commands the student has not come", async () => {
    using web = await webServer("one\n");
    const pages = read(
      [
        ...["---", "ports: [5000]", "---", "## 1 One", "", "```console", "$ seq 1", "1", "```", ""],
        ...["```http", "GET http://host:5000/", "one", "```", "", "```console", "$ seq 2", "1", "2", "```", ""],
        ...["```http", "GET http://host:5000/", "two", "```", ""],
      ].join("\n"),
    );
    await using host = new LocalHost(pages, { 5000: web.port });
    await checkSection(host, "1", signal);
    expect(host.events).toEqual([]);
    host.student("seq 1", "1", { folder: "~/1" });
    await checkSection(host, "1", signal);
    expect(host.states).toEqual({ "1:1": "typed", "1:2": "checked", "1:3": "open", "1:4": "open" });
    expect(host.progress().sections.get("1")?.steps[3]?.tries).toBe(0);
    host.student("seq 2", "1\n2", { folder: "~/1" });
    await checkSection(host, "1", signal);
    expect(host.progress().sections.get("1")?.steps[3]).toMatchObject({ state: "differs", tries: 1 });
  });

  test("says that nothing could be looked at where the host does not answer", async () => {
    await using host = new LocalHost(note);
    host.remote.run = async () => {
      throw new LabError("The connection was lost");
    };
    await checkSection(host, "1", signal);
    const reasons = host
      .progress()
      .sections.get("1")
      ?.steps.map((step) => step.reasons[0]);
    expect(reasons?.[2]).toEqual({ kind: "unseen", why: "The connection was lost" });
    expect(reasons?.[6]).toEqual({ kind: "error", why: "The connection was lost" });
  });
});

onLinux("a look at the files of a section", () => {
  test("tells of the file that is as in the note, and of no other", async () => {
    await using host = new LocalHost(note);
    await lookAtFiles(host, "1", signal);
    expect(host.events).toEqual([]);
    mkdirSync(join(host.home, "1/it's"), { recursive: true });
    writeFileSync(join(host.home, "1/it's/b.txt"), "one\n");
    await lookAtFiles(host, "1", signal);
    expect(host.events).toMatchObject([{ type: "checked", step: "1:3", reasons: [] }]);
    await lookAtFiles(host, "1", signal);
    expect(host.events).toHaveLength(1);
  });

  test("tells of a file that is to be as it was before only when the student has come to its later step", async () => {
    const twice = ["```text file=a.txt", "one", "```", ""];
    const again = read(["## 1 One", "", ...twice, "```console", "$ rm a.txt", "```", "", ...twice].join("\n"));
    await using host = new LocalHost(again);
    mkdirSync(join(host.home, "1"), { recursive: true });
    writeFileSync(join(host.home, "1/a.txt"), "one\n");
    await lookAtFiles(host, "1", signal);
    await lookAtFiles(host, "1", signal);
    expect(host.events).toMatchObject([{ type: "checked", step: "1:1" }]);
    const [{ steps: [, remove] = [] } = {}] = again.sections;
    host.append(passed(remove as Step, 1));
    await lookAtFiles(host, "1", signal);
    expect(host.events.at(-1)).toMatchObject({ type: "checked", step: "1:3", reasons: [] });
  });
});

test("a section is ready to be checked when all is done that a student types", () => {
  const host = new LocalHost(note);
  const progress = () => host.progress().sections.get("1") as SectionProgress;
  host.student("seq 1 2", "1\n2", { folder: "~/1" });
  expect(isLastTyped(section, progress())).toBe(false);
  host.student(`echo ${ID}`, ID, { folder: "~/1" });
  expect(isLastTyped(section, progress())).toBe(true);
  rmSync(host.home, { recursive: true });
});

onLinux("a file that labnote writes for a student", () => {
  test("is as in the note, and counts as written", async () => {
    await using host = new LocalHost(note);
    expect(await writeStep(host, "1:3", signal)).toBeNull();
    expect(host.states).toMatchObject({ "1:3": "written" });
    await checkSection(host, "1", signal);
    // The file is written once more later in the note.
    expect(host.states).toMatchObject({ "1:5": "open" });
  });

  test("is not written where a student has put something else in its way, and the page says why in its language", async () => {
    await using host = new LocalHost(note);
    mkdirSync(join(host.home, "1/it's/b.txt"), { recursive: true });
    expect(await writeStep(host, "1:3", signal)).toMatch(/b\.txt: 파일을 쓰지 못했습니다/);
    expect(host.states).toMatchObject({ "1:3": "open" });
    expect(await writeStep(host, "1:1", signal)).toContain("1:1");
  });
});

onLinux("a section that a student begins again", () => {
  test("has an empty folder and open steps, and another section keeps its own", async () => {
    await using host = new LocalHost(note);
    host.student("seq 1 2", "1\n2", { folder: "~/1" });
    await writeStep(host, "1:3", signal);
    expect(await beginAgain(host, "1", signal)).toBeNull();
    expect(new Set(Object.values(host.states))).toEqual(new Set(["open"]));
    const { stdout } = await host.remote.run("ls -A ~/1", { timeout: 1000 });
    expect(stdout).toBe("");
    expect(await beginAgain(host, "../2", signal)).toContain("../2");
  });
});
