import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Advances, glyphAdvances, type LineMetrics, lineMetrics, sfntOf } from "./woff.ts";

/** A typeface, which its package splits into files by characters, so that a picture needs few. */
interface Typeface {
  family: string;
  /** The name of its package, and the beginning of the names of its files. */
  name: string;
}

/**
 * The typefaces of pictures. The first one that has a letter draws it: Latin in a cell, Korean in two, as in a terminal. Cascadia Mono
 * has no ligatures, which would make one sign of the two in `!=`.
 */
const TYPEFACES: readonly Typeface[] = [
  { family: "Cascadia Mono", name: "cascadia-mono" },
  { family: "Nanum Gothic Coding", name: "nanum-gothic-coding" },
];

/** Those typefaces as CSS names them, and then those that a reader may have. */
export const FONT_FAMILIES = [
  ...TYPEFACES.map(({ family }) => family),
  "D2Coding",
  "Menlo",
  "Consolas",
  "monospace",
].join(", ");

export type Weight = 400 | 700;

/** A file of a typeface, with a part of its characters. */
export interface Face extends Typeface {
  /** "latin", or another name or number as the package names it. */
  subset: string;
  weight: Weight;
  /** Its characters, as CSS writes them. */
  unicodeRange: string;
  /** By this, its letters are enlarged: then a digit of any typeface is half as wide as the font's size. */
  scale: number;
}

/** A file with a character's glyph, and the glyph's advance in parts of the font's size. */
interface Glyph {
  face: Omit<Face, "weight">;
  advance: number;
}

interface Part extends Typeface {
  subset: string;
  unicodeRange: string;
  ranges: [number, number][];
}

/** The typefaces together. Each file is read when it is first needed. */
class Font {
  readonly #require = createRequire(import.meta.url);
  readonly #parts: readonly Part[] = TYPEFACES.flatMap((typeface) => this.#partsOf(typeface));
  readonly #advances = new Map<Part, Advances>();
  readonly #glyphs = new Map<number, Glyph | undefined>();
  #lines: LineMetrics | undefined;

  /** The file with a character's glyph; `undefined` if the typefaces lack it. */
  face(character: string, weight: Weight): Face | undefined {
    const face = this.#glyph(character)?.face;
    return face && { ...face, weight };
  }

  /** The advance of a character's glyph, in parts of the font's size; `undefined` if the typefaces lack it. */
  advance(character: string): number | undefined {
    return this.#glyph(character)?.advance;
  }

  /** The metrics of its lines, in parts of the font's size. */
  get lines(): LineMetrics {
    if (this.#lines === undefined) {
      const face = this.face("0", 400) as Face;
      const { ascent, descent } = lineMetrics(this.sfnt(face));
      this.#lines = { ascent: ascent * face.scale, descent: descent * face.scale };
    }
    return this.#lines;
  }

  /** A file for browsers. */
  woff2(face: Face): Buffer {
    return this.#read(face, fileOf(face, "woff2"));
  }

  /** A file for programs that draw: TrueType, with a family of its own ({@link familyOf}). */
  sfnt(face: Face): Buffer {
    return sfntOf(this.#read(face, fileOf(face, "woff")), familyOf(face));
  }

  #partsOf(typeface: Typeface): Part[] {
    const ranges: { [subset: string]: string } = JSON.parse(this.#read(typeface, "unicode.json").toString());
    // Almost every picture needs the Latin file, so it comes first for the characters that it has.
    return Object.entries(ranges)
      .toReversed()
      .map(([name, unicodeRange]) => ({
        ...typeface,
        subset: name.replace(/[[\]]/g, ""),
        unicodeRange,
        ranges: unicodeRange.split(",").map(readRange),
      }))
      .sort((a, b) => Number(b.subset === "latin") - Number(a.subset === "latin"));
  }

  #glyph(character: string): Glyph | undefined {
    const code = character.codePointAt(0) as number;
    if (!this.#glyphs.has(code)) this.#glyphs.set(code, this.#find(code));
    return this.#glyphs.get(code);
  }

  /** A file may lack some of the characters that are meant for it. */
  #find(code: number): Glyph | undefined {
    for (const part of this.#parts) {
      if (!part.ranges.some(([from, to]) => from <= code && code <= to)) continue;
      const advance = this.#advancesOf(part).get(code);
      if (advance === undefined) continue;
      const { family, name, subset, unicodeRange } = part;
      const scale = this.#scaleOf(part);
      return { face: { family, name, subset, unicodeRange, scale }, advance: advance * scale };
    }
    return undefined;
  }

  #scaleOf({ family }: Typeface): number {
    const latin = this.#parts.find((part) => part.family === family && part.subset === "latin") as Part;
    return 0.5 / (this.#advancesOf(latin).get(DIGIT) as number);
  }

  #advancesOf(part: Part): Advances {
    const known = this.#advances.get(part) ?? glyphAdvances(this.sfnt({ ...part, weight: 400, scale: 1 }));
    this.#advances.set(part, known);
    return known;
  }

  #read({ name }: Typeface, file: string): Buffer {
    return readFileSync(this.#require.resolve(`@fontsource/${name}/${file}`));
  }
}

const DIGIT = 0x30;

/** The family of a file in a program that draws. With one family for all files, it would look for letters in the wrong file. */
export const familyOf = ({ family, subset, weight }: Face): string => `${family} ${subset} ${weight}`;

const fileOf = ({ name, subset, weight }: Face, kind: string): string =>
  `files/${name}-${subset}-${weight}-normal.${kind}`;

function readRange(text: string): [number, number] {
  const [from, to = from] = text.trim().replace("U+", "").split("-");
  return [Number.parseInt(from as string, 16), Number.parseInt(to as string, 16)];
}

let font: Font | undefined;

/** The typefaces, read when they are first needed. */
export function theFont(): Font {
  font ??= new Font();
  return font;
}
