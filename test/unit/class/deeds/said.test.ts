import { expect, test } from "@jest/globals";
import { beginAgain } from "../../../../src/class/deeds/begin-again.ts";
import { catchUp } from "../../../../src/class/deeds/catch-up.ts";
import { checkSection } from "../../../../src/class/deeds/check.ts";
import type { DeedHost } from "../../../../src/class/deeds/deed-host.ts";
import { errorSaid } from "../../../../src/class/deeds/said.ts";
import { writeStep } from "../../../../src/class/deeds/write-step.ts";
import type { StudentEvent } from "../../../../src/class/progress/events.ts";
import { newStudent } from "../../../../src/class/progress/state.ts";
import { LabError } from "../../../../src/common/errors.ts";
import { ConnectError } from "../../../../src/hosts/ssh/connection.ts";
import { wordsFor } from "../../../../src/pages/translations.ts";
import { inWords } from "../../../../src/record/reasons/words.ts";
import { read } from "../../note/pages.ts";

const noteIn = (language: string) =>
  read(`---\nlanguage: ${language}\n---\n# A note\n\n## 1 One\n\n\`\`\`text file=a.txt\none\n\`\`\`\n`);

/** A host whose connection is lost, and what is kept of it. */
function lostHost(language: string) {
  const note = noteIn(language);
  const events: StudentEvent[] = [];
  const lost = async () => {
    throw new ConnectError("lost", "The connection was lost", { cause: "broken pipe" });
  };
  const deed = {
    ...{ note, host: { name: "mina" }, remote: { run: lost }, release: () => {} },
    progress: () => newStudent(note, "mina"),
    append: (event: StudentEvent) => void events.push(event),
  } as unknown as DeedHost;
  return { deed, events };
}

const { signal } = new AbortController();

/** What a student or the board is told of each thing that labnote does on a host. */
async function told(language: string): Promise<(string | null)[]> {
  const { deed, events } = lostHost(language);
  const said = [
    await writeStep(deed, "1:1", signal),
    await beginAgain(deed, "1", signal),
    await catchUp(deed, { until: "1:1", how: "anew" }, signal),
  ];
  await checkSection(deed, "1", signal);
  const reasons = events.flatMap((event) => (event.type === "checked" ? event.reasons : []));
  return [...said, ...reasons.map((reason) => inWords(reason, wordsFor(language).reasons))];
}

test("in a Korean class it is Korean why labnote could not do something on a host", async () => {
  const all = await told("ko");
  expect(all).toHaveLength(4);
  for (const said of all) expect(said).toContain("호스트에 연결할 수 없습니다. 잠시 뒤에 다시 해 보십시오.");
});

test("in an English class it is the error's own words", async () => {
  const all = await told("en");
  expect(all).toHaveLength(4);
  for (const said of all) expect(said).toContain("The connection was lost: broken pipe");
});

test("what no words are known for is said by the error, as an error", () => {
  expect(errorSaid(noteIn("ko"), new LabError("Odd"))).toBe("오류가 났습니다: Odd");
});
