import { hidden } from "../../common/sanitize.ts";
import type { Note } from "../../note/note.ts";
import type { ObservedEvent } from "./events.ts";
import { stepId } from "./state.ts";
import { placeOfRef } from "./tell.ts";

/** A command that the teacher ran in the terminal that all see. */
export interface ShownCommand {
  /** Which command of that terminal it is. */
  number: number;
  /** What was typed; lines are joined by newlines. */
  typed: string;
  /** The id of the step whose command it is; `null` where it is none of the note's. */
  step: string | null;
}

/** So many are known; the oldest are forgotten first. */
const KNOWN_COMMANDS = 200;

/** The commands that were shown, with one more; one that is seen again is what it is now. Pure. */
export function withShown(all: readonly ShownCommand[], event: ObservedEvent, note: Note): readonly ShownCommand[] {
  // A click types it into another terminal, where keys that nobody sees would do something.
  const typed = event.typed.replace(hidden, "").trim();
  if (typed === "") return all;
  const [step = null] = event.told.flatMap((told) => {
    const place = placeOfRef(note, told);
    const known = place && note.sections.find(({ id }) => id === place.section)?.steps[place.place];
    // The step's own command in another folder, or with another outcome, is the step's all the same.
    const isIts = told.kind !== "differs" || (known?.kind === "command" && isAlike(known.typed ?? "", typed));
    return place === undefined || !isIts ? [] : [stepId(place.section, place.place)];
  });
  const one: ShownCommand = { number: event.command, typed, step };
  const others = all.filter(({ number }) => number !== one.number);
  return [...others, one].toSorted((a, b) => a.number - b.number).slice(-KNOWN_COMMANDS);
}

const isAlike = (one: string, other: string): boolean => squeezed(one) === squeezed(other);
const squeezed = (text: string): string => text.replace(/\s+/g, " ").trim();
