import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { cellsOf } from "../../../../src/pages/pictures/cells.ts";
import {
  BACKGROUND,
  BAR,
  BAR_TEXT,
  FOREGROUND,
  FRAME,
  onPaper,
  paletteColour,
} from "../../../../src/pages/pictures/colours.ts";
import { pngOf } from "../../../../src/pages/pictures/png.ts";
import { svgOf } from "../../../../src/pages/pictures/svg.ts";
import { abridged, drawTerminal } from "../../../../src/pages/pictures/terminal.ts";
import { pixelsOf } from "./ink.ts";
import { cellsOfSvg, held, TOP, visible, wide } from "./svg-cells.ts";

const draw = async (text: string, bar = "host-1: 1.1") => drawTerminal({ title: "A title", bar }, await cellsOf(text));
const svg = async (text: string) => svgOf(await draw(text), "none");

/** The elements and attributes of an XML document; throws if it is not well-formed. */
function parseXml(text: string): string[] {
  const names: string[] = [];
  const open: string[] = [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML does not allow them
  if (/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/.test(text)) throw new Error("a character that XML has not");
  const rest = text.replace(
    /<(\/?)([a-z]+)((?:\s[\w:-]+="[^"<]*")*)\s*(\/?)>/g,
    (_, close, name, attributes, empty) => {
      names.push(name, ...[...attributes.matchAll(/\s([\w:-]+)=/g)].map(([, attribute]) => attribute));
      if (close === "/" && open.pop() !== name) throw new Error(`</${name}> closes another`);
      if (close === "" && empty === "") open.push(name);
      return "";
    },
  );
  if (open.length > 0 || /[<>]|&(?!(?:amp|lt|gt|quot);)/.test(rest)) throw new Error(`no XML: ${rest.slice(0, 200)}`);
  return names;
}

const sgr = fc
  .array(
    fc.oneof(
      fc.constantFrom("0", "1", "3", "4", "7", "9", "22", "23", "24", "27", "29", "39", "49", "53"),
      fc.integer({ min: 30, max: 37 }).map(String),
      fc.integer({ min: 90, max: 107 }).map(String),
      fc.integer({ min: 0, max: 255 }).map((index) => `38;5;${index}`),
      fc.integer({ min: 0, max: 255 }).map((index) => `48;5;${index}`),
      fc.integer({ min: 0, max: 255 }).map((value) => `38;2;${value};7;200`),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((codes) => `\x1b[${codes.join(";")}m`);
const word = fc.oneof(
  fc.string({ unit: "grapheme-ascii", maxLength: 30 }),
  fc.constantFrom("가나다", "첫 페이지", "─┼─│", "…", "e\u0301", "▒█", "<b>&amp;\"'", "✔ done", "\t", "日本"),
);
const move = fc.oneof(
  fc.constantFrom("\r\n", "\r", "\b", "\x1b[K", "\x1b[2K", "\x1b[1A", "\x1b[5C", "\x1b[2J\x1b[H"),
  fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 120 })).map(([y, x]) => `\x1b[${y};${x}H`),
);
const output = fc.array(fc.oneof(sgr, word, word, move), { maxLength: 40 }).map((parts) => parts.join(""));

describe("A picture of a terminal", () => {
  test("a picture of a terminal has each cell in its place, with its colours and lines", async () => {
    await fc.assert(
      fc.asyncProperty(output, async (text) => {
        expect(visible(cellsOfSvg(await svg(text)))).toEqual(visible(await held(text)));
      }),
      { numRuns: 200 },
    );
  }, 120_000);

  test("a picture of any output is well-formed XML without scripts and without references", async () => {
    const hostile = [
      "<script>alert(1)</script>",
      '"/><image href="http://example.com/x.png"/>',
      "]]>&#0;&bogus;<!-- -->",
      "\x1b]8;;javascript:alert(1)\x07link\x1b]8;;\x07",
      "\x1b]0;title\x07\x1bP1$tx\x1b\\",
      "\x00\x01\x7f\x85\ufffe\uffff",
      "\ud800 lone",
      "\x1b[?1049h\x1b[31malternate",
      "\u202egnp.exe",
    ];
    const allowed = ["svg", "title", "desc", "rect", "g", "text", "tspan", "path", "circle"];
    const attributes =
      /^(?:xmlns|class|role|width|height|viewBox|rx|d|fill|fill-opacity|cx|cy|r|stroke|font-\w+|xml:space|x|y|textLength|lengthAdjust|text-decoration)$/;
    const check = async (text: string) => {
      const names = parseXml(svgOf(drawTerminal({ title: text, bar: text }, await cellsOf(text)), "none"));
      expect(names.filter((name) => !allowed.includes(name) && !attributes.test(name))).toEqual([]);
    };
    for (const text of hostile) await check(text);
    await fc.assert(fc.asyncProperty(fc.string({ unit: "binary", maxLength: 60 }), check), { numRuns: 100 });
  }, 120_000);

  test("the colours of one picture do not reach the next", async () => {
    await svg("\x1b[31;7mred, and never reset");
    expect(await svg("plain")).toBe(await svg("\x1b[0mplain"));
  });

  test("a character that the typeface lacks, or has in another width, does not move its neighbours", async () => {
    const pieces = [...svgOf(await draw("ok ✔✔ →→ done", ""), "none").matchAll(/textLength="(\d+)"[^>]*>([^<]*)</g)];
    expect(pieces.map(([, length, text]) => [text, Number(length)])).toEqual([
      ["ok ", 24],
      ["✔", 8],
      ["✔", 8],
      [" ", 8],
      ["→→", 16],
      [" done", 40],
    ]);
  });

  test("a picture dims a colour half-way to its background, and does not show concealed text", async () => {
    const seen = cellsOfSvg(await svg("\x1b[2ma\x1b[0;8msecret\x1b[0mb"));
    expect(seen.get("0:0")).toMatchObject({ text: "a", colour: "#7c7f83" });
    expect([...seen.values()].map(({ text }) => text).join("")).toBe("a      b");
  });

  test("a picture shows a replacement mark for what is not a character, in cells and in words", async () => {
    const text = svgOf(drawTerminal({ title: "t\x07\uffff", bar: "" }, await cellsOf("a\ufffeb")), "none");
    expect([...cellsOfSvg(text).values()].map(({ text }) => text)).toEqual(["a", "\ufffd", "b"]);
    expect(text).toContain("<desc>a\ufffdb</desc>");
    expect(text).toContain("<title>t\ufffd\ufffd</title>");
  });

  test("a picture has a bar with the host's name as text, and a title for screen readers", async () => {
    const text = await svg("$ echo a");
    expect(/<text class="bar".*?<\/text>/.exec(text)?.[0].replace(/<[^>]*>/g, "")).toBe("host-1: 1.1");
    expect(text).toContain("<title>A title</title>");
  });

  test("a picture has a description with its text", async () => {
    const text = await svg("$ echo a\r\na");
    expect(text).toContain("<title>A title</title>");
    expect(text).toContain("<desc>$ echo a\na</desc>");
  });

  test("a picture in a file has the fonts that its letters need, and no more", async () => {
    const weights = (text: string) =>
      [...text.matchAll(/font-weight:(\d+);unicode-range:(U\+[^,;]*)/g)].map(([, weight]) => weight);
    expect(weights(svgOf(await draw("plain"), "embedded"))).toEqual(["400"]);
    expect(weights(svgOf(await draw("plain \x1b[1mbold"), "embedded")).sort()).toEqual(["400", "700"]);
    expect(svgOf(await draw("가", ""), "embedded").match(/@font-face/g)).toHaveLength(1);
    expect(svgOf(await draw("plain"), "none")).not.toContain("font-face");
  });

  test("a picture leaves out the middle of more than a screenful, and says how many rows", async () => {
    const rows = abridged(await cellsOf(Array.from({ length: 100 }, (_, n) => `${n}`).join("\r\n")), 40);
    expect(rows).toHaveLength(40);
    const text = svgOf(drawTerminal({ title: "long", bar: "" }, rows), "none");
    expect(text).toContain("⋮ +61");
    expect(text).toContain(">0</tspan>");
    expect(text).toContain(">99</tspan>");
    expect(abridged(rows.slice(0, 8) as never, 40)).toHaveLength(8);
  });

  test("a picture of an empty terminal is valid", async () => {
    expect(() => parseXml(svgOf(drawTerminal({ title: "", bar: "" }, []), "none"))).not.toThrow();
    const png = await pngOf(drawTerminal({ title: "", bar: "" }, []));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
  });
});

describe("A picture as PNG", () => {
  /** The ink of each cell in the first row of a text's PNG. */
  async function inked(text: string): Promise<number[]> {
    const picture = await draw(text);
    const png = await pngOf(picture);
    const { width, height, ink } = pixelsOf(png);
    expect([width, height]).toEqual([2 * picture.width, 2 * picture.height]);
    const ground = ink(width - 48, 2 * TOP, 16, 40);
    return Array.from({ length: (width - 64) / 16 }, (_, x) => ink(32 + 16 * x, 2 * TOP, 16, 40) - ground);
  }

  test.each([
    ["Latin", "M"],
    ["Korean", "가"],
    ["bold Korean", "\x1b[1m가"],
    ["a box", "┼"],
    ["a squeezed sign", "→"],
  ])("a PNG has ink where %s is, and nowhere else", async (_, text) => {
    const cells = await inked(`${text}\x1b[0m      `);
    expect(cells[0]).toBeGreaterThan(500);
    expect(cells.slice(wide(text.at(-1) as string) ? 2 : 1).every((ink) => ink === 0)).toBe(true);
  });

  test("a pipe is a bar without a gap, and two signs never become one", async () => {
    const bar = pixelsOf(await pngOf(await draw("|")));
    const rows = Array.from({ length: 40 }, (_, y) => bar.ink(32, 2 * TOP + y, 16, 1));
    const ground = Math.min(...rows);
    const lit = rows.map((ink) => ink > ground + 100);
    expect(lit.slice(lit.indexOf(true), lit.lastIndexOf(true) + 1)).not.toContain(false);
    for (const signs of ["!=", "->", "--", "||", "fi"]) {
      const [first, second] = [...signs];
      const apart = await inked(`${first} ${second}`);
      expect((await inked(signs)).slice(0, 2)).toEqual([apart[0], apart[2]]);
    }
  });

  test("each letter of a PNG has its own weight, after a letter of any weight", async () => {
    const pieces = ["\x1b[1m상", "\x1b[0m상", "\x1b[1ma", "\x1b[0ma"];
    const alone = await Promise.all(
      pieces.map(async (piece) => (await inked(piece)).slice(0, piece.endsWith("a") ? 1 : 2)),
    );
    for (const letter of [0, 2]) expect(alone[letter]?.[0]).toBeGreaterThan(1.2 * (alone[letter + 1]?.[0] as number));
    for (const order of permutations([0, 1, 2, 3])) {
      const cells = await inked(order.map((index) => pieces[index]).join(""));
      expect(cells.slice(0, 6)).toEqual(order.flatMap((index) => alone[index] as number[]));
    }
  }, 60_000);

  test("a PNG has a frame, and a bar above its rows", async () => {
    const png = await pngOf(await draw(""));
    const { width, height, at } = pixelsOf(png);
    const light = (colour: string) =>
      Math.max(...[1, 3, 5].map((from) => Number.parseInt(colour.slice(from, from + 2), 16)));
    const [x, y] = [width / 2, height / 2];
    for (const [a, b] of [
      [x, 0],
      [x, height - 1],
      [0, y],
      [width - 1, y],
    ] as const)
      expect(at(a, b)).toBe(light(FRAME));
    expect(at(width - 40, 20)).toBe(light(BAR));
    expect(at(width - 40, 2 * TOP)).toBe(light(BACKGROUND));
    // The corners are rounded, so they are empty.
    expect([at(0, 0), at(width - 1, height - 1)]).toEqual([0, 0]);
  });

  test("italic text is slanted in a PNG, in its place", async () => {
    const [upright, slanted] = await Promise.all([inked("lll"), inked("\x1b[3mlll")]);
    expect(slanted).not.toEqual(upright);
    const total = (cells: number[]) => cells.reduce((sum, ink) => sum + ink);
    expect(total(slanted) / total(upright)).toBeCloseTo(1, 1);
    const png = await pngOf(await draw("\x1b[3ml"));
    const { ink } = pixelsOf(png);
    const middle = (top: number) => {
      const columns = Array.from(
        { length: 24 },
        (_, x) => ink(24 + x, 2 * TOP + top, 1, 4) - ink(200, 2 * TOP + top, 1, 4),
      );
      return columns.reduce((sum, column, x) => sum + x * column, 0) / total(columns);
    };
    // The stem of the letter, near its top and further down.
    expect(middle(10)).toBeGreaterThan(middle(20) + 1);
  });
});

const permutations = (items: readonly number[]): number[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));

