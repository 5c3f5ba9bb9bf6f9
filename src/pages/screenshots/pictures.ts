import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { commandLine, DEFAULT_STACK, npm } from "../../common/advice.ts";
import { CHECKOUT } from "../../common/paths.ts";
import { readBlocks } from "../../note/markdown.ts";
import { collected, drawPictures, type MadePicture } from "../pictures/draw.ts";
import { isPicture, pictureName, wantedPictures } from "../pictures/plan.ts";
import { pngOf } from "../pictures/png.ts";
import { svgOf } from "../pictures/svg.ts";
import { animatedSvg } from "./animation.ts";
import { type Composed, photographsOf } from "./documents.ts";
import { type KeptLesson, keptLesson, PICTURES, START } from "./kept-runs.ts";
import type { Camera } from "./photographs.ts";
import { seenTerminal } from "./screens.ts";

/** A picture in the repository. */
export interface KeptPicture {
  /** Its file, relative to the checkout. */
  file: string;
  /** A digest of all that is seen in it. Another one says that the file is out of date. */
  madeOf: string;
  make(tools: { camera: Camera; browser: string }): Promise<string | Buffer>;
}

/** How many times faster than it was the animation shows `npm start`. */
const SPEED = 3;

/** The pictures in the repository, as they are to be. None of them is made yet, so no browser is needed. */
export async function keptPictures(): Promise<KeptPicture[]> {
  const [git, chapter, start] = await Promise.all([
    keptLesson("git"),
    keptLesson("chapter"),
    readFile(join(CHECKOUT, START), "utf8"),
  ]);
  const bar = `${commandLine(npm("start"), DEFAULT_STACK)}, ${SPEED} times as fast`;
  const animation = animatedSvg(await seenTerminal(start), { title: bar, bar, speed: SPEED });
  return [
    drawn(join(PICTURES, "start.svg"), animation),
    ...[...(await photographsOf(git))].map(([name, photograph]) =>
      photographed(join(PICTURES, `${name}.webp`), photograph),
    ),
    ...(await picturesOf(chapter)),
  ];
}

const drawn = (file: string, svg: string): KeptPicture => ({ file, madeOf: contentDigest(svg), make: async () => svg });

const photographed = (file: string, { inner: { html, ...shown }, outer }: Composed): KeptPicture => ({
  file,
  madeOf: contentDigest(seenOf(html), shown, outer(Buffer.alloc(0))),
  make: async ({ camera }) => camera.take(outer(await camera.take({ html, ...shown }, "png")), "webp"),
});

/** The pictures that a note's images ask for, in the format that each image names. */
async function picturesOf({ note, markdown, runs: [first] }: KeptLesson): Promise<KeptPicture[]> {
  const { run } = first as KeptLesson["runs"][number];
  const files = new Map(
    readBlocks(markdown, note.file).flatMap((block) =>
      block.kind === "image" && isPicture(block.url)
        ? [[pictureName(block.url), join(dirname(note.file), block.url)]]
        : [],
    ) as [string, string][],
  );
  const pictures: KeptPicture[] = [];
  for await (const picture of drawPictures(wantedPictures(markdown, note), note, run, undefined)) {
    const file = files.get(picture.name) as string;
    if ("drawing" in picture) pictures.push(drawn(file, svgOf(picture.drawing, "embedded")));
    else {
      const steps = picture.steps.map((index) => [run.record.steps[index]?.typed, run.record.steps[index]?.output]);
      const make: KeptPicture["make"] = async ({ browser }) => {
        const { made } = await collected(drawPictures([picture], note, run, browser));
        return pngOf((made[0] as MadePicture).drawing);
      };
      pictures.push({ file, madeOf: contentDigest(picture.title, steps), make });
    }
  }
  return pictures;
}

/** What a photograph can show of a page: no scripts, no styles for paper, no colours of the dark, and nothing of the note from its second section on. */
export const seenOf = (html: string): string =>
  html
    .replace(/<script.*?<\/script>|<meta http-equiv[^>]*>|\/\*.*?\*\//gs, "")
    .replace(/@media (?:print|\(forced-colors: active\)) \{.*?\n\}/gs, "")
    .replace(/light-dark\((#\w+), #\w+\)/g, "$1")
    .split(/(?=<h2 id=)/)
    .slice(0, 2)
    .join("");

/** A digest of values. */
export const contentDigest = (...of: readonly unknown[]): string =>
  createHash("sha256").update(JSON.stringify(of)).digest("hex").slice(0, 32);
