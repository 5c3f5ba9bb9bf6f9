import { type Advice, advice, type LabCommand, npm } from "./advice.ts";
import { LabError, LabErrors, messageOf } from "./errors.ts";

/** The project's name: the namespace of its settings (`labnote:students`). */
export const PROJECT = "labnote";

/** Settings to change, as the commands get them: `KEY=VALUE` to set, `KEY` to go back to the default. */
export interface SettingChanges {
  set: readonly string[];
  unset: readonly string[];
}

/**
 * Everything a user may choose, checked. Defaults and descriptions stand in `Pulumi.yaml`; what each setting means to the program
 * stands here.
 */
export interface Settings {
  /** The kind of host. */
  target: string;
  /** As the user wrote it, relative to the project's folder. */
  note: string;
  /** One host each; unique. */
  students: readonly string[];
  /** From a host's start to its being ready, in milliseconds. */
  readyWithin: number;
  /** From `npm start` until a host ends by itself; `null` for hosts that do not. */
  hours: number | null;
  /** Resources that Pulumi works on at once. */
  parallel: number;
}

/** What settings follow from a kind of host. */
export interface KindSettings {
  /** The value of the setting `target` that chooses it. */
  target: string;
  /** Hours until a host ends by itself where the user says `auto`; `null` for never. */
  hours: number | null;
  /** Its own settings, which stand among all others, whichever kind is chosen. Kinds that share settings have the same readers of them. */
  readers: SettingReaders;
}

/** Memory decides how many hosts one engine can hold; more than this many are a typing mistake. */
const MOST_STUDENTS = 100;

/** Of the settings that all kinds of host have, beside `target`, whose values are the kinds' names. */
const readers = {
  note: (value: string) => value || reject("a path to a Markdown file"),
  students: readStudents,
  readyMinutes: (value: string) => wholeNumber(value, 1, 120),
  hours: readHours,
  parallel: (value: string) => wholeNumber(value, 1, 200),
};

/**
 * Settings from configuration as Pulumi gives it, keys with or without the project's namespace. Keys of other namespaces are other people's.
 *
 * @param kinds all kinds of host. A kind reads its own settings as its own type says: they are in the value, beside those that all kinds have
 * @param given the changes that the command at hand was given. They are in the configuration, but nothing keeps them when they are refused,
 *   so the remedy repeats them.
 * @throws LabErrors that name every problem at once, with the values that are allowed, and one command that mends them all.
 */
export function readSettings(
  configuration: { readonly [key: string]: string | undefined },
  kinds: readonly KindSettings[],
  given: SettingChanges = { set: [], unset: [] },
): Readonly<Settings> {
  const keys = settingKeys(kinds);
  const own = new Map(
    Object.entries(configuration)
      .map(([key, value]) => [key.includes(":") ? key : `${PROJECT}:${key}`, value] as const)
      .filter(([key]) => key.startsWith(`${PROJECT}:`))
      .map(([key, value]) => [key.slice(PROJECT.length + 1), value]),
  );
  const unknown = [...own.keys()].filter((key) => !keys.includes(key));
  const wrong: string[] = [];
  const problems = unknown.map(
    (key) => new LabError(`${PROJECT}:${key} is no setting`, { cause: `the settings are ${keys.join(", ")}` }),
  );
  const read = <T>(key: string, reader: (value: string) => T): T => {
    const value = own.get(key) ?? "";
    try {
      return reader(value.trim());
    } catch (error) {
      wrong.push(key);
      problems.push(notAllowed(key, value, messageOf(error)));
      return undefined as T;
    }
  };
  const target = read("target", oneOf(...kinds.map((kind) => kind.target)));
  const chosen = kinds.find((kind) => kind.target === target);
  const settings: Settings = {
    target,
    note: read("note", readers.note),
    students: read("students", readers.students),
    readyWithin: read("readyMinutes", readers.readyMinutes) * 60_000,
    hours: read("hours", (value) => readers.hours(value) ?? chosen?.hours ?? null),
    parallel: read("parallel", readers.parallel),
  };
  const isChosen = (having: readonly string[]) => chosen && having.includes(chosen.target);
  const ofKinds = settingsOfKinds(kinds).map(({ key, reader, targets }) => [
    key,
    read(key, (value) => reader(value, isChosen(targets))),
  ]);
  if (problems.length > 0)
    throw new LabErrors("The settings cannot be used as they are", problems, {
      remedy: correction(given, wrong, unknown),
    });
  return Object.freeze({ ...settings, ...Object.fromEntries(ofKinds) });
}

