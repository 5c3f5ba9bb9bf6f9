import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { describe as describeError } from "../../../../src/common/errors.ts";
import { digest } from "../../../../src/common/hash.ts";
import { containerHost } from "../../../../src/hosts/provider/container-host.ts";
import { hostImage } from "../../../../src/hosts/provider/host-image.ts";
import { keyPair } from "../../../../src/hosts/provider/key-pair.ts";
import { lab } from "../../../../src/hosts/provider/lab.ts";
import { lifetime } from "../../../../src/hosts/provider/lifetime.ts";
import { withProgram } from "../../with-program.ts";

const context = { signal: new AbortController().signal, say: () => {} };

describe("a container host", () => {
  const inputs = {
    ...{ lab: "dev-0", student: "a", image: "labnote/host:1", userData: "#cloud-config\n", ports: [5000] },
    ...{ ends: false, memory: 2048, cpus: 2 },
  };
  const made = {
    lab: digest("dev-0"),
    student: digest("a"),
    image: digest("labnote/host:1"),
    userData: digest("#cloud-config\n"),
    ports: digest([5000]),
  };
  const machine = { id: "0f", running: true, ports: { 22: 20022 } };
  const state = { name: "labnote-dev-0-a", machine, memory: 2048, cpus: 2, made };
  /** As labnote left it before hosts had a size. */
  const older = { name: "labnote-dev-0-a", machine, made };

  test("is left alone when nothing changed", async () => {
    expect(await containerHost.diff?.(state, inputs)).toEqual({ replaces: [], updates: false });
  });

  test.each([
    ["lab", "dev-1"],
    ["student", "b"],
    ["image", "labnote/host:2"],
    ["userData", "#cloud-config\nhostname: a\n"],
    ["ports", [5000, 6000]],
  ])("is made anew when its %s is another", async (input, value) => {
    expect(await containerHost.diff?.(state, { ...inputs, [input]: value })).toEqual({
      replaces: [input],
      updates: false,
    });
  });

  test("that was stopped is started, not made anew", async () => {
    const stopped = { ...state, machine: { ...state.machine, running: false } };
    expect(await containerHost.diff?.(stopped, inputs)).toEqual({ replaces: [], updates: true });
  });

  test.each([
    ["memory", state, { ...inputs, memory: 4096 }],
    ["processors", state, { ...inputs, cpus: 1 }],
    ["memory and processors, unknown to an older version of labnote,", older, inputs],
  ])("is given other %s where it runs, not made anew", async (_, before, wanted) => {
    expect(await containerHost.diff?.(before, wanted)).toEqual({ replaces: [], updates: true });
    await using client = await withProgram("docker", `printf '%s\\n' "$*" >> "$(dirname "$0")/asked"`);
    const after = await containerHost.update?.(before, wanted, context);
    expect(after).toMatchObject({ machine, memory: wanted.memory, cpus: wanted.cpus });
    const asked = (await readFile(join(client.folder, "asked"), "utf8")).trim().split("\n");
    expect(asked).toEqual([expect.stringMatching(/^update .* labnote-dev-0-a$/)]);
    expect(asked[0]).toContain(`--memory=${wanted.memory}m `);
    expect(asked[0]).toContain(`--cpu-quota=${wanted.cpus}00000 `);
    expect(await containerHost.diff?.(after as typeof state, wanted)).toEqual({ replaces: [], updates: false });
  });

  test("that was stopped and is to have another size gets both, first the size", async () => {
    const stopped = { ...state, machine: { ...machine, running: false } };
    await using client = await withProgram("docker", `echo "$1" >> "$(dirname "$0")/asked"`);
    const after = await containerHost.update?.(stopped, { ...inputs, memory: 4096 }, context);
    expect(after).toMatchObject({ memory: 4096, machine: { running: true } });
    expect(await readFile(join(client.folder, "asked"), "utf8")).toBe("update\nstart\n");
  });

  test("that was stopped is only started where its size is as it was", async () => {
    const stopped = { ...state, machine: { ...machine, running: false } };
    await using client = await withProgram("docker", `echo "$1" >> "$(dirname "$0")/asked"`);
    expect(await containerHost.update?.(stopped, inputs, context)).toEqual(state);
    expect(await readFile(join(client.folder, "asked"), "utf8")).toBe("start\n");
  });
});

