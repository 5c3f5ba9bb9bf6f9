import { expect, test } from "@jest/globals";
import { Hints } from "../../../../../src/class/serve/desk/hints.ts";
import { serveHere } from "../../../../class/here.ts";

test.each(["tmux", "tmux new -s work", "screen -S work", "cd x && sudo tmux attach", "TERM=xterm byobu"])(
  "who begins a program with terminals of its own is told once that the page does not see them: %s",
  (typed) => {
    const hints = new Hints();
    expect(hints.unseen({ state: "running", typed: "sleep 5; echo tmux" })).toBe(false);
    expect(hints.unseen({ state: "ended", typed: "tmux ls" })).toBe(false);
    expect(hints.unseen({ state: "running", typed })).toBe(true);
    expect(hints.unseen({ state: "running", typed })).toBe(false);
    expect(new Hints().unseen({ state: "prompted", typed })).toBe(true);
  },
);

test("the pages of that student alone are told, in words", async () => {
  await using here = await serveHere();
  await using mina = await here.student("mina");
  await using jun = await here.student("jun");
  await mina.prompt();
  mina.keys(1, "tmux() { sleep 1000; }\r");
  await mina.prompt();
  mina.keys(1, "tmux\r");
  await mina.until("the page is told", () => mina.all("hint").length === 1);
  expect(mina.all("hint")[0]?.text).toContain("inside tmux or screen");
  expect(jun.all("hint")).toEqual([]);
  expect(here.failures).toEqual([]);
});
