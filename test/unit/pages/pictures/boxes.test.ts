import { describe, expect, test } from "@jest/globals";
import { cellsOf } from "../../../../src/pages/pictures/cells.ts";
import { pngOf } from "../../../../src/pages/pictures/png.ts";
import { svgOf } from "../../../../src/pages/pictures/svg.ts";
import { drawTerminal } from "../../../../src/pages/pictures/terminal.ts";
import { type Pixels, pixelsOf } from "./ink.ts";
import { cellsOfSvg, TOP } from "./svg-cells.ts";

const draw = async (text: string) => drawTerminal({ title: "t", bar: "" }, await cellsOf(text));
async function pixels(text: string): Promise<Pixels> {
  const png = await pngOf(await draw(text));
  return pixelsOf(png);
}
/** The size of a cell and the place of the first one in a PNG, in pixels. */
const [WIDTH, HEIGHT] = [16, 40];
const [left, top] = [32, 2 * TOP];

/** Whether a path leads from the middle of one cell to the middle of another without crossing a line. */
function isOpen({ width, height, at }: Pixels, [x0, y0]: number[], [x1, y1]: number[]): boolean {
  const place = (x = 0, y = 0): [number, number] => [left + (x + 0.5) * WIDTH, top + (y + 0.5) * HEIGHT];
  const [goal, seen] = [place(x1, y1).join(), new Set<string>()];
  const open = [place(x0, y0)];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [x, y] = next;
    if (seen.has(`${x},${y}`) || x < 0 || y < 0 || x >= width || y >= height || at(x, y) > 100) continue;
    seen.add(`${x},${y}`);
    open.push([x + 1, y], [x - 1, y], [x, y + 1], [x, y - 1]);
  }
  return seen.has(goal);
}

describe("The lines of a box in a picture", () => {
  test.each([
    ["light", "┌─┬─┐", "│ │ │", "├─┼─┤", "└─┴─┘"],
    ["heavy", "┏━┳━┓", "┃ ┃ ┃", "┣━╋━┫", "┗━┻━┛"],
    ["double", "╔═╦═╗", "║ ║ ║", "╠═╬═╣", "╚═╩═╝"],
    ["light across double", "╓─╥─╖", "║ ║ ║", "╟─╫─╢", "╙─╨─╜"],
    ["double across light", "╒═╤═╕", "│ │ │", "╞═╪═╡", "╘═╧═╛"],
    ["light across heavy", "┎─┰─┒", "┃ ┃ ┃", "┠─╂─┨", "┖─┸─┚"],
    ["heavy across light", "┍━┯━┑", "│ │ │", "┝━┿━┥", "┕━┷━┙"],
    ["rounded", "╭─┬─╮", "│ │ │", "├─┼─┤", "╰─┴─╯"],
  ])(
    "the lines of a box in a picture meet those of the cells around them: %s",
    async (_, head, middle, cross, foot) => {
      const seen = await pixels([head, middle, cross, middle, foot].join("\r\n"));
      const chambers = [
        [1, 1],
        [3, 1],
        [1, 3],
        [3, 3],
      ];
      for (const chamber of chambers)
        for (const other of [...chambers, [9, 0]])
          expect([chamber, other, isOpen(seen, chamber, other)]).toEqual([chamber, other, chamber === other]);
    },
  );

  test("a line of a box runs from edge to edge of its cells, equally light everywhere", async () => {
    const row = await pixels("────");
    const lit = Array.from({ length: 4 * WIDTH }, (_, x) => row.at(left + x, top + 21));
    expect(new Set(lit).size).toBe(1);
    expect(lit[0]).toBeGreaterThan(200);
    const column = await pixels("│\r\n│\r\n│");
    const down = Array.from({ length: 3 * HEIGHT }, (_, y) => column.at(left + 9, top + y));
    expect(new Set(down)).toEqual(new Set(lit));
  });

  test("a line of a box can be underlined like letters", async () => {
    const [plain, lined] = await Promise.all([pixels("──"), pixels("\x1b[4m──")]);
    expect(lined.ink(left, top + 24, 2 * WIDTH, 16)).toBeGreaterThan(plain.ink(left, top + 24, 2 * WIDTH, 16));
  });
});

test("blocks and shades fill their part of a cell evenly", async () => {
  const seen = await pixels("█▀▄▌▐░▒▓▚");
  const ground = seen.at(left + 12 * WIDTH, top);
  const parts = Array.from({ length: 9 }, (_, cell) =>
    [0, 1].flatMap((y) =>
      [0, 1].map((x) => {
        const lights = new Set<number>();
        for (let dy = 0; dy < HEIGHT / 2; dy += 1)
          for (let dx = 0; dx < WIDTH / 2; dx += 1)
            lights.add(seen.at(left + cell * WIDTH + (x * WIDTH) / 2 + dx, top + (y * HEIGHT) / 2 + dy));
        expect(lights.size).toBe(1);
        return [...lights][0] as number;
      }),
    ),
  );
  const full = parts[0]?.[0] as number;
  expect(full).toBeGreaterThan(200);
  const [f, o] = [full, ground];
  expect(parts.filter((_, cell) => cell < 5 || cell === 8)).toEqual([
    [f, f, f, f],
    [f, f, o, o],
    [o, o, f, f],
    [f, o, f, o],
    [o, f, o, f],
    [f, o, o, f],
  ]);
  const shades = [ground, ...[5, 6, 7].map((cell) => parts[cell]?.[0] as number), full];
  expect(shades).toEqual(shades.toSorted((a, b) => a - b));
  expect(new Set(shades).size).toBe(5);
});

test("each line, corner, block and shade is drawn, and no two look the same", async () => {
  const signs = Array.from({ length: 0x25a0 - 0x2500 }, (_, index) => String.fromCodePoint(0x2500 + index));
  const [one, two] = [signs.slice(0, 80).join(""), signs.slice(80).join("")];
  const { at } = await pixels(`${one}\r\n${two}`);
  const looks = signs.map((_, index) => {
    const [x, y] = [left + (index % 80) * WIDTH, top + Math.floor(index / 80) * HEIGHT];
    const lights = Array.from({ length: WIDTH * HEIGHT }, (_, n) => at(x + (n % WIDTH), y + Math.floor(n / WIDTH)));
    expect(Math.max(...lights)).toBeGreaterThan(Math.min(...lights, at(left / 2, top)) + 30);
    return lights.join();
  });
  expect(new Set(looks).size).toBe(signs.length);
  const text = svgOf(await draw(`${one}\r\n${two}`), "embedded");
  expect([...cellsOfSvg(text).values()].map(({ text }) => text).join("")).toBe(one + two);
  // Box lines need no font.
  expect(text).not.toContain("@font-face");
});
