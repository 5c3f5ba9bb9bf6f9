import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { Nodes, Parents, Table } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { frontmatter } from "micromark-extension-frontmatter";
import { gfm } from "micromark-extension-gfm";
import ts from "typescript";
import { parse as readYaml } from "yaml";
import { showNote } from "../../src/cli/check/show-note.ts";
import { tableCells } from "../../src/note/compare/shapes/columns.ts";
import { shapes } from "../../src/note/compare/shapes/table.ts";
import { split } from "../../src/note/compare/shapes.ts";
import { strokes } from "../../src/note/console/keys.ts";
import { schema } from "../../src/note/front-matter.ts";
import { readNote } from "../../src/note/read.ts";
import * as pages from "./note/pages.ts";
import { ALL_REASONS } from "./record/reasons/samples.ts";

const root = join(import.meta.dirname, "../..");
const textOf = (file: string): string => readFileSync(join(root, file), "utf8");
const format = textOf("docs/format.md");

const parse = (markdown: string) =>
  fromMarkdown(markdown, {
    extensions: [gfm(), frontmatter(["yaml"])],
    mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown(["yaml"])],
  });
const all = (node: Nodes): Nodes[] => [node, ...("children" in node ? node.children.flatMap(all) : [])];
const plain = (node: Nodes): string =>
  "children" in node ? node.children.map(plain).join("") : "value" in node ? node.value : "";
const codes = (node: Parents): string[] =>
  all(node).flatMap((each) => (each.type === "inlineCode" ? [each.value] : []));

const page = parse(format);

/** The rows of the tables of a page, or of those whose first column has that title. */
const rowsOf = (root: Nodes, title?: string) =>
  all(root).flatMap((node) => {
    const [heading, ...rows] = node.type === "table" ? node.children : [];
    return title === undefined || (heading !== undefined && plain(heading.children[0] as Parents) === title)
      ? rows
      : [];
  });

/** The rows of the one table below a heading, without its own heading row. */
function rowsBelow(title: string): { cells: Table["children"][number]["children"] }[] {
  const start = page.children.findIndex((node) => node.type === "heading" && plain(node) === title);
  const table = page.children.slice(start).find((node) => node.type === "table");
  if (start === -1 || table?.type !== "table") throw new Error(`no table below ${title}`);
  return table.children.slice(1).map(({ children }) => ({ cells: children }));
}

/** Lines as a page: front matter and fences as they stand, other lines as a console block. */
function written(lines: readonly string[]): string {
  if (lines[0] === "---") return `${lines.join("\n")}\n`;
  const port = "---\nports: [5000]\n---\n";
  const [first = ""] = lines;
  return /^(?:- )?```/.test(first)
    ? `${first.startsWith("```http") ? port : ""}${pages.page(...lines)}`
    : pages.console(...lines);
}

/** What is said of a page that is refused or warned of, without where. */
const saidOf = (problems: readonly string[]): string[] => problems.map((text) => text.replace(/^\d+: /, ""));
const withoutTicks = (text: string): string => text.replaceAll("`", "").trim();

/** The message that a call of a method of the findings has, or a rule of lint (`says`). */
function messageOf(node: ts.Node, method: "refuse" | "warn"): ts.Expression | undefined {
  if (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === method
  )
    return isOfRule(node.arguments[1]) ? undefined : node.arguments[1];
  if (
    method === "warn" &&
    ts.isPropertyAssignment(node) &&
    node.name.getText() === "says" &&
    ts.isArrowFunction(node.initializer)
  )
    return node.initializer.body as ts.Expression;
  return undefined;
}

/** Whether an argument is the message of a rule of lint, which is found where the rule stands. */
const isOfRule = (argument: ts.Expression | undefined): boolean =>
  argument !== undefined && ts.isCallExpression(argument) && argument.expression.getText() === "says";

/** The words, without what is filled in, of every message that the reader of notes gives to a method of its findings. */
function messages(method: "refuse" | "warn"): string[][] {
  const folder = join(root, "src/note");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && name !== "problems.ts")
    .flatMap((name) => {
      const found: string[][] = [];
      const visit = (node: ts.Node): void => {
        const message = messageOf(node, method);
        if (message !== undefined && ts.isStringLiteralLike(message)) found.push([message.text]);
        else if (message !== undefined && ts.isTemplateExpression(message))
          found.push([message.head.text, ...message.templateSpans.map(({ literal }) => literal.text)]);
        else if (message !== undefined) throw new Error(`${name}: a message that is no text: ${message.getText()}`);
        ts.forEachChild(node, visit);
      };
      visit(ts.createSourceFile(name, readFileSync(join(folder, name), "utf8"), ts.ScriptTarget.Latest, true));
      return found;
    });
}

