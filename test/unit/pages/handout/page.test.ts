import { describe, expect, test } from "@jest/globals";
import { readNote } from "../../../../src/note/read.ts";
import { renderHandout } from "../../../../src/pages/handout/page.ts";
import { cellsOf } from "../../../../src/pages/pictures/cells.ts";
import { wantedPictures } from "../../../../src/pages/pictures/plan.ts";
import { drawTerminal } from "../../../../src/pages/pictures/terminal.ts";
import type { RunRecord } from "../../../../src/record/record.ts";
import { aHost, type Printed, ran } from "../../record/fixtures.ts";

async function handout(markdown: string, output?: string, record?: RunRecord): Promise<string> {
  const note = readNote(markdown, "note.md");
  const pictures =
    output === undefined
      ? []
      : await Promise.all(
          wantedPictures(markdown, note).map(async (picture) => ({
            ...picture,
            drawing: drawTerminal({ title: picture.title, bar: "" }, await cellsOf(output)),
          })),
        );
  return renderHandout({ note, markdown, record, pictures, assets: { style: "p{}", script: "1" } });
}

const page = `---
language: ko
---

# 도커

\`\`\`console
$ docker run \\
>   nginx
<b>out</b>
$ true
\`\`\`

![그림](pictures/p.svg)

\`\`\`docker file=Dockerfile
FROM nginx
\`\`\`
`;

describe("A handout", () => {
  test("a handout has a button for each command and each file that copies what a student types", async () => {
    const text = await handout(page);
    expect([...text.matchAll(/data-text="([^"]*)"/g)].map(([, copied]) => copied)).toEqual([
      "docker run \\\n  nginx",
      "true",
      "FROM nginx\n",
    ]);
    expect(text).toContain(">복사</button>");
    expect(text).toContain('<html lang="ko">');
  });

  test("a handout shows the outputs of the note as text", async () => {
    expect(await handout(page)).toContain('<span class="output">&lt;b&gt;out&lt;/b&gt;</span>');
  });

  test("a handout has the pictures that the note asks for, or their descriptions if there are none", async () => {
    const text = await handout(page, "$ seen");
    expect(text).toContain("<figcaption>그림</figcaption>");
    expect(text).toContain(">$ seen</tspan>");
    expect(await handout(page)).toContain("<em>그림</em>");
    expect(await handout(page)).not.toContain("<figure>");
  });

  test("a picture stands in place of the commands that it shows, and has a button for each of them", async () => {
    const text = await handout(page, "$ seen");
    expect(text).not.toContain("&lt;b&gt;out&lt;/b&gt;");
    expect(text).not.toContain("$ true");
    const [figure = ""] = /<figure>.*?<\/figure>/s.exec(text) ?? [];
    expect([...figure.matchAll(/data-text="([^"]*)"/g)].map(([, copied]) => copied)).toEqual([
      "docker run \\\n  nginx",
      "true",
    ]);
    const one = await handout(page.replace("(pictures/p.svg)", '(pictures/p.svg "docker")'), "$ seen");
    expect(one.indexOf("<figure>")).toBeLessThan(one.indexOf("$ true"));
    expect(one.match(/<figure>/g)).toHaveLength(1);
    const comment = page.replace("$ true", "\n# Then:\n$ true\n[empty]");
    const shown = await handout(comment, "$ seen");
    expect(shown.indexOf("# Then:")).toBeLessThan(shown.indexOf("<figure>"));
    expect(shown).not.toContain("[empty]");
  });

  test("a picture of commands with others between them stands below all of them, and the order of commands stays", async () => {
    const between = page.replace("$ true", "$ true\n$ docker ps\n$ false");
    const text = await handout(between.replace("(pictures/p.svg)", '(pictures/p.svg "docker")'), "$ seen");
    const places = ["$ docker run", "$ true", "$ docker ps", "$ false", "<figure>"].map((part) => text.indexOf(part));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(text).not.toContain("&lt;b&gt;out&lt;/b&gt;");
  });

  test("a handout explains the note's signs, which no terminal prints", async () => {
    const signs = "```console\n$ a\nid [..] end\n...\nlast\n[exit 2]\n$ b\n[empty]\n$ c\n[running]\n```\n";
    const text = await handout(`# Signs\n\n${signs}`);
    expect(
      [...text.matchAll(/<i class="sign" lang="en" title="([^"]+)">([^<]+)<\/i>/g)].map(([, title, sign]) => [
        sign,
        title,
      ]),
    ).toEqual([
      ["[..]", "varies from run to run"],
      ["...", "lines are left out here"],
      ["[exit 2]", "ends with this exit code"],
      ["[empty]", "prints nothing"],
      ["[running]", "still running"],
    ]);
  });

  test("a handout's policy allows its own script and styles, and loads nothing", async () => {
    const text = await handout(page, "x");
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1] ?? "";
    expect(policy).toMatch(/^default-src &#39;none&#39;; script-src &#39;sha256-[\w+/=]+&#39;; style-src &#39;sha256-/);
    expect(policy).not.toMatch(/unsafe|\*|http/);
  });

  test("a handout marks commands and output as not being in the note's language", async () => {
    expect(await handout(page)).toContain('<pre><code lang="en" translate="no">');
  });

  test("a handout has nothing about a run", async () => {
    expect(await handout(page, "x")).not.toMatch(/passed|failed|seconds/);
  });
});

