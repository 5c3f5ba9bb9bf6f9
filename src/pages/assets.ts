import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { playerTheme, terminalTokens } from "./pictures/colours.ts";

/** The style and the script that every page of a kind has. */
export interface Assets {
  style: string;
  script: string;
}

/** The files of each kind of page, in this order: a later style may override an earlier one, a later script may use an earlier one. */
const files = {
  run: {
    styles: [
      "tokens.css",
      "text.css",
      "alerts.css",
      "screen.css",
      "steps.css",
      "run/page.css",
      "run/summary.css",
      "run/tools.css",
      "run/note.css",
      "run/step.css",
      "run/window.css",
      "run/beside.css",
      "class.css",
      "run/media.css",
    ],
    scripts: ["copy.js", "packed.js", "scroll.js", "place.js", "filter.js", "beside.js", "page-client.js", "renew.js"],
  },
  // Paper is light.
  handout: {
    styles: ["tokens.css", "text.css", "alerts.css", "handout.css"],
    scripts: ["copy.js", "scroll.js", "handout-client.js"],
  },
} as const;

/** The assets of a kind of page. The page of a class has those of a run. */
export async function loadAssets(kind: keyof typeof files): Promise<Assets> {
  const [styles, scripts] = await Promise.all([
    Promise.all(files[kind].styles.map((name) => readAsset(`styles/${name}`))),
    Promise.all(files[kind].scripts.map(readAsset)),
  ]);
  return { style: [...styles, terminalTokens()].join(""), script: scripts.join("") };
}

/** The player of recordings, from its package, with the colours of pictures, and what a replay is besides it. */
export async function loadPlayer(): Promise<Assets> {
  const { resolve } = createRequire(import.meta.url);
  const read = (name: string) => readFile(resolve(`asciinema-player/dist/bundle/${name}`), "utf8");
  const [style, script, ownStyle, ownScript] = await Promise.all([
    read("asciinema-player.css"),
    read("asciinema-player.min.js"),
    readAsset("styles/replay.css"),
    readAsset("replay.js"),
  ]);
  return { style: [style, playerTheme(), ownStyle].join("\n"), script: `${script}\n${ownScript}` };
}

/** A file of `assets/`, by its path there. */
export const readAsset = (name: string): Promise<string> => readFile(join(import.meta.dirname, "assets", name), "utf8");
