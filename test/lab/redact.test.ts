import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { loadNote } from "../../src/note/index.ts";
import { wantedPictures } from "../../src/view/picture-plan.ts";
import { svgOf } from "../../src/view/picture-svg.ts";
import { drawPictures } from "../../src/view/pictures.ts";
import { readRun } from "../../src/view/recorded.ts";
import { writePage } from "../../src/view/write-page.ts";
import { planted } from "../unit/record/planted.ts";
import { bootHost } from "./fixtures/host.ts";
import { console_, onHost, startRunner } from "./fixtures/run.ts";

jest.setTimeout(300_000);

test("no file of a run's record, and no picture of it, has a secret that was on the terminal, and the run is judged by what was there", async () => {
  await using host = await bootHost({ baked: true });
  const secrets = [
    ...(await planted()),
    { kind: "private key", secret: host.loginKey.split("\n")[2] as string, shown: host.loginKey },
  ];
  const files = secrets.map(
    ({ shown }, at) => `base64 -d > ~/planted-${at} <<'END'\n${Buffer.from(shown).toString("base64")}\nEND`,
  );
  expect(await onHost(host, files.join("\n"))).toMatchObject({ exit: 0 });

  const steps = secrets.map((_, at) => `$ cat ~/planted-${at}`);
  // A key line by line, in colour, and slowly; a line that is expected to be seen, and one that is not.
  const more = [
    `$ while read -r line; do printf '%s' "$line" | head -c 9; sleep 0.05; printf '%s\\n' "$line" | tail -c +10; done < ~/planted-${secrets.length - 1}`,
    "$ sha256sum < ~/planted-0 | head -c 64\n0123456789ab0123456789ab0123456789ab0123456789ab0123456789abcdef",
    "$ cat ~/planted-0\nthe token is [..].",
    "$ cat ~/planted-0\nnothing secret",
    "$ tail -n +2 ~/planted-4 | head -1\nanother line",
  ];
  const note = `# Secrets\n\n## 1 One\n\n${console_([...steps, ...more].join("\n"))}`;
  await using runner = await startRunner(host, note);
  const said = await runner.ended;
  expect(said.code).toBe(1);
  const record = await runner.record();
  expect(record.steps.map(({ outcome }) => outcome)).toEqual([
    ...secrets.map(() => "passed"),
    "passed",
    "passed",
    "passed",
    "failed",
    "failed",
  ]);

  const folder = join(runner.folder, host.name);
  const file = join(runner.folder, "note.md");
  await writePage(folder, file);
  const run = await readRun(folder);
  if (run === undefined) throw new Error("no record");
  const read = await loadNote(file);
  const { made } = await drawPictures(wantedPictures(note, read), read, run, undefined);
  const kept = [
    { name: "what was said", content: said.stdout + said.stderr },
    ...made.map(({ name, drawing }) => ({ name, content: svgOf(drawing, "none") })),
    ...(await Promise.all(
      (await readdir(folder)).map(async (name) => ({ name, content: await readFile(join(folder, name), "utf8") })),
    )),
  ];
  expect(kept.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["1.cast", "events.jsonl", "index.html", "junit.xml", "record.json"]),
  );
  expect(made.length).toBeGreaterThan(0);
  const found = kept.flatMap(({ name, content }) =>
    // A drawing places words one by one, and a secret is a word.
    secrets.filter(({ secret }) => content.includes(secret)).map(({ kind }) => `${kind} in ${name}`),
  );
  expect(found).toEqual([]);
  for (const { kind } of secrets)
    expect(kept.find(({ name }) => name === "record.json")?.content).toContain(`[redacted: ${kind}]`);
});
