import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { classDigests } from "../../../../src/cli/screenshots/class-pictures.ts";
import { keptDigests } from "../../../../src/cli/screenshots/screenshots.ts";
import { type KeptPicture, keptPictures } from "../../../../src/pages/screenshots/pictures.ts";

const root = join(import.meta.dirname, "../../../..");
/** In bytes: a page of documents opens quickly with some of them. */
const LARGEST = 150 * 1024;

let pictures: KeptPicture[];
let ofClass: Awaited<ReturnType<typeof classDigests>>;
let files: string[];

beforeAll(async () => {
  [pictures, ofClass] = await Promise.all([keptPictures(), classDigests()]);
  files = [...pictures.map(({ file }) => file), ...Object.keys(ofClass)];
});

describe("the pictures in the repository", () => {
  test("the pictures are as new as what they show; if not, run `npm run screenshots`", async () => {
    const wanted = Object.fromEntries(pictures.map(({ file, madeOf }) => [file, madeOf]));
    expect(await keptDigests()).toMatchObject(wanted);
  });

  test("the pictures of a class are as new as its pages; if not, commit those and run `npm run screenshots -- --class`", async () => {
    expect(await keptDigests()).toMatchObject(ofClass);
  });

  test("what is known of pictures is known of pictures that are made", async () => {
    expect(Object.keys(await keptDigests()).toSorted()).toEqual(files.toSorted());
  });

  test("each picture is there, is small, and runs nothing and loads nothing", () => {
    for (const file of files) {
      expect([file, statSync(join(root, file)).size < LARGEST]).toEqual([file, true]);
      const text = readFileSync(join(root, file), "latin1");
      if (file.endsWith(".svg"))
        expect([file, text.match(/<script|\son\w+="|\b(?:href|src)="(?!data:)|\burl\((?!data:)/)]).toEqual([
          file,
          null,
        ]);
    }
  });

  test("no picture is kept that nothing makes", () => {
    const found = ["docs/pictures", "pictures/ch01-docker-basics"].flatMap((folder) =>
      readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
    );
    // Who makes the chapter's pictures of a run gets PNGs beside these, which git leaves out.
    const kept = found.filter((file) => /\.(?:svg|webp)$/.test(file));
    expect(kept.filter((file) => !files.includes(file))).toEqual([]);
  });
});
