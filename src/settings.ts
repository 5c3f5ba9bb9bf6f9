import { LabError, LabErrors, messageOf } from "./errors.ts";

/** The project's name: the namespace of its settings (`labnote:students`). */
export const PROJECT = "labnote";

/**
 * Everything a user may choose, checked. Defaults and descriptions stand in `Pulumi.yaml`, which Pulumi merges into what is
 * read here; what each setting means to the program stands here.
 */
export interface Settings {
  target: "container";
  /** As the user wrote it, relative to the project's folder. */
  note: string;
  /** One host each; unique. */
  students: readonly string[];
  base: "auto" | "ubuntu" | "debian";
  baked: boolean;
  /** From a host's start to its being ready, in milliseconds. */
  readyWithin: number;
}

/** How many hosts one engine can hold is a matter of memory; more than this many are a slip of the hand. */
const MOST_STUDENTS = 100;

const readers = {
  target: oneOf("container"),
  note: (value: string) => value || reject("a path to a Markdown file"),
  students: readStudents,
  base: oneOf("auto", "ubuntu", "debian"),
  baked: (value: string) => oneOf("true", "false")(value) === "true",
  readyMinutes: (value: string) => wholeNumber(value, 1, 120),
};

/**
 * Settings from configuration as Pulumi gives it, keys with or without the project's namespace. Keys of other namespaces are other people's.
 *
 * @throws LabErrors that name every problem at once, each with the values that are allowed.
 */
export function readSettings(configuration: { readonly [key: string]: string | undefined }): Readonly<Settings> {
  const own = new Map(
    Object.entries(configuration)
      .map(([key, value]) => [key.includes(":") ? key : `${PROJECT}:${key}`, value] as const)
      .filter(([key]) => key.startsWith(`${PROJECT}:`))
      .map(([key, value]) => [key.slice(PROJECT.length + 1), value]),
  );
  const problems = [...own.keys()]
    .filter((key) => !Object.hasOwn(readers, key))
    .map(
      (key) =>
        new LabError(`${PROJECT}:${key} is no setting`, {
          remedy: `remove it with \`npm start -- --unset ${key}\`; the settings are ${Object.keys(readers).join(", ")}`,
        }),
    );
  const read = <T>(key: keyof typeof readers, reader: (value: string) => T): T => {
    const value = own.get(key) ?? "";
    try {
      return reader(value.trim());
    } catch (error) {
      problems.push(
        new LabError(`${PROJECT}:${key} is ${JSON.stringify(value)}, but must be ${messageOf(error)}`, {
          remedy: `\`npm start -- --set ${key}=VALUE\`, or \`--unset ${key}\` for the default`,
        }),
      );
      return undefined as T;
    }
  };
  const settings: Settings = {
    target: read("target", readers.target),
    note: read("note", readers.note),
    students: read("students", readers.students),
    base: read("base", readers.base),
    baked: read("baked", readers.baked),
    readyWithin: read("readyMinutes", readers.readyMinutes) * 60_000,
  };
  if (problems.length > 0) throw new LabErrors("The settings cannot be used as they are", problems);
  return Object.freeze(settings);
}

/** The keys of all settings, as `Pulumi.yaml` declares them. */
export const SETTING_KEYS: readonly string[] = Object.keys(readers);

function reject(allowed: string): never {
  throw new Error(allowed);
}

function oneOf<T extends string>(...values: T[]): (value: string) => T {
  return (value) => values.find((allowed) => allowed === value) ?? reject(values.join(" or "));
}

function wholeNumber(value: string, least: number, most: number): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  return number >= least && number <= most ? number : reject(`a whole number from ${least} to ${most}`);
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
