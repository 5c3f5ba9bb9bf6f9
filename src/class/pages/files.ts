import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename } from "node:path";
import { readAsset } from "../../pages/assets.ts";

/** A file that a page of the class loads. */
export interface ClassFile {
  /** Its media type. */
  type: string;
  bytes: Uint8Array;
}

/** What the style sheet of every page begins with. */
const ALL = ["tokens", "text", "alerts", "screen"] as const;

const STUDENT = ["live/student", "live/beside-note", "live/shown", "live/student-small"] as const;
const BOARD = ["live/board", "live/cells", "live/beside-board"] as const;

/** The style sheets, each of these parts: a later one may override an earlier one. */
const STYLES = {
  student: [...ALL, "steps", "live/live", "live/note", "live/terminal", ...STUDENT],
  board: [...ALL, "class", "live/live", "live/terminal", ...BOARD, "live/panel"],
  enter: [...ALL, "live/live", "live/small"],
  ready: [...ALL, "live/live", "live/small"],
} as const;

/** Those with a terminal, whose package has styles of its own. */
const WITH_TERMINAL: ReadonlySet<string> = new Set(["student", "board"]);

/**
 * The scripts: modules of the browser, as they are. Those of one page alone name the others by the addresses at which they are served. Beside them is
 * one of other pages, which makes what scrolls a stop of the Tab key.
 */
const SCRIPTS = [
  ...["board", "catch-up", "own", "panel", "seats", "table"].map((name) => `live/board/${name}`),
  ...["enter", "ready"].map((name) => `live/door/${name}`),
  ...[
    "bytes",
    "divider",
    "home",
    "morph",
    "notices",
    "page",
    "paste",
    "screen",
    "shown",
    "socket",
    "steps",
    "student",
    "tabs",
  ].map((name) => `live/${name}`),
  "scroll",
];

/**
 * All files that the pages of the class load, by their names. A server sends these bytes, and reads no file by a name that it was asked for.
 */
export async function loadClassFiles(): Promise<ReadonlyMap<string, ClassFile>> {
  const { resolve } = createRequire(import.meta.url);
  const [ofTerminal, terminal, morphdom, styles, scripts] = await Promise.all([
    readFile(resolve("@xterm/xterm/css/xterm.css"), "utf8"),
    readFile(resolve("@xterm/xterm/lib/xterm.mjs")),
    readFile(resolve("morphdom/dist/morphdom-esm.js")),
    Promise.all(
      Object.entries(STYLES).map(async ([name, parts]) => ({
        name,
        texts: await Promise.all(parts.map((part) => readAsset(`styles/${part}.css`))),
      })),
    ),
    Promise.all(
      SCRIPTS.map(async (path) => ({
        name: basename(path),
        text: await readAsset(`${path}.js`),
      })),
    ),
  ]);
  return new Map<string, ClassFile>([
    ["xterm.mjs", { type: SCRIPT, bytes: terminal }],
    ["morphdom.mjs", { type: SCRIPT, bytes: morphdom }],
    ...styles.map(({ name, texts }): [string, ClassFile] => [
      `${name}.css`,
      { type: STYLE, bytes: Buffer.from([...(WITH_TERMINAL.has(name) ? [ofTerminal] : []), ...texts].join("\n")) },
    ]),
    ...scripts.map(({ name, text }): [string, ClassFile] => [`${name}.js`, { type: SCRIPT, bytes: Buffer.from(text) }]),
  ]);
}

const SCRIPT = "text/javascript; charset=utf-8";
const STYLE = "text/css; charset=utf-8";
