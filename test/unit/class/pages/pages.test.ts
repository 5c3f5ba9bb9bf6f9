import { describe, expect, test } from "@jest/globals";
import { renderBoardPage } from "../../../../src/class/pages/board-page.ts";
import { renderEnterPage, renderReadyPage } from "../../../../src/class/pages/door-pages.ts";
import { renderStudentPage } from "../../../../src/class/pages/student-page.ts";
import { stepId } from "../../../../src/class/progress/state.ts";
import { readNote } from "../../../../src/note/read.ts";
import { hostile } from "../../../browser/pages.ts";

const markdown = `---
title: A lesson
language: ko
ports: [5000]
---
# A lesson

## 1.1 First

Prose.

\`\`\`console
# Say hello.
$ echo hello
hello
$ docker ps
CONTAINER ID   IMAGE
64eb235def02   nginx

# Now stop it.
$ docker stop 64eb235def02
64eb235def02
\`\`\`

\`\`\`dockerfile file=Dockerfile
FROM nginx
RUN echo "<b>"
\`\`\`

## 1.2 Second

\`\`\`console terminal=2
$ cat <<END
> one
> END
one
$ false
[exit 1]
\`\`\`

\`\`\`http port=5000
GET http://host:5000/
hello
\`\`\`

\`\`\`console check
$ docker ps --format '{{.Image}}'
nginx
\`\`\`
`;
const nonce = "abc123";
const note = readNote(markdown, "note.md");
const page = renderStudentPage({ note, markdown, nonce });

/** The steps of the page: their ids, each with its HTML. */
const steps = new Map(
  [...page.matchAll(/<article class="step" id="([^"]+)".*?<\/article>/gs)].map(([html, id = ""]) => [id, html]),
);

describe("The page of a student", () => {
  test("it has each step of the note once, in the note's order", () => {
    expect([...steps.keys()]).toEqual(
      note.sections.flatMap(({ id, steps }) => steps.map((_, place) => stepId(id, place))),
    );
  });

  test("a command can be typed and copied, a file written and copied, and a request and a check neither", () => {
    const deeds = (id: string) =>
      [...(steps.get(id) ?? "").matchAll(/<button[^>]*>(.*?)<\/button>/g)].map(([, text]) => text);
    expect(deeds("1.1:1")).toEqual(["입력하기", "복사"]);
    expect(deeds("1.1:4")).toEqual(["파일 만들기", "복사"]);
    expect(deeds("1.2:3")).toEqual([]);
    expect(deeds("1.2:4")).toEqual([]);
    expect(steps.get("1.1:3")).toContain('data-text="docker stop 64eb235def02"');
    expect(steps.get("1.2:1")).toContain('data-text="cat &lt;&lt;END\none\nEND"');
  });

  test("a step has the output that the note has for it, and comments stand beside the steps", () => {
    expect(steps.get("1.1:2")).toContain("CONTAINER ID   IMAGE\n64eb235def02   nginx</pre>");
    expect(steps.get("1.1:2")).not.toContain("Now stop it");
    expect(page).toContain('<pre class="comment" lang="en" translate="no"># Say hello.</pre>');
    expect(page).toContain('<pre class="comment" lang="en" translate="no"># Now stop it.</pre>');
    expect(steps.get("1.2:2")).toContain("<i>[exit 1]</i>");
  });

  test("a section has its check and its beginning anew below its heading", () => {
    for (const id of ["1.1", "1.2"])
      expect(page).toMatch(new RegExp(`<h2 id="${id}">[^\n]*</h2>\\n<div class="bar" data-section="${id}"`));
  });

  test("a step's terminal is the one of the note", () => {
    expect(steps.get("1.1:1")).toContain('data-terminal="1"');
    expect(steps.get("1.2:1")).toContain('data-terminal="2"');
  });
});

describe("Each page of the class", () => {
  const text = `# ${hostile.join(" ")}\n\n## 1.1 ${hostile[0]}\n\n${hostile.join("\n")}\n\n\`\`\`console\n${hostile
    .map((one) => `$ printf '${one.replaceAll("'", "")}'\n${one}`)
    .join("\n")}\n\`\`\`\n`;
  const bad = { ...readNote(text, "note.md"), file: hostile.join("") };
  const pages = {
    student: renderStudentPage({ note: bad, markdown: text, nonce }),
    board: renderBoardPage({ note: bad, nonce }),
    enter: renderEnterPage({ language: "ko", nonce }),
    ready: renderReadyPage({ note: bad, nonce }),
  };

  test.each(Object.entries(pages))("nothing of a hostile note runs or loads (%s)", (name, html) => {
    // What may run or load: the page's own style sheet and script, and an icon of nothing.
    const tags = [...html.matchAll(/<(script|style|link|iframe|object|embed|base|meta|svg|img)\b[^>]*>/gi)];
    expect(tags.map(([tag]) => tag)).toEqual([
      '<meta charset="utf-8">',
      '<meta name="viewport" content="width=device-width, initial-scale=1">',
      '<meta name="color-scheme" content="light dark">',
      '<meta name="referrer" content="no-referrer">',
      '<link rel="icon" href="data:,">',
      `<link rel="stylesheet" href="/static/${name}.css" nonce="${nonce}">`,
      '<script src="/static/scroll.js" defer>',
      `<script type="module" src="/static/${name}.js">`,
      '<script type="application/json" id=":data">',
    ]);
    expect(html.replace(/"[^"]*"/g, "")).not.toMatch(/<[^>]*\s(?:on\w+|style)=/);
  });

  test.each(Object.entries(pages))("its script can read its data (%s)", (_, html) => {
    const [, json = ""] = /<script type="application\/json" id=":data">(.*?)<\/script>/s.exec(html) ?? [];
    expect(JSON.parse(json)).toHaveProperty("words.language");
  });

  test("the board has a column for each section, and each step's command", () => {
    const html = renderBoardPage({ note, nonce });
    const [, json = ""] = /id=":data">(.*?)<\/script>/s.exec(html) ?? [];
    expect(JSON.parse(json)).toMatchObject({
      sections: [{ id: "1.1" }, { id: "1.2" }],
      steps: { "1.1:1": "echo hello", "1.1:4": "Dockerfile", "1.2:3": "GET http://host:5000/" },
    });
    expect(html.match(/<th scope="col"/g)).toHaveLength(4);
  });

  test("the board has the command that still runs for a step that goes on with it", () => {
    const follows = `## 1.1 First

\`\`\`console
$ docker logs -f web
started
[running]
\`\`\`

\`\`\`console terminal=2
$ curl -s localhost
hello
\`\`\`

\`\`\`console
GET /
^C
\`\`\`
`;
    const html = renderBoardPage({ note: readNote(`# A lesson\n\n${follows}`, "note.md"), nonce });
    const [, json = ""] = /id=":data">(.*?)<\/script>/s.exec(html) ?? [];
    expect(JSON.parse(json)).toMatchObject({ steps: { "1.1:3": "… docker logs -f web" } });
  });
});
