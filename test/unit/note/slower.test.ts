import { expect, test } from "@jest/globals";
import { readNote } from "../../../src/note/read.ts";
import { forSlowerHost } from "../../../src/note/slower.ts";

const text = `---
ports: [5000]
---

# A

## 1 One

\`\`\`sh file=hello.sh
echo hello
\`\`\`

\`\`\`console within=2s timeout=30s
$ sh hello.sh
hello
\`\`\`

\`\`\`console
$ sh hello.sh
hello
\`\`\`

\`\`\`http timeout=4s
GET http://host:5000/
hello
\`\`\`
`;

test("a note for a host that is five times slower gives its steps five times as long, and is the same note otherwise", () => {
  const note = readNote(text, "a.md");
  const slower = forSlowerHost(note, 5);
  const limits = slower.sections.flatMap(({ steps }) =>
    steps.map((step) => (step.kind === "file" ? step.path : [step.within, step.timeout])),
  );
  expect(limits).toEqual(["hello.sh", [10_000, 150_000], [undefined, 1_500_000], [undefined, 20_000]]);
  expect(forSlowerHost(slower, 1 / 5)).toEqual(note);
});
