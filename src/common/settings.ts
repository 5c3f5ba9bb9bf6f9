import { isIPv4 } from "node:net";
import { type Advice, advice, npm } from "./advice.ts";
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
  target: "container" | "ec2";
  /** As the user wrote it, relative to the project's folder. */
  note: string;
  /** One host each; unique. */
  students: readonly string[];
  base: "auto" | "ubuntu" | "debian";
  baked: boolean;
  /** From a host's start to its being ready, in milliseconds. */
  readyWithin: number;
  /** From `npm start` until a host ends by itself; `null` for hosts that do not. */
  hours: number | null;
  /** Resources that Pulumi works on at once. */
  parallel: number;
  /** Of EC2; empty for other targets, which do not read the settings below. */
  region: string;
  instanceType: string;
  /** An image's id; `null` for Canonical's newest Ubuntu 20.04. */
  ami: string | null;
  /** IPv4 ranges in CIDR notation; `null` for the caller's own public address. */
  allowFrom: readonly string[] | null;
  /** Whether a type that the free tier never covers is refused. */
  freeTierOnly: boolean;
}

/** Hours until a host on EC2 ends by itself, unless the user says otherwise: a class, and time to look at what was left. */
const EC2_HOURS = 4;

/** Memory decides how many hosts one engine can hold; more than this many are a typing mistake. */
const MOST_STUDENTS = 100;

const readers = {
  target: oneOf("container", "ec2"),
  note: (value: string) => value || reject("a path to a Markdown file"),
  students: readStudents,
  base: oneOf("auto", "ubuntu", "debian"),
  baked: yesOrNo,
  readyMinutes: (value: string) => wholeNumber(value, 1, 120),
  hours: readHours,
  parallel: (value: string) => wholeNumber(value, 1, 200),
  region: matching(/^$|^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/, "the name of an AWS region, such as ap-northeast-2"),
  instanceType: matching(/^[a-z0-9-]+\.[a-z0-9-]+$/, "a type of EC2, such as t3.micro"),
  ami: (value: string) =>
    value === "auto" ? null : matching(/^ami-[0-9a-f]{8,17}$/, "auto, or an image's id: ami- and hex digits")(value),
  allowFrom: (value: string) => (value === "auto" ? null : value.split(",").map((range) => readRange(range.trim()))),
  freeTierOnly: yesOrNo,
};

/**
 * Settings from configuration as Pulumi gives it, keys with or without the project's namespace. Keys of other namespaces are other people's.
 *
 * @param given the changes that the command at hand was given. They are in the configuration, but nothing keeps them when they are refused,
 *   so the remedy repeats them.
 * @throws LabErrors that name every problem at once, with the values that are allowed, and one command that mends them all.
 */
export function readSettings(
  configuration: { readonly [key: string]: string | undefined },
  given: SettingChanges = { set: [], unset: [] },
): Readonly<Settings> {
  const own = new Map(
    Object.entries(configuration)
      .map(([key, value]) => [key.includes(":") ? key : `${PROJECT}:${key}`, value] as const)
      .filter(([key]) => key.startsWith(`${PROJECT}:`))
      .map(([key, value]) => [key.slice(PROJECT.length + 1), value]),
  );
  const unknown = [...own.keys()].filter((key) => !Object.hasOwn(readers, key));
  const wrong: string[] = [];
  const problems = unknown.map(
    (key) => new LabError(`${PROJECT}:${key} is no setting`, { cause: `the settings are ${SETTING_KEYS.join(", ")}` }),
  );
  const read = <T>(key: keyof typeof readers, reader: (value: string) => T): T => {
    const value = own.get(key) ?? "";
    try {
      return reader(value.trim());
    } catch (error) {
      wrong.push(key);
      problems.push(new LabError(`${PROJECT}:${key} is ${JSON.stringify(value)}, but must be ${messageOf(error)}`));
      return undefined as T;
    }
  };
  const target = read("target", readers.target);
  const settings: Settings = {
    target,
    note: read("note", readers.note),
    students: read("students", readers.students),
    base: read("base", readers.base),
    baked: read("baked", readers.baked),
    readyWithin: read("readyMinutes", readers.readyMinutes) * 60_000,
    hours: read("hours", (value) => readers.hours(value) ?? (target === "ec2" ? EC2_HOURS : null)),
    parallel: read("parallel", readers.parallel),
    region: read("region", (value) =>
      value === "" && target === "ec2"
        ? reject("the AWS region in which hosts are made, since none is taken by itself: ap-northeast-2, us-east-1, …")
        : readers.region(value),
    ),
    instanceType: read("instanceType", readers.instanceType),
    ami: read("ami", readers.ami),
    allowFrom: read("allowFrom", readers.allowFrom),
    freeTierOnly: read("freeTierOnly", readers.freeTierOnly),
  };
  if (problems.length > 0)
    throw new LabErrors("The settings cannot be used as they are", problems, {
      remedy: correction(given, wrong, unknown),
    });
  return Object.freeze(settings);
}

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
  return wrong.length > 0 ? advice`${mended}, with an allowed value for VALUE` : advice`${mended}`;
}

/** The keys of all settings, as `Pulumi.yaml` declares them. */
export const SETTING_KEYS: readonly string[] = Object.keys(readers);

function reject(allowed: string): never {
  throw new Error(allowed);
}

function oneOf<T extends string>(...values: T[]): (value: string) => T {
  return (value) => values.find((allowed) => allowed === value) ?? reject(values.join(" or "));
}

function yesOrNo(value: string): boolean {
  return oneOf("true", "false")(value) === "true";
}

function matching(pattern: RegExp, allowed: string): (value: string) => string {
  return (value) => (pattern.test(value) ? value : reject(allowed));
}

/** `null` for "auto". Part of an hour is fine: 0.5. */
function readHours(value: string): number | null {
  if (value === "auto") return null;
  const hours = /^\d{1,3}(\.\d{1,3})?$/.test(value) ? Number(value) : Number.NaN;
  return hours >= 0.02 && hours <= 720 ? hours : reject("auto, or a number of hours from 0.02 to 720");
}

/** An IPv4 range, written from its first address as AWS wants it. An address alone is a range of one. */
function readRange(value: string): string {
  const [address = "", length = "32", ...more] = value.split("/");
  const fine = isIPv4(address) && /^\d{1,2}$/.test(length) && Number(length) <= 32 && more.length === 0;
  if (!fine) return reject("auto, or IPv4 addresses and ranges: 203.0.113.7,198.51.100.0/24");
  const size = 2 ** (32 - Number(length));
  const number = address.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);
  const first = number - (number % size);
  return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join(".")}/${Number(length)}`;
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
