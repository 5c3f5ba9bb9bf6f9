import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { wantedPictures } from "../../../../src/pages/pictures/plan.ts";
import { renderPage } from "../../../../src/pages/run/page.ts";
import { wordsFor } from "../../../../src/pages/translations.ts";
import { castMarker, castOutput } from "../../../../src/record/asciicast.ts";
import { isOfLines } from "../../../../src/record/reasons/against.ts";
import type { Reason } from "../../../../src/record/reasons/reason.ts";
import { inEnglish, inWords } from "../../../../src/record/reasons/words.ts";
import { aHost, ran } from "../../record/fixtures.ts";
import { ALL_REASONS } from "../../record/reasons/samples.ts";
import { noAssets } from "../fixtures.ts";

const page = (run: ReturnType<typeof ran>, recordings: Parameters<typeof renderPage>[0]["recordings"] = []) =>
  renderPage({
    ...run,
    recordings,
    pictures: wantedPictures(run.text, run.note).filter(({ asked }) => asked),
    fonts: "",
    assets: noAssets,
    player: noAssets,
  });

/** The text of a page, without tags. */
const textOf = (html: string): string =>
  html
    .replace(/<(script|style)\b[^>]*>.*?<\/\1>/gs, "")
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

const id = (digit: string) => digit.repeat(11).concat("a");
const fence = (...lines: string[]) => ["```console", ...lines, "```"].join("\n");
const docker = [
  "# Containers",
  "",
  "## 1.1 First",
  "",
  "Before it.",
  "",
  fence(
    "$ docker create nginx",
    id("1"),
    `$ docker start ${id("1")}`,
    id("1"),
    "$ docker ps",
    `${id("1")}   Up 2 seconds`,
  ),
  "",
  "After it.",
  "",
].join("\n");

