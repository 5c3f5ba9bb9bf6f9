import { expect, test } from "@jest/globals";
import { drawPage } from "../../../../src/pages/pictures/browser.ts";
import { FRAME } from "../../../../src/pages/pictures/colours.ts";
import { pngOf } from "../../../../src/pages/pictures/png.ts";
import { drawTerminal } from "../../../../src/pages/pictures/terminal.ts";
import { pixelsOf } from "./ink.ts";

test("the picture of a page has a frame around the page, and a line between it and its address", async () => {
  const screenshot = await pngOf(drawTerminal({ title: "", bar: "" }, []));
  const page = { address: "http://host:5000/", content: "<p>a</p>" };
  const { width, height, at } = pixelsOf(await pngOf(drawPage("t", page, screenshot)));
  const frame = Math.max(...[1, 3, 5].map((from) => Number.parseInt(FRAME.slice(from, from + 2), 16)));
  const edges = [at(width / 2, 0), at(0, height / 2), at(width - 1, height / 2), at(width / 2, height - 1)];
  expect(edges).toEqual([frame, frame, frame, frame]);
  expect(at(width / 2, 79)).toBe(frame);
  expect([at(0, 0), at(width - 1, 0)]).toEqual([0, 0]);
});
