import { expect, test } from "@jest/globals";
import serializer from "@xterm/addon-serialize";
import xterm from "@xterm/headless";
import fc from "fast-check";
import { LiveScreen } from "../../../../src/capture/read/live-screen.ts";
import { ScrolledOut } from "../../../../src/run/terminal/scrolled-out.ts";

const [COLUMNS, ROWS, SCROLLBACK] = [12, 4, 6];

/** An emulator that is shown texts as they are, or without what has scrolled out. */
class Shown {
  readonly #terminal = new xterm.Terminal({
    ...{ cols: COLUMNS, rows: ROWS, scrollback: SCROLLBACK, allowProposedApi: true, logLevel: "off" },
  });
  readonly #serializer = new serializer.SerializeAddon();
  readonly #scrolledOut: ScrolledOut | undefined;
  /** How many signs were left out. */
  leftOut = 0;

  constructor(leavesOut: boolean) {
    this.#terminal.loadAddon(this.#serializer as never);
    if (leavesOut) this.#scrolledOut = new ScrolledOut(this.#terminal, SCROLLBACK);
  }

  async show(data: string | Uint8Array): Promise<void> {
    const drawn = this.#scrolledOut?.drawn(data) ?? data;
    this.leftOut += data.length - drawn.length;
    await new Promise<void>((resolve) => this.#terminal.write(drawn, resolve));
  }

  get state(): string {
    return this.#serializer.serialize();
  }
}

const lines = (count: number, end = "\r\n") => Array.from({ length: count }, (_, at) => `line ${at}${end}`).join("");

test("lines that nobody could see any more are left out, and the rest is shown as it would be", async () => {
  const [all, less] = [new Shown(false), new Shown(true)];
  for (const text of [
    "a prompt $ ",
    lines(1000),
    "behind\r\n",
    `over what stands there\x1b[H`,
    lines(19),
    `${lines(1000)}\x1b[31mred`,
    "도커\r\n".repeat(1000),
  ]) {
    await all.show(Buffer.from(text));
    await less.show(Buffer.from(text));
    expect(less.state).toBe(all.state);
  }
  expect(less.leftOut).toBeGreaterThan(20_000);
});

test.each([
  ["behind what may move the cursor", `\x1b[1;2r${lines(100)}`],
  ["with what may move it", `x\x1b[A${lines(100)}`],
  ["with a control sign of eight bits", `x\u009b3A${lines(100)}`],
  ["that do not end at the left", lines(100, "\n")],
  ["that do not reach above what is kept", lines(2 * ROWS + SCROLLBACK)],
])("no line is left out of those %s", async (_, text) => {
  for (const data of [text, Buffer.from(text)]) {
    const less = new Shown(true);
    await less.show(data);
    expect(less.leftOut).toBe(0);
  }
});

test.each([
  ["on a screen of a program's own", "\x1b[?1049h"],
  ["where a part of the screen scrolls", "\x1b[2;3r"],
])("no line is left out %s, and lines are again where it ends", async (_, begins) => {
  const [all, less] = [new Shown(false), new Shown(true)];
  for (const text of ["before\r\n", begins, lines(100)]) for (const shown of [all, less]) await shown.show(text);
  expect(less.leftOut).toBe(0);
  for (const text of ["\x1b[?1049l\x1b[r", lines(100)]) for (const shown of [all, less]) await shown.show(text);
  expect(less.leftOut).toBeGreaterThan(0);
  expect(less.state).toBe(all.state);
});

test("whatever is printed, the terminal shows the same", async () => {
  const printed = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 30 }),
    fc.nat(40).map((count) => lines(count)),
    fc.nat(40).map((count) => lines(count, "\n")),
    fc.constantFrom(
      ...[
        "\r\n",
        "\n",
        "\r",
        "\t",
        "\b",
        "\x0b",
        "\x0c",
        "\x0e",
        "\x0f",
        "\x1b7",
        "\x1b8",
        "\x1b(0",
        "\x1b[?7l",
        "\x1b[4h",
        "\x1b[41m",
      ],
      ...[
        "\x1b[2;3r",
        "\x1b[r",
        "\x1b[?6h",
        "\x1b[?1049h",
        "\x1b[?1049l",
        "\x1b[H",
        "\x1b[3J",
        "\x1bc",
        "\x1b[!p",
        "\x1bM",
        "\u0085",
        "\u0084",
        "é",
        "컨",
      ],
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(printed, { maxLength: 12 })), fc.boolean(), async (parts, asText) => {
      const [all, less] = [new Shown(false), new Shown(true)];
      for (const part of parts) {
        const text = part.join("");
        for (const shown of [all, less]) await shown.show(asText ? text : Buffer.from(text));
      }
      expect(less.state).toBe(all.state);
    }),
    { numRuns: 200 },
  );
});

test("a command that prints much at once leaves the lines that it leaves when it prints them one by one", async () => {
  const printed = lines(6000).match(/.*\r\n/g) ?? [];
  const [once, oneByOne] = [1, 2].map(() => new LiveScreen({ columns: 120, rows: 40 })) as [LiveScreen, LiveScreen];
  await once.write("a prompt $ ");
  await oneByOne.write("a prompt $ ");
  await once.write(printed.join(""));
  for (let at = 0; at < printed.length; at += 100) await oneByOne.write(printed.slice(at, at + 100).join(""));
  expect(once.see()).toEqual(oneByOne.see());
  expect([once.overflowed, oneByOne.overflowed]).toEqual([true, true]);
});
