import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { npm } from "../../../../src/common/advice.ts";
import { describe as told } from "../../../../src/common/errors.ts";
import { createContainer, resizeContainer } from "../../../../src/hosts/docker/container.ts";
import { type OnPath, withProgram } from "../../with-program.ts";

const spec = {
  ...{ name: "labnote-test-a", hostname: "a", image: "labnote/host:1", userData: "#cloud-config\n", ports: [5000] },
  ...{ memory: 1536, cpus: 3 },
  owner: { lab: "test", checkout: "/c", machine: "m", student: "a" },
};

/** A docker client that keeps what it was asked for and answers by a bash `case` on its arguments. */
describe("making a machine with an engine that", () => {
  let client: OnPath | undefined;
  afterEach(async () => {
    await client?.[Symbol.asyncDispose]();
    client = undefined;
  });

  async function engine(cases: string): Promise<void> {
    client = await withProgram(
      "docker",
      `log="$(dirname "$0")/log"
printf '%s\\n' "$*" >> "$log"
say() { echo "$1" >&2; exit 1; }
case "$*" in
${cases}
  "container inspect"*) say "Error: No such container" ;;
  "create "*) echo 0f ;;
esac`,
    );
  }
  const asked = async () => (await readFile(join(client?.folder ?? "", "log"), "utf8")).trim().split("\n");
  const cleared = ["rm --force --volumes labnote-test-a", "volume rm --force labnote-test-a"];

  test("finds a port taken in the race chooses others and tries again", async () => {
    const taken = "Bind for 127.0.0.1:20022 failed: port is already allocated";
    await engine(`  "start 0f") [ "$(grep -c ^start "$log")" -gt 2 ] || say "${taken}" ;;`);
    const machine = await createContainer(spec);
    const creates = (await asked()).filter((line) => line.startsWith("create "));
    const publishes = creates.map((line) => line.match(/127\.0\.0\.1:\d+:\d+/g));
    expect(publishes).toHaveLength(3);
    expect(new Set(publishes.flat()).size).toBe(6);
    expect(publishes.at(-1)).toEqual(Object.entries(machine.ports).map(([to, from]) => `127.0.0.1:${from}:${to}`));
  });

  test("has the ports of other machines for taken, whether they are up or not", async () => {
    await engine(`  "ps --all"*) seq 20000 30999 ;;`);
    const { ports } = await createContainer(spec);
    expect(Object.values(ports).filter((port) => port < 31_000)).toEqual([]);
  });

  test("has all ports given to other machines fails, and makes nothing", async () => {
    await engine(`  "ps --all"*) seq 20000 31999 ;;`);
    await expect(createContainer(spec)).rejects.toMatchObject({
      message: "No port of 127.0.0.1 from 20000 to 31999 is free for labnote-test-a",
      remedy: { parts: expect.arrayContaining([npm("down")]) },
    });
    expect((await asked()).filter((line) => line.startsWith("create "))).toEqual([]);
  });

  test("has no free port gives up, with what to do", async () => {
    await engine(`  "start 0f") say "port is already allocated" ;;`);
    await expect(createContainer(spec)).rejects.toMatchObject({ fault: "port-taken", remedy: expect.any(String) });
    expect((await asked()).slice(-2)).toEqual(cleared);
  });

  test.each([
    ["has no room", "no space left on device", "disk-full"],
    ["dies in the middle", "unexpected EOF", "engine-died"],
  ])("%s fails, and removes what was made", async (_, words, fault) => {
    await engine(`  "cp "*) say "${words}" ;;`);
    await expect(createContainer(spec)).rejects.toMatchObject({ fault, remedy: expect.any(String) });
    expect((await asked()).slice(-2)).toEqual(cleared);
  });

  test("is gone for good fails with both errors, the making's and the removal's", async () => {
    await engine(`  "start 0f") say "unexpected EOF" ;;
  "rm "*) if grep -q ^start "$log"; then say "Cannot connect to the Docker daemon"; fi ;;`);
    const error = await createContainer(spec).catch((thrown) => thrown);
    expect(told(error)).toMatch(/and what was made of it could not be removed.*unexpected EOF.*Cannot connect/s);
  });

  test.each([
    ["comes back whatever ended it", undefined, "--restart=unless-stopped"],
    ["and ends by itself comes back from a reboot, and stays down at its end", true, "--restart=on-failure"],
  ])("starts it again: it %s", async (_, ends, option) => {
    await engine("");
    await createContainer({ ...spec, ends });
    expect((await asked()).find((line) => line.startsWith("create "))).toContain(option);
  });

  test("shares its machine with it gives it the memory and processors that it is to have, and an end to its processes", async () => {
    await engine("");
    await createContainer(spec);
    const create = (await asked()).find((line) => line.startsWith("create "));
    for (const option of ["--memory=1536m", "--memory-swap=3072m", "--cpu-period=100000", "--cpu-quota=300000"])
      expect(create).toContain(` ${option} `);
    expect(create).toContain(" --pids-limit=4096 ");
  });

  test("shared its machine in another way changes the container that runs, and its swap with its memory", async () => {
    await engine("");
    await resizeContainer("0f", { memory: 4096, cpus: 1 });
    expect(await asked()).toEqual([
      "update --memory=4096m --memory-swap=8192m --cpu-period=100000 --cpu-quota=100000 --pids-limit=4096 0f",
    ]);
  });

  test("cannot give that memory says what to do", async () => {
    await engine('  "update "*) say "device or resource busy" ;;');
    await expect(resizeContainer("labnote-test-a", { memory: 512, cpus: 1 })).rejects.toMatchObject({
      message: "The host labnote-test-a could not be given 0.5 GiB of memory and 1 of the processors",
      cause: expect.objectContaining({ cause: expect.objectContaining({ message: "device or resource busy" }) }),
      remedy: expect.stringContaining("docker rm --force labnote-test-a"),
    });
  });

  test("shows its processes shows nothing of the user data in any argument", async () => {
    await engine("");
    await createContainer({ ...spec, userData: "#cloud-config\nssh_keys: {ed25519_private: very-secret}\n" });
    expect((await asked()).join("\n")).not.toContain("very-secret");
  });
});