describe("A handout of a run", () => {
  const session = (...lines: string[]) => `# Page\n\n## 1.1 One\n\n\`\`\`console\n${lines.join("\n")}\n\`\`\`\n`;
  const ofRun = (markdown: string, ...printed: Printed[]) =>
    handout(markdown, undefined, ran(markdown, printed, aHost()).record);
  const textOf = (html: string) =>
    (/<pre>.*<\/pre>/s.exec(html)?.[0] ?? "").replace(/<button.*?<\/button>/gs, "").replace(/<[^>]*>/g, "");

  test("what the run printed stands in place of the note's signs, and grey where it differs at every run", async () => {
    const html = await ofRun(
      session("$ a", "mtu [..]", "...", "up 2 seconds", "$ b", "[empty]", "$ c", "[exit 3]"),
      "mtu 1500\nfirst\nsecond\nup 17 seconds",
      "",
      { output: "", exit: 3 },
    );
    expect(textOf(html)).toBe("$ a\nmtu 1500\nfirst\nsecond\nup 17 seconds\n$ b\n$ c\nexit 3\n");
    expect(html).toContain('mtu <span class="varies">1500</span>');
    expect(html).toContain('up <span class="varies">17 seconds</span>');
    expect(html).toContain("Grey words in an output differ at every run.");
  });

  test("hundreds of lines that the note leaves out are left out of a handout, too", async () => {
    const many = Array.from({ length: 100 }, (_, index) => `line ${index}`);
    const html = await ofRun(session("$ a", "..."), many.join("\n"));
    expect(textOf(html)).toBe("$ a\n...\n");
    expect(textOf(await ofRun(session("$ a", "..."), many.slice(1).join("\n")))).toContain("line 99");
  });

  test("commands are those that were really typed, at the prompts that came, so that all ids are of one run", async () => {
    const html = await ofRun(
      session(
        "$ docker run -it u bash",
        "root@64eb235def02:/# exit",
        "exit",
        "$ docker rm 64eb235def02",
        "64eb235def02",
      ),
      { output: "", exit: null, nextPrompt: "root@85aa65f64828:/#" },
      { output: "exit" },
      { output: "85aa65f64828", entered: "docker rm 85aa65f64828" },
    );
    expect(html).not.toContain("64eb235def02");
    expect(textOf(html)).toContain("root@85aa65f64828:/# exit\nexit\n$ docker rm 85aa65f64828\n");
    expect(html).toContain('data-text="docker rm 85aa65f64828"');
  });

  test("a step that did not pass keeps the note's lines, with the run's ids in them", async () => {
    const lines = ["$ docker run -d n", "64eb235def02", "$ docker stop 64eb235def02", "64eb235def02 stopped"];
    const html = await ofRun(session(...lines), "85aa65f64828", {
      output: "wrong",
      entered: "docker stop 85aa65f64828",
    });
    expect(textOf(html)).toBe("$ docker run -d n\n85aa65f64828\n$ docker stop 85aa65f64828\n85aa65f64828 stopped\n");
    expect(html).not.toContain("Checked");
  });

  test("a handout says when and on what all of the note was seen to hold", async () => {
    expect(await ofRun(session("$ a", "b"), "b")).toMatch(
      /<h1.*<\/h1><div class="cover">\n<p>Checked: <time datetime="2026-11-24">2026-11-24<\/time> · Debian 12<\/p>/,
    );
    expect(await handout(page)).not.toContain("Checked");
  });

  test("a handout of a longer note has contents, and its title above each printed page", async () => {
    const html = await handout(`# A "note"\n\n${[1, 2, 3, 4].map((at) => `## 1.${at} Title\n`).join("\n")}`);
    expect([...(/<nav.*<\/nav>/s.exec(html)?.[0].matchAll(/href="([^"]+)"/g) ?? [])]).toHaveLength(4);
    const titled = await handout("---\ntitle: 'a\"}</style>'\n---\n\n# A\n\ntext\n");
    expect(titled).toContain('content: "a\\22 \\7d \\3c \\2f style\\3e "');
    expect(titled).not.toContain("<nav");
  });
});
