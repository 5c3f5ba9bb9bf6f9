import { describe, expect, test } from "@jest/globals";
import { Bot } from "../../../../class/bot.ts";
import { cookieOf, versionOf } from "../../../../class/door.ts";
import { type ClassHere, serveHere } from "../../../../class/here.ts";

// `script` of util-linux makes the terminals; on other systems it takes other arguments.
const onLinux = process.platform === "linux" ? describe : describe.skip;

/** Lets the teacher type in a student's terminal 1, and shows that it works. */
async function allow(student: Bot, teacher: Bot<"teacher">): Promise<void> {
  await student.prompt();
  teacher.say({ type: "watch", student: "mina", terminal: 1 });
  await teacher.until("the terminal is watched", () => teacher.screens.get(1)?.drawn === true);
  const before = student.all("asked").length;
  teacher.say({ type: "ask" });
  await student.until("the teacher asks", () => student.all("asked").length > before);
  student.say({ type: "consent", question: student.all("asked").at(-1)?.question as number, allow: true });
  await teacher.until("it is allowed", () => teacher.all("typing").at(-1)?.state === "granted");
  teacher.keys(1, "echo by-$((40+2))\r");
  await student.shows("by-42");
  await student.prompt();
}

/** Shows that what the teacher types goes nowhere: what the student types behind it comes alone. */
async function typesNothing(student: Bot, teacher: Bot<"teacher">): Promise<void> {
  await student.prompt();
  teacher.keys(1, "echo un-$((40+2))\r");
  // The server hears the board in turn.
  const since = teacher.told.length;
  teacher.say({ type: "look", student: "mina", step: "1:1" });
  await teacher.until("the board is answered", () => teacher.all("looked", since).length > 0);
  student.keys(1, "echo own-$((40+2))\r");
  await student.shows("own-42");
  expect(student.screen(1).lines.join("\n")).not.toContain("un-42");
}

const ended = (teacher: Bot<"teacher">) =>
  teacher.until("the typing has ended", () => teacher.all("typing").at(-1)?.state === "ended");

/** A page of the seat that shows no terminals: that of a phone, or `/ready`. */
async function withoutTerminals(here: ClassHere): Promise<Bot> {
  const bot = new Bot(here.url, await cookieOf(here.students.mina?.link ?? ""), "student");
  const socket = bot.open();
  await new Promise((resolve) => socket.once("open", resolve));
  bot.say({ type: "hello", version: await versionOf(bot.origin, bot.cookie, "student"), have: null });
  await bot.until("the server welcomes", () => bot.welcome !== undefined || bot.all("refused").length > 0);
  return bot;
}

onLinux("the typing of a teacher", () => {
  test("ends when the last page of the student goes", async () => {
    await using here = await serveHere();
    await using teacher = await here.teach();
    const mina = await here.student("mina");
    await allow(mina, teacher);
    await mina[Symbol.asyncDispose]();
    await ended(teacher);
    await using again = await here.student("mina");
    await typesNothing(again, teacher);
    expect(here.failures).toEqual([]);
  });

  test("ends when no page is left that shows terminals, and none is asked for there", async () => {
    await using here = await serveHere();
    await using teacher = await here.teach();
    await using phone = await withoutTerminals(here);
    let frames = 0;
    phone.onBytes = () => {
      frames += 1;
    };
    const mina = await here.student("mina");
    await allow(mina, teacher);
    expect([phone.all("asked"), frames]).toEqual([[], 0]);
    await mina[Symbol.asyncDispose]();
    await ended(teacher);
    const since = teacher.told.length;
    teacher.say({ type: "ask" });
    await teacher.until("it is refused", () => teacher.all("refused", since).length > 0);
    await using again = await here.student("mina");
    await typesNothing(again, teacher);
    expect(here.failures).toEqual([]);
  });

  test("is not allowed by a page that shows no terminals", async () => {
    await using here = await serveHere();
    await using teacher = await here.teach();
    await using phone = await withoutTerminals(here);
    await using mina = await here.student("mina");
    await mina.prompt();
    teacher.say({ type: "watch", student: "mina", terminal: 1 });
    teacher.say({ type: "ask" });
    await mina.until("the teacher asks", () => mina.all("asked").length > 0);
    phone.say({ type: "consent", question: mina.all("asked")[0]?.question as number, allow: true });
    await teacher.until("it is not allowed", () => teacher.all("typing").at(-1)?.state === "refused");
  });

  test("ends with its terminal, and is not for the next one with its number", async () => {
    await using here = await serveHere();
    await using teacher = await here.teach();
    await using mina = await here.student("mina");
    await allow(mina, teacher);
    mina.say({ type: "open" });
    await mina.prompt(2);
    mina.say({ type: "close", terminal: 1 });
    await mina.until("terminal 1 is closed", () =>
      mina.all("terminal").some((view) => view.terminal === 1 && view.phase === "closed"),
    );
    mina.say({ type: "open" });
    await mina.prompt(1);
    await typesNothing(mina, teacher);
    expect(teacher.all("typing").at(-1)?.state).toBe("ended");
    expect(here.failures).toEqual([]);
  });
});
