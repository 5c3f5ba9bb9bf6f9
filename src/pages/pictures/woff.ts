import { inflateSync } from "node:zlib";

/** Glyphs' advances by code point, in parts of the font's size. */
export type Advances = ReadonlyMap<number, number>;

/** In parts of the font's size, from the baseline. */
export interface LineMetrics {
  ascent: number;
  descent: number;
}

/**
 * Unpacks a font from WOFF 1.0 (https://www.w3.org/TR/WOFF/): the tables of an OpenType font after a directory of them. All tables
 * but the names are unchanged.
 *
 * @param family a family, in ASCII, that only this font has, so that a program that asks for it gets no other font
 */
export function sfntOf(woff: Buffer, family: string): Buffer {
  if (woff.toString("latin1", 0, 4) !== "wOFF") throw new Error("not a WOFF font");
  const tables = Array.from({ length: woff.readUInt16BE(12) }, (_, index) => {
    const entry = woff.subarray(44 + 20 * index);
    const [offset, packed, size] = [entry.readUInt32BE(4), entry.readUInt32BE(8), entry.readUInt32BE(12)];
    const [tag, data] = [entry.subarray(0, 4), woff.subarray(offset, offset + packed)];
    if (tag.toString("latin1") === "name") return { tag, ...nameTable(family) };
    return { tag, checksum: entry.readUInt32BE(16), data: packed < size ? inflateSync(data) : data };
  });
  const power = Math.floor(Math.log2(tables.length));
  const head = Buffer.alloc(12 + 16 * tables.length);
  woff.copy(head, 0, 4, 8);
  head.writeUInt16BE(tables.length, 4);
  head.writeUInt16BE(16 * 2 ** power, 6);
  head.writeUInt16BE(power, 8);
  head.writeUInt16BE(16 * (tables.length - 2 ** power), 10);
  const parts: Buffer[] = [head];
  let offset = head.length;
  for (const [index, { tag, checksum, data }] of tables.entries()) {
    const at = 12 + 16 * index;
    tag.copy(head, at);
    head.writeUInt32BE(checksum, at + 4);
    head.writeUInt32BE(offset, at + 8);
    head.writeUInt32BE(data.length, at + 12);
    // Each table begins at a multiple of four bytes.
    const gap = -data.length & 3;
    parts.push(data, Buffer.alloc(gap));
    offset += data.length + gap;
  }
  return Buffer.concat(parts);
}

/** The table `name` of OpenType, format 0: a family and a PostScript name, in English for Windows, as UTF-16. */
function nameTable(family: string): { data: Buffer; checksum: number } {
  const names = [family, family.replaceAll(" ", "-")].map((name) => Buffer.from(name, "utf16le").swap16());
  const [head, records] = [6, 12 * names.length];
  const data = Buffer.alloc(Math.ceil((head + records + Buffer.concat(names).length) / 4) * 4);
  data.writeUInt16BE(names.length, 2);
  data.writeUInt16BE(head + records, 4);
  let offset = 0;
  for (const [index, name] of names.entries()) {
    const id = [1, 6][index] as number;
    const record = [3, 1, 0x409, id, name.length, offset];
    for (const [field, value] of record.entries()) data.writeUInt16BE(value, head + 12 * index + 2 * field);
    name.copy(data, head + records + offset);
    offset += name.length;
  }
  let checksum = 0;
  for (let at = 0; at < data.length; at += 4) checksum = (checksum + data.readUInt32BE(at)) >>> 0;
  return { data, checksum };
}

function table(sfnt: Buffer, tag: string): Buffer {
  for (let at = 12; at < 12 + 16 * sfnt.readUInt16BE(4); at += 16) {
    if (sfnt.toString("latin1", at, at + 4) !== tag) continue;
    const offset = sfnt.readUInt32BE(at + 8);
    return sfnt.subarray(offset, offset + sfnt.readUInt32BE(at + 12));
  }
  throw new Error(`the font has no table ${tag}`);
}

const unitsPerEm = (sfnt: Buffer): number => table(sfnt, "head").readUInt16BE(18);

/** The tables `head` and `hhea` of OpenType. */
export function lineMetrics(sfnt: Buffer): LineMetrics {
  const [units, hhea] = [unitsPerEm(sfnt), table(sfnt, "hhea")];
  return { ascent: hhea.readInt16BE(4) / units, descent: -hhea.readInt16BE(6) / units };
}

/** The tables `cmap` (its subtable of format 4) and `hmtx` of OpenType. */
export function glyphAdvances(sfnt: Buffer): Advances {
  const units = unitsPerEm(sfnt);
  const [hmtx, measured] = [table(sfnt, "hmtx"), table(sfnt, "hhea").readUInt16BE(34)];
  const advances = new Map<number, number>();
  // The last glyphs may share one advance.
  for (const [code, glyph] of glyphs(table(sfnt, "cmap")))
    advances.set(code, hmtx.readUInt16BE(4 * Math.min(glyph, measured - 1)) / units);
  return advances;
}

function* glyphs(cmap: Buffer): Generator<[code: number, glyph: number]> {
  const subtables = Array.from({ length: cmap.readUInt16BE(2) }, (_, index) =>
    cmap.subarray(cmap.readUInt32BE(4 + 8 * index + 4)),
  );
  const format4 = subtables.find((subtable) => subtable.readUInt16BE(0) === 4);
  if (format4 === undefined) throw new Error("the font's table cmap has no subtable of format 4");
  const size = format4.readUInt16BE(6);
  const [ends, starts, deltas, offsets] = [14, 16 + size, 16 + 2 * size, 16 + 3 * size] as const;
  for (let at = 0; at < size; at += 2) {
    const offset = format4.readUInt16BE(offsets + at);
    const delta = format4.readUInt16BE(deltas + at);
    const start = format4.readUInt16BE(starts + at);
    for (let code = start; code <= format4.readUInt16BE(ends + at) && code < 0xffff; code += 1) {
      const raw = offset === 0 ? code : format4.readUInt16BE(offsets + at + offset + 2 * (code - start));
      const glyph = offset !== 0 && raw === 0 ? 0 : (raw + delta) & 0xffff;
      if (glyph !== 0) yield [code, glyph];
    }
  }
}
