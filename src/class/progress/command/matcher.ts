import { posix } from "node:path";
import type { Bindings } from "../../../note/compare/bindings.ts";
import { literal } from "../../../note/compare/shapes/shape.ts";
import { type KnownWords, split } from "../../../note/compare/shapes.ts";
import { LINKED, scriptIn } from "./calls.ts";
import { awkForm } from "./forms/awk.ts";
import { makesRunnable, modeForm } from "./forms/modes.ts";
import { sqlForm } from "./forms/sql.ts";
import { areOne, areTwo, hadName, hasName, isId, isIdOf, isShort } from "./ids.ts";
import { isFilter, takesContainers, takesTexts } from "./programs.ts";
import { type CommandPair, type Matcher, sameCommand, unhushed } from "./same.ts";
import { ACTIVE, readCommand } from "./tokens.ts";

/** Where a command was typed. */
export interface TypingPlace {
  /** The home folder, absolute; "" if it is not known. */
  home: string;
  /** The shell's folder, with `~` for the home folder. */
  folder: string | undefined;
  /** The folder in which the note's command is typed. */
  wanted?: string | undefined;
}

/** What is known when words are compared. */
export interface WordFacts extends TypingPlace {
  /** The words of the note's section that differ in each run. */
  known: KnownWords | undefined;
  /** What they stand for. */
  bindings: Bindings;
  /** Lines that the student has seen, with ids in them. */
  seen: readonly string[];
}

/** Compares the words of a command: paths, addresses and names of images in any of their forms, and what stands for the student's own ids. */
export function matcherFor(facts: WordFacts): Matcher {
  const matcher: Matcher = {
    match(note, typed, program) {
      const [inner, other] = [substituted(note), substituted(typed)];
      if (inner !== undefined && other !== undefined) {
        const same = sameCommand(readCommand(inner).map(unhushed), readCommand(other).map(unhushed), matcher);
        // What it prints is not seen here, and so an option that changes that counts.
        return same?.loose ? undefined : same?.pairs;
      }
      const [ourScript, theirScript] = [scriptIn(note), scriptIn(typed)];
      if (ourScript !== undefined && theirScript !== undefined)
        return sameScript(ourScript, theirScript, matcherFor({ ...facts, folder: undefined, wanted: undefined }));
      const [ours, theirs] = [formOf(note, program, facts), formOf(typed, program, facts)];
      const pattern = patternOf(ours, facts.known);
      if (pattern === undefined) {
        if (note === typed) return [];
        const mayBePath =
          !takesTexts(program) ||
          (isFilter(program) && (typed.startsWith(`${ACTIVE}$HOME/`) || facts.folder !== facts.wanted));
        const runs = program === "chmod" && makesRunnable(note, typed);
        if (takesContainers(program)) {
          const [[one, name], [other, id]] = [containerIn(note), containerIn(typed)];
          if (one === other && isIdOf(id, name, facts.seen)) return [{ sample: name, value: id, spelt: true }];
        }
        const same = ours === theirs || runs || (mayBePath && isOnePlace(note, typed, facts));
        return same ? [{ sample: note, value: typed, spelt: true }] : undefined;
      }
      const { form, samples } = pattern;
      const [whole, ...values] = form.exec(theirs) ?? [];
      return whole === undefined ? undefined : samples.map((sample, at) => ({ sample, value: values[at] ?? "" }));
    },
    fits: (pair) => pair.spelt === true || standsFor(pair, facts) !== "another",
  };
  return matcher;
}

/** The container that a word names, alone or before the path of a file in it, and that path. */
function containerIn(word: string): [file: string, name: string] {
  const [, name = word, file = ""] = /^([\w.-]+)(:\/.*)$/s.exec(word) ?? [];
  return [file, name];
}

/** Matches what another shell reads, in a folder of its own. Where one of the two would print it in another way, that is not known here. */
function sameScript(note: string, typed: string, matcher: Matcher): readonly CommandPair[] | undefined {
  const same = sameCommand(readCommand(note), readCommand(typed), matcher);
  const isSure = same !== undefined && same.says === undefined && same.fed === undefined && !same.piped;
  return isSure ? [...same.pairs, ...same.spelt] : undefined;
}

/** The command whose output a word is, if it is nothing else. */
const substituted = (word: string): string | undefined =>
  word.startsWith(`${ACTIVE}$(`) && word.indexOf(ACTIVE, 1) === -1 ? word.slice(3, -1) : undefined;

/** What may stand for a word that differs in each run: no blank, no part of a path, and not more than any id has. */
const VALUE = "([^\\s/{}]{1,128}?)";

