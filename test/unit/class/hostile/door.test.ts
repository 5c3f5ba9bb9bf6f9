import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { WebSocket } from "ws";
import { cookieOf, cookiesOf, enter, knock } from "../../../class/door.ts";
import { type ClassHere, serveHere } from "../../../class/here.ts";

let here: ClassHere;
beforeAll(async () => {
  here = await serveHere();
});
afterAll(async () => {
  await here?.[Symbol.asyncDispose]();
});

/** What the server says to bytes that come as they are; until it closes the connection. */
async function raw(parts: AsyncIterable<string> | Iterable<string>): Promise<string> {
  const { hostname, port } = new URL(here.url);
  const socket = connect(Number(port), hostname);
  let said = "";
  socket.setEncoding("latin1").on("data", (text: string) => {
    said += text;
  });
  // The server may close it while more is on the way.
  socket.on("error", () => {});
  const closed = once(socket, "close");
  await once(socket, "connect");
  for await (const part of parts) {
    if (socket.destroyed) break;
    socket.write(part);
  }
  await closed;
  return said;
}

/** How a socket of the class ends that is opened like this: with the status of the answer, or with that of its close. */
async function opened(
  headers: { [name: string]: string },
  { path = "/line", origin = undefined as string | undefined, from = "127.0.0.1" } = {},
) {
  const socket = new WebSocket(`${here.url.replace("http", "ws")}${path}`, {
    ...{ headers, localAddress: from },
    ...(origin !== undefined && { origin }),
  });
  const status = await new Promise<number | "open">((resolve) => {
    socket.once("unexpected-response", (request, response) => {
      request.destroy();
      resolve(response.statusCode ?? 0);
    });
    socket.once("open", () => resolve("open"));
    socket.on("error", () => {});
  });
  socket.terminate();
  return status;
}

/** The line with which the server begins an answer. */
const first = (answer: string): string | undefined => answer.split("\r\n")[0];

describe("somebody who guesses at the door of a class", () => {
  test("has five tries a minute, and none fits", async () => {
    const from = "127.0.0.9";
    const statuses: number[] = [];
    // So few that a busy machine has done with them within the minute.
    for (let code = 0; code < 1_000; code += 50)
      statuses.push(
        ...(await Promise.all(
          Array.from({ length: 50 }, (_, at) =>
            enter(here.url, { code: String(code + at).padStart(10, "0") }, { from }).then(({ status }) => status),
          ),
        )),
      );
    const counted = Object.groupBy(statuses, (status) => status);
    expect({ wrong: counted[403]?.length, tooOften: counted[429]?.length }).toEqual({ wrong: 5, tooOften: 995 });
  });

  test("does not keep others out, nor those who have a link", async () => {
    const code = here.students.jun?.code ?? "";
    expect((await enter(here.url, { code }, { from: "127.0.0.10" })).status).toBe(200);
    const token = new URL(here.students.mina?.link ?? "").hash.slice(1);
    expect((await enter(here.url, { token }, { from: "127.0.0.9" })).status).toBe(200);
  });

  test("gets in by no token that is nearly right", async () => {
    const token = new URL(here.students.mina?.link ?? "").hash.slice(1);
    const near = [
      token.slice(1),
      `${token}A`,
      token.toLowerCase(),
      `${token.slice(0, -1)}${token.endsWith("Q") ? "g" : "Q"}`,
      "",
      "undefined",
      "\0".repeat(22),
    ];
    for (const each of near.filter((each) => each !== token))
      expect((await enter(here.url, { token: each })).status).not.toBe(200);
  });

  test("gets in by no value that is no text", async () => {
    for (const told of [
      { token: null },
      { token: [] },
      { token: { length: 22 } },
      { code: 5 },
      {},
      [],
      "text",
      null,
      { token: true, code: true },
    ])
      expect((await enter(here.url, told as object)).status).toBeGreaterThanOrEqual(400);
  });

  test("learns from the answer neither who sits where nor what the links are", async () => {
    const answers = [
      await knock(here.url, {}),
      await knock(here.url, { path: "/board" }),
      await enter(here.url, { token: "x" }),
    ];
    for (const { body, headers } of answers) {
      const all = body + JSON.stringify(headers);
      for (const secret of [here.teacher, here.all, ...Object.values(here.students).map(({ link }) => link)])
        expect(all).not.toContain(new URL(secret).hash.slice(1));
      for (const student of Object.keys(here.students)) expect(all).not.toContain(`"${student}"`);
    }
  });
});

