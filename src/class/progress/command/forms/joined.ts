import {
  exported,
  fed,
  fedTexts,
  gathered,
  joinedPrograms,
  redirected,
  teed,
  withoutItself,
  withoutPager,
} from "../pipes.ts";
import { writtenTexts } from "../texts.ts";
import type { ShellCommand } from "../tokens.ts";
import { loopForm } from "./loops.ts";

/** What brings commands into the form that all ways to join them to the same end have, one after the other. */
const forms: readonly ((commands: readonly ShellCommand[]) => readonly ShellCommand[])[] = [
  ...[exported, loopForm, fedTexts, writtenTexts, teed, fed],
  ...[redirected, withoutItself, withoutPager, joinedPrograms, gathered],
];

/** Commands in the form that all ways to join them to the same end have. */
export const joinedForm = (commands: readonly ShellCommand[]): ShellCommand[] => [
  ...forms.reduce((now, form) => form(now), commands),
];
