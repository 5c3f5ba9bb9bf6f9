import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parseDocument } from "yaml";

const root = join(import.meta.dirname, "../..");
const folder = join(root, ".github/workflows");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  scripts: { [name: string]: string };
};

interface Step {
  uses?: string;
  run?: string;
  if?: string;
  with?: { [name: string]: unknown };
}

interface Workflow {
  permissions: { [name: string]: string };
  env?: { [name: string]: string };
  jobs: { [name: string]: { needs?: string; "timeout-minutes"?: number; permissions?: unknown; steps: Step[] } };
}

function load(name: string): Workflow {
  const document = parseDocument(readFileSync(join(folder, name), "utf8"));
  expect([...document.errors, ...document.warnings]).toEqual([]);
  return document.toJS() as Workflow;
}

const uses = (text: string) => text.split("\n").filter((line) => /^\s*(?:- )?uses:/.test(line));
const pinned = /uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;

/** A value that GitHub's runner puts in. */
const expression = (name: string): string => `$\{{ ${name} }}`;

const stepsOf = ({ jobs }: Workflow): Step[] => Object.values(jobs).flatMap(({ steps }) => steps);
const names = readdirSync(folder);

describe.each(names)("the workflow %s", (name) => {
  const text = readFileSync(join(folder, name), "utf8");
  const workflow = load(name);

  test(`the workflow ${name} pins each action to a commit, and names its release in a comment`, () => {
    expect(uses(text)).toHaveLength(stepsOf(workflow).filter((step) => step.uses !== undefined).length);
    for (const line of uses(text)) expect(line).toMatch(pinned);
  });

  test(`the workflow ${name} may only read the repository, and each of its jobs has a time limit`, () => {
    expect(workflow.permissions).toEqual({ contents: "read" });
    for (const job of Object.values(workflow.jobs)) {
      expect(job.permissions).toBeUndefined();
      expect(job["timeout-minutes"]).toBeGreaterThan(0);
    }
  });

  test(`the workflow ${name} runs only commands and options that exist`, () => {
    const runs = stepsOf(workflow).flatMap(({ run }) => (run === undefined ? [] : [run]));
    expect(runs).not.toEqual([]);
    for (const run of runs) {
      const [, npm] = /^npm (?:run )?([\w-]+)/.exec(run) ?? [];
      if (npm === undefined) expect([run, existsSync(join(root, run))]).toEqual([run, true]);
      else {
        expect([run, Object.hasOwn(scripts, npm)]).toEqual([run, true]);
        const help = spawnSync(process.execPath, [join(root, "scripts", `${npm}.ts`), "--help"], { encoding: "utf8" });
        for (const [option] of run.matchAll(/--[a-z]+/g)) expect(help.stdout).toContain(`${option} `);
      }
    }
  });
});

describe("the workflow that checks a note", () => {
  const workflow = load("note.yml");
  const job = (name: string): Step[] => workflow.jobs[name]?.steps ?? [];
  const at = (steps: readonly Step[], run: string) => steps.findIndex((step) => step.run?.startsWith(run));

  test("the workflow note.yml names a note that exists", () => {
    expect(existsSync(join(root, workflow.env?.NOTE ?? ""))).toBe(true);
  });

  test("the workflow note.yml checks the note before it makes a lab", () => {
    expect(at(job("check"), "npm run check")).toBeGreaterThan(0);
    expect(workflow.jobs.lab?.needs).toBe("check");
  });

  test("the workflow note.yml takes the lab down and keeps the records, even if the run failed", () => {
    const steps = job("lab");
    const [start, down, records] = [
      at(steps, "npm start"),
      at(steps, "npm run down"),
      steps.findIndex(({ uses }) => uses?.startsWith("actions/upload-artifact@")),
    ];
    expect(start).toBeGreaterThan(0);
    for (const after of [down, records]) {
      expect(after).toBeGreaterThan(start);
      expect(steps[after]?.if).toBe("always()");
    }
    expect(steps[records]?.with?.path).toBe("records");
  });

  test("the workflow note.yml leaves no token that a note could find", () => {
    const checkouts = stepsOf(workflow).filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkouts.map((step) => step.with?.["persist-credentials"])).toEqual([false, false]);
  });
});

describe("the action for other repositories", () => {
  const text = readFileSync(join(root, "action.yml"), "utf8");
  const { inputs, runs } = parseDocument(text).toJS() as {
    inputs: { [name: string]: { description: string; required?: boolean } };
    runs: { using: string; steps: (Step & { shell?: string; env?: { [name: string]: string } })[] };
  };

  test("pins each action that it uses to a commit", () => {
    expect(uses(text)).toHaveLength(3);
    for (const line of uses(text)) expect(line).toMatch(pinned);
  });

  test("puts no input into the text of a script, where a shell would read it as commands", () => {
    for (const { run = "" } of runs.steps) expect(run).not.toContain("${{");
    const given = runs.steps.flatMap(({ env = {} }) => Object.values(env));
    expect(given).toEqual(expect.arrayContaining(["inputs.note", "inputs.settings"].map(expression)));
  });

  test("needs only a note, takes the lab down and keeps its pages even if the note failed", () => {
    expect(Object.keys(inputs).filter((name) => inputs[name]?.required)).toEqual(["note"]);
    expect(runs.using).toBe("composite");
    const always = runs.steps.filter((step) => step.if === "always()");
    expect(always.map(({ run, uses: action }) => run ?? action?.split("@")[0])).toEqual([
      expect.stringMatching(/^npm run down /),
      "actions/upload-artifact",
    ]);
    expect(always[1]?.with?.path).toBe(`${expression("github.action_path")}/records/action`);
    for (const { run, shell } of runs.steps) expect([run, shell]).toEqual([run, run && "bash"]);
  });
});
