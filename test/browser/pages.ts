import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writePage } from "../../src/pages/write.ts";
import { castHeader, castMarker, castOutput } from "../../src/record/asciicast.ts";
import { aHost, because, ran } from "../unit/record/fixtures.ts";

/** Texts that would set `window.hit`, load something or leave their place if they were not escaped. */
export const hostile = [
  "<script>window.hit=1</script>",
  "</script><script>window.hit=1</script>",
  "</style><script>window.hit=1</script>",
  "</pre></code></div></article><script>window.hit=1</script>",
  '<img src=x onerror="window.hit=1">',
  "\"'><svg onload=window.hit=1>",
  '" autofocus onfocus=window.hit=1 x="',
  "<style>@import url(http://127.0.0.1:9/a.css);*{display:none}</style>",
  '<link rel="stylesheet" href="http://127.0.0.1:9/a.css">',
  '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">',
  '<base href="http://127.0.0.1:9/">',
  '<iframe src="http://127.0.0.1:9/"></iframe>',
  '<form action="http://127.0.0.1:9/"><button autofocus>',
  "[link](javascript:window.hit=1) ![image](http://127.0.0.1:9/a.png)",
  "<!-- --><![CDATA[ ]]> &lt;script&gt; {{7*7}} <%= 7*7 %>",
  "\u202ereversed\u2066 \x1b[31mred\x1b]8;;javascript:window.hit=1\x07",
];

const console = (...lines: string[]) => ["```console", ...lines, "```", ""].join("\n");

const note = [
  "---",
  "title: A note of tests",
  "language: ko",
  "---",
  "# A note of tests",
  "",
  "Prose with `code`, a [link](https://example.org/) and a list:",
  "",
  "- one",
  "- two",
  "",
  "| | b |",
  "| --- | --- |",
  "| 1 | 2 |",
  "",
  "> [!WARNING]",
  "> Take care.",
  "",
  "## 1.1 First",
  "",
  console(
    "$ echo hello",
    "hello",
    "$ docker ps",
    "CONTAINER ID   IMAGE     STATUS",
    "64eb235def02   nginx     Up 2 seconds",
  ),
  "![What the terminal showed](pictures/p1.svg)",
  "",
  "```text",
  `a block that nobody types ${"and that is long ".repeat(12)}`,
  "```",
  "",
  "## 1.2 Second",
  "",
  "Prose that is not about steps.",
  "",
  console("$ seq 3", "1", "2", "3", "$ echo last", "last"),
].join("\n");

const ps = "CONTAINER ID   IMAGE     STATUS\n0123456789ab   apache    Up 5 seconds";

/** Writes a run with a failed step and a skipped step. Its first section has a recording. */
export async function writeOrdinary(folder: string): Promise<string> {
  const host = aHost({ images: [{ name: "nginx", standIn: true }], ends: "2026-11-24T12:00:00.000Z" });
  const run = ran(note, ["hello", ps, "1\n2\n3", { output: null, reasons: [{ kind: "before" }] }], host);
  return write(
    folder,
    run,
    `${castHeader("1.1", 0)}${castOutput(0, 5, "$ ")}${castMarker(0, 6, 1, "echo hello")}${castOutput(0, 10, "echo hello\r\nhello\r\n$ ")}`,
  );
}

/** Writes a passed run with so many steps that the browser lays out most of them only when they come into view. */
export const writeLong = (folder: string): Promise<string> => writeSections(folder, new Set());

/** Writes such a run in which a step of section 3.1 and one of section 20.1 failed. */
export const writeFailing = (folder: string): Promise<string> => writeSections(folder, new Set(["3.1:2", "20.1:2"]));

/** @param failed the steps that print something else in place of their last line, by their ids */
async function writeSections(folder: string, failed: ReadonlySet<string>): Promise<string> {
  const sections = Array.from({ length: 40 }, (_, section) => {
    const steps = Array.from({ length: 6 }, (_, step) => (section * 37 + step * 17) % 60);
    return { title: `${section + 1}.1 Section`, steps };
  });
  const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index} ${"wide ".repeat(9)}`);
  const text = sections
    .map(
      ({ title, steps }) =>
        `## ${title}\n\n${console(...steps.flatMap((count) => [`$ seq ${count}`, "...", "the end"]))}`,
    )
    .join("\n");
  const printed = sections.flatMap(({ steps }, section) =>
    steps.map((count, step) => {
      const end = failed.has(`${section + 1}.1:${step + 1}`) ? "another end" : "the end";
      return [...lines(count), end].join("\n");
    }),
  );
  return write(folder, ran(`# Long\n\n${text}`, printed), castHeader("1.1", 0));
}

