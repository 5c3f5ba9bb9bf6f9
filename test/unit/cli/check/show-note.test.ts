import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { styleText } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { showNote } from "../../../../src/cli/check/show-note.ts";
import { CHECKOUT } from "../../../../src/common/paths.ts";
import type { Paint } from "../../../../src/common/progress.ts";
import { console, read } from "../../note/pages.ts";

const text = `---
title: Chapter
ports: [80]
images: [nginx]
---
## 1.1 One

\`\`\`sh file=hello.py
print()
\`\`\`

\`\`\`console
$ docker run -d nginx
Unable to find image 'nginx:latest' locally
...
73588180c437
$ docker logs -f 73588180c437 | grep x \\
  -q aaaaaaaaaaaa
...
at 06:11:01 [..]
[running]
\`\`\`

\`\`\`console terminal=2 within=30s timeout=2m
$ false
[exit 1]
\`\`\`

\`\`\`console
^C
$ docker exec -it 73588180c437 sh
/ # exit
\`\`\`

## Two

\`\`\`http
GET http://host:80/
hello
\`\`\`

\`\`\`console
$ sudo reboot
[reboot]
$ true
[empty]
\`\`\`
`;

const plain: Paint = (_, word) => word;

describe("a note that is shown", () => {
  test("has every step, what it is held to, and what each word was read as", () => {
    expect(showNote(read(text), plain)).toBe(`Chapter
note.md · en · ports 80 · images nginx

     6  1.1 One

     8  file hello.py
        → one line is written

    13  $ docker run -d nginx
    14  Unable to find image 'nginx:latest' locally‹a pull›
    15  ...
    16  73588180c437‹id›
        → these lines, exit 0

    17  $ docker logs -f 73588180c437‹id› | grep x \\
        >   -q aaaaaaaaaaaa
    19  ...
    20  at 06:11:01‹clock› [..]
        → these lines, and it still runs

    25  $ false
        → exit 1, in terminal 2, tried again for 30 s, at most 2 min

    30  (what still runs continues)
    30  ^C
        → interrupted

    31  $ docker exec -it 73588180c437‹id› sh
        → then the prompt / #

    32  / # exit
        → any output, any exit status

    35  Two  (two)

    38  http GET http://host:80/
    39  hello
        → an answer with a status below 400, and these lines in it, in this order

    43  $ sudo reboot
        → the host goes down and comes back

    45  $ true
        → nothing is printed, exit 0

One warning
  note.md:17  aaaaaaaaaaaa is typed as it stands: no output of this section has shown it before

3 commands print little: lines 13, 25, 45. In a class, such a step is seen by its command alone. If there are other commands to the same end, a \`console check\` block sees what they have come to.

10 steps in 2 sections: 8 commands, 1 file, 1 request.
`);
  });

  test("says nothing of what is printed where a check looks at the section, or where the output tells enough", () => {
    const checked = ["```console", "$ true", "```", "```console check", "$ ls", "a.txt", "```"].join("\n");
    expect(showNote(read(checked), plain)).not.toContain("little");
    expect(showNote(read(console("$ ls", "first-file.txt")), plain)).not.toContain("little");
  });

  test("has the prompt of root where root types", () => {
    const shown = showNote(read('---\nprompt: "root@lab:[..]#"\n---\n```console\nroot@lab:~# id -u\n0\n```\n'), plain);
    expect(shown).toContain("# id -u\n");
  });

  test("is the same in colour, but for the colour", () => {
    const coloured = showNote(read(text), (format, word) => styleText(format, word, { validateStream: false }));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
    expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(showNote(read(text), plain));
    expect(coloured).toContain(styleText("cyan", "73588180c437", { validateStream: false }));
  });

  test("does nothing to the terminal, whatever is in it", () => {
    const evil = "\\x1b]52;c;eA==\\a\\u009b2J\\u202e\\n::stop-commands::x\\r";
    const raw = "\x1b[2J\x9b2J\u202ea\u200b";
    const hostile = read(
      [
        `---\ntitle: "${evil}"\nports: [80]\n---\n## ${raw} Section\n`,
        `\`\`\`sh file=a.sh\n${raw}\n\`\`\`\n`,
        console(`$ echo ${raw} aaaaaaaaaaaa`, `> ${raw}`, `${raw} 06:11:01 [..]`),
        console("$ docker run x", "Unable to find image 'x' locally", `${raw}`, "Status: done", "[running]"),
        `\`\`\`http\nGET http://host:80/${raw}\n${raw}\n\`\`\`\n`,
      ].join("\n"),
    );
    const shown = showNote(hostile, plain);
    expect(shown).not.toMatch(/(?![\n\t])[\p{Cc}\u202e\u200b]/u);
    expect(shown.split("\n")[0]).toBe("⟨U+001B⟩]52;c;eA==⟨U+0007⟩⟨U+009B⟩2J⟨U+202E⟩⟨U+000A⟩::stop-commands::x⟨U+000D⟩");
    expect(shown.match(/⟨U\+202E⟩a⟨U\+200B⟩/g)?.length).toBeGreaterThan(6);
  });

  test("says so when there is nothing to run", () => {
    expect(showNote(read("# Page\n"), plain)).toBe(
      "Page\nnote.md · en\n\nNothing in it is typed, written or requested.\n",
    );
  });
});

