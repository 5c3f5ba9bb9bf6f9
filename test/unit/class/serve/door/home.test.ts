import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { cookieOf, knock } from "../../../../class/door.ts";
import { type ClassHere, serveHere } from "../../../../class/here.ts";

let here: ClassHere;
beforeAll(async () => {
  here = await serveHere();
});
afterAll(async () => {
  await here?.[Symbol.asyncDispose]();
});

/** Asks for the page of one's own run, as the button does. */
const home = (cookie: string, headers: { [name: string]: string } = {}) =>
  knock(here.url, {
    ...{ method: "POST", path: "/home", body: "" },
    headers: { origin: here.url, "content-length": "0", ...(cookie !== "" && { cookie }), ...headers },
  });

describe("the page of one's own run", () => {
  test("is that of the seat whose cookie asks, as it is then, without secrets", async () => {
    await using mina = await here.student("mina");
    await using jun = await here.student("jun");
    await mina.prompt();
    mina.keys(1, `mkdir -p ~/1; cd ~/1\r`);
    await mina.until("the shell is in the folder", () => mina.screen(1).view.folder?.endsWith("/1") === true);
    await mina.prompt();
    const code = here.students.jun?.code ?? "";
    mina.keys(1, "echo one\r");
    await mina.until("the step is done", () => mina.steps["1:1"]?.state === "done");
    await mina.prompt();
    mina.keys(1, `echo() { builtin echo "$1 ${code}"; }\r`);
    await mina.prompt();
    mina.keys(1, "echo two\r");
    await mina.until("the step differs", () => mina.steps["1:2"]?.state === "differs");
    const own = await home(mina.cookie);
    expect(own.status).toBe(200);
    expect(own.headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "content-disposition": 'attachment; filename="mina.html"',
      "cache-control": "no-store",
    });
    expect(own.body).toContain("1 of 5 steps done");
    expect(own.body).toContain("saved before the class ended");
    expect(own.body).toContain("[redacted: ");
    expect(own.body).not.toContain(code);
    const other = await home(jun.cookie);
    expect(other.body).toContain("0 of 5 steps done");
    expect(other.body).not.toContain("[redacted: ");
  });

  test("is packed for who takes it so", async () => {
    const cookie = await cookieOf(here.students.mina?.link ?? "");
    const plain = (await home(cookie)).body;
    const response = await fetch(`${here.url}/home`, { method: "POST", headers: { origin: here.url, cookie } });
    expect(response.headers.get("content-encoding")).toBe("gzip");
    expect(await response.text()).toBe(plain);
    expect(() => gunzipSync(Buffer.from(plain))).toThrow();
  });

  test("is for nobody without a student's cookie, and for no page of another server", async () => {
    const cookie = await cookieOf(here.students.mina?.link ?? "");
    const teacher = await cookieOf(here.teacher);
    const { port } = new URL(here.url);
    const others = [
      await home(""),
      await home(teacher),
      await home(teacher.replace("teacher", "student")),
      await home(`${cookie.slice(0, -1)}x`),
      await home(cookie, { origin: "http://evil.test" }),
      await home(cookie, { origin: `http://127.0.0.1:1${port}` }),
      await knock(here.url, { method: "POST", path: "/home", headers: { cookie, "content-length": "0" } }),
    ];
    expect(others.map(({ status }) => status)).toEqual(others.map(() => 403));
    expect((await knock(here.url, { path: "/home", headers: { cookie } })).status).toBe(404);
  });

  test("is given six times a minute, and then the answer says so in words", async () => {
    const cookie = await cookieOf(here.students.sora?.link ?? "");
    const all = await Promise.all(Array.from({ length: 8 }, () => home(cookie)));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(6);
    const [refused] = all.filter(({ status }) => status === 429);
    expect(refused?.body).toBe(
      "You have saved this page several times in the last minute. Wait a minute, then try again.",
    );
  });

  test("none of it is a defect", () => {
    expect(here.failures).toEqual([]);
  });
});
