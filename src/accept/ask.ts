import { createInterface } from "node:readline/promises";
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

/** Asks on the terminal; Ctrl-C and the end of input are no answer, and quit. */
export async function askOnTerminal(question: string, signal: AbortSignal): Promise<Answer> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const ended = new AbortController();
  lines.once("close", () => ended.abort());
  lines.once("SIGINT", () => ended.abort());
  try {
    for (;;) {
      const said = await lines.question(question, { signal: AbortSignal.any([signal, ended.signal]) });
      const answer = ({ y: "yes", n: "no", q: "quit" } as const)[said.trim().toLowerCase()[0] ?? ""];
      if (answer !== undefined) return answer;
    }
  } catch (error) {
    if (ended.signal.aborted || signal.aborted) return "quit";
    throw error;
  } finally {
    lines.close();
  }
}
