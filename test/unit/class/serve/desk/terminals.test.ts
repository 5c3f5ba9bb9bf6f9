import { describe, expect, test } from "@jest/globals";
import type { Bot } from "../../../../class/bot.ts";
import { serveHere } from "../../../../class/here.ts";

// `script` of util-linux makes the terminals; on other systems it takes other arguments.
const onLinux = process.platform === "linux" ? describe : describe.skip;

/** The phases of a terminal that the server has told a page since so many messages. */
const phasesOf = (bot: Bot, terminal: number, since: number) =>
  bot.all("terminal", since).flatMap((view) => (view.terminal === terminal ? [view.phase] : []));

onLinux("the page of a student", () => {
  test("hears once that a terminal is closed: a second time, it would show it anew", async () => {
    await using here = await serveHere();
    await using bot = await here.student("mina");
    bot.say({ type: "open" });
    await bot.prompt(2);
    const since = bot.told.length;
    bot.say({ type: "close", terminal: 2 });
    await bot.until("terminal 2 is closed", () => phasesOf(bot, 2, since).includes("closed"));
    bot.say({ type: "open" });
    await bot.prompt(2);
    expect(phasesOf(bot, 2, since).filter((phase) => phase === "closed")).toHaveLength(1);
  });

  test("has all its terminals again when the server was killed and started again, but none that was closed", async () => {
    await using here = await serveHere();
    await using bot = await here.student("mina");
    for (const terminal of [2, 3]) {
      bot.say({ type: "open" });
      await bot.prompt(terminal);
    }
    bot.say({ type: "close", terminal: 2 });
    await bot.until("terminal 2 is closed", () => phasesOf(bot, 2, 0).includes("closed"));
    const since = bot.told.length;
    await here.kill();
    await here.again();
    await bot.connect();
    await bot.prompt(1);
    await bot.prompt(3);
    bot.say({ type: "close", terminal: 3 });
    await bot.until("terminal 3 is closed", () => phasesOf(bot, 3, since).includes("closed"));
    // The same page, with a new line to the same server.
    await bot.connect();
    await bot.prompt(1);
    expect(bot.welcome?.terminals.map(({ terminal }) => terminal)).toEqual([1]);
    expect(phasesOf(bot, 2, since)).toEqual([]);
  });

  test("does not hear of the end of a terminal when labnote has opened another one in its place", async () => {
    await using here = await serveHere();
    await using bot = await here.student("mina");
    await using teacher = await here.teach();
    await bot.prompt();
    const since = bot.told.length;
    teacher.say({ type: "catch-up", students: ["mina"], until: "1:2", how: "forward" });
    await bot.until("it is caught up", () => bot.all("catch-up").some(({ done }) => done));
    await bot.prompt();
    expect(phasesOf(bot, 1, since)).toContain("starting");
    expect(phasesOf(bot, 1, since)).not.toContain("closed");
  });
});
