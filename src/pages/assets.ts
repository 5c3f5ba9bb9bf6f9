import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { playerTheme } from "./pictures/colours.ts";

/** The style and the script that every page of a kind has. */
export interface Assets {
  style: string;
  script: string;
}

/** The files of each kind of page, in this order: a later style may override an earlier one, a later script may use an earlier one. */
const files = {
  run: {
    styles: ["page.css", "page-note.css", "page-step.css", "class.css", "page-media.css"],
    scripts: ["copy.js", "scroll.js", "page-client.js"],
  },
  handout: {
    styles: ["handout.css"],
    scripts: ["copy.js", "scroll.js", "handout-client.js"],
  },
} as const;

/** The assets of a kind of page. The page of a class has those of a run. */
export async function loadAssets(kind: keyof typeof files): Promise<Assets> {
  const read = (name: string) => readFile(join(import.meta.dirname, "assets", name), "utf8");
  const [styles, scripts] = await Promise.all([
    Promise.all(files[kind].styles.map(read)),
    Promise.all(files[kind].scripts.map(read)),
  ]);
  return { style: styles.join(""), script: scripts.join("") };
}

/** The player of recordings, from its package, with the colours of pictures. */
export async function loadPlayer(): Promise<Assets> {
  const { resolve } = createRequire(import.meta.url);
  const read = (name: string) => readFile(resolve(`asciinema-player/dist/bundle/${name}`), "utf8");
  const [style, script] = await Promise.all([read("asciinema-player.css"), read("asciinema-player.min.js")]);
  return { style: `${style}${playerTheme()}`, script };
}
