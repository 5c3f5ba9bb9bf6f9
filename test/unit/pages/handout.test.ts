import { describe, expect, test } from "@jest/globals";
import { readNote } from "../../../src/note/read.ts";
import { renderHandout } from "../../../src/pages/handout.ts";
import { cellsOf } from "../../../src/pages/pictures/cells.ts";
import { wantedPictures } from "../../../src/pages/pictures/plan.ts";
import { drawTerminal } from "../../../src/pages/pictures/terminal.ts";

async function handout(markdown: string, output?: string): Promise<string> {
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
  return renderHandout({ note, markdown, pictures, assets: { style: "p{}", script: "1" } });
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

  test("a handout leaves out the output that a picture below shows, and nothing else", async () => {
    const text = await handout(page, "$ seen");
    expect(text).not.toContain("&lt;b&gt;out&lt;/b&gt;");
    expect(text).toContain('<span class="typed">$ true</span>');
    const one = page.replace("(pictures/p.svg)", '(pictures/p.svg "true")');
    expect(await handout(one, "$ seen")).toContain("&lt;b&gt;out&lt;/b&gt;");
    const comment = page.replace("$ true", "\n# Then:\n$ true\n[empty]");
    const shown = await handout(comment, "$ seen");
    expect(shown).toContain("# Then:");
    expect(shown).not.toContain("[empty]");
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
