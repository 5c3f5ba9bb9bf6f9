import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { WebSocket } from "ws";
import { encodeFrame, FRAME_KIND, type Frame } from "../../../../src/class/messages/frames.ts";
import { cookieName } from "../../../../src/class/serve/door/door.ts";
import { Seats, type Who } from "../../../../src/class/serve/door/seats.ts";
import { Lines } from "../../../../src/class/serve/line.ts";
import { type ClassListener, listen } from "../../../../src/class/serve/listen.ts";
import { serveWords } from "../../../../src/class/serve/words.ts";
import { until } from "../../../until.ts";

/** What the server tells a page, and how the page's line ends. */
interface Page {
  socket: WebSocket;
  told: { type: string; why?: string }[];
  closed: Promise<number>;
}

describe("the lines of a class", () => {
  let folder: string;
  let seats: Seats;
  let listener: ClassListener;
  let lines: Lines;
  /** Who has joined, and what each has said. */
  let joined: { who: Who; said: unknown[]; keys: string[]; gone: boolean }[];
  const failures: unknown[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "labnote-line-"));
    seats = await Seats.open(folder, ["mina", "jun"]);
    await serve();
  });

  /** @param limits by default such that no page is late, however busy the machine is */
  async function serve(limits = { hello: 60_000, ping: 60_000 }): Promise<void> {
    listener = await listen({ address: "127.0.0.1", port: 0 });
    joined = [];
    lines = new Lines(listener.server, {
      ...{ place: listener.place, seats, said: serveWords("en"), limits },
      failed: (error) => failures.push(error),
      join: (who) => {
        const one = { who, said: [] as unknown[], keys: [] as string[], gone: false };
        joined.push(one);
        return {
          take: (message) => one.said.push(message),
          keys: ({ bytes }: Frame) => one.keys.push(Buffer.from(bytes).toString()),
          gone: () => {
            one.gone = true;
          },
        };
      },
    });
  }
  const end = async () => {
    await lines.end(true);
    await listener.close();
  };
  afterEach(async () => {
    await end();
    await rm(folder, { recursive: true, force: true });
    expect(failures.splice(0)).toEqual([]);
  });

  /** The cookie of who enters with that token. */
  async function cookie(token: string): Promise<string> {
    const entered = await seats.enter({ token });
    if ("no" in entered) throw new Error(entered.no);
    return `${cookieName(entered.who.role, listener.place)}=${entered.session}`;
  }
  const mina = () => cookie(seats.linkOf("mina").token);

  /** Opens a line. Rejects with the status where it is refused. */
  async function open(headers: { cookie: string; origin?: string; host?: string }, path = "/line"): Promise<Page> {
    const { origin = listener.url, ...more } = headers;
    const socket = new WebSocket(`${listener.url.replace("http", "ws")}${path}`, { headers: { ...more, origin } });
    const page: Page = { socket, told: [], closed: new Promise((resolve) => socket.once("close", resolve)) };
    socket.on("message", (data) => page.told.push(JSON.parse(String(data))));
    await new Promise<void>((resolve, reject) => {
      socket.once("open", resolve);
      socket.once("unexpected-response", (_, { statusCode }) => reject(new Error(`status ${statusCode}`)));
      socket.once("error", reject);
    });
    return page;
  }
  const hello = { type: "hello", version: "1", have: {} };
  const says = ({ socket }: Page, message: unknown) => socket.send(JSON.stringify(message));
  const begun = async (given?: string): Promise<Page> => {
    const page = await open({ cookie: given ?? (await mina()) });
    says(page, hello);
    await until("the page has joined", async () => joined.at(-1)?.said[0]);
    return page;
  };

  test("know who sits at a page by its cookie", async () => {
    await begun();
    expect(joined).toMatchObject([{ who: { role: "student", student: "mina" }, said: [hello] }]);
  });

  test.each([
    ["of nobody", { cookie: "" }, 403],
    ["with another's cookie", { cookie: "labnote-student-1=x" }, 403],
    ["of a page of another site", { origin: "http://evil.test" }, 403],
    ["for another host's name", { host: "evil.test" }, 421],
  ])("refuse one %s", async (_whose, headers, status) => {
    await expect(open({ cookie: await mina(), ...headers })).rejects.toThrow(`status ${status}`);
    expect(joined).toEqual([]);
  });

  test("open no board for a student, and no other path", async () => {
    const own = await mina();
    await expect(open({ cookie: own }, "/line?board")).rejects.toThrow("status 403");
    await expect(open({ cookie: own }, "/other")).rejects.toThrow("status 404");
  });

  test("pass on keys, and what a role may say; what it may not, and what is none, is refused", async () => {
    const page = await begun();
    page.socket.send(encodeFrame({ kind: FRAME_KIND.keys, terminal: 1, sequence: 0, bytes: Buffer.from("ls") }));
    says(page, { type: "catch-up", students: ["jun"], until: "1:1", how: "anew" });
    says(page, { type: "hand", up: true, text: "help", student: "jun" });
    page.socket.send("no JSON");
    says(page, { type: "hand", up: true, text: "help" });
    await until("the last one is said", async () => joined[0]?.said[1]);
    expect(joined[0]?.keys).toEqual(["ls"]);
    expect(joined[0]?.said).toEqual([hello, { type: "hand", up: true, text: "help" }]);
    await until("all are refused", async () => page.told[2]);
    expect(page.told.map(({ type }) => type)).toEqual(["refused", "refused", "refused"]);
  });

  test("close one that floods, with 4008", async () => {
    const page = await begun();
    for (let sent = 0; sent < 200; sent += 1) says(page, { type: "stop" });
    expect(await page.closed).toBe(4008);
    expect(joined[0]?.said.length).toBeLessThan(60);
    const another = await begun();
    const keys = encodeFrame({ kind: FRAME_KIND.keys, terminal: 1, sequence: 0, bytes: Buffer.alloc(32 * 1024) });
    for (let sent = 0; sent < 20; sent += 1) another.socket.send(keys);
    expect(await another.closed).toBe(4008);
  });

  test("close one whose frame is too large", async () => {
    const page = await begun();
    page.socket.send(Buffer.alloc(100 * 1024));
    expect(await page.closed).toBe(1009);
  });

  test("close one that says nothing", async () => {
    await end();
    await serve({ hello: 300, ping: 60_000 });
    const page = await open({ cookie: await mina() });
    expect(await page.closed).toBe(1006);
    await until("it is gone", async () => joined[0]?.gone || undefined);
  });

  test("close one that is not there any more", async () => {
    await end();
    await serve({ hello: 60_000, ping: 200 });
    const page = await begun();
    page.socket.pong = () => {};
    (page.socket as unknown as { _autoPong: boolean })._autoPong = false;
    expect(await page.closed).toBe(1006);
  });

  test("close the pages of a seat with 4003 when its link is made anew, and let its cookie in no more", async () => {
    const own = await mina();
    const page = await begun(own);
    const other = await begun(await cookie(seats.linkOf("jun").token));
    await seats.renew("mina");
    expect(await page.closed).toBe(4003);
    expect(page.told.at(-1)?.type).toBe("bye");
    await expect(open({ cookie: own })).rejects.toThrow("status 403");
    expect(other.socket.readyState).toBe(WebSocket.OPEN);
  });

  test("open four pages of a seat, and no fifth: that one is told why, and has a status of its own", async () => {
    const own = await mina();
    const pages = [];
    for (let count = 0; count < 4; count += 1) pages.push(await begun(own));
    const fifth = await open({ cookie: own });
    expect(await fifth.closed).toBe(4009);
    expect(fifth.told).toEqual([{ type: "bye", why: serveWords("en").otherPages }]);
    expect(pages.map(({ socket }) => socket.readyState)).toEqual(Array(4).fill(WebSocket.OPEN));
  });

  test("tell each page that the class has ended, with 4010", async () => {
    const page = await begun();
    await lines.end(true);
    expect(await page.closed).toBe(4010);
    expect(lines.count).toBe(0);
  });
});
