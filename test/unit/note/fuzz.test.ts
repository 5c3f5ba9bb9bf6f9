import { test } from "@jest/globals";
import fc from "fast-check";
import { showNote } from "../../../src/cli/check/show-note.ts";
import { LabError } from "../../../src/common/errors.ts";
import { readNote } from "../../../src/note/read.ts";
import { plannedSteps } from "../../../src/record/planned-steps.ts";

const fragments = [
  "---\n",
  "title: x\n",
  "ports: [80]\n",
  "images: &a [*a]\n",
  "## 1.1 A\n",
  "# B\n",
  "```console\n",
  "```console terminal=2 within=1s timeout=1m\n",
  "```http\n",
  "```sh file=a\n",
  "```\n",
  "~~~\n",
  "> ",
  "- ",
  "   ",
  "\t",
  "\n",
  "$ docker run -it x\n",
  "$ a \\\n",
  "$ cat <<EOF\n",
  "$ echo '\n",
  "$\n",
  "> b\n",
  "EOF\n",
  "# c\n",
  "# exit\n",
  "$ exit\n",
  "/ # ls\n",
  "root@73588180c437:/# exit\n",
  "...\n",
  "a [..] b\n",
  "^C\n",
  "[empty]\n",
  "[running]\n",
  "[reboot]\n",
  "[exit 1]\n",
  "GET http://host:80/\n",
  "Unable to find image 'x' locally\n",
  "Status: y\n",
];

test("the reader makes a note of any text or refuses it with an error for people", () => {
  const piece = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...fragments) }, fc.string({ unit: "binary" }));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      try {
        const note = readNote(pieces.join(""), "note.md");
        showNote(note, (_, text) => text);
        plannedSteps(note);
      } catch (error) {
        if (!(error instanceof LabError)) throw error;
      }
    }),
    { numRuns: 3000 },
  );
});
