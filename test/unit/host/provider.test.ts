import { describe, expect, test } from "@jest/globals";
import { digest } from "../../../src/host/digest.ts";
import { containerHost } from "../../../src/host/provider/container-host.ts";
import { hostImage } from "../../../src/host/provider/host-image.ts";
import { keyPair } from "../../../src/host/provider/key-pair.ts";
import { lab } from "../../../src/host/provider/lab.ts";

const context = { signal: new AbortController().signal, say: () => {} };

describe("a container host", () => {
  const inputs = {
    ...{ lab: "dev-0", student: "a", image: "labnote/host:1", userData: "#cloud-config\n", ports: [5000] },
    ends: false,
  };
  const made = {
    lab: digest("dev-0"),
    student: digest("a"),
    image: digest("labnote/host:1"),
    userData: digest("#cloud-config\n"),
    ports: digest([5000]),
  };
  const state = { name: "labnote-dev-0-a", machine: { id: "0f", running: true, ports: { 22: 20022 } }, made };

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
