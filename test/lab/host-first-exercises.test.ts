import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { CHECKOUT } from "../../src/common/paths.ts";
import { requirements, waitUntilReady } from "../../src/hosts/readiness.ts";
import { loadNote } from "../../src/note/load.ts";
import type { CommandStep, Section } from "../../src/note/note.ts";
import { plannedSteps } from "../../src/record/planned-steps.ts";
import { NOT_RUN } from "../../src/record/reasons/reason.ts";
import type { StepRecord } from "../../src/record/record.ts";
import { HostSession } from "../../src/run/host-session.ts";
import { runNote } from "../../src/run/run.ts";
import { bareSetUp, bootHost } from "./fixtures/host.ts";

jest.setTimeout(15 * 60_000);

/** The first exercises: to install Docker, join its group, reboot, and use it without sudo. */
function firstExercises(section: Section): Section {
  const typed = (step: Section["steps"][number]) => (step as CommandStep).typed;
  const reboot = section.steps.findIndex((step) => typed(step) === "sudo reboot");
  const use = section.steps.findIndex((step, index) => index > reboot && typed(step) === "docker ps");
  return { ...section, steps: section.steps.slice(0, use + 1) };
}

test("the first exercises do what they teach on a host on which cloud-init has not done it before", async () => {
  await using host = await bootHost({ setUp: await bareSetUp() });
  const note = await loadNote(join(CHECKOUT, "notes/ch01-docker-basics.md"));
  const section = firstExercises(note.sections.find(({ id }) => id === "1.1.3") as Section);
  const signal = AbortSignal.timeout(14 * 60_000);
  const withoutDocker = requirements.filter(({ description }) => !/docker|images/.test(description));
  const remote = await waitUntilReady(host, { within: 300_000, images: [], requirements: withoutDocker, signal });
  const before = await remote.run("command -v docker; id -nG", { timeout: 10_000 });
  expect(before.stdout).not.toContain("docker");

  const held = await HostSession.enter(host, remote, { images: [] }, signal);
  try {
    const done: StepRecord[] = [];
    await runNote(held, note, {
      sections: [section],
      fresh: true,
      steps: plannedSteps(note, NOT_RUN),
      emit: (event) => event.type === "step-ended" && done.push(event.step),
      signal,
    });
    expect(done.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
    expect(done.map(({ typed }) => typed)).toEqual(section.steps.map((step) => (step as CommandStep).typed));
    expect(done.at(-1)?.typed).toBe("docker ps");
  } finally {
    await held.leave();
  }
});
