import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type WatchEdges, watchNote } from "../../../../src/cli/check/watch.ts";
import { Interrupted, LabError } from "../../../../src/common/errors.ts";
import type { Host } from "../../../../src/hosts/host.ts";
import { until } from "../../../until.ts";
import { recordedConsole } from "../recorded-console.ts";

const note = (one: string, two: string, top = ""): string =>
  `${top}# Page\n\n## 1 One\n\n\`\`\`console\n$ echo ${one}\n\`\`\`\n\n## 2 Two\n\n\`\`\`console\n$ echo ${two}\n\`\`\`\n`;
const HALF = "# Page\n\n## 1 One\n\n```text file=../escape\n```\n";

let root: string;
let file: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "labnote-watch-"));
  file = join(root, "note.md");
  await writeFile(file, note("a", "b"));
  await writeFile(join(root, "Pulumi.b.yaml"), `config:\n  labnote:note: note.md\n`);
});
afterEach(() => rm(root, { recursive: true }));

/** Watches the note of the lab `b` until it is let go, on a lab in which runs end with what is given, by the section's id. */
async function watched(
  outcomes: { [section: string]: 1 | LabError } = {},
  { up = true, args = [] as string[], edges = {} as Partial<WatchEdges> } = {},
) {
  const { said, console } = recordedConsole("b", {});
  const controller = new AbortController();
  const ran: string[] = [];
  const all: WatchEdges = {
    root,
    hostsUp: async () => (up ? [{ name: "host-1" } as Host] : []),
    runOnHosts: async (_hosts, { only = "" }) => {
      ran.push(only);
      const outcome = outcomes[only];
      if (outcome instanceof LabError) throw outcome;
      return outcome ?? 0;
    },
    ...edges,
  };
  const options = { stack: "b", guess: false, json: false };
  const ended = watchNote(args.length > 0 ? args : [file], options, console, controller.signal, all).catch(
    (error: unknown) => error,
  );
  const shown = (text: string) =>
    until(`${text} is shown; shown is ${JSON.stringify(said)}`, async () =>
      (said.stdout + said.stderr).includes(text) ? true : undefined,
    );
  await shown("Waiting for changes");
  return {
    ...{ said, ran, shown, outcomes },
    /** Saves as many editors do: another file takes the note's place. */
    save: async (text: string) => {
      await writeFile(`${file}~`, text);
      await rename(`${file}~`, file);
    },
    hasRun: (...sections: string[]) =>
      until(`${sections} have run; ran are ${ran}`, async () => (ran.length >= sections.length ? true : undefined)),
    [Symbol.asyncDispose]: async () => {
      controller.abort(new Interrupted("Interrupted by SIGINT"));
      expect(await ended).toBe(controller.signal.reason);
    },
  };
}

describe("a note that is watched", () => {
  test("has each section run that a save has changed, and no other, until Ctrl-C", async () => {
    await using watch = await watched();
    expect(watch.said.stdout).toContain(`${file}: 2 steps in 2 sections`);
    await watch.save(note("a", "c"));
    await watch.hasRun("2");
    await writeFile(file, note("d", "c"));
    await watch.hasRun("2", "1");
    await watch.save(note("e", "e"));
    await watch.hasRun("2", "1", "1", "2");
    expect(watch.ran).toEqual(["2", "1", "1", "2"]);
  });

  test("is read again as it is half written, what is wrong is shown, and the next save goes on from the last whole one", async () => {
    await using watch = await watched();
    await watch.save(HALF);
    await watch.shown(`${file}:5: `);
    await rm(file);
    await watch.shown("The note cannot be read");
    await watch.save(note("a", "c"));
    await watch.hasRun("2");
    expect(watch.ran).toEqual(["2"]);
  });

  test("goes on after a run that failed, and runs that section again when the front matter changes", async () => {
    await using watch = await watched({ 1: 1, 2: new LabError("The host is gone") });
    await watch.save(note("c", "c"));
    await watch.shown("The host is gone");
    expect(watch.ran).toEqual(["1", "2"]);
    delete watch.outcomes[1];
    delete watch.outcomes[2];
    await watch.save(note("c", "c", "---\nvaries: [c]\n---\n"));
    await watch.hasRun("1", "2", "1", "2");
    await watch.save(note("c", "d", "---\nvaries: [d]\n---\n"));
    await watch.hasRun("1", "2", "1", "2", "2");
    expect(watch.ran).toEqual(["1", "2", "1", "2", "2"]);
  });

  test("is the file that a link leads to", async () => {
    const link = join(root, "links", "linked.md");
    await mkdir(join(root, "links"));
    await symlink(file, link);
    await writeFile(join(root, "Pulumi.b.yaml"), `config:\n  labnote:note: ${link}\n`);
    await using watch = await watched({}, { args: [link] });
    await watch.save(note("a", "c"));
    await watch.hasRun("2");
  });

  test("is only read while the lab is not up, and where the lab runs another note", async () => {
    await using down = await watched({}, { up: false });
    await down.save(note("c", "b"));
    await down.shown("Changed: 1. The lab b is not up; `npm start -- --stack b` makes it");
    await using other = await watched();
    await writeFile(join(root, "Pulumi.b.yaml"), "config:\n  labnote:note: other.md\n");
    await other.save(note("c", "c"));
    await other.shown("Changed: 2. The lab b runs other.md, so nothing is run");
    expect([down.ran, other.ran]).toEqual([[], []]);
  });
});

test.each([
  ["in CI", { env: { CI: "true" } }, "A person writes what is watched, and this is CI"],
  ["with another note", { paths: ["a.md", "b.md"] }, "--watch reads one note, as a run does"],
  ["as JSON", { json: true }, "--watch reads one note, as a run does"],
  ["as it seems to be meant", { guess: true }, "--watch reads one note, as a run does"],
  ["in a folder that is not there", { paths: ["no-such-folder/a.md"] }, "no-such-folder cannot be watched"],
])(
  "a note is not watched %s",
  async (_, {
    env = {},
    paths = ["a.md"],
    json = false,
    guess = false,
  }: { env?: object; paths?: string[]; json?: boolean; guess?: boolean }, message) => {
    const { console } = recordedConsole("b", env as NodeJS.ProcessEnv);
    const { signal } = new AbortController();
    const watching = watchNote(paths, { stack: "b", json, guess }, console, signal);
    await expect(watching).rejects.toThrow(message);
  },
);
