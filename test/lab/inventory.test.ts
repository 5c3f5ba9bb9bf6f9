import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { keptImages, type Leftover, removeImages, sweep } from "../../src/hosts/docker/inventory.ts";
import { tar } from "../../src/hosts/docker/tar.ts";
import { docker } from "../../src/hosts/engine/cli.ts";
import { CACHE, labels, ofSite, orphaned, thisSite } from "../../src/hosts/labels.ts";

const mark = `t${randomBytes(4).toString("hex")}`;
const image = `labnote-test/${mark}:1`;
const { checkout, machine } = thisSite();

/** A container and a volume of a lab, as an interrupted command may leave them. */
async function leave(name: string, lab: string, from: { checkout: string; machine: string }): Promise<void> {
  const marks = labels({ lab, student: "mina", ...from }).map((label) => `--label=${label}`);
  await docker(["volume", "create", ...marks, name]);
  await docker(["create", "--name", name, ...marks, "--volume", `${name}:/data`, image, "/nothing"]);
}

const names = (things: readonly Leftover[]) => things.map(({ kind, name }) => `${kind} ${name}`).sort();

describe("what the Docker Engine holds of labs", () => {
  beforeAll(async () => {
    await docker(["import", "--change", `LABEL labnote=${CACHE}`, "-", image], { input: tar({ nothing: "" }) });
  });
  afterAll(async () => {
    await sweep(({ name }) => name.startsWith(mark));
    await removeImages([{ name: image, size: "" }]);
  });

  test("is swept lab by lab: another stack, another checkout and another machine keep theirs", async () => {
    const site = { stack: mark, checkout, machine };
    await leave(`${mark}-own`, `${mark}-00000001`, site);
    await leave(`${mark}-stack`, `${mark}-more-00000001`, site);
    await leave(`${mark}-checkout`, `${mark}-00000001`, { checkout: "/", machine });
    await leave(`${mark}-machine`, `${mark}-00000001`, { checkout, machine: `${machine}-2` });
    expect(names(await sweep(ofSite(site)))).toEqual([`container ${mark}-own`, `volume ${mark}-own`]);
    expect(await sweep(ofSite(site))).toEqual([]);
    const others = await sweep(({ name }) => name.startsWith(mark));
    expect(new Set(others.map(({ name }) => name))).toEqual(
      new Set([`${mark}-stack`, `${mark}-checkout`, `${mark}-machine`]),
    );
  });

  test("is orphaned when its checkout is gone from this machine, and only then", async () => {
    await leave(`${mark}-gone`, `${mark}-00000001`, { checkout: `/${mark}/gone`, machine });
    await leave(`${mark}-there`, `${mark}-00000001`, { checkout, machine });
    await leave(`${mark}-elsewhere`, `${mark}-00000001`, { checkout: `/${mark}/gone`, machine: `${machine}-2` });
    const mine = ({ name }: Leftover) => name.startsWith(mark);
    const gone = orphaned(machine);
    expect(names(await sweep((thing) => mine(thing) && gone(thing)))).toEqual([
      `container ${mark}-gone`,
      `volume ${mark}-gone`,
    ]);
  });

  test("counts a kept image among the kept, and leaves it while a host uses it", async () => {
    const kept = async () => (await keptImages()).filter(({ name }) => name === image);
    expect(await kept()).toHaveLength(1);
    await leave(`${mark}-user`, `${mark}-00000001`, { checkout, machine });
    expect(await removeImages(await kept())).toEqual(await kept());
    expect(await kept()).toHaveLength(1);
  });
});
