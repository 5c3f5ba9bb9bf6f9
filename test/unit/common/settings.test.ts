import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { parse } from "yaml";
import { renderAdvice } from "../../../src/common/advice.ts";
import { LabErrors, messageOf } from "../../../src/common/errors.ts";
import { type KindSettings, readSettings, settingKeys } from "../../../src/common/settings.ts";
import { KINDS } from "../../../src/hosts/kinds.ts";

type Declared = { [key: string]: { type: string; default: unknown; description: string } };

const declared: Declared = parse(readFileSync(new URL("../../../Pulumi.yaml", import.meta.url), "utf8")).config;
const defaults = Object.fromEntries(Object.entries(declared).map(([key, { default: value }]) => [key, String(value)]));

const problemsOf = (changes: { [key: string]: string }, kinds: readonly KindSettings[] = KINDS): string[] => {
  try {
    readSettings({ ...defaults, ...changes }, kinds);
    return [];
  } catch (error) {
    if (!(error instanceof LabErrors)) throw error;
    return error.problems.map(messageOf);
  }
};

test("settings are those that Pulumi.yaml declares, each with a type, a default and a line of description", () => {
  expect(Object.keys(declared).sort()).toEqual(settingKeys(KINDS).sort());
  for (const { type, default: value, description } of Object.values(declared)) {
    expect(["string", "integer", "boolean"]).toContain(type);
    expect(value).toBeDefined();
    expect(description).toMatch(/^[A-Z][^\n]+\.$/);
  }
});

test("settings have defaults that are allowed: one host in a container, from the first note", () => {
  expect(readSettings(defaults, KINDS)).toEqual({
    target: "container",
    note: "notes/ch01-docker-basics.md",
    students: ["host-1"],
    base: "auto",
    baked: true,
    memory: 2048,
    cpus: 2,
    disk: 10,
    readyWithin: 600_000,
    hours: null,
    parallel: 16,
    region: "",
    instanceType: "t3.micro",
    ami: null,
    allowFrom: null,
    freeTierOnly: true,
  });
});

test("settings are read with and without the project's namespace, and other namespaces are left alone", () => {
  const settings = readSettings({ ...defaults, "labnote:students": "2", "aws:region": "ap-northeast-2" }, KINDS);
  expect(settings.students).toEqual(["host-1", "host-2"]);
});

test("settings cannot be changed once they are read", () => {
  expect(Object.isFrozen(readSettings(defaults, KINDS))).toBe(true);
});

test.each([
  ["3", ["host-1", "host-2", "host-3"]],
  ["mina, jun", ["mina", "jun"]],
])("settings make students %j the hosts %j", (students, hosts) => {
  expect(readSettings({ ...defaults, students }, KINDS).students).toEqual(hosts);
});

test.each(["0", "101", "", "Mina", "mina,mina", "mina,,jun", "-a", "a-", "a/b", "..", "1.5"])(
  "settings refuse %j for students and say what is allowed",
  (students) => {
    expect(problemsOf({ students })).toEqual([
      expect.stringMatching(/labnote:students is ".*", but must be a count from 1 to 100/),
    ]);
  },
);

test.each([
  ["target", "moon", "container or vm or ec2"],
  ["base", "fedora", "auto or ubuntu or debian"],
  ["baked", "yes", "true or false"],
  ["readyMinutes", "soon", "a whole number from 1 to 120"],
  ["note", " ", "a path to a Markdown file"],
])("settings refuse %s=%j and say that %s is allowed", (key, value, allowed) => {
  expect(problemsOf({ [key]: value })).toEqual([`labnote:${key} is ${JSON.stringify(value)}, but must be ${allowed}`]);
});

test.each([
  ["auto", null],
  ["203.0.113.7", ["203.0.113.7/32"]],
  ["198.51.100.77/24, 203.0.113.7/32", ["198.51.100.0/24", "203.0.113.7/32"]],
  ["0.0.0.0/0", ["0.0.0.0/0"]],
  ["255.255.255.255/1", ["128.0.0.0/1"]],
])("settings make of allowFrom %j the ranges %j", (allowFrom, ranges) => {
  expect(readSettings({ ...defaults, allowFrom }, KINDS)).toMatchObject({ allowFrom: ranges });
});

test.each(["", "203.0.113", "203.0.113.7/33", "203.0.113.7/", "203.0.113.7/24/1", "::1", "example.org"])(
  "settings refuse %j for allowFrom",
  (allowFrom) => {
    expect(problemsOf({ allowFrom })).toEqual([expect.stringContaining("labnote:allowFrom")]);
  },
);

