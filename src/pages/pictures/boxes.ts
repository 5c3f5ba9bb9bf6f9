import type { CellRow, Style } from "./cells.ts";
import { isBox, LINE } from "./text.ts";

/** The size of a cell, in pixels. */
const [WIDTH, HEIGHT] = [8, LINE];

/**
 * The lines from a cell's middle to its edges, of U+2500 and the following: to the left, up, to the right and down; 0 is none, 1 light,
 * 2 heavy and 3 double (https://www.unicode.org/charts/PDF/U2500.pdf).
 */
const arms = `
  1010 2020 0101 0202 1010 2020 0101 0202 1010 2020 0101 0202 0011 0021 0012 0022
  1001 2001 1002 2002 0110 0120 0210 0220 1100 2100 1200 2200 0111 0121 0211 0112
  0212 0221 0122 0222 1101 2101 1201 1102 1202 2201 2102 2202 1011 2011 1021 2021
  1012 2012 1022 2022 1110 2110 1120 2120 1210 2210 1220 2220 1111 2111 1121 2121
  1211 1112 1212 2211 1221 2112 1122 2221 2122 2212 1222 2222 1010 2020 0101 0202
  3030 0303 0031 0013 0033 3001 1003 3003 0130 0310 0330 3100 1300 3300 0131 0313
  0333 3101 1303 3303 3031 1013 3033 3130 1310 3330 3131 1313 3333 0011 1001 1100
  0110 0000 0000 0000 1000 0100 0010 0001 2000 0200 0020 0002 1020 0102 2010 0201
`
  .trim()
  .split(/\s+/)
  .map((sign) => [...sign].map(Number));

/** The number of strokes of a dashed line in a cell. */
const dashes: { [signs: string]: number } = { "╌╍╎╏": 2, "┄┅┆┇": 3, "┈┉┊┋": 4 };

const rising = "m0 19l7.3-19h.7v1l-7.3 19h-.7z";
const falling = "m8 19l-7.3-19h-.7v1l7.3 19h.7z";
/** Curves and diagonals, from the top left corner of a cell. */
const curves: { [sign: string]: readonly string[] } = {
  "╭": ["m8 10h-1q-3 0-3 3v7h1v-7q0-2 2-2h1z"],
  "╮": ["m0 10h2q3 0 3 3v7h-1v-7q0-2-2-2h-2z"],
  "╯": ["m0 11h2q3 0 3-3v-8h-1v8q0 2-2 2h-2z"],
  "╰": ["m8 11h-1q-3 0-3-3v-8h1v8q0 2 2 2h1z"],
  "╱": [rising],
  "╲": [falling],
  "╳": [rising, falling],
};

/** The rectangles of U+2580 and the following: from x and y to x and y, in eighths of a cell. */
const blocks = `
  0084 0788 0688 0588 0488 0388 0288 0188 0088 0078 0068 0058 0048 0038 0028 0018
  4088 0088 0088 0088 0081 7088 0448 4488 0044 0044+0488 0044+4488 0084+0448 0084+4488 4084 4084+0448 4084+0488
`
  .trim()
  .split(/\s+/)
  .map((sign) => sign.split("+").map((part) => [...part].map((eighths) => Number(eighths) / 8)));

const shades: { [sign: string]: number } = { "░": 0.25, "▒": 0.5, "▓": 0.75 };

/** The lines of a style along a cell, in pixels from its top. */
const lines = { overline: 1, strike: 11, underline: 16 } as const;

/** A rectangle from x and y to x and y, in pixels of a cell. */
type Rectangle = readonly [number, number, number, number];

/**
 * The box lines, blocks and shades of rows as shapes, each from edge to edge of its cell. All with the same look are one shape, so that
 * no seam shows between two cells at any magnification.
 *
 * @param left the left edge of the first cell, in pixels
 * @param tops the tops of the rows, in pixels
 */
