import { describe, expect, test } from "@jest/globals";
import { TEACHERS } from "../../../../../src/class/messages/messages.ts";
import type { Bot } from "../../../../class/bot.ts";
import { serveHere } from "../../../../class/here.ts";
import { until } from "../../../../until.ts";

// `script` of util-linux makes the terminals; on other systems it takes other arguments.
const onLinux = process.platform === "linux" ? describe : describe.skip;

onLinux("the teacher's own terminal", () => {
  test("is seen by all while the teacher shows it, with its commands, through a reload and a restart, and takes no key of a student", async () => {
    await using here = await serveHere(undefined, { students: ["mina", "jun", "teacher"] });
    await using bots = new AsyncDisposableStack();
    const [mina, jun, teacher] = await Promise.all([here.student("mina"), here.student("jun"), here.teach()]);
    for (const bot of [mina, jun, teacher]) bots.use(bot);
    expect(Object.keys(here.students)).toEqual(["mina", "jun"]);
    expect(teacher.welcome?.rows.map(({ student }) => student).toSorted()).toEqual(["jun", "mina"]);
    const types = async (command: string) => {
      await teacher.prompt(TEACHERS);
      teacher.keys(TEACHERS, `${command}\r`);
    };

    teacher.say({ type: "own" });
    await types("echo not-for-all");
    await teacher.shows("not-for-all", TEACHERS);
    await until("the command is kept", async () => (await here.log()).includes("echo not-for-all") || undefined);
    expect(mina.screens.has(TEACHERS)).toBe(false);
    teacher.say({ type: "show", on: true });
    for (const bot of [mina, jun]) await bot.shows("not-for-all", TEACHERS);
    await types("echo one");
    await types("echo 'more than 'that");
    for (const bot of [mina, jun]) await bot.shows("more than that", TEACHERS);
    const commands = (bot: Bot) =>
      bot.all("shown").flatMap((shown) => shown.commands.map(({ typed, step }) => [typed, step]));
    await mina.until("the list has both commands", () => commands(mina).length === 2);
    expect(commands(mina)).toEqual([
      ["echo one", "1:1"],
      ["echo 'more than 'that", null],
    ]);

    // What a student types there goes nowhere.
    mina.keys(TEACHERS, "echo intruder\r");
    await mina.prompt();
    mina.keys(1, "mkdir ~/1; cd ~/1\r");
    await mina.until("the shell is in the folder", () => mina.screens.get(1)?.view.folder?.endsWith("/1") === true);
    await mina.prompt();
    const [one, other] = mina.all("shown").flatMap((shown) => shown.commands);
    mina.say({ type: "repeat", command: one?.number ?? -1, terminal: 1, run: true });
    await mina.until("the step is done", () => mina.steps["1:1"]?.how === "clicked");
    await mina.prompt();
    mina.say({ type: "repeat", command: other?.number ?? -1, terminal: 1, run: true });
    await mina.shows("more than that");
    expect(jun.steps["1:1"]).toMatchObject({ state: "open" });

    // The page loads again; then the server is killed.
    await using again = await here.student("jun");
    await again.shows("more than that", TEACHERS);
    expect(again.welcome?.shown.commands).toHaveLength(2);
    await here.kill();
    await here.again();
    await mina.connect();
    await teacher.connect();
    expect(mina.welcome?.shown).toMatchObject({ on: true, commands: [{ step: "1:1" }, { step: null }] });
    expect(teacher.welcome).toMatchObject({ own: { host: "ready" }, shown: { on: true } });
    teacher.say({ type: "own" });
    await types("echo behind the restart");
    await mina.shows("behind the restart", TEACHERS);
    teacher.say({ type: "show", on: false });
    await mina.until("it is over", () => mina.all("shown").at(-1)?.on === false);
    // Her own terminal is opened anew behind the restart.
    await mina.prompt();
    let bytes = 0;
    mina.onBytes = (more) => {
      bytes += more.length;
    };
    await types("echo not-for-all-again");
    await teacher.shows("not-for-all-again", TEACHERS);
    expect(bytes).toBe(0);

    // A shell that has ended is opened anew when the teacher wants one.
    await types("exit");
    await teacher.until("the shell has ended", () => teacher.all("own").at(-1)?.terminal === null);
    teacher.say({ type: "own" });
    await types("echo a new shell");
    await teacher.shows("a new shell", TEACHERS);
    expect(await here.log()).not.toContain("intruder");
    expect(here.failures).toEqual([]);
  });

  test("is not there where no host is the teacher's", async () => {
    await using here = await serveHere(undefined, { students: ["mina"] });
    await using teacher = await here.teach();
    expect(teacher.welcome).toMatchObject({ own: null, shown: { on: false, commands: [] } });
    for (const wish of [{ type: "own" }, { type: "show", on: true }] as const) {
      teacher.say(wish);
      await teacher.until("it is refused", () => teacher.all("refused").some(({ what }) => what === wish.type));
    }
    expect(await here.log()).not.toContain("shows");
  });
});
