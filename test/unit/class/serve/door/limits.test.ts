import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { doorApp } from "../../../../../src/class/serve/door/door.ts";
import { Seats } from "../../../../../src/class/serve/door/seats.ts";
import { serveWords } from "../../../../../src/class/serve/words.ts";

const said = serveWords("en");
const ORIGIN = "http://127.0.0.1:1";
const STUDENTS = Array.from({ length: 40 }, (_, at) => `host-${at + 1}`);

let folder: string;
let seats: Seats;
let app: ReturnType<typeof doorApp>;
const failures: unknown[] = [];
let crowds: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "labnote-limits-"));
  seats = await Seats.open(folder, STUDENTS);
  crowds = [];
  const page = () => "a page";
  app = doorApp({
    place: {
      ...{ origins: new Set([ORIGIN]), hosts: new Set(["127.0.0.1:1"]), port: 1, secure: false },
      mayTeach: () => true,
    },
    ...{ seats, said },
    pages: { enter: page, student: page, board: page, ready: page, cards: page, files: new Map() },
    crowded: (from) => crowds.push(from),
    home: async () => undefined,
    address: (env) => String(env),
    failed: (error) => failures.push(error),
  });
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
  expect(failures.splice(0)).toEqual([]);
});

/** What the door answers to what a page from that address hands in: the status, and why. */
async function enter(told: object, from: string): Promise<{ status: number; why?: string }> {
  const body = JSON.stringify(told);
  const headers = {
    ...{ host: "127.0.0.1:1", origin: ORIGIN, "content-type": "application/json" },
    "content-length": String(body.length),
  };
  const answer = await app.request("/enter", { method: "POST", body, headers }, from as never);
  return { status: answer.status, ...((await answer.json()) as { why?: string }) };
}
/** The statuses of the answers to these, each with how many had it. */
async function counted(
  all: readonly ({ status: number } | Promise<{ status: number }>)[],
): Promise<{ [status: number]: number }> {
  const answers = Object.groupBy(await Promise.all(all), ({ status }) => status);
  return Object.fromEntries(Object.entries(answers).map(([status, with_]) => [status, with_?.length ?? 0]));
}
const wrong = (at: number) => ({ code: String(at).padStart(10, "0") });
const right = (student = "host-1") => ({ code: seats.linkOf(student).code });

describe("codes at the door of a class", () => {
  test("are refused behind five wrong ones of one address, the right ones like the wrong ones", async () => {
    expect(await counted(Array.from({ length: 50 }, (_, at) => enter(wrong(at), "mina")))).toEqual({ 403: 5, 429: 45 });
    expect(await enter(right(), "mina")).toEqual({ status: 429, why: said.tooOften });
    expect(await enter(wrong(1), "mina")).toEqual({ status: 429, why: said.tooOften });
  });

  test("let others in, however many wrong ones came from however many addresses", async () => {
    const guesses = Array.from({ length: 300 }, (_, at) => enter(wrong(at), `guesser-${at % 60}`));
    expect(await counted(guesses)).toEqual({ 403: 300 });
    expect(await enter(right(), "jun")).toEqual({ status: 200 });
  });

  test("let a whole class in behind one address, and count no right one", async () => {
    expect(await counted(STUDENTS.map((student) => enter(right(student), "school")))).toEqual({ 200: 40 });
    for (let at = 0; at < 4; at += 1) expect((await enter(wrong(at), "school")).status).toBe(403);
    expect(await enter(right(), "school")).toEqual({ status: 200 });
    expect((await enter(wrong(5), "school")).status).toBe(403);
    expect((await enter(right(), "school")).status).toBe(429);
  });
});

describe("seats that are taken by the link for all", () => {
  const claim = (name: string, from: string) => enter({ token: seats.classToken, name }, from);
  const claims = (count: number, who: string, from: string) =>
    Promise.all(Array.from({ length: count }, (_, at) => claim(`${who} ${at + 1}`, from)));

  test("are ten a minute from one address, and those at other addresses get in meanwhile", async () => {
    const loop = await claims(35, "x", "mallory");
    expect(loop.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(loop.at(-1)).toEqual({ status: 429, why: said.manyClaims });
    expect(seats.all.filter(({ taken }) => taken)).toHaveLength(10);
    expect(await claim("Mina", "mina")).toEqual({ status: 200 });
    expect(crowds).toEqual(["mallory"]);
  });

  test("are for a class behind one address in turn, a part each minute", async () => {
    jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] });
    try {
      for (let minute = 0; minute < 3; minute += 1) {
        expect(await counted(await claims(30, `${minute}`, "school"))).toEqual({
          ...{ 200: 10, 429: 20 },
        });
        jest.advanceTimersByTime(61_000);
      }
      expect(seats.all.filter(({ taken }) => taken)).toHaveLength(30);
      expect(crowds).toEqual(["school", "school", "school"]);
    } finally {
      jest.useRealTimers();
    }
  });

  test("cost no one who has a link or a code of their own", async () => {
    await claims(35, "x", "school");
    expect(await enter({ token: seats.linkOf("host-40").token }, "school")).toEqual({ status: 200 });
    expect(await enter(right("host-39"), "school")).toEqual({ status: 200 });
    // The page that opens the link asks first whether a name is wanted.
    expect((await enter({ token: seats.classToken }, "school")).status).toBe(409);
  });
});