export function boxShapes(rows: readonly CellRow[], left: number, tops: readonly number[]): string[] {
  const paths = new Map<string, string>();
  for (const [index, row] of rows.entries()) {
    let x = left;
    for (const { text, width, style } of row) {
      if (isBox(text)) {
        const look = `fill="${style.colour}"${text in shades ? ` fill-opacity="${shades[text]}"` : ""}`;
        paths.set(look, (paths.get(look) ?? "") + pathOf(text, style, x, tops[index] as number));
      }
      x += width * WIDTH;
    }
  }
  return [...paths].map(([look, path]) => `<path ${look} d="${path}"/>`);
}

function pathOf(sign: string, style: Style, x: number, y: number): string {
  const along = (Object.keys(lines) as (keyof typeof lines)[]).filter((line) => style[line]);
  const rectangles = [
    ...rectanglesOf(sign),
    ...along.map((line): Rectangle => [0, lines[line], WIDTH, lines[line] + 1]),
  ];
  return [
    ...rectangles.map(([x0, y0, x1, y1]) => {
      const [a, b, across, down] = [x + x0, y + y0, x1 - x0, y1 - y0].map((value) => Number(value.toFixed(2)));
      return `M${a} ${b}h${across}v${down}H${a}z`;
    }),
    ...(curves[sign] ?? []).map((curve) => `M${x} ${y}${curve}`),
  ].join("");
}

function rectanglesOf(sign: string): Rectangle[] {
  const index = (sign.codePointAt(0) as number) - 0x2500;
  const block = blocks[index - arms.length];
  if (block !== undefined)
    return block.map(([x0 = 0, y0 = 0, x1 = 0, y1 = 0]) => [x0 * WIDTH, y0 * HEIGHT, x1 * WIDTH, y1 * HEIGHT]);
  if (sign in curves) return [];
  const cell = arms[index] as number[];
  const count = Object.entries(dashes).find(([signs]) => signs.includes(sign))?.[1];
  return count === undefined ? strokesOf(cell) : dashesOf(cell, count);
}

/** The strokes of a line by its weight: from and to, across the line, in pixels from the middle of a cell. */
const strokes: readonly (readonly (readonly [number, number])[])[] = [
  [],
  [[0, 1]],
  [[-1, 2]],
  [
    [-1, 0],
    [1, 2],
  ],
];
const [LIGHT, DOUBLE] = [1, 3];

/** The strokes of a cell with these lines, each up to the strokes that it meets in the middle. */
function strokesOf(cell: readonly number[]): Rectangle[] {
  return cell.flatMap((weight, direction) => {
    const [across, on] = [direction % 2 === 0, direction >= 2];
    const [before, after] = (across ? [cell[1], cell[3]] : [cell[0], cell[2]]) as [number, number];
    const isEnd = cell[(direction + 2) % 4] === 0;
    const [size, other] = across ? [WIDTH, HEIGHT] : [HEIGHT, WIDTH];
    const met = strokes[Math.max(before, after) || LIGHT] as (typeof strokes)[number];
    return (strokes[weight] as typeof met).map(([from, to], index): Rectangle => {
      // Each stroke of a double line ends at the line on its own side, or goes around the corner. A single stroke does not cross a double line.
      const near = weight === DOUBLE ? [before, after][index] !== 0 : isEnd && before !== 0 && after !== 0;
      const [start, end] = met.at(on === near ? -1 : 0) as readonly [number, number];
      const [a, b] = on ? [size / 2 + start, size] : [0, size / 2 + end];
      const [c, d] = [other / 2 + from, other / 2 + to];
      return across ? [a, c, b, d] : [c, a, d, b];
    });
  });
}

/** A dashed line through a cell, with half a gap at each edge. */
function dashesOf([left = 0, up = 0]: readonly number[], count: number): Rectangle[] {
  const [[from, to] = [0, 0]] = strokes[left || up] as (typeof strokes)[number];
  return Array.from({ length: count }, (_, index) => {
    const [a, b] = [(index + 1 / 6) / count, (index + 5 / 6) / count];
    return left > 0
      ? [a * WIDTH, HEIGHT / 2 + from, b * WIDTH, HEIGHT / 2 + to]
      : [WIDTH / 2 + from, a * HEIGHT, WIDTH / 2 + to, b * HEIGHT];
  });
}
