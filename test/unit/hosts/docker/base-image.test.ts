import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { npm } from "../../../../src/common/advice.ts";
import { baseImages, ensureHostImage } from "../../../../src/hosts/docker/base-image.ts";
import { loadKind } from "../../../../src/hosts/kinds.ts";
import { withProgram } from "../../with-program.ts";
import { note, settings } from "../mocked.ts";

/** The image that Ubuntu's base is on the engine. */
const UBUNTU_BASE = (await baseImages()).ubuntu;

/** An engine that has all that is made without Docker Hub, but no base of a host, and pulls with those words. */
const engine = (words: string) =>
  withProgram(
    "docker",
    `printf '%s\\n' "$*" >> "$(dirname "$0")/asked"
case "$*" in
  "image inspect"*labnote/base:* | "image inspect"*" ubuntu:"*) echo "Error: No such image" >&2; exit 1 ;;
  "pull"*) echo '${words}' >&2; exit 1 ;;
esac`,
  );

test.each([
  'Error response from daemon: Get "https://registry-1.docker.io/v2/": read: connection reset by peer',
  'Error response from daemon: Get "https://registry-1.docker.io/v2/": EOF',
  "toomanyrequests: You have reached your pull rate limit",
  // In the middle of a download the client passes on what befell the engine, and does not say that it was the engine.
  "read tcp 10.0.0.2:40000->1.2.3.4:443: read: connection reset by peer",
  "unexpected EOF",
])("hosts are made from Debian where Docker Hub does not give Ubuntu: %s", async (words) => {
  await using client = await engine(words);
  const said: string[] = [];
  const made = await ensureHostImage("auto", (line) => said.push(line));
  expect(made.base).toBe("Debian 13");
  expect(said).toContain("Docker Hub does not answer, so hosts are made from Debian 13");
  expect(await readFile(join(client.folder, "asked"), "utf8")).toContain("pull --quiet ubuntu:20.04");
});

test("an engine that is down is an error, and labnote tries nothing else", async () => {
  await using _client = await engine("Cannot connect to the Docker daemon at unix:///var/run/docker.sock.");
  await expect(ensureHostImage("auto")).rejects.toMatchObject({ fault: "no-engine" });
});

test("Ubuntu that was asked for and cannot be pulled is a failure with the engine's words and what to do", async () => {
  await using _client = await engine("toomanyrequests: slow down");
  await expect(ensureHostImage("ubuntu")).rejects.toMatchObject({
    message: "The image ubuntu:20.04 could not be pulled from Docker Hub",
    remedy: { parts: expect.arrayContaining([npm("start", "--set", "base=debian")]) },
    cause: expect.objectContaining({ cause: expect.objectContaining({ message: "toomanyrequests: slow down" }) }),
  });
});

/** An engine whose lab once ran without Docker Hub: Debian's base is there and Ubuntu's is not, and now Docker Hub answers. */
const onlineAgain = (hosts: string) =>
  withProgram(
    "docker",
    `printf '%s\\n' "$*" >> "$(dirname "$0")/asked"
case "$*" in
  "ps --all"*) printf '${hosts}' ;;
  "image inspect"*" ${UBUNTU_BASE}" | "image inspect"*" ubuntu:"*) echo "Error: No such image" >&2; exit 1 ;;
esac`,
  );

const site = { checkout: "/home/mina/note", machine: "desk", stack: "class-a" };
const plan = { settings: { ...settings, students: ["mina"], baked: false }, note, site };
const prepare = async () => {
  const [image] = (await loadKind("container")).preparations(plan);
  return image?.ensure(() => {}, new AbortController().signal);
};

test("a new lab's hosts are made from Ubuntu where Docker Hub answers, also where an earlier lab had to take Debian", async () => {
  await using client = await onlineAgain("");
  expect(await prepare()).toBe("Ubuntu 20.04");
  expect(await readFile(join(client.folder, "asked"), "utf8")).toContain("pull --quiet ubuntu:20.04");
});

test("a lab that has hosts keeps their base, and Docker Hub is not asked for it", async () => {
  await using client = await onlineAgain(
    "labnote-class-a-0a1b2c3d-mina\\tclass-a-0a1b2c3d\\t/home/mina/note\\tdesk\\n",
  );
  expect(await prepare()).toBe("Debian 13");
  expect(await readFile(join(client.folder, "asked"), "utf8")).not.toContain("pull");
});

test("hosts of another lab are no reason for a new lab to keep Debian", async () => {
  await using _client = await onlineAgain(
    "labnote-class-b-0a1b2c3d-jun\\tclass-b-0a1b2c3d\\t/home/mina/note\\tdesk\\n",
  );
  expect(await prepare()).toBe("Ubuntu 20.04");
});

test("a lab that asked for Debian gets it, with an engine that has its old builder, and Docker Hub is not asked", async () => {
  await using client = await engine("EOF");
  expect((await ensureHostImage("debian")).base).toBe("Debian 13");
  const asked = (await readFile(join(client.folder, "asked"), "utf8")).split("\n");
  expect(asked.filter((line) => line.startsWith("pull"))).toEqual([]);
  expect(asked.filter((line) => line.includes("BASE=labnote/trixie:"))).toEqual([
    expect.stringContaining("EXTRA_PACKAGES=docker-registry "),
  ]);
});

test("a resource of a lab takes the base that the preparation left on the engine", async () => {
  await using client = await onlineAgain("");
  expect((await ensureHostImage("auto")).base).toBe("Debian 13");
  expect(await readFile(join(client.folder, "asked"), "utf8")).not.toContain("pull");
});