describe("npm run check", () => {
  const script = fileURLToPath(new URL("../../../../scripts/check.ts", import.meta.url));
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "labnote-"));
    await writeFile(join(folder, "good.md"), console("$ a", "b"));
    await writeFile(join(folder, "bad.md"), console("$ a", "[running]", "$ b"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const check = (...args: string[]) => checkIn(process.env, ...args);
  const checkIn = (env: NodeJS.ProcessEnv, ...args: string[]) =>
    new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
      execFile(process.execPath, [script, ...args], { cwd: folder, env }, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : error.code, stdout, stderr });
      });
    });

  test("shows a note, without colour where the output is not the number of a terminal", async () => {
    const { code, stdout, stderr } = await check("good.md");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("\n    4  $ a\n");
  });

  test("shows the lab's own note when it is given none", async () => {
    const stack = `check-${process.pid}`;
    const settings = join(CHECKOUT, `Pulumi.${stack}.yaml`);
    await writeFile(settings, `config:\n  labnote:note: ${join(folder, "good.md")}\n`);
    try {
      expect((await check("--stack", stack)).stdout).toBe((await check(join(folder, "good.md"))).stdout);
    } finally {
      await rm(settings);
    }
  });

  test("prints with --json the steps as a record has them before a run", async () => {
    const { code, stdout } = await check("--json", "good.md");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      file: "good.md",
      warnings: [],
      problems: [],
      steps: [expect.objectContaining({ kind: "command", line: 4, typed: "a", expected: ["b"], outcome: "skipped" })],
    });
  });

  test("gives a runner of GitHub Actions no orders that stand in a note", async () => {
    await writeFile(join(folder, "orders.md"), `---\ntitle: "::stop-commands::x"\n---\n${console("$ a ##[error]b")}`);
    const { stdout } = await checkIn({ ...process.env, GITHUB_ACTIONS: "true" }, "orders.md");
    expect(stdout).toMatch(/^: :stop-commands::x\n/);
    expect(stdout).not.toContain("##[");
  });

  test("refuses a note with file, line and remedy, and 1", async () => {
    const { code, stdout, stderr } = await check("bad.md");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(
      /^bad\.md is refused as a note: one problem\nbad\.md:6: A command is typed .*\n {2}try: end the block above it/,
    );
  });

  test("shows several files in a line each, and ends with 1 if one of them is refused", async () => {
    const { code, stdout } = await check("good.md", "bad.md");
    expect(code).toBe(1);
    expect(stdout).toMatch(/^good\.md: 1 step in 1 section: 1 command\.\nbad\.md is refused as a note: one problem\n/);
  });

  test("says of the lines of a build that they are one's, and knows its ids", () => {
    const page = read(
      "```console\n$ docker build .\nStep 1/1 : FROM x\n ---> 0a1b2c3d4e5f\nhello\nSuccessfully built 73588180c437\n$ docker rmi 73588180c437 0a1b2c3d4e5f\n```\n",
    );
    const shown = showNote(page, plain);
    for (const line of [
      "Step 1/1 : FROM x‹a build›",
      " ---> 0a1b2c3d4e5f‹a build›",
      "  hello\n",
      "Successfully built 73588180c437‹a build›",
      "$ docker rmi 73588180c437‹id› 0a1b2c3d4e5f‹id›",
    ])
      expect(shown).toContain(line);
  });
});
