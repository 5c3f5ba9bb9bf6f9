import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { cellsOf } from "../../../../src/pages/pictures/cells.ts";
import type { MadePicture, MissingPicture } from "../../../../src/pages/pictures/draw.ts";
import { drawTerminal } from "../../../../src/pages/pictures/terminal.ts";
import { AT_ONCE, writePictures } from "../../../../src/pages/pictures/write.ts";

const wanted = (name: string) => ({ name, title: name, asked: true, line: 1, steps: [0] });
const picture = async (name: string): Promise<MadePicture> => ({
  ...wanted(name),
  drawing: drawTerminal({ title: name, bar: name }, await cellsOf(`$ ${name} 가`)),
});

async function temporary() {
  const folder = await mkdtemp(join(tmpdir(), "labnote-pictures-"));
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

test("pictures are written as they are drawn, each in two files, and few are in memory at a time", async () => {
  await using at = await temporary();
  const held: number[] = [];
  async function* pictures(): AsyncGenerator<MadePicture | MissingPicture> {
    for (let count = 0; count < 8; count += 1) {
      held.push(count - Math.floor((await readdir(at.folder)).length / 2));
      yield await picture(`p${count}`);
    }
    yield { ...wanted("none"), reason: "it was not run" };
  }
  const { made, missing } = await writePictures(pictures(), at.folder);
  expect(Math.max(...held)).toBeLessThanOrEqual(AT_ONCE);
  expect([made, missing.map(({ name }) => name)]).toEqual([8, ["none"]]);
  expect((await readdir(at.folder)).sort()).toEqual(
    Array.from({ length: 8 }, (_, count) => [`p${count}.png`, `p${count}.svg`]).flat(),
  );
});

test("a folder that cannot be written to is reported, and no more pictures are drawn", async () => {
  await using at = await temporary();
  const file = join(at.folder, "file");
  await writeFile(file, "");
  let drawn = 0;
  async function* pictures() {
    for (; drawn < 50; drawn += 1) yield await picture("p/p");
  }
  await expect(writePictures(pictures(), file)).rejects.toThrow(`The pictures could not be written to ${file}`);
  expect(drawn).toBe(0);
  await expect(writePictures(pictures(), at.folder)).rejects.toThrow(`could not be written to ${at.folder}`);
  expect(drawn).toBeLessThan(50);
});

test("a picture that cannot be drawn is reported, and those drawn before it stay", async () => {
  await using at = await temporary();
  async function* pictures() {
    yield await picture("first");
    throw new Error("the browser is gone");
  }
  await expect(writePictures(pictures(), at.folder)).rejects.toThrow("the browser is gone");
  expect((await readdir(at.folder)).sort()).toEqual(["first.png", "first.svg"]);
});
