import { describe, expect, test } from "@jest/globals";
import { wantedPictures } from "../../../../src/pages/pictures/plan.ts";
import { renderPage } from "../../../../src/pages/run/page.ts";
import { ran } from "../../record/fixtures.ts";
import { noAssets } from "../fixtures.ts";

const fence = (...lines: string[]) => ["```console", ...lines, "```", ""].join("\n");
const block = fence("$ echo one", "one", "$ echo two", "two", "$ echo three", "three");
const printed = ["one", "two", "three"];

/** The body of a section's page: the windows in it, each with its bar, its steps and its captions; and the steps outside of windows. */
function shown(text: string, outputs: Parameters<typeof ran>[1] = printed) {
  const run = ran(`---\nports: [5000]\n---\n\n# Pictures\n\n## 1.1 First\n\n${text}`, outputs);
  const html = renderPage({
    ...{ ...run, recordings: [], pictures: wantedPictures(run.text, run.note).filter(({ asked }) => asked), fonts: "" },
    ...{ assets: noAssets, player: noAssets },
  });
  const stepsIn = (part: string) => [...part.matchAll(/<article [^>]*id="([^"]*)"/g)].map(([, id]) => id);
  const windows = html.match(/<figure.*?<\/figure>/gs) ?? [];
  return {
    html,
    windows: windows.map((part) => ({
      kind: /class="block (\w+)"/.exec(part)?.[1],
      bar: /<p class="window"[^>]*>(.*?)<\/p>/.exec(part)?.[1],
      steps: stepsIn(part),
      captions: /<figcaption>(.*?)<\/figcaption>/.exec(part)?.[1]?.split("<br>") ?? [],
    })),
    others: stepsIn(html.replace(/<figure.*?<\/figure>/gs, "")),
  };
}

describe("A picture on the page of a run", () => {
  test("the steps that a picture shows are in a terminal's window with its words below, and nothing stands in its place", () => {
    const { html, windows, others } = shown(`${block}\nIn between.\n\n![One & all](pictures/all.svg)\n\nAfter it.\n`);
    expect(windows).toEqual([
      {
        kind: "terminal",
        bar: "ubuntu@host-1: ~/1.1",
        steps: ["1.1:1", "1.1:2", "1.1:3"],
        captions: ["One &amp; all"],
      },
    ]);
    expect(others).toEqual([]);
    expect(html.match(/One &amp; all/g)).toHaveLength(1);
    expect(html).not.toContain("<svg");
    expect(html).toMatch(/<\/figure>\s*<p>In between\.<\/p>\s*<p>After it\.<\/p>/);
  });

  test("a picture of one command of a block has that command alone in its window", () => {
    const { windows, others } = shown(`${block}\n![The second](pictures/p.svg "echo two")\n`);
    expect(windows).toMatchObject([{ steps: ["1.1:2"], captions: ["The second"] }]);
    expect(others).toEqual(["1.1:1", "1.1:3"]);
  });

  test("two pictures of commands beside each other have a window each", () => {
    const { windows, others } = shown(`${block}\n![A](pictures/a.svg "echo one")\n\n![B](pictures/b.svg "echo two")\n`);
    expect(windows).toMatchObject([
      { steps: ["1.1:1"], captions: ["A"] },
      { steps: ["1.1:2"], captions: ["B"] },
    ]);
    expect(others).toEqual(["1.1:3"]);
  });

  test("what two pictures show stands once, and the words of the one that shows less lead to its command", () => {
    const { windows, others } = shown(
      `${block}\n![All](pictures/all.svg)\n\n![The second](pictures/p.svg "echo two")\n`,
    );
    expect(windows).toMatchObject([
      { steps: ["1.1:1", "1.1:2", "1.1:3"], captions: ["All", '<a href="#1.1%3A2">The second</a>'] },
    ]);
    expect(others).toEqual([]);
  });

  test("a picture of commands that others part has a window for each, and its words below the last one", () => {
    const apart = fence("$ echo one", "one", "$ date", "Monday", "$ echo three", "three");
    const { windows, others } = shown(`${apart}\n![Both](pictures/p.svg "echo")\n`, ["one", "Monday", "three"]);
    expect(windows).toMatchObject([
      { steps: ["1.1:1"], captions: [] },
      { steps: ["1.1:3"], captions: ["Both"] },
    ]);
    expect(others).toEqual(["1.1:2"]);
  });

  test("the picture of a web page is the answer in a browser's window, under its address", () => {
    const text = "```http\nGET http://host:5000/\n<h1>Welcome</h1>\n```\n\n![The page](pictures/p.png)\n";
    const { html, windows } = shown(text, ["<h1>Welcome</h1>"]);
    expect(windows).toEqual([{ kind: "browser", bar: undefined, steps: ["1.1:1"], captions: ["The page"] }]);
    expect(html.match(/http:\/\/host:5000\//g)).toHaveLength(1);
    expect(html).toContain("&lt;h1&gt;Welcome&lt;/h1&gt;");
  });

  test("a step that failed has its difference in the window, and one that was skipped what the note has", () => {
    const { html, windows } = shown(`${block}\n![All](pictures/all.svg)\n`, [
      "one",
      "2",
      { output: null, reasons: [{ kind: "before" }] },
    ]);
    const [window = ""] = html.match(/<figure.*?<\/figure>/s) ?? [];
    expect(windows).toMatchObject([{ steps: ["1.1:1", "1.1:2", "1.1:3"] }]);
    expect(window).toMatch(/<article class="step failed" id="1\.1:2">.*<del>two<\/del>.*<ins>2<\/ins>/s);
    expect(window).toMatch(/<article class="step skipped" id="1\.1:3">.*class="planned".*three/s);
  });
});
