import { expect, test } from "@jest/globals";
import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import { Listr } from "listr2";
import { LabProgress, type NotRunReason } from "../../../src/lab/progress.ts";
import type { Section } from "../../../src/note/note.ts";
import type { RunEvent } from "../../../src/record/events.ts";
import type { StepRecord } from "../../../src/record/record.ts";

const sections = [
  { id: "1", title: "1 One", line: 3, steps: [{}, {}] },
  { id: "2", title: "2 Two", line: 9, steps: [{}] },
] as unknown as Section[];

const engine = (type: string, name: string, op: string, event = "resOutputsEvent") =>
  ({ [event]: { metadata: { urn: `urn:pulumi:lab::labnote::${type}::${name}`, op } } }) as unknown as EngineEvent;

const step = (section: string, outcome: StepRecord["outcome"]) =>
  ({
    kind: "command",
    section,
    line: 7,
    typed: "echo hello",
    outcome,
    reason: outcome === "failed" ? "seen: bye" : null,
  }) as StepRecord;

const time = "2026-01-01T00:00:00Z";
const started = (section: string): RunEvent => ({ type: "section-started", time, section, title: section });
const ended = (section: string): RunEvent => ({ type: "section-ended", time, section });
const did = (section: string, outcome: StepRecord["outcome"]): RunEvent => ({
  type: "step-ended",
  time,
  index: 0,
  step: step(section, outcome),
});
const over: RunEvent = { type: "run-ended", time, outcome: "failed", reason: null };
const begun = { type: "run-started", time, steps: [] } as unknown as RunEvent;

/** What the display shows in the end, host by host: each line's state and title. */
async function shown(
  hosts: string[],
  tell: (progress: LabProgress) => void,
  rest: NotRunReason = "not run",
): Promise<string[][]> {
  const progress = new LabProgress(hosts, sections);
  const list = new Listr(progress.tasks, { concurrent: true, exitOnError: false, renderer: "silent" });
  const display = list.run();
  tell(progress);
  progress.end(rest);
  await display;
  return list.tasks.map((host) =>
    (host.hasSubtasks() ? host.subtasks : [host]).map(({ state, title }) => `${state}: ${title}`),
  );
}

test("the display of an update shows a host when it is ready, and its sections with the steps they have done", async () => {
  const lines = await shown(["mina"], (progress) => {
    progress.engine(engine("labnote:host:Container$labnote:index:ContainerHost", "mina", "create"));
    for (const event of [begun, started("1"), did("1", "passed"), did("1", "passed"), ended("1")])
      progress.run("mina", event);
    for (const event of [started("2"), did("2", "passed"), ended("2")]) progress.run("mina", event);
  });
  expect(lines).toEqual([["COMPLETED: host (ready)", "COMPLETED: 1 One (2/2)", "COMPLETED: 2 Two (1/1)"]]);
});

test("the display of an update marks a section with a failed step, and what was not run", async () => {
  const lines = await shown(["mina"], (progress) => {
    for (const event of [begun, started("1"), did("1", "failed"), did("1", "passed"), ended("1")])
      progress.run("mina", event);
  });
  expect(lines).toEqual([["COMPLETED: host (ready)", "FAILED: 1 One (2/2)", "SKIPPED: 2 Two"]]);
});

test("the display of an update that was interrupted does not show its section as done, nor a step that it did not finish", async () => {
  const lines = await shown(
    ["mina"],
    (progress) => {
      for (const event of [begun, started("1"), did("1", "passed"), did("1", "skipped"), ended("1"), over])
        progress.run("mina", event);
    },
    "interrupted",
  );
  expect(lines).toEqual([["COMPLETED: host (ready)", "SKIPPED: 1 One (1/2)", "SKIPPED: 2 Two"]]);
});

test("the display of a class shows one line for each host, with what that host does, and says which host could not be made", async () => {
  const lines = await shown(["mina", "jun", "sora"], (progress) => {
    progress.engine(engine("labnote:index:ContainerHost", "mina", "create", "resOpFailedEvent"));
    progress.engine(engine("labnote:index:ContainerHost", "jun", "create"));
    progress.engine(engine("labnote:index:ContainerHost", "sora", "create"));
    for (const event of [begun, started("1"), did("1", "passed"), did("1", "failed"), ended("1"), over])
      progress.run("jun", event);
  });
  expect(lines).toEqual([["FAILED: mina"], ["FAILED: jun (1 One 2/2)"], ["SKIPPED: sora (made)"]]);
});

test("the display of an update takes an EC2 instance for the host, and not the component that groups it with its keys", async () => {
  const lines = await shown(["mina", "jun"], (progress) => {
    for (const name of ["mina", "jun"]) progress.engine(engine("labnote:host:Ec2Host", name, "create"));
    const instance = "labnote:host:Ec2Host$aws:ec2/instance:Instance";
    progress.engine(engine(instance, "mina", "create", "resOpFailedEvent"));
  });
  expect(lines).toEqual([["FAILED: mina"], ["SKIPPED: jun"]]);
});

test("the display of an update that changes nothing says that the host is unchanged and that nothing was run", async () => {
  const same = (progress: LabProgress) => progress.engine(engine("labnote:index:ContainerHost", "mina", "same"));
  expect(await shown(["mina"], same, "unchanged")).toEqual([
    ["COMPLETED: host (unchanged)", "SKIPPED: 1 One", "SKIPPED: 2 Two"],
  ]);
});

test("the display of an update shows the last line of an output that came in parts, without the bar that apt draws elsewhere on the screen", async () => {
  const progress = new LabProgress(["mina"], sections);
  const list = new Listr(progress.tasks, { concurrent: true, exitOnError: false, renderer: "silent" });
  const display = list.run();
  const bar = "\x1b7\x1b[40;0f\x1b[42m\x1b[30mProgress: [ 23%]\x1b[49m\x1b[39m [####....] \x1b8";
  for (const event of [begun, started("1")]) progress.run("mina", event);
  for (const data of [`Preparing\r\n${bar}`, "Selecting previously", " unselected package\r\n"])
    progress.run("mina", { type: "output", time, data } as RunEvent);
  progress.end("not run");
  await display;
  expect(list.tasks[0]?.subtasks[1]?.output).toBe("Selecting previously unselected package");
});

test("the display of an update takes no other resource for a student's host, even if it has the student's name", async () => {
  const [lines] = await shown(["lab"], (progress) => {
    progress.engine(engine("labnote:index:Lab", "lab", "create"));
    progress.engine(engine("command:local:Command", "lab", "create"));
  });
  expect(lines?.[0]).toBe("SKIPPED: host");
});