/** A word of the note as a pattern, with a group for each part that differs in each run; `undefined` where none does. */
function patternOf(word: string, known?: KnownWords): { form: RegExp; samples: string[] } | undefined {
  if (known === undefined || known.size === 0) return undefined;
  const samples: string[] = [];
  const parts = split(word, { output: { known } }).map(({ text, shape }) => {
    if (shape?.binds !== true || !known.has(text)) return literal(text);
    samples.push(text);
    return VALUE;
  });
  return samples.length === 0 ? undefined : { form: new RegExp(`^${parts.join("")}$`, "su"), samples };
}

/** The same form for words that mean the same. */
function formOf(word: string, program: string, { home, folder }: TypingPlace): string {
  let now = word;
  if (home !== "") now = now.replaceAll(`${ACTIVE}$HOME`, home);
  const here = folder?.replace(/^~/, home === "" ? `${ACTIVE}$HOME` : home);
  if (here !== undefined && here !== "/" && now.includes(here))
    now = now.replace(new RegExp(`(?<![\\w/.-])${literal(here)}(?=$|[/:,])`, "g"), `${ACTIVE}$PWD`);
  if (now === `${ACTIVE}$PWD`) return ".";
  // A volume has a name without a folder.
  if (!takesTexts(program) || isFilter(program))
    now = now.replace(HERE, /^docker (?:run|create)$/.test(program) && now.includes(":") ? "./" : "");
  if (!takesTexts(program)) now = now.replace(/(?<=[^/.])\/$/, "");
  for (const [programs, form, same] of forms) if (programs.test(program)) now = now.replace(form, same as string);
  return now;
}

/**
 * Whether two words are the path of one file, where one of them is no mere name: the note's in the note's folder, and the typed one in the shell's.
 * A folder of the host may have its place in a container behind it.
 */
export function isOnePlace(note: string, typed: string, { home, folder, wanted }: TypingPlace): boolean {
  if (wanted === undefined) return false;
  const [[ours, mount], [theirs, otherMount]] = [mountOf(note), mountOf(typed)];
  if (!`${ours}${theirs}`.includes("/") || /[:=\s]/.test(`${ours}${theirs}`) || mount !== otherMount) return false;
  const [our, their] = [placeOf(ours, wanted, home), placeOf(theirs, folder ?? "", home)];
  return our !== undefined && our === their;
}

/** A folder of the host, and what stands behind it where it is attached to a container. A volume has a name in place of the folder. */
function mountOf(word: string): [place: string, mount: string] {
  const [, place = word, mount = ""] = /^([^:]*\/[^:]*)(:\/.*)$/s.exec(word) ?? [];
  return [place, mount];
}

/** The absolute path of a word, with `~` for the home folder; `undefined` for an option, and where it is not known. @param folder may be "" */
function placeOf(word: string, folder: string, home: string): string | undefined {
  let path = word.replace(`${ACTIVE}$PWD`, folder).replace(`${ACTIVE}$HOME`, "~");
  if (home !== "" && (path === home || path.startsWith(`${home}/`))) path = `~${path.slice(home.length)}`;
  if (path.startsWith("-") || path.startsWith(LINKED) || path.includes(ACTIVE)) return undefined;
  if (/^[~/]/.test(path)) return plainPath(path);
  return folder === "" ? undefined : plainPath(`${folder}/${path}`);
}

/** A path in the one form that all ways to write it have. */
export const plainPath = (path: string): string => posix.normalize(path).replace(/(?<=.)\/$/, "");

/** What begins a path in the shell's folder. */
const HERE = new RegExp(`^(?:\\./|${ACTIVE}\\$PWD/)(?=[^/-])`);

/** Signals by their numbers. */
const SIGNALS: { readonly [number: string]: string | undefined } = { 1: "HUP", 2: "INT", 15: "TERM" };

