import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, jest, test } from "@jest/globals";
import { parse } from "yaml";
import { root, testLab } from "./fixtures/lab.ts";

jest.setTimeout(15 * 60_000);

const lesson = `# Lesson

## 1 One

\`\`\`console
$ echo one
one
$ echo three
two
\`\`\`
`;

const { steps } = (parse(readFileSync(join(root, "action.yml"), "utf8")) as { runs: { steps: { run?: string }[] } })
  .runs;
const scripts = steps.flatMap(({ run }) => run ?? []);

/** Runs a step's script as GitHub's runner runs one with `shell: bash`. */
async function runStep(script: string, env: NodeJS.ProcessEnv) {
  const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
}

test("the action runs a note of another repository, shows what failed at the note's line, keeps the page, and takes the lab down", async () => {
  await using lab = await testLab();
  await writeFile(join(lab.folder, "lesson.md"), lesson);
  const env = {
    ...process.env,
    ...{ CI: "true", NO_COLOR: "1", XDG_DATA_HOME: join(lab.folder, "data") },
    ...{ GITHUB_ACTIONS: "true", GITHUB_WORKSPACE: lab.folder, GITHUB_ACTION_PATH: root, GITHUB_STEP_SUMMARY: "" },
    ...{ NOTE: "lesson.md", SETTINGS: "cpus=1\nmemory=1\n", STACK: lab.stack },
  };
  expect(scripts).toHaveLength(2);
  const [start = "", down = ""] = scripts;
  const ran = await runStep(start, env);
  expect(ran).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("::error file=lesson.md,line=8,endLine=9,title=1%3A echo three::"),
  });
  expect(existsSync(join(root, "records", lab.stack, "host-1", "index.html"))).toBe(true);
  expect(await lab.things()).not.toEqual([]);
  expect(await runStep(down, env)).toMatchObject({ code: 0 });
  expect(await lab.things()).toEqual([]);
});