describe("a page of another site", () => {
  test("cannot enter by a link, with its own origin or with none", async () => {
    const token = new URL(here.students.mina?.link ?? "").hash.slice(1);
    const { port } = new URL(here.url);
    for (const origin of [
      "http://evil.test",
      "null",
      `http://127.0.0.1:1${port}`,
      `https://127.0.0.1:${port}`,
      `${here.url}.evil.test`,
      here.url.toUpperCase(),
    ])
      expect((await enter(here.url, { token }, { headers: { origin } })).status).toBe(403);
    const body = JSON.stringify({ token });
    const none = await knock(here.url, {
      method: "POST",
      path: "/enter",
      body,
      headers: { "content-type": "application/json" },
    });
    expect(none.status).toBe(403);
  });

  test("cannot enter by a form, which needs no leave of a browser", async () => {
    const token = new URL(here.students.mina?.link ?? "").hash.slice(1);
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
      expect((await enter(here.url, { token }, { headers: { "content-type": type } })).status).toBe(415);
  });

  test("cannot open the line with a student's cookie, nor a program without an origin", async () => {
    const cookie = await cookieOf(here.students.mina?.link ?? "");
    const { port } = new URL(here.url);
    expect(await opened({ cookie }, { origin: here.url })).toBe("open");
    for (const origin of [
      undefined,
      "http://evil.test",
      "null",
      `http://127.0.0.1:1${port}`,
      `http://mina@127.0.0.1:${port}`,
    ])
      expect(await opened({ cookie }, { ...(origin !== undefined && { origin }) })).toBe(403);
  });

  test("finds nothing under a name that it has pointed at this machine", async () => {
    const cookie = await cookieOf(here.students.mina?.link ?? "");
    const { port } = new URL(here.url);
    const token = new URL(here.students.mina?.link ?? "").hash.slice(1);
    for (const host of [
      "evil.test",
      `evil.test:${port}`,
      "127.0.0.1",
      `127.0.0.1.evil.test:${port}`,
      `0.0.0.0:${port}`,
      "172.17.0.1",
    ]) {
      expect((await knock(here.url, { headers: { host, cookie } })).status).toBe(421);
      expect((await knock(here.url, { path: "/static/student.js", headers: { host } })).status).toBe(421);
      expect((await enter(here.url, { token }, { headers: { host } })).status).toBe(421);
      expect(await opened({ cookie, host }, { origin: here.url })).toBe(421);
    }
  });
});

