import { askOnTerminal } from "../ask.ts";
import type { Hunk, Proposal } from "./accept.ts";

/** What somebody says to a hunk. */
export type Answer = "yes" | "no" | "quit";

/**
 * Asks for one hunk after the other, and gives those that are accepted. What is proposed next depends on what was said before: a word that
 * a refused hunk would have brought in stands for nothing.
 */
export async function chooseHunks(
  propose: (refused: ReadonlySet<number>) => Proposal,
  ask: (hunk: Hunk, place: { number: number; of: number }) => Promise<Answer>,
): Promise<Proposal> {
  const refused = new Set<number>();
  for (let number = 0; ; number += 1) {
    const proposal = propose(refused);
    const hunk = proposal.hunks[number - refused.size];
    if (hunk === undefined) return proposal;
    const answer = await ask(hunk, { number: number + 1, of: proposal.hunks.length + refused.size });
    if (answer === "quit") for (const { index } of proposal.hunks.slice(number - refused.size)) refused.add(index);
    if (answer === "quit") return propose(refused);
    if (answer === "no") refused.add(hunk.index);
  }
}

/**
 * Asks at the terminal until there is an answer; the end of the input quits.
 *
 * @throws {Interrupted} on Ctrl-C
 */
export async function askForAnswer(question: string, signal: AbortSignal): Promise<Answer> {
  for (;;) {
    const said = await askOnTerminal(question, signal, "Interrupted: nothing was accepted, and the note is as it was");
    if (said === undefined) return "quit";
    const answer = ({ y: "yes", n: "no", q: "quit" } as const)[said.trim().toLowerCase()[0] ?? ""];
    if (answer !== undefined) return answer;
  }
}
