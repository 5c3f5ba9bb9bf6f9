import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Seats } from "../../../../../src/class/serve/door/seats.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "labnote-seats-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const STUDENTS = ["mina", "jun"];
const open = () => Seats.open(join(folder, "class"), STUDENTS);
const file = () => join(folder, "class", "seats.json");

/** The session of somebody who is let in. */
async function sessionOf(seats: Seats, entering: Parameters<Seats["enter"]>[0]): Promise<string> {
  const entered = await seats.enter(entering);
  if ("no" in entered) throw new Error(`not let in: ${entered.no}`);
  return entered.session;
}

describe("the seats of a class", () => {
  test("let each student in by the link or the code of the seat, and the teacher by the teacher's link", async () => {
    const seats = await open();
    const { token, code } = seats.linkOf("jun");
    for (const entering of [{ token }, { code }])
      expect(await seats.enter(entering)).toMatchObject({ who: { role: "student", student: "jun" } });
    expect(await seats.enter({ token: seats.teacherToken })).toMatchObject({ who: { role: "teacher" } });
    expect(seats.all.map(({ student, taken }) => [student, taken])).toEqual([
      ["mina", false],
      ["jun", true],
    ]);
  });

  test("take a code as people type it: with small letters, with blanks, without its dash, with letters for digits", async () => {
    const seats = await open();
    const { code } = seats.linkOf("mina");
    const typed = [code.toLowerCase(), code.replace("-", " "), code.replaceAll("0", "o").replaceAll("1", "l")];
    for (const each of typed) expect(await seats.enter({ code: each })).toMatchObject({ who: { student: "mina" } });
  });

  test("let nobody in by anything else, and say why", async () => {
    const seats = await open();
    const { token } = seats.linkOf("mina");
    expect(await seats.enter({ token: `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}` })).toEqual({
      no: "noLink",
    });
    expect(await seats.enter({ token: "" })).toEqual({ no: "noLink" });
    expect(await seats.enter({ code: "00000-00000" })).toEqual({ no: "wrongCode" });
    expect(await seats.enter({ code: token })).toEqual({ no: "wrongCode" });
  });

  test("know a session for the role that it was given for alone", async () => {
    const seats = await open();
    const student = await sessionOf(seats, seats.linkOf("mina"));
    const teacher = await sessionOf(seats, { token: seats.teacherToken });
    expect(seats.who("student", student)).toEqual({ role: "student", student: "mina" });
    expect(seats.who("teacher", teacher)).toEqual({ role: "teacher" });
    expect([seats.who("teacher", student), seats.who("student", teacher), seats.who("student", undefined)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("can be claimed under a name by the link for all, until none is free", async () => {
    const seats = await open();
    const token = seats.classToken;
    expect(await seats.enter({ token })).toEqual({ no: "whatName" });
    expect(await seats.enter({ token, name: " \u202e\n " })).toEqual({ no: "badName" });
    expect(await seats.enter({ token, name: "x".repeat(41) })).toEqual({ no: "badName" });
    expect(await seats.enter({ token, name: " 김\u200b민아 " })).toMatchObject({ who: { student: "mina" } });
    expect(seats.nameOf("mina")).toBe("김민아");
    for (const taken of ["김민아", "JUN"])
      expect(await seats.enter({ token, name: taken })).toEqual({ no: "nameTaken" });
    expect(await seats.enter({ token, name: "Sora" })).toMatchObject({ who: { student: "jun" } });
    expect(await seats.enter({ token, name: "Duri" })).toEqual({ no: "noSeat" });
  });

  test("are claimed by two at once under two names, and nobody sits on another one's seat", async () => {
    const seats = await open();
    const token = seats.classToken;
    const entered = await Promise.all(["A", "B"].map((name) => seats.enter({ token, name })));
    expect(entered.map((each) => "who" in each && each.who.role === "student" && each.who.student)).toEqual(STUDENTS);
  });

  test("that are freed, or get a new link, let nobody in by the old link, code or session, and say so at once", async () => {
    const seats = await open();
    const revoked: string[] = [];
    seats.onRevoked((student) => revoked.push(student));
    const old = seats.linkOf("mina");
    const session = await sessionOf(seats, old);
    await seats.renew("mina");
    expect(await seats.enter({ token: old.token })).toEqual({ no: "noLink" });
    expect(await seats.enter({ code: old.code })).toEqual({ no: "wrongCode" });
    expect(seats.who("student", session)).toBeUndefined();
    const next = await sessionOf(seats, seats.linkOf("mina"));
    await seats.rename("mina", "Mina");
    await seats.free("mina");
    expect(seats.who("student", next)).toBeUndefined();
    expect(seats.all[0]).toMatchObject({ name: null, taken: false });
    expect(revoked).toEqual(["mina", "mina"]);
  });

  test("have another name where the teacher gives one, but no name twice", async () => {
    const seats = await open();
    expect(await seats.rename("mina", "Mina Kim")).toBeUndefined();
    expect(await seats.rename("mina", "mina kim")).toBeUndefined();
    expect(await seats.rename("jun", "MINA KIM")).toBe("nameTaken");
    expect(seats.nameOf("mina")).toBe("mina kim");
  });

  test("are the same after the server was killed, in a file that only its user reads and that has no link, code or session", async () => {
    const before = await open();
    const { token, code } = before.linkOf("mina");
    const session = await sessionOf(before, { token });
    await before.rename("mina", "Mina");
    await before.renew("jun");
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    const text = await readFile(file(), "utf8");
    for (const secret of [token, code, session, before.teacherToken, before.classToken])
      expect(text).not.toContain(secret);
    const after = await open();
    expect(after.all).toEqual(before.all);
    expect(after.who("student", session)).toEqual({ role: "student", student: "mina" });
    expect(after.linkOf("jun")).toEqual(before.linkOf("jun"));
    expect(after.teacherToken).toBe(before.teacherToken);
  });

  test("know all that lets anybody in, for no record to have it", async () => {
    const seats = await open();
    const before = seats.secrets;
    await seats.renew("jun");
    const { token, code } = seats.linkOf("jun");
    const all = [
      token,
      code,
      code.replace("-", ""),
      await sessionOf(seats, { token }),
      seats.classToken,
      seats.teacherToken,
    ];
    expect(seats.secrets).toEqual(
      expect.arrayContaining([...all, await sessionOf(seats, { token: seats.teacherToken })]),
    );
    expect(before).not.toContain(token);
  });

  test("are new ones after the class has ended", async () => {
    const before = await open();
    const { token } = before.linkOf("mina");
    await before.end();
    const after = await open();
    expect(await after.enter({ token })).toEqual({ no: "noLink" });
    expect(after.linkOf("mina").token).not.toBe(token);
  });

  test("are refused where their file is broken, with what to do", async () => {
    await open();
    await writeFile(file(), "{");
    await expect(open()).rejects.toMatchObject({
      message: `${file()} is broken: a class did not write this`,
      remedy: "remove the file, and start the class again; it then has new links",
    });
  });
});
