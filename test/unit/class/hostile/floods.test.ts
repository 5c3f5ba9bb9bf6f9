import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { WebSocket } from "ws";
import { encodeFrame, FRAME_KIND } from "../../../../src/class/messages/frames.ts";
import { CLOSE } from "../../../../src/class/messages/messages.ts";
import { Bot } from "../../../class/bot.ts";
import { cookieOf } from "../../../class/door.ts";
import { type ClassHere, serveHere } from "../../../class/here.ts";

let here: ClassHere;
beforeAll(async () => {
  here = await serveHere();
});
afterAll(async () => {
  await here?.[Symbol.asyncDispose]();
});

/** The most memory that a class's server ever had, in MB. */
const peak = ({ process }: ClassHere): number => {
  const status = readFileSync(`/proc/${process.pid}/status`, "utf8");
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
};

let words = 0;
/** A student types, and sees what comes of it. */
async function works(bot: Bot): Promise<void> {
  words += 1;
  await bot.prompt();
  bot.keys(1, `echo works-${words}-$((40+2))\r`);
  await bot.shows(`works-${words}-42`);
  await bot.prompt();
}

/** A page that has opened its line and waits for nothing. */
async function page(student: string, cookie?: string): Promise<Bot> {
  const bot = new Bot(here.url, cookie ?? (await cookieOf(here.students[student]?.link ?? "")), "student");
  const socket = bot.open();
  await new Promise((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  return bot;
}

/** Resolves to how a page's line is closed. */
async function closed(bot: Bot): Promise<number | undefined> {
  await bot.until("the line is closed", () => bot.closed !== undefined);
  return bot.closed?.code;
}

describe("one student who floods the class", () => {
  test("with messages or with keys is cut off, and others work on", async () => {
    await using jun = await here.student("jun");
    await jun.prompt();
    const much = Buffer.alloc(8 * 1024, "x");
    const floods: ((socket: WebSocket) => void)[] = [
      (socket) => socket.send(JSON.stringify({ type: "hand", up: true, text: "" })),
      (socket) => socket.send("no JSON"),
      (socket) => socket.send(JSON.stringify({ type: "ack", terminal: 1, bytes: 1 })),
      (socket) => socket.send(encodeFrame({ kind: FRAME_KIND.keys, terminal: 9, sequence: 0, bytes: much })),
      (socket) => socket.send(Buffer.from([9])),
    ];
    for (const flood of floods) {
      await using mina = await page("mina");
      await mina.hello();
      for (let frame = 0; frame < 5000 && mina.socket.readyState === WebSocket.OPEN; frame += 1) flood(mina.socket);
      // A page that is too busy with sending to read the server's word finds the line closed without one.
      expect([CLOSE.flood, 1006]).toContain(await closed(mina));
      await works(jun);
    }
  });

  test("with a frame that is too large is cut off", async () => {
    await using mina = await page("mina");
    mina.socket.send(Buffer.alloc(65 * 1024));
    expect(await closed(mina)).toBe(1009);
  });

  test("with pages has four of them", async () => {
    await using all = new AsyncDisposableStack();
    const cookie = await cookieOf(here.students.mina?.link ?? "");
    const four = Array.from({ length: 4 }, () => all.use(new Bot(here.url, cookie, "student")));
    for (const each of four) await each.connect();
    for (let each = 0; each < 200; each += 1) {
      await using more = await page("mina", cookie);
      expect(await closed(more)).toBe(CLOSE.otherPages);
    }
    expect(four.map((each) => each.closed)).toEqual([undefined, undefined, undefined, undefined]);
    await using jun = await here.student("jun");
    await works(jun);
  });

  test("with lines that say nothing loses them", async () => {
    await using mina = await page("mina");
    expect(await closed(mina)).toBe(1006);
  }, 30_000);

  test("with hands, texts and lies about what was drawn changes nothing for others", async () => {
    await using mina = await here.student("mina");
    await using jun = await here.student("jun");
    await mina.prompt();
    for (const bytes of [0, 2 ** 53 - 1, 1e15]) mina.say({ type: "ack", terminal: 1, bytes });
    mina.say({ type: "hand", up: true, text: "<script>alert(1)</script>".repeat(20) });
    await works(mina);
    await works(jun);
  });
});

describe("a terminal that prints without an end", () => {
  test("waits for a page that draws nothing, and takes the server no memory", async () => {
    await using own = await serveHere();
    await using jun = await own.student("jun");
    await jun.prompt();
    await using mina = await own.student("mina");
    await mina.prompt();
    // From now on it is a page that does not draw: nothing is acknowledged.
    let bytes = 0;
    mina.socket.removeAllListeners("message");
    mina.socket.on("message", (data: Buffer, binary: boolean) => {
      if (binary) bytes += data.length;
    });
    const before = peak(own);
    mina.keys(1, "yes\r");
    for (let turn = 0; turn < 20; turn += 1) await works(jun);
    expect(bytes).toBeLessThan(512 * 1024);
    expect(peak(own) - before).toBeLessThan(60);
    expect(own.failures).toEqual([]);
    await using again = await own.student("mina");
    // Keys count when the page has drawn what it shows.
    await again.until("the page is drawn", () => again.screens.get(1)?.drawn === true);
    again.keys(1, "\x03");
    await again.prompt();
    await works(again);
  });

  test("costs no more than what is kept: 4 MB in one line, beside noise in another terminal", async () => {
    await using own = await serveHere();
    await using jun = await own.student("jun");
    await jun.prompt();
    await using mina = await own.student("mina");
    await mina.prompt();
    mina.say({ type: "open" });
    await mina.prompt(2);
    const before = peak(own);
    mina.keys(2, "head -c 500000 /dev/urandom; echo; reset; echo noise-$((40+2))\r");
    mina.keys(1, "head -c 4000000 /dev/zero | tr '\\0' a; echo; echo line-$((40+2))\r");
    for (let turn = 0; turn < 20; turn += 1) await works(jun);
    await mina.shows("line-42", 1, 180_000);
    await works(mina);
    expect(peak(own) - before).toBeLessThan(150);
  }, 240_000);

  test("holds nobody up with a line that fills the terminal and does not end", async () => {
    await using own = await serveHere();
    await using jun = await own.student("jun");
    await using mina = await own.student("mina");
    await Promise.all([jun.prompt(), mina.prompt()]);
    const had = mina.screen(1).bytes;
    mina.keys(1, "head -c 100000 /dev/zero | tr '\\0' a; cat\r");
    await mina.until("the line has come", () => mina.screen(1).bytes - had > 100_000);
    // Meanwhile the server looks at a terminal that has become quiet.
    for (let turn = 0; turn < 20; turn += 1) await works(jun);
    mina.keys(1, "\x03");
    await mina.prompt();
    await works(mina);
    expect(own.failures).toEqual([]);
  });

  test("is interrupted at once, however much of it is on the way", async () => {
    await using own = await serveHere();
    await using mina = await own.student("mina");
    await mina.prompt();
    for (let turn = 0; turn < 3; turn += 1) {
      const had = mina.screen(1).bytes;
      mina.keys(1, "yes $(seq 20)\r");
      await mina.until("much has come", () => mina.screen(1).bytes - had > 1_000_000);
      mina.keys(1, "\x03");
      await mina.prompt();
    }
    await works(mina);
  }, 240_000);
});

describe("a server that is killed", () => {
  test("goes on where it was, with the same links, and pages come back by themselves", async () => {
    await using own = await serveHere();
    await using mina = await own.student("mina");
    await mina.prompt();
    mina.keys(1, "mkdir -p ~/1; cd ~/1\r");
    await mina.until("the shell is in the folder", () => mina.screen(1).view.folder?.endsWith("/1") === true);
    await mina.prompt();
    mina.keys(1, "echo one\r");
    await mina.until("the step is done", () => mina.steps["1:1"]?.state === "done");
    for (let time = 0; time < 3; time += 1) {
      mina.keys(1, "yes\r");
      await own.kill();
      await mina.until("the line is lost", () => mina.closed !== undefined);
      await own.again();
      await mina.connect();
      await mina.prompt();
      expect(mina.steps["1:1"]).toMatchObject({ state: "done", how: "typed" });
      expect(mina.steps["1:2"]).toMatchObject({ state: "open" });
    }
    await using jun = await own.student("jun");
    await jun.prompt();
    expect(own.failures).toEqual([]);
  }, 120_000);
});

test("a class that is flooded shows no defect", () => {
  expect(here.failures).toEqual([]);
});
