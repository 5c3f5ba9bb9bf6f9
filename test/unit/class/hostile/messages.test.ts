import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeFrame, encodeFrame, FRAME_KIND } from "../../../../src/class/messages/frames.ts";
import { CLOSE, type FromStudent, type FromTeacher } from "../../../../src/class/messages/messages.ts";
import { incoming } from "../../../../src/class/messages/table.ts";
import { Bot } from "../../../class/bot.ts";
import { cookieOf } from "../../../class/door.ts";
import { type ClassHere, serveHere } from "../../../class/here.ts";
import { numbers } from "../../../class/numbers.ts";

let here: ClassHere;
beforeAll(async () => {
  here = await serveHere();
});
afterAll(async () => {
  await here?.[Symbol.asyncDispose]();
});

/** One of each message, as a page of that role may say it; what it names is another student's wherever it can. */
const OF_STUDENT: { [Type in FromStudent["type"]]: Extract<FromStudent, { type: Type }> } = {
  hello: { type: "hello", version: "1", have: { 1: 0 } },
  ack: { type: "ack", terminal: 1, bytes: 1 },
  open: { type: "open" },
  close: { type: "close", terminal: 9 },
  type: { type: "type", step: "1:1", terminal: 9, run: true },
  repeat: { type: "repeat", command: 99, terminal: 9, run: true },
  write: { type: "write", step: "1:99" },
  check: { type: "check", section: "99" },
  again: { type: "again", section: "99" },
  hand: { type: "hand", up: true, text: "me" },
  consent: { type: "consent", question: 1, allow: true },
  stop: { type: "stop" },
  halt: { type: "halt" },
  tried: { type: "tried", works: true, what: "all" },
};
const OF_TEACHER: { [Type in FromTeacher["type"]]: Extract<FromTeacher, { type: Type }> } = {
  hello: { type: "hello", version: "1", have: {} },
  ack: { type: "ack", terminal: 1, bytes: 1 },
  watch: { type: "watch", student: "jun", terminal: 1 },
  unwatch: { type: "unwatch" },
  ask: { type: "ask" },
  stop: { type: "stop" },
  look: { type: "look", student: "jun", step: "1:1" },
  "catch-up": { type: "catch-up", students: ["jun"], until: "1:2", how: "anew" },
  "stop-catch-up": { type: "stop-catch-up", students: ["jun"] },
  say: { type: "say", text: "hello" },
  point: { type: "point", section: "1" },
  lower: { type: "lower", student: "jun" },
  own: { type: "own" },
  show: { type: "show", on: true },
  seat: { type: "seat", student: "jun", act: "new link" },
};
/** What both roles say. */
const OF_BOTH = ["hello", "ack", "stop"];
const onlyOf = <Message extends { type: string }>(messages: { [type: string]: Message }): Message[] =>
  Object.values(messages).filter(({ type }) => !OF_BOTH.includes(type));

/** What the server answers a page. */
async function refused(bot: Bot | Bot<"teacher">, message: object): Promise<string> {
  const count = bot.told.length;
  bot.socket.send(JSON.stringify(message));
  await bot.until("the message is refused", () => bot.told.slice(count).some(({ type }) => type === "refused"));
  const [{ what, why } = { what: "", why: "" }] = (bot as Bot).all("refused", count);
  return `${what}: ${why}`;
}

/** What the class has come to for a student, as the log has it. */
const eventsOf = async (student: string): Promise<string[]> =>
  (await here.log()).split("\n").filter((line) => line.includes(`"student":"${student}"`));