describe("the door of a class", () => {
  test("has a line for the role of the cookie alone", async () => {
    const student = await cookieOf(here.students.mina?.link ?? "");
    const teacher = await cookieOf(here.teacher);
    expect(await opened({ cookie: student }, { path: "/line?board", origin: here.url })).toBe(403);
    expect(await opened({ cookie: teacher }, { path: "/line", origin: here.url })).toBe(403);
    expect(await opened({}, { origin: here.url })).toBe(403);
    // The value of one role's cookie under the name of the other's.
    const swapped = student.replace("student", "teacher");
    expect(await opened({ cookie: swapped }, { path: "/line?board", origin: here.url })).toBe(403);
  });

  test("opens a teacher's link and cookie on the teacher's machine alone", async () => {
    const token = new URL(here.teacher).hash.slice(1);
    const cookie = await cookieOf(here.teacher);
    const asTeacher = async (from: string) => ({
      entered: (await enter(here.url, { token }, { from })).status,
      line: await opened({ cookie }, { path: "/line?board", origin: here.url, from }),
      board: (await knock(here.url, { path: "/board", headers: { cookie }, from })).body.includes("mina"),
      cards: (await knock(here.url, { path: "/cards", headers: { cookie }, from })).body.includes("mina"),
    });
    expect(await asTeacher("127.0.0.1")).toEqual({ entered: 200, line: "open", board: true, cards: true });
    expect(await asTeacher("127.0.0.11")).toEqual({ entered: 403, line: 403, board: false, cards: false });
  });

  test("shows a board to no student", async () => {
    const cookie = await cookieOf(here.students.mina?.link ?? "");
    const board = await knock(here.url, { path: "/board", headers: { cookie } });
    const without = await knock(here.url, { path: "/board" });
    const nonce = /nonce="[^"]*"/g;
    expect(board.body.replace(nonce, "")).toBe(without.body.replace(nonce, ""));
  });

  test("gives cookies that no script reads and no other site sends", async () => {
    const token = new URL(here.students.mina?.link ?? "").hash.slice(1);
    const answer = await enter(here.url, { token });
    expect(cookiesOf(answer)).not.toBe("");
    for (const cookie of [answer.headers["set-cookie"] ?? []].flat()) {
      expect(cookie).toMatch(/; HttpOnly/i);
      expect(cookie).toMatch(/; SameSite=(Strict|Lax)/i);
      expect(cookie).not.toMatch(/; Domain/i);
    }
  });

  test("lets a page load nothing from elsewhere, be framed by nobody, and run no script but its own", async () => {
    for (const path of ["/", "/board", "/ready", "/nothing"]) {
      const { headers } = await knock(here.url, { path });
      const policy = String(headers["content-security-policy"]);
      for (const part of [
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ])
        expect(policy).toContain(part);
      expect(policy).not.toContain("unsafe");
      expect(headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
      });
    }
  });

  test("serves no file by its path", async () => {
    const paths = [
      ...[
        "/..%2f..%2fetc%2fpasswd",
        "/static/..%2f..%2fpackage.json",
        "/static/../../../../../etc/passwd",
        "/static/%2e%2e/%2e%2e/package.json",
      ],
      ...[
        "/static/student.js%00.txt",
        "/static/..\\..\\package.json",
        "/static/%5c..%5c..%5cpackage.json",
        "//etc/passwd",
        "/static/",
        "/static",
        "/static//student.js",
      ],
      ...[
        `/static/${"a".repeat(3000)}`,
        "/seats.json",
        "/static/seats.json",
        "/records/class.jsonl",
        "/%",
        "/%ff%fe",
        "/static/__proto__",
        "/static/constructor",
      ],
    ];
    for (const path of paths) {
      const { status, body } = await knock(here.url, { path });
      expect({ path, status: [400, 404].includes(status) }).toEqual({ path, status: true });
      expect(body).not.toMatch(/root:|"name": "labnote"|student/);
    }
  });

  test("changes nothing for a request that is no POST of its own page", async () => {
    for (const method of ["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"]) {
      const token = new URL(here.students.sora?.link ?? "").hash.slice(1);
      const answer = await knock(here.url, { method, path: `/enter?token=${token}`, headers: { origin: here.url } });
      expect([404, 405, 501]).toContain(answer.status);
      expect(answer.headers["set-cookie"]).toBeUndefined();
    }
  });

  test("takes no large headers and no large body", async () => {
    const large = await raw([
      `GET / HTTP/1.1\r\nHost: ${new URL(here.url).host}\r\nX-Large: ${"a".repeat(20_000)}\r\n\r\n`,
    ]);
    expect(first(large)).toBe("HTTP/1.1 431 Request Header Fields Too Large");
    expect((await enter(here.url, { token: "a".repeat(5000) })).status).toBe(413);
  });

  test("waits neither for headers nor for a body that come a byte at a time", async () => {
    const slowly = async function* (text: string) {
      for (const letter of text) {
        yield letter;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    };
    const { host } = new URL(here.url);
    const endless = "X-Slow: ".padEnd(400, "a");
    const body = `POST /enter HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${here.url}\r\nContent-Type: application/json\r\nContent-Length: 400\r\n\r\n`;
    const answers = await Promise.all([
      raw(slowly(`GET / HTTP/1.1\r\n${endless}`)),
      raw(
        (async function* () {
          yield body;
          yield* slowly(" ".repeat(200));
        })(),
      ),
      // And one who says nothing at all.
      raw([]),
    ]);
    expect(answers.slice(0, 2).map(first)).toEqual(["HTTP/1.1 408 Request Timeout", "HTTP/1.1 408 Request Timeout"]);
  });

  test("answers others while many connections are held open", async () => {
    const { hostname, port } = new URL(here.url);
    const held = Array.from({ length: 300 }, () => connect(Number(port), hostname).on("error", () => {}));
    try {
      await Promise.all(held.map((socket) => once(socket, "connect")));
      for (const socket of held) socket.write("GET / HTTP/1.1\r\nX-Slow: ");
      expect((await knock(here.url, { headers: { host: new URL(here.url).host } })).status).toBe(200);
    } finally {
      for (const socket of held) socket.destroy();
    }
  });

  test("has not failed at any of it", () => {
    expect(here.failures).toEqual([]);
  });
});
