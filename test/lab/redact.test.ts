import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { gunzipSync } from "node:zlib";
import { expect, jest, test } from "@jest/globals";
import { loadNote } from "../../src/note/load.ts";
import { collected, drawPictures } from "../../src/pages/pictures/draw.ts";
import { wantedPictures } from "../../src/pages/pictures/plan.ts";
import { svgOf } from "../../src/pages/pictures/svg.ts";
import { writePage } from "../../src/pages/write.ts";
import { readRun } from "../../src/record/read.ts";
import { letters, planted } from "../unit/record/planted.ts";
import { bootHost } from "./fixtures/host.ts";
import { console_, onHost, startRunner } from "./fixtures/run.ts";

jest.setTimeout(15 * 60_000);

test("no file of a run's record, and no picture of it, has a secret that was on the terminal, and the run is judged by what was there", async () => {
  await using host = await bootHost({ baked: true });
  const secrets = [
    ...(await planted()),
    { kind: "private key", secret: host.loginKey.split("\n")[2] as string, shown: host.loginKey },
  ];
  const files = secrets.map(
    ({ shown }, at) => `base64 -d > ~/planted-${at} <<'END'\n${Buffer.from(shown).toString("base64")}\nEND`,
  );
  const password = { kind: "password at a prompt", secret: letters(24, 11) };
  files.push(`printf '%s\\n' ${password.secret} > ~/planted-password`);
  // Who answers waits until it is asked, as a person would.
  files.push(
    `cat > ~/ask.sh <<'END'\nread -rsp 'Password: ' password\necho\necho "$\{#password} letters"\nEND`,
    `cat > ~/answered.sh <<'END'\n: > ~/typescript\n{ until grep -q Password: ~/typescript; do sleep 0.1; done; cat ~/planted-password; } | script -qefc 'bash ~/ask.sh' ~/typescript\nEND`,
  );
  expect(await onHost(host, files.join("\n"))).toMatchObject({ exit: 0 });

  const steps = secrets.map((_, at) => `$ cat ~/planted-${at}`);
  const at = (wanted: string) => `~/planted-${secrets.findIndex(({ kind }) => kind === wanted)}`;
  // A key line by line, in colour, and slowly; colours in a name and in a value; a password that is asked for; a line that is
  // expected to be seen, and two that are not.
  const more = [
    `$ while read -r line; do printf '\\e[32m%s' "$line" | head -c 14; sleep 0.05; printf '%s\\e[m\\n' "$line" | tail -c +10; done < ~/planted-${secrets.length - 1}`,
    `$ printf 'AWS_SECRET_ACCESS_KEY=\\e[32m%s\\e[m\\n' "$(grep -o '[^ ]*$' ${at("aws secret access key")})"`,
    `$ grep -i --color=always -e secret -e '[a-z0-9]$' ${at("aws secret access key")}`,
    `$ grep --color=always ghp_.. ${at("github token")}`,
    "$ bash ~/answered.sh\n...\n24 letters",
    "$ sha256sum < ~/planted-0 | head -c 64\n0123456789ab0123456789ab0123456789ab0123456789ab0123456789abcdef",
    "$ cat ~/planted-0\nthe token is [..].",
    "$ cat ~/planted-0\nnothing secret",
    `$ tail -n +2 ${at("private key")} | head -1\nanother line`,
  ];
  const failing = 2;
  const note = `# Secrets\n\n## 1 One\n\n${console_([...steps, ...more].join("\n"))}`;
  await using runner = await startRunner(host, note);
  const said = await runner.ended;
  expect(said.code).toBe(1);
  const record = await runner.record();
  expect(record.steps.map(({ outcome }) => outcome)).toEqual(
    [...steps, ...more].map((_, place, all) => (place < all.length - failing ? "passed" : "failed")),
  );

  const folder = join(runner.folder, host.name);
  const file = join(runner.folder, "note.md");
  await writePage(folder, file);
  const run = await readRun(folder);
  if (run === undefined) throw new Error("no record");
  const read = await loadNote(file);
  const { made } = await collected(drawPictures(wantedPictures(note, read), read, run, undefined));
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
  const packed = kept.flatMap(({ name, content }) =>
    unpacked(content).map((each) => ({ name: `${name}, unpacked`, content: each })),
  );
  expect(packed.some(({ content }) => content.includes("[redacted: github token]"))).toBe(true);
  const found = [...kept, ...packed].flatMap(({ name, content }) => {
    const readings = [content, withoutTags(content), told(content)];
    return [...secrets, password]
      .filter(({ secret }) => readings.some((reading) => reading.includes(secret)))
      .map(({ kind }) => `${kind} in ${name}`);
  });
  expect(found).toEqual([]);
  for (const { kind } of secrets)
    expect(kept.find(({ name }) => name === "record.json")?.content).toContain(`[redacted: ${kind}]`);
});

/** What a page has in it, packed. */
const unpacked = (page: string): string[] =>
  [...page.matchAll(/<script type="application\/gzip"[^>]*>([^<]*)<\/script>/g)].map(([, data = ""]) =>
    gunzipSync(Buffer.from(data, "base64")).toString(),
  );

/** The text of a page or a drawing without its markup. */
const withoutTags = (content: string): string => content.replace(/<[^>]*>/g, "");

/** What the lines of a log or a recording show one after the other, without colours. */
function told(content: string): string {
  const lines = content.split("\n").filter((line) => /^(?:\{".*"data":|\[[\d.]+,"[om]",)/.test(line));
  return stripVTControlCharacters(lines.map((line) => dataOf(JSON.parse(line))).join(""));
}

const dataOf = (line: [number, string, string] | { data?: string }): string =>
  Array.isArray(line) ? (line[1] === "o" ? line[2] : "") : (line.data ?? "");
