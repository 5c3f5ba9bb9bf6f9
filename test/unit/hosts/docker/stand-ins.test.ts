import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { STAND_INS } from "../../../../src/hosts/engine/stand-in-images.ts";
import { loadNote } from "../../../../src/note/load.ts";

const root = join(import.meta.dirname, "../../../..");
const images = join(root, "images/stand-ins");

test("every image of the chapter has a stand-in", async () => {
  const note = await loadNote(join(root, "notes/ch01-docker-basics.md"));
  expect(STAND_INS.map(({ name }) => name)).toEqual(expect.arrayContaining([...note.frontMatter.images]));
});

test("each stand-in has a folder of its own, and each folder is one's", async () => {
  const folders = await readdir(images);
  expect(STAND_INS.map(({ folder }) => folder).sort()).toEqual(folders.sort());
});

test.each(STAND_INS)(
  "$name is made from the Debian it is given, and leaves no package lists behind",
  async (standIn) => {
    const dockerfile = await readFile(join(images, standIn.folder, "Dockerfile"), "utf8");
    expect(dockerfile).toMatch(/^ARG DEBIAN\nFROM \$\{DEBIAN\}$/m);
    const installs = dockerfile.includes("apt-get install");
    expect(dockerfile.includes("rm -rf /var/lib/apt/lists/*")).toBe(installs);
  },
);