/** A command in which the user puts a value in place of VALUE. */
export const withValue = (command: LabCommand): Advice => advice`${command}, with an allowed value for VALUE`;

/** That a setting has a value that it cannot have. @param allowed in words, what it can have */
export const notAllowed = (key: string, value: string, allowed: string, remedy?: Advice): LabError =>
  new LabError(`${PROJECT}:${key} is ${JSON.stringify(value)}, but must be ${allowed}`, { remedy });

/** The command that was given, with `VALUE` where a value was wrong, and without the settings that do not exist. */
function correction({ set, unset }: SettingChanges, wrong: readonly string[], unknown: readonly string[]): Advice {
  const keyOf = (text: string) => (text.split("=")[0] as string).replace(`${PROJECT}:`, "");
  const right = set.filter((text) => ![...wrong, ...unknown].includes(keyOf(text)));
  const kept = unknown.filter((key) => !set.map(keyOf).includes(key));
  const words = [
    ...[...right, ...wrong.map((key) => `${key}=VALUE`)].flatMap((text) => ["--set", text]),
    ...[...unset.filter((key) => !wrong.includes(keyOf(key))), ...kept].flatMap((key) => ["--unset", key]),
  ];
  const mended = npm("start", ...words);
  return wrong.length > 0 ? withValue(mended) : advice`${mended}`;
}

/** The keys of all settings, as `Pulumi.yaml` declares them. */
export const settingKeys = (kinds: readonly KindSettings[]): string[] => [
  "target",
  ...Object.keys(readers),
  ...settingsOfKinds(kinds).map(({ key }) => key),
];

/** A setting that not all kinds of host have, with the kinds that have it. */
interface OwnSetting {
  key: string;
  reader: SettingReader;
  targets: string[];
}

/** The settings that the kinds have of their own, each once: kinds that share a key share its reader. */
function settingsOfKinds(kinds: readonly KindSettings[]): OwnSetting[] {
  const found = new Map<string, OwnSetting>();
  for (const { target, readers } of kinds)
    for (const [key, reader] of Object.entries(readers)) {
      const targets = [...(found.get(key)?.targets ?? []), target];
      found.set(key, { key, reader, targets });
    }
  return [...found.values()];
}

/** `null` for "auto". Part of an hour is fine: 0.5. */
function readHours(value: string): number | null {
  if (value === "auto") return null;
  const hours = /^\d{1,3}(\.\d{1,3})?$/.test(value) ? Number(value) : Number.NaN;
  return hours >= 0.02 && hours <= 720 ? hours : reject("auto, or a number of hours from 0.02 to 720");
}

function readStudents(value: string): string[] {
  const allowed = `a count from 1 to ${MOST_STUDENTS}, or as many different names separated by commas, each of lower-case letters, digits and hyphens, beginning with a letter, at most 30 long`;
  if (/^\d+$/.test(value)) {
    const count = Number(value);
    return count >= 1 && count <= MOST_STUDENTS
      ? Array.from({ length: count }, (_, i) => `host-${i + 1}`)
      : reject(allowed);
  }
  const names = value.split(",").map((name) => name.trim());
  const fine = names.every((name) => /^[a-z][a-z0-9-]{0,29}$/.test(name) && !name.endsWith("-"));
  return fine && new Set(names).size === names.length && names.length <= MOST_STUDENTS ? names : reject(allowed);
}

/**
 * Makes of a setting's text what it means. An error's message is what is allowed instead.
 *
 * @param chosen whether a kind of host that has the setting is the one that is chosen: what only that one needs may then be required, and
 *   what has no effect otherwise refused. `undefined` where no kind is chosen, as the setting `target` is wrong.
 */
export type SettingReader<T = unknown> = (value: string, chosen: boolean | undefined) => T;

/** The readers of some settings, by key. */
export type SettingReaders = { readonly [key: string]: SettingReader };

/** Refuses a value. @param allowed in words: "a count from 1 to 100" */
export function reject(allowed: string): never {
  throw new Error(allowed);
}

/** Takes one of these words. */
export function oneOf<T extends string>(...values: readonly T[]): (value: string) => T {
  return (value) => values.find((allowed) => allowed === value) ?? reject(values.join(" or "));
}

export function yesOrNo(value: string): boolean {
  return oneOf("true", "false")(value) === "true";
}

/** @param allowed what fits the pattern, in words */
export function matching(pattern: RegExp, allowed: string): (value: string) => string {
  return (value) => (pattern.test(value) ? value : reject(allowed));
}

export function wholeNumber(value: string, least: number, most: number): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  return number >= least && number <= most ? number : reject(`a whole number from ${least} to ${most}`);
}