describe("a container host's state, read while its container", () => {
  /** With an engine on which the container runs, or does not. */
  async function read(running: boolean, ends?: boolean) {
    const answer = `"0f" ${running} {"22/tcp":[{"HostPort":"20022"}]}`;
    await using _client = await withProgram("docker", `echo '${answer}'`);
    const machine = { id: "0f", running: true, ports: { 22: 20022 } };
    const made = { lab: "", student: "", image: "", userData: "", ports: "" };
    return await containerHost.read?.({ name: "labnote-dev-0-a", machine, made, ends }, context);
  }

  test.each([true, false, undefined])("runs is as it was, whether it ends by itself or not (%s)", async (ends) => {
    expect(await read(true, ends)).toMatchObject({ ends, machine: { running: true } });
  });

  test.each([false, undefined])(
    "is stopped, with no end of its own (%s), tells that it can be started",
    async (ends) => {
      expect(await read(false, ends)).toMatchObject({ machine: { running: false } });
    },
  );

  test("is stopped, and was to end by itself, is gone", async () => {
    expect(await read(false, true)).toBeUndefined();
  });
});

test("a stopped container host whose port another program took says which program to look for, as its ports are for good", async () => {
  const taken = "Bind for 127.0.0.1:20022 failed: port is already allocated";
  await using _client = await withProgram("docker", `echo '${taken}' >&2; exit 1`);
  const machine = { id: "0f", running: false, ports: { 22: 20022, 5000: 20500 } };
  const made = { lab: "", student: "", image: "", userData: "", ports: "" };
  const size = { memory: 2048, cpus: 2 };
  const state = { name: "labnote-dev-0-a", machine, made, ...size };
  const inputs = { lab: "dev-0", student: "a", image: "", userData: "", ports: [5000], ends: false, ...size };
  const refused = await Promise.resolve(containerHost.update?.(state, inputs, context)).catch((error) => error);
  expect(describeError(refused)).toContain(taken);
  expect(refused).toMatchObject({
    message: "The host labnote-dev-0-a cannot be started: its port 20022 or 20500 is in use",
    remedy: expect.stringContaining("end the program that uses the port"),
  });
});

describe("a lab's lifetime", () => {
  test.each([
    ["one number", { hours: 4 }],
    ["none", {}],
  ])("keeps %s", async (_, inputs) => {
    expect((await lifetime.create(inputs, context)).state).toEqual(inputs);
    expect(await lifetime.diff?.(inputs, inputs)).toEqual({ replaces: [], updates: false });
  });

  test("does not change with the number, for which hosts would be made anew", async () => {
    expect(await lifetime.diff?.({ hours: 4 }, { hours: 8 })).toEqual({ replaces: [], updates: false });
  });

  test.each([
    [{}, { hours: 4 }],
    [{ hours: 4 }, {}],
  ])("changes from %j to %j, which makes hosts of another sort", async (state, inputs) => {
    expect(await lifetime.diff?.(state, inputs)).toEqual({ replaces: [], updates: true });
    expect(await lifetime.update?.(state, inputs, context)).toEqual(inputs);
  });
});

describe("a host's image", () => {
  const inputs = { choice: "auto" as const, baked: true, setUp: "#cloud-config\n" };
  const state = { image: "labnote/host:1", base: "Debian 12", mirror: null, standIns: [], source: "of another recipe" };

  test("is made again when it would come out otherwise", async () => {
    expect(await hostImage.diff?.(state, inputs)).toEqual({ replaces: [], updates: true });
  });
});

describe("a key pair", () => {
  test("keeps its private half as a secret, and is another every time", async () => {
    const [one, two] = await Promise.all([keyPair.create({}, context), keyPair.create({}, context)]);
    expect(one.state).toEqual({
      publicKey: expect.stringMatching(/^ssh-ed25519 [A-Za-z0-9+/=]+$/),
      privateKey: {
        "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
        value: expect.stringContaining("BEGIN OPENSSH PRIVATE KEY"),
      },
    });
    expect(one.id).not.toBe(two.id);
  });
});

test("a lab's id is its stack's name and eight hex digits, another every time", async () => {
  const ids = await Promise.all([1, 2].map(async () => (await lab.create({ stack: "class-a" }, context)).id));
  for (const id of ids) expect(id).toMatch(/^class-a-[0-9a-f]{8}$/);
  expect(new Set(ids).size).toBe(2);
});
