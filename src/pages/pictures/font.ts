import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Advances, glyphAdvances, type LineMetrics, lineMetrics, sfntOf } from "./woff.ts";

/** The typeface of pictures: half-width Latin and full-width Korean on one grid, which lines up as a terminal's cells do. */
export const FONT_FAMILY = "Nanum Gothic Coding";
const PACKAGE = "@fontsource/nanum-gothic-coding";

export type Weight = 400 | 700;

/** One file of the typeface, which has a part of its characters. */
export interface Face {
  /** "latin", or a number as the package names it. */
  subset: string;
  weight: Weight;
  /** What it is for, as CSS writes it. */
  unicodeRange: string;
}

/** The typeface as its package has it: split into files by characters, so that few are needed. Files are read when first asked for. */
class Font {
  readonly #require = createRequire(import.meta.url);
  readonly #subsets: { subset: string; unicodeRange: string; ranges: [number, number][] }[];
  readonly #advances = new Map<string, Advances>();
  #lines: LineMetrics | undefined;

  constructor() {
    const ranges: { [subset: string]: string } = JSON.parse(this.#read("unicode.json").toString());
    // The Latin file is in almost every picture anyway: what it has is taken from there.
    this.#subsets = Object.entries(ranges)
      .toReversed()
      .map(([name, unicodeRange]) => ({
        subset: name.replace(/[[\]]/g, ""),
        unicodeRange,
        ranges: unicodeRange.split(",").map(readRange),
      }))
      .sort((a, b) => Number(b.subset === "latin") - Number(a.subset === "latin"));
  }

  /** The file with a character's glyph; `undefined` where the typeface has none. */
  face(character: string, weight: Weight): Face | undefined {
    const code = character.codePointAt(0) as number;
    const found = this.#subsets.find(({ ranges }) => ranges.some(([from, to]) => from <= code && code <= to));
    return found && { subset: found.subset, weight, unicodeRange: found.unicodeRange };
  }

  /** How far a character's glyph moves the pen, in parts of the font's size; `undefined` where the typeface has none. */
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

  /** What its lines take, in parts of the font's size. */
  get lines(): LineMetrics {
    this.#lines ??= lineMetrics(this.sfnt(this.face("0", 400) as Face));
    return this.#lines;
  }

  /** A file as browsers take it. */
  woff2(face: Face): Buffer {
    return this.#read(fileOf(face, "woff2"));
  }

  /** A file as programs that draw take it: TrueType, of a family of its own ({@link familyOf}). */
  sfnt(face: Face): Buffer {
    return sfntOf(this.#read(fileOf(face, "woff")), familyOf(face));
  }

  #read(file: string): Buffer {
    return readFileSync(this.#require.resolve(`${PACKAGE}/${file}`));
  }
}

/** What a file is called in a program that draws. Under one name it would take the letters of one file from another. */
export const familyOf = ({ subset, weight }: Face): string => `NGC ${subset} ${weight}`;

const fileOf = ({ subset, weight }: Face, kind: string): string =>
  `files/nanum-gothic-coding-${subset}-${weight}-normal.${kind}`;

function readRange(text: string): [number, number] {
  const [from, to = from] = text.trim().replace("U+", "").split("-");
  return [Number.parseInt(from as string, 16), Number.parseInt(to as string, 16)];
}

let font: Font | undefined;

/** The typeface; made when it is first needed. */
export function theFont(): Font {
  font ??= new Font();
  return font;
}