describe("a page of a class", () => {
  test("as a student cannot say what is a teacher's to say, and nothing comes of it for another one", async () => {
    await using jun = await here.student("jun");
    await jun.prompt();
    await using mina = await here.student("mina");
    const [before, told] = [await eventsOf("jun"), jun.told.length];
    for (const message of onlyOf(OF_TEACHER))
      expect(await refused(mina, message)).toBe("message: no message of this role");
    jun.keys(1, "echo still $((40+2))\r");
    await jun.shows("still 42");
    // The command of jun's own is all that came.
    expect(jun.told.slice(told).filter(({ type }) => type !== "terminal")).toEqual([]);
    expect((await eventsOf("jun")).slice(before.length).filter((line) => !line.includes("still"))).toEqual([]);
    expect(await here.log()).not.toMatch(/"type":"(said|pointed|catch-up|asked)"/);
  });

  test("as the teacher cannot say what is a student's to say", async () => {
    await using teacher = await here.teach();
    for (const message of onlyOf(OF_STUDENT))
      expect(await refused(teacher, message)).toBe("message: no message of this role");
  });

  test("cannot name a student where its message has none", async () => {
    await using mina = await here.student("mina");
    let said = 0;
    for (const message of Object.values(OF_STUDENT).filter(({ type }) => type !== "hello"))
      for (const more of [{ student: "jun" }, { role: "teacher" }, { hand: "teacher" }, { text: "rm -rf x" }]) {
        if (Object.keys(more).every((key) => key in message)) continue;
        expect(await refused(mina, { ...message, ...more })).toBe("message: another form");
        // A page may say forty things at once, and twenty a second.
        said += 1;
        if (said % 30 === 0) await new Promise((resolve) => setTimeout(resolve, 1500));
      }
  });

  test("is closed when it says anything before its hello, or has another version", async () => {
    for (const first of [{ type: "open" }, { type: "hello", version: "2", have: {} }]) {
      await using bot = new Bot(here.url, await cookieOf(here.students.mina?.link ?? ""), "student");
      const socket = bot.open();
      await new Promise((resolve) => socket.once("open", resolve));
      socket.send(JSON.stringify(first));
      await bot.until("the line is closed", () => bot.closed !== undefined);
      expect(bot.closed?.code).toBe(CLOSE.version);
    }
  });

  test("names steps, sections and terminals that are not there to no end but a refusal", async () => {
    await using mina = await here.student("mina");
    await mina.prompt();
    const wishes: FromStudent[] = [
      { type: "type", step: "9:1", terminal: 1, run: true },
      { type: "type", step: "1:3", terminal: 1, run: true },
      { type: "type", step: "1:1", terminal: 7, run: true },
      { type: "type", step: "__proto__:1", terminal: 1, run: true },
      { type: "type", step: "1:1:1", terminal: 1, run: true },
      { type: "type", step: "1:-1", terminal: 1, run: true },
      { type: "type", step: "1:1e0", terminal: 1, run: true },
      { type: "write", step: "1:1" },
      { type: "write", step: "../../etc:1" },
    ];
    for (const wish of wishes) mina.say(wish);
    await mina.until("each is refused", () => mina.all("refused").length >= wishes.length);
    expect(
      mina
        .all("refused")
        .map(({ what }) => what)
        .sort(),
    ).toEqual(wishes.map(({ type }) => type).sort());
    expect(mina.screen(1).rows.join("")).not.toMatch(/echo|some text/);
  });

  test("clicks nothing into a program that runs", async () => {
    await using sora = await here.student("sora");
    await sora.prompt();
    // The word shows that the shell has handed over the terminal: what is typed before belongs to the shell.
    sora.keys(1, "echo over; cat\r");
    await sora.until("cat runs", () => sora.screen(1).rows.some((row) => row.trim() === "over"));
    expect(await refused(sora, { type: "type", step: "1:1", terminal: 1, run: true })).toMatch(
      /^type: A program is running/,
    );
    sora.keys(1, "\x04");
    await sora.prompt();
    expect(sora.screen(1).rows.filter((row) => row.includes("one"))).toEqual([]);
  });
});

/** A random value, of the kinds that a page's message can have in it. */
function anything(random: () => number, depth = 0): unknown {
  const kinds: (() => unknown)[] = [
    () => Math.floor(random() * 12) - 1,
    () => random() * 2 ** 60 - 2 ** 59,
    () => random() > 0.5,
    () => null,
    () =>
      ["mina", "jun", "1:1", "1", "\0", "__proto__", "forward", "💥".repeat(200), "a".repeat(3000)][
        Math.floor(random() * 9)
      ],
    () => Array.from({ length: Math.floor(random() * 4) }, () => anything(random, depth + 1)),
    () =>
      Object.fromEntries(
        Array.from({ length: Math.floor(random() * 4) }, () => [
          String(anything(random, 3)),
          anything(random, depth + 1),
        ]),
      ),
  ];
  return (kinds[Math.floor(random() * (depth > 2 ? 5 : kinds.length))] as () => unknown)();
}

