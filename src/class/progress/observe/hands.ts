import type { Key } from "../../../capture/events.ts";
import type { Hand, Observation } from "./observation.ts";

/** Knows who has typed what the shell reads next. */
export class Hands {
  readonly #typed = new Set<Hand>();
  #clicked: string | undefined;

  /** @param clicked the step whose command a click types */
  type(keys: readonly Key[], hand: Hand, clicked: string | undefined): void {
    // What was typed is given up.
    if (keys.includes("interrupt")) this.forget();
    // A click clears the line before it types.
    if (hand === "click") this.#typed.clear();
    // A student who types Enter behind a click has not typed the command.
    if (hand !== "student" || keys.some((key) => key === "other")) this.#typed.add(hand);
    this.#clicked = clicked ?? this.#clicked;
  }

  /** Who has typed the command that begins. */
  take(): Pick<Observation, "hand" | "clicked"> {
    const hands: readonly Hand[] = ["teacher", "labnote", "student", "click"];
    const hand = hands.find((each) => this.#typed.has(each)) ?? "student";
    const clicked = hand === "click" || hand === "labnote" ? this.#clicked : undefined;
    this.forget();
    return { hand, clicked };
  }

  forget(): void {
    this.#typed.clear();
    this.#clicked = undefined;
  }
}
