import { stripVTControlCharacters } from "node:util";
import { expect, test } from "@jest/globals";
import { TerminalScreen } from "../../../../../src/class/serve/terminal/screen.ts";

test("between the parts of much output that is drawn, others have their turn", async () => {
  const screen = new TerminalScreen();
  let turns = 0;
  const clock = setInterval(() => {
    turns += 1;
  }, 0);
  await screen.write(Buffer.from(`${"x".repeat(119)}\r`.repeat(16 * 1024)));
  clearInterval(clock);
  screen.dispose();
  expect(turns).toBeGreaterThan(200);
});

test("a state is that of all bytes that were written before it, and of none behind", async () => {
  const screen = new TerminalScreen();
  const states: string[] = [];
  const take = (state: Uint8Array) => states.push(Buffer.from(state).toString());
  const filler = Buffer.from("x".repeat(50_000).concat("\r\x1b[2J\x1b[H"));
  screen.write(Buffer.concat([filler, Buffer.from("one")]));
  screen.state(take);
  screen.write(Buffer.from(" two"));
  screen.state(take);
  await screen.write(Buffer.from(" three"));
  screen.dispose();
  expect(states.map((state) => /one[a-z ]*$/.exec(stripVTControlCharacters(state).trim())?.[0])).toEqual([
    "one",
    "one two",
  ]);
});
