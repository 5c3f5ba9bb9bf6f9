import { describe, expect, test } from "@jest/globals";
import { readNote } from "../../../src/note/read.ts";
import { noteHtml, type Replacements } from "../../../src/pages/note-html.ts";

const html = (text: string, replacements?: Replacements) =>
  noteHtml(text, readNote(text, "note.md"), replacements).html.trim();

describe("A note's Markdown as HTML", () => {
  test("a heading has the id of its section, and links with GitHub's anchors lead to it", () => {
    const text =
      "# Page\n\n## 1.5 Volumes\n\n```console\n$ true\n```\n\n#### Deeper\n\n[up](#15-volumes) [[deep]](#deeper)\n";
    expect(noteHtml(text, readNote(text, "note.md")).headings).toEqual([
      { id: "page", depth: 1, title: "Page", line: 1 },
      { id: "1.5", depth: 2, title: "1.5 Volumes", line: 3 },
      { id: "deeper", depth: 4, title: "Deeper", line: 9 },
    ]);
    expect(html(text)).toContain('<h2 id="1.5">1.5 Volumes</h2>');
    expect(html(text)).toContain('<a href="#1.5">up</a> <a href="#deeper">[deep]</a>');
  });

  test("headings with the same text get different ids, and each section keeps its id", () => {
    const text = "# Same\n\n# Same\n\n```console\n$ true\n```\n";
    const note = readNote(text, "note.md");
    const ids = noteHtml(text, note).headings.map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    expect(ids[1]).toBe(note.sections[0]?.id);
  });

  test("tags in a note become text, comments are dropped, and <br> stays", () => {
    expect(html("a <b onclick=x()>c</b><br>d <!-- e -->")).toBe("<p>a &#x3C;b onclick=x()>c&#x3C;/b><br>d </p>");
    expect(html("<script>alert(1)</script>\n\n<!-- a\n\nb -->")).toBe("&#x3C;script>alert(1)&#x3C;/script>");
  });

  test.each([
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java&#10;script:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "//example.com",
    "other.md",
  ])("a link to %s leads nowhere", (url) => {
    expect(html(`[x](<${url}>)`)).toBe("<p><span>x</span></p>");
    expect(html(`[x][1]\n\n[1]: <${url}>`)).toBe("<p><span>x</span></p>");
  });

  test("links to the web and to mail stay links", () => {
    expect(html("[x](https://example.com/a?b=1)")).toBe(
      '<p><a href="https://example.com/a?b=1" rel="noreferrer noopener">x</a></p>',
    );
    expect(html("<mailto:a@example.com>")).toContain('href="mailto:a@example.com"');
  });

  test("an image that the caller does not replace becomes its description, unless the note itself holds it", () => {
    expect(html("see ![a cow](http://example.com/cow.png)")).toBe("<p>see <em>a cow</em></p>");
    expect(html("see ![a cow][c]\n\n[c]: cow.png")).toBe("<p>see <em>a cow</em></p>");
    expect(html("![svg](data:image/svg+xml;base64,AAAA)")).toBe("<em>svg</em>");
    expect(html("![dot](data:image/png;base64,AAAA)")).toBe('<img src="data:image/png;base64,AAAA" alt="dot">');
  });

  test("the caller can replace blocks of code and images", () => {
    const text = "a\n\n```console within=3s\n$ true\n```\n\n![P1](pictures/그림.svg)\n\n```\nplain\n```\n";
    const seen: unknown[] = [];
    const shown = html(text, {
      code: (block) => {
        seen.push(block);
        return block.text === "$ true" ? "<figure>code</figure>" : undefined;
      },
      image: (image) => {
        seen.push(image);
        return "<figure>image</figure>";
      },
    });
    expect(shown).toBe("<p>a</p>\n<figure>code</figure>\n<figure>image</figure>\n<pre><code>plain\n</code></pre>");
    expect(seen).toEqual([
      { line: 3, lastLine: 5, text: "$ true" },
      { line: 7, url: "pictures/그림.svg", alt: "P1" },
      { line: 9, lastLine: 11, text: "plain" },
    ]);
  });

  test("an alert is a box with a title in the note's language", () => {
    expect(html("> [!WARNING]\n> Hot *stuff*")).toBe(
      '<div class="alert warning" role="note"><p class="alert-title">Warning</p><p>Hot <em>stuff</em></p></div>',
    );
    expect(html("---\nlanguage: ko\n---\n\n> [!WARNING]\n> 뜨거움")).toContain("경고");
    expect(html("> [!CONSTRUCTOR]\n> x")).toContain("<blockquote>");
  });

  test("checkboxes of a list become signs, not form fields", () => {
    const shown = html("- [x] done\n- [ ] open");
    expect(shown).toContain("☑ done");
    expect(shown).toContain("☐ open");
    expect(shown).not.toContain("<input");
  });

  test("a note that is nested 2000 levels deep is still shown", () => {
    expect(html(`${">".repeat(2000)} deep`)).toContain("deep");
  });
});
