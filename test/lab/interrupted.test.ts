import { describe, expect, jest, test } from "@jest/globals";
import { type Running, type TestLab, testLab } from "./fixtures/lab.ts";

jest.setTimeout(300_000);

const slow = `# Slow

## 1 One

\`\`\`console
$ echo begun
begun
$ sleep 300
\`\`\`
`;

/** Ends a command the way that a user's impatience, a closed terminal or a crash does. */
const kill = (running: Running, signal: NodeJS.Signals) => process.kill(running.process.pid as number, signal);

/** By what `npm start` shows when it is there. */
const stages = [
  ["before anything is made", "Pulumi"],
  ["while the host is made", "❯ host-1"],
  ["while the note runs", "begun"],
] as const;

async function goesOn(lab: TestLab): Promise<void> {
  const quick = await lab.writeNote("# Quick\n\n## 1 One\n\n```console\n$ echo hello\nhello\n```\n");
  const again = await lab.run("start", "--set", `note=${quick}`);
  expect(again.stdout + again.stderr).toContain("host-1: 1 passed, 0 failed");
  const down = await lab.run("down");
  expect(down).toMatchObject({ code: 0 });
  expect(await lab.things()).toEqual([]);
}

describe.each(stages)("npm start, interrupted %s", (_when, shown) => {
  test("by Ctrl-C, stops in good order with 130, and both commands work after it", async () => {
    await using lab = await testLab();
    const note = await lab.writeNote(slow);
    const running = lab.start("start", "--set", `note=${note}`);
    await running.shown(shown);
    kill(running, "SIGINT");
    expect(await running.ended).toMatchObject({ code: 130 });
    await goesOn(lab);
  });

  test("by SIGKILL, leaves nothing that the commands cannot mend", async () => {
    await using lab = await testLab();
    const note = await lab.writeNote(slow);
    const running = lab.start("start", "--set", `note=${note}`);
    await running.shown(shown);
    kill(running, "SIGKILL");
    await running.ended;
    await goesOn(lab);
  });
});

test("npm start that comes while another one stops waits for its end and goes on", async () => {
  await using lab = await testLab();
  const note = await lab.writeNote(slow);
  const running = lab.start("start", "--set", `note=${note}`);
  await running.shown("begun");
  kill(running, "SIGINT");
  await goesOn(lab);
  expect(await running.ended).toMatchObject({ code: 130 });
});

describe("a second npm start at the same time", () => {
  test("is refused with the process that is at work, and disturbs it in nothing", async () => {
    await using lab = await testLab();
    const note = await lab.writeNote(slow);
    const running = lab.start("start", "--set", `note=${note}`);
    await running.shown("begun");
    const second = await lab.run("start");
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(/npm start.* \(process \d+\) is at work/);
    kill(running, "SIGINT");
    expect(await running.ended).toMatchObject({ code: 130 });
    expect(await lab.record()).toMatchObject({ outcome: "interrupted" });
  });
});