const ALL = [...Object.values(OF_STUDENT), ...Object.values(OF_TEACHER)];

/** The text of a frame that may be a message, or nearly one. */
function someText(random: () => number): string {
  const message: Record<string, unknown> = { ...ALL[Math.floor(random() * ALL.length)] };
  const keys = Object.keys(message);
  const changed = keys[Math.floor(random() * keys.length)] as string;
  const kind = random();
  if (kind < 0.4) message[changed] = anything(random);
  else if (kind < 0.5) delete message[changed];
  else if (kind < 0.6) message[String(anything(random, 3))] = anything(random);
  const text = kind < 0.9 ? JSON.stringify(message) : (JSON.stringify(anything(random)) ?? "");
  if (kind > 0.8 && kind < 0.9) return text.slice(0, Math.floor(random() * text.length));
  return text;
}

/** Bytes of a frame that may be keys. None are for the terminal that is open: what comes there would be typed. */
function someBytes(random: () => number): Buffer {
  const bytes = Buffer.from(Array.from({ length: Math.floor(random() * 40) }, () => Math.floor(random() * 256)));
  if (random() < 0.7 && bytes.length > 1) bytes[0] = FRAME_KIND.keys;
  if (bytes[1] === 1) bytes[1] = 2;
  return bytes;
}

describe("a hundred thousand frames at random", () => {
  test("are messages only where they have a message's form to the letter", () => {
    const random = numbers(7);
    const forms = new Map(ALL.map((message) => [message.type, Object.keys(message).sort().join()]));
    const wrong: string[] = [];
    let taken = 0;
    for (let each = 0; each < 100_000; each += 1) {
      const text = someText(random);
      for (const role of ["student", "teacher"] as const) {
        const got = incoming(role, text);
        if ("wrong" in got) continue;
        taken += 1;
        const { type } = got.message;
        const form = Object.keys(got.message).sort().join();
        if (!(type in (role === "student" ? OF_STUDENT : OF_TEACHER))) wrong.push(text);
        if (type !== "seat" && form !== forms.get(type)) wrong.push(text);
      }
      const bytes = someBytes(random);
      const frame = decodeFrame(bytes);
      if (frame !== undefined && !bytes.equals(encodeFrame(frame))) wrong.push(bytes.toString("hex"));
    }
    expect(wrong).toEqual([]);
    expect(taken).toBeGreaterThan(10_000);
  });

  test("from one student's pages neither end the class nor reach another one's terminal", async () => {
    await using jun = await here.student("jun");
    await jun.prompt();
    const before = await eventsOf("jun");
    let bytes = 0;
    jun.onBytes = (more) => {
      bytes += more.length;
    };
    const cookie = await cookieOf(here.students.mina?.link ?? "");
    const random = numbers(11);
    let sent = 0;
    while (sent < 100_000) {
      const pages = Array.from({ length: 4 }, () => new Bot(here.url, cookie, "student"));
      await Promise.all(
        pages.map(async (page) => {
          const socket = page.open();
          await new Promise((resolve) => socket.once("open", resolve));
          if (random() < 0.8) await page.hello();
          for (let each = 0; each < 125; each += 1) socket.send(random() < 0.35 ? someText(random) : someBytes(random));
          sent += 125;
          // It is over for the server when this is answered, or the line is closed.
          socket.ping();
          await new Promise((resolve) => {
            socket.once("pong", resolve);
            socket.once("close", resolve);
          });
          await page[Symbol.asyncDispose]();
        }),
      );
    }
    expect(bytes).toBe(0);
    expect((await eventsOf("jun")).length).toBe(before.length);
    jun.keys(1, "echo unharmed $((40+2))\r");
    await jun.shows("unharmed 42");
  }, 240_000);

  test("make no defect show", () => {
    expect(here.failures).toEqual([]);
  });
});
