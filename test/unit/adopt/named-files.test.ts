import { expect, test } from "@jest/globals";
import { adoption } from "../../../src/adopt/adopt.ts";

/** The opening fences of a page, as they are in the note. */
const fencesOf = (...lines: string[]): string[] =>
  adoption(`${lines.join("\n")}\n`, "page.md")
    .text.split("\n")
    .filter((line) => /^```\S/.test(line));

test.each([
  ["the line above it", ["hello.py", "", "```python", "print(1)", "```"], "```python file=hello.py"],
  ["code in the line above it", ["`app/hello.py`:", "", "```python", "print(1)", "```"], "```python file=app/hello.py"],
  ["a heading above it", ["#### hello.py", "", "```python", "print(1)", "```"], "```python file=hello.py"],
  [
    "the fence",
    ['```yaml title="compose.yaml"', "services: {}", "```"],
    '```yaml file=compose.yaml title="compose.yaml"',
  ],
  ["the language", ["```js:server.js", "run();", "```"], "```js file=server.js"],
  ["its first line", ["```js", "// server.js", "run();", "```"], "```js file=server.js"],
  ["a sentence", ["Create `run.sh` with this content:", "", "```sh", "echo 1", "```"], "```sh file=run.sh"],
  ["a Korean sentence", ["`hello.py` 파일을 만듭니다.", "", "```python", "print(1)", "```"], "```python file=hello.py"],
  ["no language", ["hello.py", "", "```", "print(1)", "```"], "```python file=hello.py"],
  ["a comment in a shell's fence", ["```bash", "#Dockerfile", "FROM alpine", "```"], "```dockerfile file=Dockerfile"],
  [
    "docker build",
    ["```docker", "FROM alpine", "```", "", "```sh", "docker build .", "```"],
    "```dockerfile file=Dockerfile",
  ],
])("a file's name comes from %s", (_, lines, fence) => {
  expect(fencesOf(...lines)[0]).toBe(fence);
});

test.each([
  ["no name stands there", ["A program:", "", "```python", "print(1)", "```"]],
  ["two names stand there", ["Write a.py and b.py:", "", "```python", "print(1)", "```"]],
  ["the name is of another language", ["Create `index.html`:", "", "```python", "print(1)", "```"]],
  ["prose stands between", ["hello.py", "", "It prints.", "", "```python", "print(1)", "```"]],
  ["no image is built of it", ["```docker", "FROM alpine", "```"]],
  ["it is a part of a Dockerfile", ["Dockerfile", "", "```docker", "COPY a b", "```"]],
  ["a part is left out", ["hello.py", "", "```python", "print(1)", "# ...", "```"]],
  ["its first lines are left out", ["hello.py", "", "```python", "  print(1)", "```"]],
  ["the sentence changes a file", ["Add this content to `hello.py`:", "", "```python", "print(1)", "```"]],
  ["it is outside of the folder", ["/etc/hosts.conf", "", "```conf", "a b", "```"]],
])("a block is no file where %s", (_, lines) => {
  expect(fencesOf(...lines)).toEqual(lines.filter((line) => /^```\S/.test(line)));
});

test("a session below a sentence that names a file is no file", () => {
  const lines = ["We made `run.sh`. The contents of it:", "", "```bash", "$ cat run.sh", "echo 1", "```"];
  expect(fencesOf(...lines)).toEqual(["```console"]);
});

test("a Dockerfile and the commands below it in one block become two", () => {
  const { text } = adoption(
    "```bash\n#Dockerfile\nFROM alpine\nCMD ls\n\n# Build it.\ndocker build -t a .\n```\n",
    "page.md",
  );
  expect(text).toContain(
    "```dockerfile file=Dockerfile\n#Dockerfile\nFROM alpine\nCMD ls\n```\n\n```console\n# Build it.\n$ docker build -t a .\n```\n",
  );
});
