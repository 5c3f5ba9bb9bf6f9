import { afterEach, beforeAll, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import type { Host } from "../../../src/host/host.ts";
import type { Note } from "../../../src/note/note.ts";
import type { Settings } from "../../../src/settings.ts";

const note: Note = {
  ...{ file: "note.md", hash: "0", sections: [], warnings: [] },
  frontMatter: { title: undefined, language: "en", images: ["nginx"], ports: [5000] },
};
const settings: Settings = {
  ...{ target: "container", note: "note.md", base: "auto", readyWithin: 60_000 },
  ...{ students: ["mina", "jun"], baked: true, hours: null, parallel: 16 },
  ...{ region: "", instanceType: "t3.micro", ami: null, allowFrom: null, freeTierOnly: true },
};

/** What the provider would give for each kind of resource; nothing else is asked of it. */
const states: { [type: string]: (name: string) => object } = {
  "labnote:index:Lab": () => ({}),
  "labnote:index:KeyPair": (name) => ({ publicKey: `public ${name}`, privateKey: `private ${name}` }),
  "labnote:index:Lifetime": () => ({}),
  "labnote:index:HostImage": () => ({ image: "labnote/baked:1", base: "Debian 12", standIns: ["nginx"] }),
  "labnote:index:ContainerHost": (name) => ({
    machine: { id: `of ${name}`, running: true, ports: { 22: 20022, 5000: 20500 } },
  }),
};
const made: pulumi.runtime.MockResourceArgs[] = [];

beforeAll(async () => {
  await pulumi.runtime.setMocks(
    {
      newResource(args) {
        made.push(args);
        // Components have no state of their own.
        if (args.type === "labnote:host:Container") return { id: "", state: {} };
        const state = states[args.type];
        if (state === undefined) throw new Error(`nobody knows a resource ${args.type}`);
        return { id: `id of ${args.name}`, state: { ...args.inputs, ...state(args.name) } };
      },
      call({ token }) {
        throw new Error(`nobody knows a function ${token}`);
      },
    },
    "labnote",
    "class-a",
  );
});
afterEach(() => {
  made.length = 0;
});

/** The value of an output and whether it is secret. */
const settled = async <T>(output: pulumi.Output<T>) => {
  const value = await new Promise<T>((resolve) => void output.apply((value) => resolve(value)));
  return { value, secret: await pulumi.isSecret(output) };
};

async function hostsOf(changes: Partial<Settings> = {}): Promise<{ value: Host; secret: boolean }[]> {
  const { createHosts } = await import("../../../src/host/index.ts");
  const { hosts } = await createHosts({ ...settings, ...changes }, note);
  return (await Promise.all(hosts.map(({ host }) => settled(host)))) as { value: Host; secret: boolean }[];
}
const inputsOf = (type: string) => made.filter((args) => args.type === type).map(({ inputs }) => inputs);

test("each student has a host with keys of its own, under the student's name", async () => {
  const hosts = await hostsOf();
  expect(hosts.map(({ value }) => value)).toEqual(
    ["mina", "jun"].map((name) => ({
      ...{ name, address: "127.0.0.1", sshPort: 20022, user: "ubuntu", ports: { 5000: 20500 } },
      ...{ hostKey: `public ${name}-host-key`, loginKey: `private ${name}-login-key` },
      ...{ kind: "container", base: "Debian 12", images: [{ name: "nginx", standIn: true }], id: `of ${name}` },
      ...{ facts: {}, unreachable: expect.stringContaining("npm start") },
    })),
  );
  expect(inputsOf("labnote:index:Lab")).toEqual([{ stack: "class-a" }]);
  expect(inputsOf("labnote:index:HostImage")).toHaveLength(1);
});

test("what holds a private key is a secret: the host and its user data", async () => {
  for (const { secret } of await hostsOf()) expect(secret).toBe(true);
  for (const { userData } of inputsOf("labnote:index:ContainerHost")) {
    expect(userData).toMatchObject({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" });
  }
});

test.each([
  [true, "only who it is"],
  [false, "the set-up, too"],
])("with baked %s, a host is told %s", async (baked) => {
  await hostsOf({ baked });
  const told = inputsOf("labnote:index:ContainerHost").map(({ userData }) => (userData as { value: string }).value);
  for (const text of told) {
    expect(text).toContain("ssh_keys:");
    expect(text.includes("docker.io")).toBe(!baked);
  }
  expect(inputsOf("labnote:index:HostImage")).toEqual([expect.objectContaining({ choice: "auto", baked })]);
});