test.each([
  ["container", "auto", null],
  ["ec2", "auto", 4],
  ["container", "1.5", 1.5],
  ["ec2", "8", 8],
])("settings on the target %s make of hours %j %j", (target, hours, wanted) => {
  expect(readSettings({ ...defaults, target, hours, region: "us-east-1" }, KINDS).hours).toBe(wanted);
});

test.each(["0", "-1", "never", "1000", "1e3"])("settings refuse %j for hours", (hours) => {
  expect(problemsOf({ hours })).toEqual([expect.stringContaining("labnote:hours")]);
});

test("settings take no region by themselves: one has to be chosen for EC2, and only for it", () => {
  expect(problemsOf({ target: "ec2" })).toEqual([expect.stringContaining("none is taken by itself")]);
  expect(problemsOf({ target: "ec2", region: "Seoul" })).toEqual([expect.stringContaining("labnote:region")]);
  for (const region of ["ap-northeast-2", "us-gov-west-1", "eusc-de-east-1"])
    expect(problemsOf({ target: "ec2", region })).toEqual([]);
  expect(problemsOf({})).toEqual([]);
});

test("settings of a host's size are refused on EC2, and nowhere else", () => {
  const size = { memory: "4", cpus: "4", disk: "20" };
  expect(problemsOf({ ...size, target: "ec2", region: "us-east-1" })).toEqual([
    'labnote:memory is "4", but must be auto on EC2, where instanceType says it',
    'labnote:cpus is "4", but must be auto on EC2, where instanceType says it',
    'labnote:disk is "20", but must be auto on EC2, where labnote chooses its size',
  ]);
  expect(readSettings({ ...defaults, ...size }, KINDS)).toMatchObject({ memory: 4096, cpus: 4, disk: 20 });
});

test("settings of one kind of host are not held against a target that is wrong itself", () => {
  expect(problemsOf({ target: "moon", memory: "4" })).toEqual([expect.stringContaining("labnote:target")]);
});

/** All kinds, and one more that has the settings of the first. */
const shared: KindSettings[] = [...KINDS, { ...(KINDS[0] as KindSettings), target: "shed" }];

test("settings that several kinds of host share are listed once, and a wrong one is one problem", () => {
  expect(settingKeys(shared)).toEqual(settingKeys(KINDS));
  for (const target of ["container", "shed"])
    expect(problemsOf({ target, memory: "much" }, shared)).toEqual([expect.stringContaining("labnote:memory")]);
});

test.each(["container", "shed"])(
  "settings that several kinds share are those of the chosen one, if it is %s",
  (target) => {
    expect(readSettings({ ...defaults, target, memory: "4" }, shared)).toMatchObject({ target, memory: 4096 });
  },
);

const remedyOf = (changes: { [key: string]: string }, set: string[] = [], unset: string[] = []) => {
  try {
    readSettings({ ...defaults, ...changes }, KINDS, { set, unset });
  } catch (error) {
    return renderAdvice((error as LabErrors).remedy ?? "", "lab");
  }
  throw new Error("nothing was refused");
};

test("settings that are refused come with one command that repeats all that was given and is right", () => {
  const given = ["target=ec2", "students=mina, jun", "parallel=0", "colour=red"];
  const changes = { target: "ec2", students: "mina, jun", parallel: "0", colour: "red" };
  expect(remedyOf(changes, given, ["hours"])).toBe(
    "`npm start -- --set target=ec2 --set 'students=mina, jun' --set parallel=VALUE --set region=VALUE --unset hours`, with an allowed value for VALUE",
  );
});

test("settings that are refused although none was given come with a command for them alone", () => {
  expect(remedyOf({ base: "fedora", colour: "red" })).toBe(
    "`npm start -- --set base=VALUE --unset colour`, with an allowed value for VALUE",
  );
  expect(remedyOf({ colour: "red" })).toBe("npm start -- --unset colour");
  expect(remedyOf({ colour: "red" }, ["colour=red"])).toBe("npm start");
});

test("settings name every problem at once, unknown keys among them", () => {
  expect(problemsOf({ target: "moon", students: "0", colour: "red" })).toEqual([
    "labnote:colour is no setting",
    expect.stringContaining("labnote:target"),
    expect.stringContaining("labnote:students"),
  ]);
});