describe("docs/format.md", () => {
  const note = readNote(format, "docs/format.md");

  test("docs/format.md is itself a note without warnings", () => {
    expect(note.warnings).toEqual([]);
    expect(note.sections.length).toBeGreaterThan(5);
  });

  test("docs/format.md shows its first note as npm run check prints it", () => {
    const blocks = page.children.flatMap((node) => (node.type === "code" ? [node] : []));
    const [example, shown] = ["markdown", "text"].map((lang) => blocks.find((block) => block.lang === lang)?.value);
    const checked = showNote(readNote(`${example}\n`, "containers.md"), (_, text) => text);
    expect(shown?.split("\n").map((line) => line.trimEnd())).toEqual(checked.trimEnd().split("\n"));
  });

  /** Each step of a section: what it is and what is typed; what it is held to, and how it ends. */
  const stepsOf = (id: string) =>
    note.sections
      .find((section) => section.id === id)
      ?.steps.map((step) => {
        if (step.kind !== "command") return [step.kind, step.kind === "file" ? step.path : step.expected.length];
        const { typed, terminal, empty, ending, exit, within, timeout } = step;
        const more = [
          ...(terminal === 1 ? [] : [`terminal ${terminal}`]),
          ...(empty ? ["nothing"] : []),
          ...(ending.kind === "mark" ? [] : [ending.kind]),
          ...(exit ? [`exit ${exit}`] : []),
          ...(within === undefined ? [] : [`within ${within}`]),
          ...(timeout === 300_000 ? [] : [`timeout ${timeout}`]),
        ];
        return [typed, pages.linesOf(step)?.length ?? 0, ...more];
      });

  test("the examples of docs/format.md type what the page says: continued lines and no comments", () => {
    expect(stepsOf("what-is-typed")).toEqual([
      ["echo one", 1],
      ["echo two", 1],
      ["echo a line \\\n    that goes on", 1],
      ['for n in 1 2; do\n  echo "n is $n"\ndone', 2],
      ["cat <<END\nhere\nEND", 1],
      ["echo three |\n  sed 's/three/3/'", 1],
      ["printf 'one\\n# two\\n'", 2],
      ["echo done", 1],
    ]);
  });

  test("the examples of docs/format.md end their steps as the page says", () => {
    expect(stepsOf("how-a-step-ends")).toEqual([
      ["cd /tmp", 0, "nothing"],
      ["ls missing", 1, "exit 2"],
      ["grep -r missing /proc/sys/kernel/hostname", 0, "nothing", "exit 1"],
    ]);
    expect(stepsOf("keys")).toEqual([
      ["vmstat 1", 4],
      ["sleep 60", 2],
      ["fg", 2],
    ]);
  });

  test("the examples of docs/format.md use running commands, terminals and retries as the page says", () => {
    expect(stepsOf("what-runs-on")).toEqual([
      ["docker run --rm --name web -p 5000:80 nginx", 2, "running"],
      ["curl -s localhost:5000", 3, "terminal 2", "within 10000"],
      [undefined, 5],
    ]);
    expect(stepsOf("trying-again-and-taking-long")).toEqual([
      ["docker version --format '{{.Server.Os}}'", 1, "within 30000", "timeout 60000"],
    ]);
  });

  test("the examples of docs/format.md write a file, make a request and type into a container as the page says", () => {
    expect(stepsOf("files")?.[0]).toEqual(["file", "hello.sh"]);
    expect(stepsOf("requests")?.[1]).toEqual(["http", 2]);
    expect(stepsOf("inside-a-container-or-another-shell")).toEqual([
      ["docker run -it --rm ubuntu:18.04 bash", 0, "prompt"],
      ["cd /tmp", 0, "prompt"],
      ['echo "I am $(whoami)"', 1, "prompt"],
      ["exit", 1],
      ["docker run -it --name open ubuntu:18.04 bash", 0, "prompt"],
      ["^P^Q", 0],
      ["docker attach open", 0, "prompt"],
      ["exit", 1],
      ["docker rm open", 1],
    ]);
  });

  /** Examples that a cell of a table lists: a line, or a header above a line. */
  const tablesIn = ({ children }: Parents): string[][] =>
    children.flatMap((node, at) => {
      if (node.type !== "inlineCode") return [];
      const [before, after] = [children[at - 1], children[at + 1]];
      if (after?.type === "text" && after.value === " above ") return [];
      const header = before?.type === "text" && before.value === " above " ? codes(children[at - 2] as Parents) : [];
      return [[...header, node.value]];
    });

  test("docs/format.md has a row for each shape, with examples of that shape alone, and says which are bound", () => {
    const rows = rowsBelow("Words that differ at every run").map(({ cells: [name, examples, bound] }) => {
      for (const example of tablesIn(examples as Parents)) {
        const cells = tableCells(example).at(-1);
        const pieces = split(example.at(-1) ?? "", { output: {}, cells });
        const found = pieces.flatMap(({ shape }) => (shape === undefined ? [] : [shape.name]));
        expect([example, found]).toEqual([example, [plain(name as Nodes)]]);
      }
      expect(codes(examples as Parents)).not.toEqual([]);
      return `${plain(name as Nodes)}: ${plain(bound as Nodes)}`;
    });
    expect(new Set(rows)).toEqual(new Set(shapes.map(({ name, binds }) => `${name}: ${binds ? "yes" : "no"}`)));
    expect(rows).toHaveLength(new Set(rows).size);
  });

  test("the words that docs/format.md names as not shapes are not shapes", () => {
    const item = all(page).find((node) => node.type === "listItem" && plain(node).startsWith("These are not shapes"));
    const words = codes(item as Parents);
    expect(words.length).toBeGreaterThan(5);
    for (const word of words) expect(split(word).map(({ shape }) => shape?.name)).toEqual([undefined]);
  });

  test("docs/format.md names the keys that can be pressed, and no others", () => {
    const rows = rowsBelow("Keys").map(({ cells: [key] }) => plain(key as Nodes));
    expect(rows).toEqual(strokes.map(({ written }) => written));
    for (const row of rows)
      expect(pages.commandsOf(pages.console("$ a", row))[0]?.expected).toMatchObject([{ keys: row }]);
  });

  test("every prompt of a container in docs/format.md is read as a prompt", () => {
    const prompts = rowsBelow("Inside a container or another shell").flatMap(({ cells }) => cells.flatMap(codes));
    const signs = ["$", "exit", "sh"];
    for (const prompt of prompts.filter((word) => !signs.includes(word))) {
      const [opened, left] = pages.commandsOf(pages.console("$ docker run -it x", `${prompt} exit`));
      expect([prompt, opened?.ending.kind, left?.prompt]).toEqual([prompt, "prompt", prompt]);
    }
  });

  test("docs/format.md names all words of front matter and fences and all last lines of a step, and no others", () => {
    expect(rowsBelow("The page").map(({ cells: [key] }) => plain(key as Nodes))).toEqual(
      Object.keys(schema.properties),
    );
    const [known = ""] = pages.warningsOf(pages.page("```console stranger", "$ ls", "```"));
    const attributes = new Set(known.match(/\w+(?==)/g));
    const fences = codes(page).flatMap((code) => /^(?:```\w+ )?(\w+)=/.exec(code)?.[1] ?? []);
    expect(attributes.difference(new Set(fences))).toEqual(new Set());
    const directives = rowsBelow("How a step ends").map(({ cells: [line] }) => plain(line as Nodes));
    for (const line of directives)
      expect([line, ...(pages.linesOf(pages.commandsOf(pages.console("$ a", line))[0]) ?? [])]).toEqual([line]);
    expect(directives.map((line) => /\w+/.exec(line)?.[0])).toEqual(["empty", "exit", "running", "reboot"]);
  });

  test.each([
    ["refused", "What is refused", pages.refusalsOf, "refuse"],
    ["warned of", "What is warned of", pages.warningsOf, "warn"],
  ] as const)("docs/format.md lists everything that is %s, in the reader's words", (_, title, found, method) => {
    const told = rowsBelow(title).map(({ cells: [lines, said] }) => {
      const message = withoutTicks(plain(said as Nodes));
      const seen = saidOf(found(written(codes(lines as Parents)))).map(withoutTicks);
      expect([codes(lines as Parents), seen.filter((text) => text.startsWith(message))]).toEqual([
        codes(lines as Parents),
        [expect.any(String)],
      ]);
      return message;
    });
    told.push("a blank follows the \\ at a line's end, so the command does not go on in the next line");
    const missing = messages(method).filter(
      (parts) => !told.some((message) => parts.every((part) => message.includes(withoutTicks(part)))),
    );
    expect(missing).toEqual([]);
  });
});

const recordsPage = parse(textOf("docs/records.md"));

test("docs/records.md has a row for each kind of reason that a run gives, with its values", () => {
  const kinds = rowsOf(recordsPage, "Kind").map(({ children: [kind, , values] }) => [
    ...codes(kind as Parents),
    codes(values as Parents).toSorted(),
  ]);
  const ofRuns = ALL_REASONS.slice(0, ALL_REASONS.findIndex(({ kind }) => kind === "killed") + 1);
  expect(kinds).toEqual(ofRuns.map(({ kind, ...values }) => [kind, Object.keys(values).toSorted()]));
});

test("docs/records.md has a row for each field of record.json, and no other row", () => {
  const record = JSON.parse(textOf("src/record/record.schema.json")) as {
    properties: object;
    $defs: { step: { properties: object } };
  };
  const fields = rowsOf(recordsPage, "Field").flatMap(({ children: [cell] }) => codes(cell as Parents));
  expect(fields.toSorted()).toEqual(
    [...Object.keys(record.properties), ...Object.keys(record.$defs.step.properties)].toSorted(),
  );
});

describe("the documents", () => {
  const documents = [
    "README.md",
    "README.ko.md",
    "docs/ec2.md",
    "docs/ec2.ko.md",
    "docs/format.md",
    "docs/records.md",
    "docs/class.md",
    "docs/class.ko.md",
    "docs/machines.md",
    "docs/design.md",
    "docs/performance.md",
    "toolchain/README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
  ];

  /** Files and folders that a document names in code, as far as their name tells that they are some. */
  const named = (text: string): string[] => {
    const paths = codes(parse(text)).filter((code) =>
      /^(?:src|scripts|test|bench|docs|images|toolchain|userdata|notes)\/[\w./-]*$/.test(code),
    );
    return [...new Set(paths)];
  };

  /** The cells of the README's table whose first column has that name, as code or else as text. */
  const readmeTable = (name: string): string[][] =>
    all(parse(textOf("README.md"))).flatMap((node) => {
      if (node.type !== "table" || plain(node.children[0]?.children[0] as Nodes) !== name) return [];
      return node.children.slice(1).map(({ children }) => children.map((cell) => codes(cell)[0] ?? plain(cell)));
    });

  test("the README lists every npm command", () => {
    const { scripts } = JSON.parse(textOf("package.json")) as { scripts: { [name: string]: string } };
    const listed = readmeTable("command").map(([command = ""]) => /^npm (?:run )?(\w+)/.exec(command)?.[1]);
    const commands = Object.keys(scripts).filter((name) => scripts[name] === `node scripts/labnote.cjs ${name}`);
    expect(listed.toSorted()).toEqual(commands.toSorted());
  });

  test("the README lists every setting with its default", () => {
    const { config } = readYaml(textOf("Pulumi.yaml")) as { config: { [key: string]: { default: unknown } } };
    const declared = Object.entries(config).map(([key, { default: value }]) => [key, String(value) || "none"]);
    expect(
      readmeTable("setting")
        .map(([key, value]) => [key, value])
        .toSorted(),
    ).toEqual(declared.toSorted());
  });

  test.each(documents)("%s names only files that exist", (file) => {
    const gone = named(textOf(file)).filter((path) => !isThere(path));
    expect(gone).toEqual([]);
  });

  const fileNames = new Set(
    ["src", "scripts", "toolchain", "test", "bench", "images", "userdata"].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) => basename(path)),
    ),
  );

  test.each(documents)("%s names only code files that are in the tree", (file) => {
    const bare = codes(parse(textOf(file))).filter((name) => /^[a-z][\w-]*\.(?:ts|cjs|css|js)$/.test(name));
    expect(bare.filter((name) => !fileNames.has(name) && !isThere(name))).toEqual([]);
  });

  const lessons = readdirSync(join(root, "notes")).map((name) => `notes/${name}`);

  test.each([...documents, ...lessons])("%s links only to files that exist, and shows only such pictures", (file) => {
    const links = all(parse(textOf(file))).flatMap((node) =>
      node.type === "link" || node.type === "image" ? [node.url] : [],
    );
    const gone = links
      .filter((url) => !/^https?:/.test(url) && !url.startsWith("#"))
      .filter((url) => !isThere(join(file, "..", url.replace(/#.*$/, ""))));
    expect(gone).toEqual([]);
  });

  test.each(documents)("%s names only npm commands that exist", (file) => {
    const { scripts } = JSON.parse(textOf("package.json")) as { scripts: { [name: string]: string } };
    const commands = [...textOf(file).matchAll(/npm run ([\w-]+)/g)].map(([, name = ""]) => name);
    expect(commands.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });
});

function isThere(path: string): boolean {
  try {
    readdirSync(join(root, path));
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOTDIR";
  }
}
