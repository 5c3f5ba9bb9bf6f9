import { expect, test } from "@jest/globals";
import { npm } from "../../../src/common/advice.ts";
import { type AllSettings, hostsIn, type Outcome, opened, type World } from "./mocked.ts";

const engine: World = {
  resources: {
    "labnote:index:Lab": () => ({}),
    "labnote:index:Lifetime": () => ({}),
    "labnote:index:KeyPair": (name) => ({ publicKey: `public ${name}`, privateKey: `private ${name}` }),
    "labnote:index:HostImage": () => ({ image: "labnote/baked:1", base: "Debian 12", standIns: ["nginx"] }),
    "labnote:index:ContainerHost": (name) => ({
      machine: { id: `of ${name}`, running: true, ports: { 22: 20022, 5000: 20500 } },
    }),
  },
  functions: {},
};
const containers = (changes: Partial<AllSettings> = {}) => hostsIn(engine, changes);
const inputsOf = ({ made }: Outcome, type: string) =>
  made.filter((args) => args.type === type).map(({ inputs }) => inputs);

test("each student has a host with keys of its own, under the student's name", async () => {
  const outcome = await containers();
  expect(outcome.hosts.map(({ value }) => value)).toEqual(
    ["mina", "jun"].map((name) => ({
      ...{ name, address: "127.0.0.1", sshPort: 20022, user: "ubuntu", ports: { 5000: 20500 } },
      ...{ hostKey: `public ${name}-host-key`, loginKey: `private ${name}-login-key` },
      ...{ kind: "container", base: "Debian 12", images: [{ name: "nginx", standIn: true }], id: `of ${name}` },
      ...{ facts: {}, unreachable: { parts: expect.arrayContaining([npm("start")]) } },
    })),
  );
  expect(inputsOf(outcome, "labnote:index:Lab")).toEqual([{ stack: "class-a" }]);
  expect(inputsOf(outcome, "labnote:index:HostImage")).toHaveLength(1);
});

test("each host is given the memory and processors of the settings", async () => {
  const outcome = await containers({ memory: 4096, cpus: 3 });
  const sizes = inputsOf(outcome, "labnote:index:ContainerHost").map(({ memory, cpus }) => ({ memory, cpus }));
  expect(sizes).toEqual(Array(2).fill({ memory: 4096, cpus: 3 }));
});

test("what holds a private key is a secret: the host and its user data", async () => {
  const outcome = await containers();
  expect(outcome.hosts.map(({ secret }) => secret)).toEqual([true, true]);
  const userData = inputsOf(outcome, "labnote:index:ContainerHost").map(({ userData }) => opened(userData).secret);
  expect(userData).toEqual([true, true]);
});

test.each([
  [true, "only who it is"],
  [false, "the set-up, too"],
])("with baked %s, a host gets %s", async (baked) => {
  const outcome = await containers({ baked });
  const told = inputsOf(outcome, "labnote:index:ContainerHost").map(({ userData }) => String(opened(userData).value));
  for (const text of told) {
    expect(text).toContain("ssh_keys:");
    expect(text.includes("docker.io")).toBe(!baked);
  }
  expect(inputsOf(outcome, "labnote:index:HostImage")).toEqual([expect.objectContaining({ choice: "auto", baked })]);
});
