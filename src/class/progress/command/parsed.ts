import type { ProgramCall } from "./calls.ts";
import { optionName } from "./options.ts";
import { takesWholeOptions } from "./programs.ts";

/** An option of a program. */
export interface TypedOption {
  name: string;
  value: string | undefined;
  /** How many operands stand before it. */
  slot: number;
}

/** The words of a program. */
export interface Parsed {
  options: TypedOption[];
  operands: string[];
}

/** The names of the options that a word may have. */
export function optionsIn(program: string, word: string): string[] {
  if (takesWholeOptions(program)) return [];
  const [, long] = /^--([^=]+)/.exec(word) ?? [];
  if (long !== undefined) return [optionName(program, long)];
  const [, letters = ""] = /^-([A-Za-z]+)/.exec(word) ?? [];
  return [...letters].map((letter) => optionName(program, letter));
}

/** Whether two options have each other's values: which options take one is not known, but those that stand so do. */
export function haveSwapped(program: string, note: readonly string[], typed: readonly string[]): boolean {
  const [ours, theirs] = [behindOptions(program, note), behindOptions(program, typed)];
  return [...ours].some(([name, value]) => {
    const other = theirs.get(name);
    if (other === undefined || other === value) return false;
    return [...ours].some(([second, its]) => second !== name && its === other && theirs.get(second) === value);
  });
}

/** What stands directly behind the options of a program. */
const behindOptions = (program: string, words: readonly string[]): Map<string, string> =>
  new Map(
    words.flatMap((word, at): [string, string][] => {
      const [name, next] = [word.includes("=") ? undefined : optionsIn(program, word).at(-1), words[at + 1]];
      return name === undefined || next === undefined || next.startsWith("-") ? [] : [[name, next]];
    }),
  );

/** Reads the words behind a program. @param valued the options that take a value */
export function parse({ name: program, words }: ProgramCall, valued: ReadonlySet<string>): Parsed {
  const options: TypedOption[] = [];
  const operands: string[] = [];
  const add = (name: string, value?: string) => options.push({ name, value, slot: operands.length });
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string;
    const [, long, value] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (word === "--") continue;
    if (long !== undefined) {
      const name = optionName(program, long);
      const isFlag = value === "true" && !valued.has(name);
      add(name, isFlag ? undefined : (value ?? (valued.has(name) ? words[++at] : undefined)));
    } else if (/^-[A-Za-z]/.test(word) && !takesWholeOptions(program)) {
      for (let letter = 1; letter < word.length; letter += 1) {
        const name = optionName(program, word[letter] as string);
        const rest = word.slice(letter + 1);
        if (!valued.has(name)) add(name);
        else {
          add(name, rest === "" ? words[++at] : rest.replace(/^=/, ""));
          break;
        }
      }
    } else if (/^-\w/.test(word)) add(word);
    else operands.push(word);
  }
  return { options, operands };
}
