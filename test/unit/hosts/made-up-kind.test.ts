import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import type { Settings } from "../../../src/common/settings.ts";
import type { Adopted, KnownResource, Teardown } from "../../../src/hosts/inventory.ts";
import type { HostKind, Hosts, RegisteredKind } from "../../../src/hosts/kind.ts";
import type { Note } from "../../../src/note/note.ts";
import { withProgram } from "../with-program.ts";

// A kind of host that this file alone has: what stands here would be its folder, and `moon` its row. Nothing in src/ was touched for it.

const data = mkdtempSync(join(tmpdir(), "labnote-moon-"));
process.env.XDG_DATA_HOME = data;
// Now that labnote keeps its data there.
const { CHECKOUT } = await import("../../../src/common/paths.ts");
const { matching } = await import("../../../src/common/settings.ts");
const { readSettings } = await import("../../../src/common/settings.ts");
const { readStackConfig } = await import("../../../src/common/stack-config.ts");
const { createHosts, KINDS, loadKind } = await import("../../../src/hosts/kinds.ts");
const { takeDown } = await import("../../../src/lab/down.ts");
const { EngineProgress } = await import("../../../src/lab/progress.ts");
const { wholeState } = await import("../../../src/lab/pulumi/state.ts");
const { checks, inspectMachine } = await import("../../../src/lab/setup/doctor.ts");

const STACK = "made-up-kind-test";
const stackFile = join(CHECKOUT, `Pulumi.${STACK}.yaml`);
writeFileSync(stackFile, "config:\n  labnote:target: moon\n");
afterAll(() => {
  rmSync(stackFile);
  rmSync(data, { recursive: true });
});

interface MoonSettings extends Settings {
  crater: string;
}

const moonKind: HostKind<MoonSettings> = {
  needsEngine: async () => false,
  plugins: [],
  preparations: () => [],
  create: async ({ crater, students }) =>
    ({ id: crater, hosts: students.map((name) => ({ name })) }) as unknown as Hosts,
  checks: async () => [{ name: "Rocket", state: "ok", seen: "fuelled" }],
};

const asked: Teardown[] = [];
const moon: RegisteredKind = {
  target: "moon",
  hours: 12,
  readers: { crater: matching(/^[A-Z][a-z]+$/, "the name of a crater") },
  resourceType: "moon:index:Base",
  inventory: {
    asked: ({ target }) => (target === "moon" ? "must" : "no"),
    async made(pending): Promise<Adopted[]> {
      return pending.map(({ urn }) => ({ urn, id: "base-1" }));
    },
    async prove(teardown) {
      asked.push(teardown);
      return { report: ["Nothing is left on the moon."], problems: [], kept: ["a flag"] };
    },
  },
  load: async () => moonKind,
};
const kinds = [...KINDS, moon];
const { signal } = new AbortController();

/** The settings of the lab. Pulumi.yaml would have the default of `crater`. */
const configuration = async (crater: string) => ({ ...(await readStackConfig(CHECKOUT, STACK)), crater });

test("a new kind's settings are read, and its hosts are made", async () => {
  const settings = readSettings(await configuration("Tycho"), kinds);
  expect(settings).toMatchObject({ target: "moon", crater: "Tycho", hours: 12 });
  expect(await createHosts(settings, {} as Note, kinds)).toEqual({ id: "Tycho", hosts: [{ name: "host-1" }] });
});

test("a new kind's own setting and name are refused as all others are, in the same words", async () => {
  const bad = { ...(await configuration("?")), target: "mars" };
  expect(() => readSettings(bad, kinds)).toThrow(
    expect.objectContaining({
      problems: [
        expect.objectContaining({ message: 'labnote:target is "mars", but must be container or vm or ec2 or moon' }),
        expect.objectContaining({ message: 'labnote:crater is "?", but must be the name of a crater' }),
      ],
    }),
  );
});

test("doctor shows what a new kind checks, and nothing of the Docker Engine that it does not need", async () => {
  const names = checks(await inspectMachine(await loadKind("moon", kinds))).map(({ name }) => name);
  expect(names).toContain("Rocket");
  expect(names).not.toContain("Docker Engine");
});

test("the display knows a new kind's host, and takes no other resource of its name for it", async () => {
  const event = (type: string, name: string) =>
    ({ resOutputsEvent: { metadata: { urn: `urn:pulumi:lab::labnote::${type}::${name}`, op: "create" } } }) as unknown;
  const told: string[] = [];
  const making = (host: string, how: string) => told.push(`${host} ${how}`);
  const progress = new EngineProgress(["mina", "jun"], { making, run: () => {}, end: async () => {} }, kinds);
  progress.hear(event("labnote:host:Moon$moon:index:Base", "mina") as EngineEvent);
  progress.hear(event("labnote:host:Moon", "jun") as EngineEvent);
  expect(told).toEqual(["mina made"]);
});

test("what an interrupted update made of a new kind is asked of its inventory", async () => {
  const urn = "urn:pulumi:lab::labnote::moon:index:Base::mina";
  const pending: KnownResource = { urn, type: "moon:index:Base", id: undefined, inputs: {}, outputs: {} };
  const resource = { urn, type: "moon:index:Base" };
  const deployment = { version: 3, deployment: { pending_operations: [{ type: "creating", resource }] } };
  const stack = { importStack: async () => {} };
  const state = { stack, deployment, known: [], pending: [pending] } as unknown as Parameters<typeof wholeState>[0];
  expect((await wholeState(state, signal, kinds)).known).toMatchObject([{ urn, id: "base-1" }]);
});

test("teardown asks a new kind's inventory, and requires no Docker Engine for it", async () => {
  await using _noEngine = await withProgram("docker", "echo 'docker: not found' >&2; exit 127");
  const lines: string[] = [];
  await takeDown({ checkout: CHECKOUT, machine: "desk", stack: STACK }, (line) => lines.push(line), signal, kinds);
  expect(lines).toContain("Nothing is left on the moon.");
  expect(lines).toContain("  a flag");
  expect(asked).toMatchObject([{ target: "moon", known: [], site: { stack: STACK } }]);
});
