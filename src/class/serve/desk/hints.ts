import { readCall } from "../../progress/command/calls.ts";
import { readCommand } from "../../progress/command/tokens.ts";
import type { Observation } from "../../progress/observe/observation.ts";

/** Programs with terminals of their own: what is typed in these is not seen. */
const MULTIPLEXERS: ReadonlySet<string> = new Set(["tmux", "screen", "byobu", "zellij"]);

/** What a student should know beside the steps, each thing once. */
export class Hints {
  #said = false;

  /** @returns whether the student is to be told now that the page does not see what they type in a program that runs */
  unseen({ state, typed }: Pick<Observation, "state" | "typed">): boolean {
    // The shell within it may look like one that is nested.
    if (this.#said || (state !== "running" && state !== "prompted")) return false;
    this.#said = readCommand(typed).some(({ words }) => MULTIPLEXERS.has(readCall(words).name));
    return this.#said;
  }
}
