import { expect, test } from "@jest/globals";
import { ListrTaskEventType } from "listr2";
import type { Making, NotRunReason } from "../../../../src/lab/display/display.ts";
import { HostDisplay } from "../../../../src/lab/display/host-display.ts";
import type { RunEvent } from "../../../../src/record/events.ts";
import { begun, did, enters, leaves, note, over, prints, types } from "./runs.ts";

/** The lines of the display in the end, each with its state, title and last output; and all that it showed of what was typed and printed. */
async function shown(events: readonly (RunEvent | Making)[], rest: NotRunReason = "not run") {
  const display = new HostDisplay("mina", note.sections, "silent");
  const said: string[] = [];
  // Its lines are there when it has begun.
  await new Promise(setImmediate);
  const [host] = display.list.tasks;
  for (const line of host?.subtasks ?? []) line.on(ListrTaskEventType.OUTPUT, (text) => said.push(String(text)));
  for (const event of events) {
    if (typeof event === "string") display.making("mina", event);
    else display.run("mina", event);
    // A section's line begins when the one above it has ended.
    await new Promise(setImmediate);
  }
  await display.end(rest);
  return { lines: (host?.subtasks ?? []).map(({ state, title }) => `${state}: ${title}`), said };
}

test("a host's display shows it when it is ready, and its sections with the steps they have done", async () => {
  const { lines } = await shown([
    ...(["begun", "made"] as const),
    ...[begun, enters("1"), did(0), did(1), did(2), did(3), leaves("1")],
    ...[enters("2"), did(4), leaves("2"), over("passed")],
  ]);
  expect(lines).toEqual(["COMPLETED: host (ready)", "COMPLETED: 1 One (4/4)", "COMPLETED: 2 Two (1/1)"]);
});

test("a host's display marks a section with its failed steps, and what was not run", async () => {
  const { lines, said } = await shown([begun, enters("1"), did(0, { outcome: "failed" }), did(1), leaves("1")]);
  expect(lines).toEqual(["COMPLETED: host (ready)", "FAILED: 1 One (2/4, 1 failed)", "SKIPPED: 2 Two"]);
  expect(said).toContain("✖ 1:1 docker run -it nginx bash");
});

test("a host's display of a run that was interrupted does not show its section as done, nor a step that it did not finish", async () => {
  const stopped = [begun, enters("1"), did(0), did(1, { outcome: "skipped" }), leaves("1"), over("interrupted")];
  const { lines } = await shown(stopped, "interrupted");
  expect(lines).toEqual(["COMPLETED: host (ready)", "SKIPPED: 1 One (1/4)", "SKIPPED: 2 Two"]);
});

test("a host's display says that nothing has changed, and that nothing was run", async () => {
  const { lines } = await shown(["unchanged"], "unchanged");
  expect(lines).toEqual(["COMPLETED: host (unchanged)", "SKIPPED: 1 One", "SKIPPED: 2 Two"]);
});

test("a host that could not be made is marked, and its sections are not run", async () => {
  const { lines } = await shown(["begun", "failed"]);
  expect(lines).toEqual(["FAILED: host", "SKIPPED: 1 One", "SKIPPED: 2 Two"]);
});

test("a host's display shows what was really typed, and once: a program's own prompt is in what it prints", async () => {
  const { said } = await shown([
    ...[begun, enters("1"), types(0, "docker run -it nginx bash"), prints(0, "root@85aa65f64828:/# ")],
    ...[did(0), types(1, "whoami"), prints(1, "whoami\r\nroot\r\n"), did(1)],
    ...[types(3, "docker rm 85aa65f64828"), prints(3, "85aa65f64828\r\n"), did(3), leaves("1")],
    ...[enters("2"), types(4, "for i in 1 2\ndo echo $i; done"), prints(4, "1\r\n2\r\n"), did(4), leaves("2")],
  ]);
  expect(said).toEqual([
    ...["$ docker run -it nginx bash", "root@85aa65f64828:/# whoami", "root"],
    ...["$ docker rm 85aa65f64828", "85aa65f64828"],
    ...["$ for i in 1 2", "> do echo $i; done", "1", "2"],
  ]);
});

test("a host's display shows the lines of an output that came in parts, without the bar that apt draws elsewhere on the screen", async () => {
  const bar = "\x1b7\x1b[40;0f\x1b[42m\x1b[30mProgress: [ 23%]\x1b[49m\x1b[39m [####....] \x1b8";
  const parts = [`Preparing\r\n${bar}`, "Selecting previously", " unselected package\r\n"];
  const { said } = await shown([begun, enters("1"), ...parts.map((data) => prints(0, data))]);
  expect(said).toEqual(["Preparing", "Selecting previously unselected package"]);
});
