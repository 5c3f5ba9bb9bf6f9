import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import { describe as told } from "../../src/common/errors.ts";
import { ensureBakedImage } from "../../src/hosts/docker/baked-image.ts";
import { ensureHostImage } from "../../src/hosts/docker/base-image.ts";
import { docker, hasImage } from "../../src/hosts/engine/cli.ts";
import { thisSite } from "../../src/hosts/labels.ts";

jest.setTimeout(15 * 60_000);

/** A set-up of this test alone, quickly done. */
const setUp = (...commands: string[]) =>
  `#cloud-config\nruncmd:\n${[`echo ${randomBytes(4).toString("hex")}`, ...commands].map((line) => `  - ${line}\n`).join("")}`;

/** Throw-away hosts, and their volumes, that were made by this process or the one of this id. */
async function throwAways(maker: number): Promise<string[]> {
  const filter = `--filter=name=labnote-baking-${maker}-`;
  const lists = [
    ["ps", "--all", "--format", "{{.Names}}"],
    ["volume", "ls", "--quiet"],
  ].map((list) => docker([...list, filter]));
  return (await Promise.all(lists)).flatMap((names) => names.split("\n")).filter((name) => name !== "");
}

describe("baking an image", () => {
  let image: string;

  beforeAll(async () => {
    ({ image } = await ensureHostImage("auto"));
  });

  test("by two at the same time gives both the same one, and leaves nothing else", async () => {
    const own = setUp();
    const [one, two] = await Promise.all([ensureBakedImage(image, own), ensureBakedImage(image, own)]);
    try {
      expect(one).toBe(two);
      expect(await hasImage(one)).toBe(true);
      expect(await throwAways(process.pid)).toEqual([]);
      const said: string[] = [];
      expect(await ensureBakedImage(image, own, (line) => said.push(line))).toBe(one);
      expect(said).toEqual([]);
    } finally {
      await docker(["rmi", one]);
    }
  });

  test("with a set-up that fails says so with the end of its log, and leaves nothing", async () => {
    const error = await ensureBakedImage(image, setUp("echo what went wrong", "exit 3")).catch((thrown) => thrown);
    expect(told(error)).toMatch(/set-up did not succeed.*what went wrong.*try: /s);
    expect(await throwAways(process.pid)).toEqual([]);
  });

  test("when it is interrupted leaves nothing", async () => {
    const controller = new AbortController();
    const baking = ensureBakedImage(image, setUp("sleep 600"), () => controller.abort(), controller.signal);
    await expect(baking).rejects.toMatchObject({ fault: "interrupted" });
    expect(await throwAways(process.pid)).toEqual([]);
  });

  test("takes away what one that was killed has left", async () => {
    const gone = spawn("true");
    await once(gone, "exit");
    const labels = ["--label=labnote=cache", `--label=labnote.machine=${thisSite().machine}`];
    await docker(["create", "--name", `labnote-baking-${gone.pid}-0`, ...labels, image]);
    await ensureBakedImage(image, setUp("exit 3")).catch(() => {});
    expect(await throwAways(gone.pid as number)).toEqual([]);
  });
});
