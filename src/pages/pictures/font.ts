import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Advances, glyphAdvances, type LineMetrics, lineMetrics, sfntOf } from "./woff.ts";

/** The typeface of pictures. Latin letters are one cell wide and Korean letters two, as in a terminal. */
export const FONT_FAMILY = "Nanum Gothic Coding";
const PACKAGE = "@fontsource/nanum-gothic-coding";

export type Weight = 400 | 700;

/** A file of the typeface, with a part of its characters. */
export interface Face {
  /** "latin", or a number as the package names it. */
  subset: string;
  weight: Weight;
  /** Its characters, as CSS writes them. */
  unicodeRange: string;
}

/** The typeface, which its package splits into files by characters, so that a picture needs few. Each file is read when it is first needed. */
class Font {
  readonly #require = createRequire(import.meta.url);
  readonly #subsets: { subset: string; unicodeRange: string; ranges: [number, number][] }[];
  readonly #advances = new Map<string, Advances>();
  #lines: LineMetrics | undefined;

  constructor() {
    const ranges: { [subset: string]: string } = JSON.parse(this.#read("unicode.json").toString());
    // Almost every picture needs the Latin file, so it comes first for the characters that it has.
    this.#subsets = Object.entries(ranges)
      .toReversed()
      .map(([name, unicodeRange]) => ({
        subset: name.replace(/[[\]]/g, ""),
        unicodeRange,
        ranges: unicodeRange.split(",").map(readRange),
      }))
      .sort((a, b) => Number(b.subset === "latin") - Number(a.subset === "latin"));
  }

  /** The file with a character's glyph; `undefined` if the typeface lacks it. */
  face(character: string, weight: Weight): Face | undefined {
    const code = character.codePointAt(0) as number;
    const found = this.#subsets.find(({ ranges }) => ranges.some(([from, to]) => from <= code && code <= to));
    return found && { subset: found.subset, weight, unicodeRange: found.unicodeRange };
  }

  /** The advance of a character's glyph, in parts of the font's size; `undefined` if the typeface lacks it. */
  advance(character: string): number | undefined {
    const face = this.face(character, 400);
    if (face === undefined) return undefined;
    let advances = this.#advances.get(face.subset);
    if (advances === undefined) {
      advances = glyphAdvances(this.sfnt(face));
      this.#advances.set(face.subset, advances);
    }
    return advances.get(character.codePointAt(0) as number);
  }

  /** The metrics of its lines, in parts of the font's size. */
  get lines(): LineMetrics {
    this.#lines ??= lineMetrics(this.sfnt(this.face("0", 400) as Face));
    return this.#lines;
  }

  /** A file for browsers. */
  woff2(face: Face): Buffer {
    return this.#read(fileOf(face, "woff2"));
  }

  /** A file for programs that draw: TrueType, with a family of its own ({@link familyOf}). */
  sfnt(face: Face): Buffer {
    return sfntOf(this.#read(fileOf(face, "woff")), familyOf(face));
  }

  #read(file: string): Buffer {
    return readFileSync(this.#require.resolve(`${PACKAGE}/${file}`));
  }
}

/** The family of a file in a program that draws. With one family for all files, it would look for letters in the wrong file. */
export const familyOf = ({ subset, weight }: Face): string => `NGC ${subset} ${weight}`;

const fileOf = ({ subset, weight }: Face, kind: string): string =>
  `files/nanum-gothic-coding-${subset}-${weight}-normal.${kind}`;

function readRange(text: string): [number, number] {
  const [from, to = from] = text.trim().replace("U+", "").split("-");
  return [Number.parseInt(from as string, 16), Number.parseInt(to as string, 16)];
}

let font: Font | undefined;

/** The typeface, created when it is first needed. */
export function theFont(): Font {
  font ??= new Font();
  return font;
}
