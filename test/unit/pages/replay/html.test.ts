import { gunzipSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import { loadPlayer } from "../../../../src/pages/assets.ts";
import { replayedSteps, replayHtml, replaysOf } from "../../../../src/pages/replay/html.ts";
import { wordsFor } from "../../../../src/pages/translations.ts";
import { castHeader, castMarker, castOutput } from "../../../../src/record/asciicast.ts";
import { passed } from "../../record/fixtures.ts";

const cast = (ordinal: number, typed: string) =>
  `${castHeader("a", 0)}${castMarker(0, 0, ordinal, typed)}${castOutput(0, 0, `$ ${typed}\r\n`)}`;

const replays = replaysOf(
  [
    { section: "1.1", terminal: 1, cast: cast(2, "ls") },
    { section: "1.2", terminal: 2, cast: cast(1, "id") },
    { section: "1.2", terminal: 3, cast: castHeader("1.2", 0) },
  ],
  [passed({ typed: "pwd" }), passed({ typed: "ls" }), passed({ section: "1.2", terminal: 2, typed: "id" })],
);

/** The data that is packed in an element of a page. */
function unpacked(html: string, id: string): Buffer {
  const [, data = ""] = new RegExp(`id="${id}">([^<]*)<`).exec(html) ?? [];
  return gunzipSync(Buffer.from(data, "base64"));
}

test("a terminal whose recording has no output is not played", () => {
  expect(replays.map(({ section, terminal }) => [section, terminal])).toEqual([
    ["1.1", 1],
    ["1.2", 2],
  ]);
});

test("the steps of a recording are known by the numbers that they have in their sections", () => {
  expect([...replayedSteps(replays)]).toEqual(["1.1:2", "1.2:1"]);
});

test("a page has each recording by its section and terminal, with the commands of that section's steps", () => {
  const { text } = replayHtml(replays, { script: "", style: "" }, wordsFor("en"));
  const packed: { [name: string]: unknown[] } = JSON.parse(unpacked(text, ":replays").toString());
  expect(Object.entries(packed).map(([name, [, , mark]]) => [name, mark])).toEqual([
    ["1.1:1", [1.2, "m", "2 ls"]],
    ["1.2:2", [1.2, "m", "1 id"]],
  ]);
});

test("the player's script comes together again from its text and its WebAssembly, which a page has beside each other", async () => {
  const player = await loadPlayer();
  const { text } = replayHtml(replays, player, wordsFor("ko"));
  const script = unpacked(text, ":player:script").toString();
  const wasm = unpacked(text, ":player:wasm");
  expect(wasm.subarray(0, 4).toString("latin1")).toBe("\0asm");
  expect(script.replace("\0", () => wasm.toString("base64"))).toBe(player.script);
  expect(unpacked(text, ":player:style").toString()).toBe(player.style);
});
