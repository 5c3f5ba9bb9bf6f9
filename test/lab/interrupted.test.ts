import { glob, mkdir, readdir, stat, truncate, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { describe, expect, jest, test } from "@jest/globals";
import { stateFolder } from "../../src/common/paths.ts";
import { clearStaleLocks, StackLocked } from "../../src/lab/pulumi/locks.ts";
import { until } from "../until.ts";
import { type Running, root, type TestLab, testLab } from "./fixtures/lab.ts";

jest.setTimeout(15 * 60_000);

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

/** @returns what `npm start` said */
async function goesOn(lab: TestLab): Promise<string> {
  const quick = await lab.writeNote("# Quick\n\n## 1 One\n\n```console\n$ echo hello\nhello\n```\n");
  const again = await lab.run("start", "--set", `note=${quick}`);
  expect(again.stdout + again.stderr).toContain("host-1: 1 passed, 0 failed");
  const down = await lab.run("down");
  expect(down).toMatchObject({ code: 0 });
  expect(await lab.things()).toEqual([]);
  return again.stdout + again.stderr;
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

/** Where Pulumi keeps the states of a test's lab. */
const pulumiFolder = ({ folder }: TestLab): string =>
  join(folder, "data/labnote/checkouts", basename(stateFolder(root)), "pulumi/.pulumi");

const unlessLocked = (error: unknown): undefined => {
  if (!(error instanceof StackLocked)) throw error;
};

/** A lab whose `npm start` was killed while the note ran, and what Pulumi has kept of it once it has ended, too. */
async function killedLab(lab: TestLab): Promise<{ pulumi: string; state: string }> {
  const note = await lab.writeNote(slow);
  const running = lab.start("start", "--set", `note=${note}`);
  await running.shown("begun");
  kill(running, "SIGKILL");
  await running.ended;
  const pulumi = pulumiFolder(lab);
  const ended = () => clearStaleLocks(dirname(pulumi), "labnote", lab.stack);
  await until("Pulumi has ended", () =>
    ended()
      .then(() => true)
      .catch(unlessLocked),
  );
  return { pulumi, state: join(pulumi, "stacks/labnote", `${lab.stack}.json`) };
}

/** By what is left of the state where a machine lost its power. */
const losses = [
  {
    loss: "that was cut in half",
    lose: async ({ state }: { state: string }) => truncate(state, Math.floor((await stat(state)).size / 2)),
    said: "was cut short, so labnote took an earlier one",
  },
  {
    loss: "that is empty, and so is each that was kept",
    lose: async ({ pulumi, state }: { pulumi: string; state: string }) => {
      for await (const kept of glob("backups/labnote/*/*", { cwd: pulumi })) await truncate(join(pulumi, kept));
      for (const file of [state, `${state}.bak`]) await truncate(file);
    },
    said: "was cut short, and no earlier one is whole, so labnote begins anew",
  },
];

describe.each(losses)("a state $loss", ({ lose, said }) => {
  test("does not keep npm start from its work, nor npm run down after it", async () => {
    await using lab = await testLab();
    await lose(await killedLab(lab));
    expect(await goesOn(lab)).toContain(said);
  });

  test("does not keep npm run down from finding all of the lab", async () => {
    await using lab = await testLab();
    await lose(await killedLab(lab));
    const down = await lab.run("down");
    expect(down).toMatchObject({ code: 0, stdout: expect.stringContaining(said) });
    expect(await lab.things()).toEqual([]);
  });
});

test("what a killed Pulumi leaves half-written beside state and lock keeps no command from its work", async () => {
  await using lab = await testLab();
  const { pulumi, state } = await killedLab(lab);
  await writeFile(`${state}.attrs`, "");
  await writeFile(join(pulumi, "meta.yaml.attrs"), "");
  const locks = join(pulumi, "locks/organization/labnote", lab.stack);
  await mkdir(locks, { recursive: true });
  await writeFile(join(locks, "1.json.187d0c3f.tmp"), "");
  await goesOn(lab);
});

test("Pulumi writes no file of a lab's state in place", async () => {
  await using lab = await testLab();
  const { pulumi } = await killedLab(lab);
  const files = await readdir(pulumi, { recursive: true });
  expect(files.filter((name) => name.endsWith(".attrs"))).toEqual([]);
  expect(files).not.toEqual([]);
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