/** What words of some programs may begin or end with, or not. */
const forms: readonly (readonly [programs: RegExp, form: RegExp, same: string | ((text: string) => string)])[] = [
  [/^docker /, /^docker\.io\/(?:library\/)?/, ""],
  [/^docker /, /:latest$/, ""],
  [/^docker /, /\{\{\s*(.*?)\s*\}\}/g, "{{$1}}"],
  [/^docker (?:run|exec|compose)$/, /^\/(?:usr\/)?bin\/(?=\w+$)/, ""],
  [/^docker (?:run|exec|compose)$/, /^ash$/, "sh"],
  [/^docker (?:run|create)$/, /(?<=\w)\/(?=:)/g, ""],
  [/^docker (?:run|create)$/, /(?<=:\/[^:]*):rw$/, ""],
  [/^docker cp$/, /^([\w.-]+):(?!\/)(?=.)/, "$1:/"],
  [/^docker (?:run|create)$/, /^0\.0\.0\.0:(?=\d+:\d+(?:\/|$))/, ""],
  [/^docker (?:run|create)$/, /^((?:[\d.]+:)?\d+:\d+)\/tcp$/, "$1"],
  [/^docker (?:run|create|update)$/, /^(\d+)([bkmg])b?$/i, (text) => text.toLowerCase().replace(/(?<=[kmg])b$/, "")],
  [/^docker (?:run|create|update)$/, /^\.(?=\d+$)/, "0."],
  [/^docker (?:kill|stop|restart|run|create)$/, /^SIG(?=[A-Z]+\d?$)/, ""],
  [/^docker kill$/, /^(?:1|2|15)$/, (text) => SIGNALS[text] ?? text],
  [/^docker (?:import|commit)$/, /^[A-Z]+ \[.*\]$/, (text) => text.replace(/,\s*(?=")/g, ", ")],
  [/^chmod$/, /^.*$/, modeForm],
  [/^umask$/, /^0+(?=[0-7]{2,3}$)/, ""],
  [/^(?:chown|chgrp)$/, /(?<=^|:)0(?=$|:)/g, "root"],
  [/^chown$/, /^root:$/, "root:root"],
  [/^chown$/, /^([a-z]\w*)\.([a-z]\w*)$/, "$1:$2"],
  [/^grep$/, /\[(\w)\]/g, "$1"],
  // Parentheses around all of a pattern.
  [/^grep$/, /^\(([^()]*\|[^()]*)\)$/, "$1"],
  [/^(?:dig|host|nslookup|ping)$/, /(?<=\w)\.$/, ""],
  [/^at$/, /^(minute|hour|day|week)s$/, "$1"],
  [/^setfacl$/, /(?<=^|,)(u|g|m|o)(?:ser|roup|ask|ther)(?=:)/g, "$1"],
  [/^setfacl$/, /(?<=:[rwx]+)-+(?=$|,)/g, ""],
  [/^sed$/, /^(s|y)([|#,:@!_%;])((?:\\[.*^$\w[\]]|(?!\2)[^\\/])*)\2((?:\\[\w&]|(?!\2)[^\\/])*)\2/, "$1/$3/$4/"],
  [/^sed$/, /(?<=^[\d,$]+)\s+(?=[a-z]$)/, ""],
  [/^awk$/, /^.*$/su, awkForm],
  [/^jq$/, /^[^"'/]*$/, (text) => text.replace(/\s*([^\w\s$.])\s*/g, "$1")],
  [/^(?:timeout|sleep)$/, /^(\d+)s$/, "$1"],
  [/^(?:timeout|sleep)$/, /^\d+m$/, (text) => `${Number.parseInt(text, 10) * 60}`],
  [/^(?:sqlite3|psql|mysql|mariadb|docker (?:run|exec|compose)|kubectl exec)$/, /^.*$/su, sqlForm],
  [/^(?:systemctl |journalctl$)/, /\.service$/, ""],
  [/^git /, /^@(?=$|[~^:])/, "HEAD"],
  [/^git /, /(?<=^\S+)[~^](?=$|[:.])/g, "~1"],
  [/^(?:curl|wget)$/, /^http:\/\//, ""],
  [/^(?:curl|wget)$/, /^127\.0\.0\.1(?=$|[:/])/, "localhost"],
  [/^(?:curl|wget)$/, /^(localhost|[\w-]+(?:\.[\w-]+)+):80(?=$|\/)/, "$1"],
];

/**
 * Whether a typed word is what the note's word stands for; `free` where the note's word stands for nothing yet, `unknown` where it names a commit
 * or a process in another way.
 */
export function standsFor(
  { sample, value }: CommandPair,
  { bindings, seen }: WordFacts,
): "same" | "free" | "unknown" | "another" {
  const bound = bindings.of(sample)?.value;
  // One value stands for one word.
  if (bound === undefined) return bindings.all().some((one) => one.value === value) ? "unknown" : "free";
  if (OTHER_NAME.test(value)) return "unknown";
  if (value === bound || isShort(value, bound, seen) || (isId(value) && value.startsWith(bound))) return "same";
  if (areOne(value, bound, seen)) return "same";
  if (areTwo(value, bound, seen)) return "another";
  if (hadName(value, bound, seen)) return "unknown";
  return isId(value) || !isId(bound) || hasName(bound, seen) ? "another" : "unknown";
}

/** A commit of git that is counted from where one is, and a job of the shell's. */
const OTHER_NAME = /^(?:HEAD(?:[~^]\d*)*|%\S+)$/;
