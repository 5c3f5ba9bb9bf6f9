import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { adoption } from "../../../src/adopt/adopt.ts";
import { linesOfFile } from "../../../src/adopt/page.ts";
import { LabError } from "../../../src/common/errors.ts";
import { readNote } from "../../../src/note/read.ts";

const fragments = [
  "---\n", "title: x\n", "# 1 A\n", "## B\n", "Text.\n", "\n", "- ", "1. ", "> ", "  ", "    ", "\t",
  "```\n", "```bash\n", "```console\n", "```console terminal=2\n", "```console terminal=0\n", "```python\n", "```sh file=a\n", "```output\n", "~~~~\n", "````\n",
  "docker run -d nginx\n", "docker run -it ubuntu bash\n", "docker logs -f 73588180c437\n", "docker exec [Container ID] ls\n", "docker stop <id>\n",
  "$ ls\n", "$ docker run -it alpine\n", "/ # ls\n", "/ # exit\n", "root@73588180c437:/# id\n", "mina@lab:~$ pwd\n", "# apt update\n", "PS> ls\n", ">>> 1\n", "$\n",
  "vim a\n", "sudo reboot\n", "docker login\n", "ls -l\n", "ls \\\n", "> -l\n", "for n in 1; do\n", "done\n", "cat <<END\n", "END\n", "echo '\n", "hello\n", "CONTAINER ID   IMAGE\n",
  "# a comment\n", "#b\n", "# => c\n", "// d\n", "[exit 1]\n", "^C\n", "...\n", "Dockerfile\n", "FROM alpine\n", "USER mina\n", "docker build -t a .\n", "docker ps 목록 보기\n",
  "확인: docker ps -a\n", "docker run ‘a’ —rm\n", "a\u00a0b\n", "\r\n", "\r", "<b>\n", "| a |\n", "`docker ps`\n", "**ls**\n", "end",
]; // biome-ignore format: a list

const piece = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...fragments) }, fc.string({ unit: "binary" }));
const pages = fc.array(piece, { maxLength: 50 }).map((pieces) => pieces.join(""));

test("of any page a note is made that labnote reads, and each line that was not changed is as it was, byte for byte", () => {
  fc.assert(
    fc.property(pages, (page) => {
      let made: ReturnType<typeof adoption>;
      try {
        made = adoption(page, "page.md");
      } catch (error) {
        // Only its own front matter can keep a page from becoming a note: the error tells its author where.
        if (!(error instanceof LabError) || !/front matter/i.test(error.message)) throw error;
        return;
      }
      readNote(made.text, "note.md");
      const before = linesOfFile(page.replace(/^\ufeff/, ""));
      const kept: string[] = [];
      const written: string[] = [];
      let at = 1;
      for (const { line, end, lines } of made.changes) {
        expect(line).toBeGreaterThanOrEqual(at);
        expect(end).toBeLessThanOrEqual(before.length + 1);
        kept.push(...before.slice(at - 1, line - 1));
        written.push(...before.slice(at - 1, line - 1), ...lines);
        at = end;
      }
      written.push(...before.slice(at - 1));
      expect(made.text.replace(/^\ufeff/, "")).toBe(written.join(""));
      expect(written.join("")).toContain(before.slice(at - 1).join(""));
    }),
    { numRuns: 1500 },
  );
});

test("a note with nothing left to adopt becomes the same note again", () => {
  fc.assert(
    fc.property(pages, (page) => {
      try {
        const { text, remarks } = adoption(page, "page.md");
        if (remarks.some(({ kind }) => kind !== "done")) return;
        expect(adoption(text, "note.md").text).toBe(text);
      } catch (error) {
        if (!(error instanceof LabError)) throw error;
      }
    }),
    { numRuns: 500 },
  );
});
