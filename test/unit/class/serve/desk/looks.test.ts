import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { newStudent, type StudentProgress } from "../../../../../src/class/progress/state.ts";
import type { StudentDesk } from "../../../../../src/class/serve/desk/desk.ts";
import { Looks } from "../../../../../src/class/serve/desk/looks.ts";
import { LabError } from "../../../../../src/common/errors.ts";
import { read } from "../../../note/pages.ts";

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const note = read("## 1 One\n\n```console\n$ echo one\none\n```\n\n```text file=a.txt\ntext\n```\n");

/** A desk at which a test has the progress, and all scripts that labnote runs. */
function seated() {
  const scripts: string[] = [];
  const failures: unknown[] = [];
  const state = {
    ...{ host: "ready", busy: false, works: 0, error: undefined as Error | undefined },
    progress: newStudent(note, "mina"),
  };
  const remote = {
    run: async (script: string) => {
      scripts.push(script);
      return { exit: 0, stdout: "-\n", stderr: "" };
    },
  };
  const desk = {
    ...{ link: { remote, boots: 1 }, terminals: {} },
    options: {
      ...{ note, host: { name: "mina", ports: {} }, signal: new AbortController().signal },
      ...{ append: () => {}, progress: () => state.progress, failed: (error: unknown) => failures.push(error) },
    },
    get host() {
      return state.host;
    },
    get progress() {
      return state.progress;
    },
    alone: async (work: () => Promise<void>) => {
      state.works += 1;
      if (!state.busy) await work();
      if (state.error !== undefined) throw state.error;
    },
  } as unknown as StudentDesk;
  const looks = new Looks(desk);
  const does = async (typed: "open" | "done", file: "open" | "done" = "open") => {
    state.progress = progressOf(state.progress, [typed, file]);
    looks.afterCommand();
    await jest.advanceTimersByTimeAsync(0);
  };
  return { state, scripts, failures, looks, does, calm: () => jest.advanceTimersByTimeAsync(1000) };
}

/** With this section at work, and its steps so. */
function progressOf(student: StudentProgress, states: readonly ("open" | "done")[]): StudentProgress {
  const section = student.sections.get("1");
  if (section === undefined) throw new Error("the note has no section 1");
  const steps = section.steps.map((step, place) => ({ ...step, state: states[place] ?? "open" }));
  return { ...student, active: "1", sections: new Map(student.sections).set("1", { ...section, steps }) };
}

test("the files of a section are looked at a moment after a command, once for several", async () => {
  const { scripts, does, calm } = seated();
  for (let each = 0; each < 3; each += 1) await does("open");
  expect(scripts).toEqual([]);
  await calm();
  expect(scripts).toHaveLength(1);
  expect(scripts[0]).toContain("a.txt");
});

test("a section is looked at at once when its last command is done, and again only after it was begun again", async () => {
  const { scripts, does, calm } = seated();
  await does("done");
  expect(scripts).toHaveLength(1);
  await does("done");
  expect(scripts).toHaveLength(1);
  await calm();
  const before = scripts.length;
  await does("open");
  await does("done");
  expect(scripts.length).toBe(before + 1);
});

test("labnote leaves a section alone that is all done, or that nobody works in", async () => {
  const { does, looks, calm, state } = seated();
  await does("done", "done");
  state.progress = { ...state.progress, active: undefined };
  looks.afterCommand();
  await calm();
  expect(state.works).toBe(0);
});

test("nothing is looked at while the host is away, or something else is done on it, or the class has ended", async () => {
  const { scripts, does, calm, state, looks } = seated();
  state.host = "restarting";
  await does("done");
  state.host = "ready";
  state.busy = true;
  await does("open");
  await calm();
  state.busy = false;
  await does("open");
  looks.end();
  await calm();
  expect(scripts).toEqual([]);
});

test("a host that does not answer is no defect; any other error is reported", async () => {
  const { state, does, calm, failures } = seated();
  state.error = new LabError("mina does not answer");
  await does("open");
  await calm();
  expect(failures).toEqual([]);
  state.error = new Error("a defect");
  await does("open");
  await calm();
  expect(failures).toEqual([state.error]);
});