describe("The page of a run", () => {
  test("a page has each step in its place in the note, between the text around it", () => {
    const text = textOf(page(ran(docker, [id("2"), id("2"), `${id("2")}   Up 5 seconds`])));
    const places = ["Before it.", "docker create nginx", "docker ps", "Up 5 seconds", "After it."].map((one) =>
      text.indexOf(one),
    );
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test("a page shows root's prompt before what root has typed", () => {
    const note = `---\nprompt: "#"\n---\n\n# A\n\n${fence("# id -u", "0", "$ true")}\n`;
    const text = textOf(page(ran(note, ["0", ""])));
    expect(text).toMatch(/# id -u\n?/);
    expect(text).toContain("$ true");
  });

  test("a page shows what was really typed: the run's own id in place of the note's", () => {
    const start = { output: id("2"), entered: `docker start ${id("2")}` };
    const html = page(ran(docker, [id("2"), start, `${id("2")}   Up 5 seconds`]));
    expect(html).toContain(`docker start ${id("2")}`);
    expect(html).not.toContain(`docker start ${id("1")}`);
  });

  test("a page shows what was really typed after a nested prompt: the id that only that prompt shows", () => {
    const note = [
      "# Containers",
      "",
      fence(
        "$ docker run -it --name x ubuntu:16.04 bash",
        `root@${id("1")}:/# exit`,
        "exit",
        `$ docker start ${id("1")}`,
        "...",
      ),
    ].join("\n");
    const html = page(
      ran(note, [
        { output: "", exit: null, nextPrompt: `root@${id("2")}:/# ` },
        "exit",
        { output: "x", entered: `docker start ${id("2")}` },
      ]),
    );
    expect(html).toContain(`docker start ${id("2")}`);
    expect(html).not.toContain(`docker start ${id("1")}`);
  });

  test("a page shows of a command that was not typed what the note has", () => {
    const html = page(
      ran(docker, [id("2"), { output: "", entered: null, outcome: "failed", reasons: [{ kind: "nothingRuns" }] }]),
    );
    expect(html).toContain(`docker start ${id("1")}`);
    expect(html).not.toContain(`docker start ${id("2")}`);
  });

  test("a step's id is its section and its number there, and no heading can have the same", () => {
    const html = page(ran(docker, [id("2")]));
    expect([...html.matchAll(/<article class="step \w+" id="([^"]+)"/g)].map(([, one]) => one)).toEqual([
      "1.1:1",
      "1.1:2",
      "1.1:3",
    ]);
    expect(html).toContain('href="#1.1%3A2"');
  });

  test("a page marks the words that differ, except those that differ only as their shape allows", () => {
    const html = page(ran(docker, [id("2"), id("2"), `${id("2")}   Exited 5 seconds`]));
    expect(html).toContain("<del>Up</del>");
    expect(html).toContain("<ins>Exited</ins>");
    expect(html.match(/<(?:del|ins)>/g)).toHaveLength(2);
  });

  test("beside a word that differs, a page names its shape, or the value that it stands for", () => {
    expect(textOf(page(ran(docker, ["no id"])))).toContain("Compared as: an id of the same kind");
    const bound = textOf(page(ran(docker, [id("2"), id("3")])));
    expect(bound).toContain(`from line 9 on, ${id("1")} in the note stands for ${id("2")}`);
    expect(bound).not.toContain("Compared as");
  });

  test("a page takes from the record what a word stands for, and does not compare the output again", () => {
    const line = { line: 12, wanted: id("1"), seen: id("3") };
    const reasons: Reason[] = [
      { kind: "otherValue", ...line, sample: id("1"), value: id("9"), since: 9, other: id("3") },
    ];
    const text = textOf(page(ran(docker, [id("2"), { output: id("3"), outcome: "failed", reasons }])));
    expect(text).toContain(`from line 9 on, ${id("1")} in the note stands for ${id("9")}`);
  });

  test("a page gives the reason of a failure that the lines do not show", () => {
    const reasons: Reason[] = [{ kind: "endless", within: 300 }, { kind: "interrupted" }];
    const html = page(ran(docker, [{ output: id("2"), outcome: "failed", reasons }]));
    expect(textOf(html)).toContain("It did not end within 300 s.");
    expect(textOf(html)).toContain("The command was interrupted.");
    const differs = ran(docker, ["no id"]);
    expect(differs.record.steps[0]?.reasons).toHaveLength(1);
    expect(textOf(page(differs))).not.toContain("expects");
  });

  test.each(ALL_REASONS)("a page in Korean says of $kind nothing in English", (reason) => {
    const failed = { output: id("2"), outcome: "failed", reasons: [reason] } as const;
    const run = ran(`---\nlanguage: ko\n---\n${docker}`, [failed]);
    const text = textOf(page({ ...run, record: { ...run.record, reasons: [reason] } }));
    const lines = text.split("\n");
    const said = inWords(reason, wordsFor("ko").reasons);
    expect(lines.filter((each) => each.startsWith(said)).length).toBeGreaterThan(isOfLines(reason) ? 0 : 1);
    expect(lines.filter((each) => each.toLowerCase().startsWith(inEnglish([reason]).toLowerCase()))).toEqual([]);
  });

  test("a page says why a step was skipped, and shows the output that the note expects", () => {
    const html = page(ran(docker, [null, null, { output: null, reasons: [{ kind: "before" }] }]));
    expect(html).toContain('<article class="step skipped" id="1.1:3">');
    expect(textOf(html)).toContain("A step before it did not end in time.");
    expect(textOf(html)).toContain(`${id("1")}   Up 2 seconds`);
  });

  test("a wrong exit status is the first thing that a page says of a step, and what the lines show is not said again", () => {
    const html = page(ran(`---\nlanguage: ko\n---\n${docker}`, [{ output: "no id", exit: 1 }]));
    expect(html).toMatch(
      /<\/div>\n<div class="why"><p>종료 코드가 1입니다\(노트에서는 0\)\.<\/p><\/div>\n<div class="output"/,
    );
    expect(textOf(html)).not.toContain("expects");
  });

  test("a page says once why steps were skipped, with a link to the step that failed", () => {
    const late = { output: "", outcome: "failed", exit: null, reasons: [{ kind: "endless", within: 5 }] } as const;
    const skipped = { output: null, reasons: [{ kind: "before" }] } as const;
    const html = page(ran(docker, [late, skipped, skipped]));
    expect(html.match(/A step before it did not end in time/g)).toHaveLength(1);
    expect(html).toContain('<a href="#1.1%3A1">↑ The step that failed</a>');
  });

  test("a passed step that was ended with Ctrl-C says so, and no exit status", () => {
    const note = ["# A", "", fence("$ docker logs -f x", "one", "^C"), ""].join("\n");
    const text = textOf(page(ran(note, [{ output: "one\n^C", exit: 130, outcome: "passed", reasons: [] }])));
    expect(text).toContain("Ctrl-C");
    expect(text).not.toContain("exit 130");
  });

  test("each failed step links to the next failure and to the previous one", () => {
    const html = page(ran(docker, ["no id", id("2"), "nothing"]));
    const [first = "", , last = ""] = html.split("<article").slice(1);
    expect(first).toContain('<a href="#1.1%3A3">↓ Next failure</a>');
    expect(first).not.toContain("Previous failure");
    expect(last).toContain('<a href="#1.1%3A1">↑ Previous failure</a>');
    expect(last).not.toContain("Next failure");
  });

  test("a page folds many lines where the note has `...`, and none that the note has", () => {
    const many = Array.from({ length: 40 }, (_, index) => `line ${index}`);
    const note = ["## 1.1 First", "", fence("$ seq", "first", "...", "last"), ""].join("\n");
    const html = page(ran(note, [["first", ...many, "last"].join("\n")]));
    expect(html).toMatch(/<pre[^>]*>first<\/pre><details><summary>40 more lines<\/summary><pre[^>]*>line 0\n/);
    expect(html).toMatch(/<\/details><pre[^>]*>last<\/pre>/);
  });

  test("a page shows the last 12 lines of a step that failed, and folds only what is above them", () => {
    const many = Array.from({ length: 40 }, (_, index) => `line ${index}`);
    const note = ["## 1.1 First", "", fence("$ build", "first", "...", "built"), ""].join("\n");
    const html = page(ran(note, [{ output: ["first", ...many].join("\n"), exit: 100 }]));
    expect(html).toMatch(
      /<details><summary>28 more lines<\/summary>.*line 27<\/pre><\/details><pre[^>]*>line 28\n.*line 39<\/pre><div class="diff"><p class="expected">/s,
    );
  });

  test("a comment of a block stays above the step that follows it", () => {
    const note = ["## 1.1 First", "", fence("# One thing.", "$ true", "", "# Another.", "$ echo '#'", "#"), ""].join(
      "\n",
    );
    const html = page(ran(note, ["", "#"]));
    expect(html).toMatch(/<pre class="comment"># One thing\.<\/pre><article[^>]*id="1\.1:1"/);
    expect(html).toMatch(/<pre class="comment"># Another\.<\/pre><article[^>]*id="1\.1:2"/);
    expect(html.match(/class="comment"/g)).toHaveLength(2);
  });

  test("a page shows files, requests, other terminals, prompts of containers and exit codes", () => {
    const note = [
      "---",
      "ports: [5000]",
      "---",
      "## 1.1 First",
      "",
      "```sh file=hello.sh",
      'echo "<hello>"',
      "```",
      "",
      fence("$ docker run -it ubuntu bash", `root@${id("1")}:/# whoami`, "root", `root@${id("1")}:/# exit`, "exit"),
      "",
      "```console terminal=2",
      "$ grep x y",
      "[exit 2]",
      "```",
      "",
      "```http",
      "GET http://host:5000/",
      "Welcome",
      "```",
      "",
    ].join("\n");
    const html = page(ran(note, ["", "", "root", "exit", { output: "", exit: 2 }, "<h1>Welcome</h1>"]));
    const text = textOf(html);
    expect(text).toContain("File hello.sh");
    expect(text).toContain('echo "<hello>"');
    expect(text).toContain(`root@${id("1")}:/# whoami`);
    expect(text).toContain("terminal 2");
    expect(text).toContain("exit 2");
    expect(text).toContain("Request GET http://host:5000/");
    expect(text).toContain("<h1>Welcome</h1>");
  });

  test("a page begins with what was run, on which host, from when to when, and with which images", () => {
    const host = aHost({
      images: [
        { name: "nginx", standIn: true },
        { name: "ubuntu:18.04", standIn: false },
      ],
      facts: { instance: "i-0123", region: "ap-northeast-2" },
      ends: "2026-11-24T12:00:00.000Z",
    });
    const run = ran(docker, [id("2"), id("2"), "nothing"], host);
    const times = { started: "2026-11-24T08:39:18.207Z", ended: "2026-11-24T08:40:18.682Z" };
    const text = textOf(page({ ...run, record: { ...run.record, ...times } })).replace(/\s+/g, " ");
    for (const said of [
      "1 of 3 steps did not match the note",
      "2 passed, 1 failed",
      "host-1 container",
      "Debian 12",
      "i-0123",
      "ap-northeast-2",
      "nginx stand-in",
      "2026-11-24 08:39 UTC",
      "2026-11-24 12:00 UTC",
      "1 min",
    ])
      expect(text).toContain(said);
    expect(text).not.toContain("ubuntu:18.04 stand-in");
  });

  test("a page lists each failure with its section, its command and what differs, as a link to it", () => {
    const html = page(ran(docker, [id("2"), { output: id("2"), exit: 1 }, `${id("2")}   Exited 5 seconds`]));
    const [, list = ""] = /<div class="failures"[^>]*>(.*?)<\/ul>/s.exec(html) ?? [];
    const lines = list.split("</li>").map((line) => textOf(line).replace(/\s+/g, " ").trim());
    expect(lines.slice(0, 2)).toEqual([
      `✗ 1.1 First docker start ${id("1")} It ended with status 1 and was to end with 0.`,
      "✗ 1.1 First docker ps Up → Exited",
    ]);
    expect(list).toContain('<a href="#1.1%3A3">');
    expect(page(ran(docker, [id("2"), id("2"), `${id("2")}   Up 5 seconds`]))).not.toContain("failures");
  });

  test("the list of failures has the first line that differs and can be seen", () => {
    const html = page(ran(`# Lines\n\n${fence("$ cat a.txt", "one", "", "two")}\n`, ["one"]));
    const [, list = ""] = /<div class="failures"[^>]*>(.*?)<\/ul>/s.exec(html) ?? [];
    expect(list).toContain(">two</del>");
  });

  test("a page shows ten failures, and folds the others", () => {
    const note = ["# A", "", fence(...Array.from({ length: 13 }, () => ["$ echo one", "one"]).flat()), ""].join("\n");
    const html = page(
      ran(
        note,
        Array.from({ length: 13 }, () => "two"),
      ),
    );
    const [open = "", folded = ""] = html.split("<summary>3 more</summary>");
    expect(open.match(/<li><a href="#page%3A/g) ?? open.match(/<li><a/g)).toHaveLength(10);
    expect(folded.match(/<li><a href=/g)).toHaveLength(3);
  });

  test("a page gives the commands that run the first failed section again and accept the output, to be copied", () => {
    const html = page(ran(docker, ["no id"]));
    expect(html).toContain('data-text="npm run note -- --only 1.1"');
    expect(html).toContain('data-text="npm run accept"');
  });

  test("a page says once that every step was run and compared", () => {
    const html = page(ran(`---\nlanguage: ko\n---\n${docker}`, [id("2")]));
    expect(textOf(html).match(/실제로 실행해 노트와 비교한 결과입니다/g)).toHaveLength(1);
  });

  test("a page offers the outcomes that its steps have, each with its number, and none if all passed", () => {
    const chips = (...printed: Parameters<typeof ran>[1]) => {
      const [, chips = ""] = /<fieldset class="chips">(.*?)<\/fieldset>/s.exec(page(ran(docker, printed))) ?? [];
      return [...chips.matchAll(/value="(\w+)"[^>]*> ([^<]*)</g)].map(([, value, name]) => `${value}: ${name}`);
    };
    expect(chips("no id", null, null)).toEqual(["all: All 3", "failed: failed 1", "skipped: skipped 2"]);
    expect(chips(id("2"), id("2"), "nothing")).toEqual(["all: All 3", "failed: failed 1"]);
    expect(chips(id("2"), id("2"), `${id("2")}   Up 5 seconds`)).toEqual([]);
  });

  test("a page has what it takes to show the note beside its steps, unless the note is another", () => {
    const run = ran(docker, [id("2"), id("2"), "nothing"]);
    const beside = (html: string) => /<script type="application\/gzip" id=":pairs">([^<]*)</.exec(html)?.[1];
    const data = gunzipSync(Buffer.from(beside(page(run)) ?? "", "base64")).toString();
    expect(Object.keys(JSON.parse(data))).toEqual(["1.1:1", "1.1:2", "1.1:3"]);
    const other = page({ ...ran(docker.replace("docker ps", "docker ps -a"), []), record: run.record });
    expect(beside(other)).toBeUndefined();
    expect(other).not.toContain('id=":beside"');
  });

  test("the link of a step has a title", () => {
    expect(page(ran(docker, []))).toContain('<a class="link" href="#1.1%3A2" title="Link to this step 1.1:2"></a>');
  });

  test("a block is wide only if a line of it needs the room, where a Korean letter takes two columns", () => {
    const block = (line: string) =>
      /<div class="block[^"]*"/.exec(page(ran(["# A", "", fence("$ x", line), ""].join("\n"), [line])))?.[0];
    expect(block("x".repeat(95))).toBe('<div class="block"');
    expect(block("x".repeat(96))).toBe('<div class="block wide"');
    expect(block("가".repeat(47))).toBe('<div class="block"');
    expect(block("가".repeat(48))).toBe('<div class="block wide"');
  });

  test("the first line of an output that is not compared is shown even if it is blank", () => {
    const html = page(ran(["# A", "", fence("$ x", "a", "...", "b"), ""].join("\n"), ["a\n\nc\nb"]));
    // The newline right behind the tag is no part of the text.
    expect(html).toMatch(/<pre[^>]*>\n\nc<\/pre>/);
  });

  test("the title and the icon of a page tell the outcome", () => {
    const failed = page(ran(docker, ["no id", id("2"), "nothing"]));
    expect(failed).toContain("<title>✗ 2 · Containers · host-1</title>");
    const passed = page(ran(docker, [id("2"), id("2"), `${id("2")}   Up 5 seconds`]));
    expect(passed).toContain("<title>✓ · Containers · host-1</title>");
    const icon = /<link rel="icon" href="data:image\/svg\+xml,[^"]*">/;
    expect(passed.match(icon)?.[0]).toBeDefined();
    expect(passed.match(icon)?.[0]).not.toBe(failed.match(icon)?.[0]);
  });

  test("a page shows a step's duration from half a second on", () => {
    const steps = [0.4, 0.6].map((seconds) => ({ output: id("2"), seconds }));
    const text = textOf(page(ran(docker, steps)));
    expect(text).toContain("0.60 s");
    expect(text).not.toContain("0.40 s");
  });

  test("a page shows the steps alone when the note has changed since the run", () => {
    const run = ran(docker, [id("2"), id("2"), "nothing"]);
    const other = ran(docker.replace("docker ps", "docker ps -a"), []);
    const html = page({ ...other, record: run.record });
    expect(textOf(html)).toContain("The note has changed since this run");
    expect(textOf(html)).not.toContain("After it.");
    expect(html.match(/<article/g)).toHaveLength(3);
    expect(html).toContain('id="1.1:3"');
  });

  test("a page keeps the note's text when only that text has changed since the run", () => {
    const run = ran(docker, [id("2"), id("2"), "nothing"]);
    const other = ran(docker.replace("Before it.", "Before it,\n\nand more."), []);
    const html = page({ ...other, record: run.record });
    expect(html).toMatch(/and more\.<\/p>\s*<div class="block">\s*<article class="step passed" id="1\.1:1">/);
  });

  test("a page has the descriptions of images that are no pictures of the run", () => {
    expect(page(ran(`${docker}\n![One only](../images/one.svg)\n`, []))).toContain("<em>One only</em>");
  });

  test("a page is in the note's language, or in English if labnote does not have that language", () => {
    const korean = page(ran(`---\nlanguage: ko-KR\n---\n${docker}`, ["no id"]));
    expect(korean).toContain('<html lang="ko">');
    expect(korean).toContain('<div class="note" lang="ko-KR">');
    expect(textOf(korean)).toContain("단계 중 1단계가 노트와 다릅니다");
    expect(page(ran(`---\nlanguage: fr\n---\n${docker}`, []))).toContain('<html lang="en">');
  });

  test("a page declares the language of each text, and commands and output are not in the page's language", () => {
    const text = `---\nlanguage: ko\n---\n${docker}`;
    const html = page(ran(text, [id("2"), id("2"), `${id("2")}   Exited 5 seconds`]));
    const code = 'lang="en" translate="no"';
    expect(html).toContain(`<pre class="typed" ${code}>`);
    expect(html).toContain(`<pre ${code}>${id("2")}</pre>`);
    expect(
      html.match(new RegExp(`<p class="(?:seen|expected)"><span class="side">[^<]*</span><code ${code}>`, "g")),
    ).toHaveLength(2);
  });

  test("the note's headings are marked with the note's language when the page is in another", () => {
    const french = page(ran(`---\nlanguage: fr\n---\n${docker}`, []));
    expect(french).toContain('<h1 id="containers" lang="fr">Containers</h1>');
    expect(french).toContain('<span lang="fr">1.1 First</span>');
    expect(french).toContain('<div class="bar" lang="en">');
    expect(french).toContain('<div class="block" lang="en">');
    expect(page(ran(docker, []))).toContain('<h1 id="containers">Containers</h1>');
  });

  test("a page also shows the steps above the first heading", () => {
    const html = page(ran([fence("$ echo one", "one"), "", "# Later", ""].join("\n"), ["one"]));
    expect(html).toMatch(/<article class="step passed" id="page:1">/);
  });

  test("a page offers the recordings of a section's terminals below the heading, and at each step that they have", () => {
    const cast = `{}\n${castMarker(0, 0, 2, "docker start")}${castOutput(0, 0, "docker start\r\n")}`;
    const html = page(ran(docker, [id("2")]), [{ section: "1.1", terminal: 2, cast }]);
    expect(html).toMatch(/<h2 id="1\.1">1\.1 First<\/h2><div class="bar">.*data-replay="1\.1:2"/s);
    expect(html.match(/id="[^"]*" data-terminal/g)).toEqual(['id="1.1:2" data-terminal']);
    expect(html).toContain("wasm-unsafe-eval");
    expect(page(ran(docker, [id("2")]))).not.toContain("wasm");
  });

  test("the same record gives the same page", () => {
    const run = ran(docker, [id("2")]);
    expect(page(run)).toBe(page(run));
  });
});