/** Writes a run with a failed step whose line differs far to the right. */
export async function writeWide(folder: string): Promise<string> {
  const line = (end: string) => `${"wide ".repeat(50)}${end} and more ${"wide ".repeat(20)}`.trimEnd();
  return write(folder, ran(`# Wide\n\n## 1.1 Section\n\n${console("$ wide", line("Up"))}`, [line("Exited")]), "");
}

/** The commands of {@link writeRecorded}, and what each printed. */
export const recorded = [
  { typed: "echo one", output: "one" },
  { typed: "docker stop 0123456789ab", output: "0123456789ab" },
  { typed: "echo 도커", output: "도커" },
  { typed: "seq 3", output: "1\n2\n3" },
] as const;

/** Writes a run whose recording has every command and its output within a few milliseconds, as a run types them. */
export async function writeRecorded(folder: string): Promise<string> {
  const steps = recorded.map(({ typed, output }) => [typed.replace("0123456789ab", "64eb235def02"), output] as const);
  const text = console(...steps.flatMap(([typed, output]) => [`$ ${typed}`, ...output.split("\n")]));
  const run = ran(
    `---\nlanguage: ko\n---\n# Recorded\n\n## 1.1 Section\n\n${text.replaceAll("0123456789ab", "64eb235def02")}`,
    recorded.map(({ typed, output }) => ({ entered: typed, output })),
  );
  const shown = recorded.map(
    ({ typed, output }, index) =>
      `${castMarker(0, 10 * index, index + 1, "as the note has it")}${castOutput(0, 10 * index, `${typed}\r\n`)}${castOutput(0, 10 * index + 5, `${output.replaceAll("\n", "\r\n")}\r\n$ `)}`,
  );
  return write(folder, run, `${castHeader("1.1", 0)}${castOutput(0, 0, "$ ")}${shown.join("")}`);
}

/** Writes a passed run whose one line has words that differ from the note's. */
export async function writeVaried(folder: string): Promise<string> {
  const text = ["---", "language: ko", "---", "", "# Varied", "", "## 1.1 Section", ""].join("\n");
  const block = console("$ docker ps", "64eb235def02 nginx Up 2 seconds");
  return write(folder, ran(`${text}${block}`, ["85aa65f64828 nginx Up 5 seconds"]), "");
}

/** Writes a run with a hostile note and a hostile host. */
export async function writeHostile(folder: string): Promise<string> {
  const all = hostile.join("\n");
  const title = hostile.join(" ");
  const text = [
    "---",
    `title: ${JSON.stringify(title)}`,
    "language: ko",
    "---",
    `# ${title}`,
    "",
    all,
    "",
    ...hostile.map((one) => `- ${one}\n\n> ${one}\n`),
    "| a |",
    "| --- |",
    ...hostile.map((one) => `| ${one} |`),
    "",
    "```html",
    all,
    "```",
    "",
    ...hostile.map(
      (one, index) =>
        `## 1.${index} ${one}\n\n${console(`# ${one}`, `$ printf '${one.replaceAll("'", "")}'`, one, "...")}\n![${one.replaceAll(/[[\]]/g, "")}](pictures/p${index}.svg)\n`,
    ),
    `\`\`\`html file=index.html`,
    all,
    "```",
    "",
  ].join("\n");
  const host = aHost({
    name: title,
    base: title,
    images: [{ name: title, standIn: true }],
    facts: Object.fromEntries(hostile.map((one) => [one, one])),
  });
  const printed = hostile.map((one, index) => ({
    output: index % 2 === 0 ? `${one} and more\n${all}` : all,
    ...(index % 2 === 0 ? { outcome: "failed" as const, reasons: because(all) } : {}),
  }));
  return write(
    folder,
    ran(text, printed, host),
    `${castHeader(title, 0)}${castMarker(0, 5, 1, title)}${castOutput(0, 10, all)}`,
  );
}

async function write(folder: string, { text, record }: ReturnType<typeof ran>, cast: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "note.md"), text);
  writeFileSync(join(folder, "record.json"), JSON.stringify(record));
  const section = record.steps[0]?.section;
  writeFileSync(join(folder, `${section}.cast`), cast);
  return writePage(folder, join(folder, "note.md"));
}