describe("The colours of pictures", () => {
  const luminance = (colour: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string) => {
    const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };

  test("the frame of a picture can be seen on a white page and on a dark one", () => {
    for (const page of ["#ffffff", BACKGROUND]) expect(contrast(FRAME, page)).toBeGreaterThanOrEqual(3);
    expect(contrast(BAR, "#ffffff")).toBeGreaterThanOrEqual(4.5);
    expect(contrast(BAR_TEXT, BAR)).toBeGreaterThanOrEqual(4.5);
    expect(BAR).not.toBe(BACKGROUND);
  });

  test("every colour of a terminal except black can be read on the background", () => {
    for (const colour of [FOREGROUND, ...Array.from({ length: 15 }, (_, index) => paletteColour(index + 1))])
      expect(contrast(colour, BACKGROUND)).toBeGreaterThanOrEqual(4.5);
  });

  test("on paper a terminal is white, and every colour except black can be read there", async () => {
    const paper = new Map(onPaper);
    expect(paper.get(BACKGROUND)).toBe("#ffffff");
    for (const colour of [FOREGROUND, BAR_TEXT, ...Array.from({ length: 15 }, (_, index) => paletteColour(index + 1))])
      expect(contrast(paper.get(colour) as string, "#ffffff")).toBeGreaterThanOrEqual(4.5);
    expect(contrast(paper.get(BAR_TEXT) as string, paper.get(BAR) as string)).toBeGreaterThanOrEqual(4.5);
    const text = svgOf(await draw("\x1b[32ma"), "embedded");
    const [, print = ""] = /@media print\{(.*?\})\}/.exec(text) ?? [];
    for (const [, colour] of text.replace(/<style>.*?<\/style>/s, "").matchAll(/fill="(#[^"]*)"/g))
      if (colour !== FRAME) expect(print).toContain(`[fill="${colour}"]`);
  });

  test("the colours above the first sixteen are xterm's", () => {
    expect([16, 21, 46, 196, 231, 232, 255].map(paletteColour)).toEqual([
      "#000000",
      "#0000ff",
      "#00ff00",
      "#ff0000",
      "#ffffff",
      "#080808",
      "#eeeeee",
    ]);
  });
});
