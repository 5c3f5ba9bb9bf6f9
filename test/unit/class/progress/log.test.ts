import { spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { CLASS_LOG, ClassLog, readClass } from "../../../../src/class/progress/log.ts";
import { Redactor } from "../../../../src/record/redact/redactor.ts";
import { read } from "../../note/pages.ts";

const note = read("# 1 One\n\n```console\n$ echo one\none\n```\n");
const at = "2026-11-24T06:11:01.123Z";
const secret = "correct-horse-battery-staple";
const redactor = () => new Redactor({ secrets: [secret], note: "" });

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "labnote-class-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const lines = () => readFileSync(join(folder, CLASS_LOG), "utf8").split("\n").slice(0, -1);
const hand = (student: string, text: string) => ({ at, student, type: "hand", up: true, text }) as const;

describe("the log of a class", () => {
  test("has each event before anyone learns of it, and goes on when the class is opened again", () => {
    const log = new ClassLog(folder, note, redactor());
    const heard: number[] = [];
    log.listen((_, { students }) => heard.push(lines().length * 100 + students.size));
    log.append({ at, student: "mina", type: "joined" });
    log.append({ at, student: "jiho", type: "joined" });
    log.close();
    expect(heard).toEqual([101, 202]);
    const again = new ClassLog(folder, note, redactor());
    expect([...again.progress.students.keys()]).toEqual(["mina", "jiho"]);
    again.append({ at, student: "mina", type: "left" });
    again.close();
    expect(lines()).toHaveLength(3);
    expect(readClass(join(folder, CLASS_LOG), note).students.get("mina")?.present).toBe(false);
  });

  test("cuts a line without its end, which a killed server has left", () => {
    writeFileSync(join(folder, CLASS_LOG), `${JSON.stringify(hand("mina", "?"))}\n{"at":"2026`);
    const log = new ClassLog(folder, note, redactor());
    expect(log.progress.students.get("mina")?.hand?.text).toBe("?");
    log.append(hand("jiho", "!"));
    log.close();
    expect(lines().map((line) => JSON.parse(line).student)).toEqual(["mina", "jiho"]);
  });

  test("is refused when a line in it is no event", () => {
    writeFileSync(join(folder, CLASS_LOG), "{}\n");
    expect(() => new ClassLog(folder, note, redactor())).toThrow("is broken, or another version of labnote wrote it");
  });

  test("has no secret, not in an event's words, nor in an earlier event once it is known", () => {
    const key = "AKIAIOSFODNN7EXAMPLQ";
    const log = new ClassLog(folder, note, redactor());
    log.append(hand(secret.slice(0, 7), `my password is ${secret}`));
    log.append({ at, type: "said", text: key });
    log.close();
    expect(lines().join("\n")).not.toContain(secret);
    expect(lines().join("\n")).not.toContain(key);
    expect(log.progress.students.get(secret.slice(0, 7))?.hand?.text).toContain("[redacted");
  });

  test("says what to do when it cannot be written", () => {
    appendFileSync(join(folder, "file"), "");
    expect(() => new ClassLog(join(folder, "file"), note, redactor())).toThrow("The class could not be written to");
  });

  test("keeps all that a server has told, also when that is killed", async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, "killed-class.ts"), folder], { stdio: "pipe" });
    const ended = new Promise((resolve) => child.once("close", resolve));
    let told = 0;
    await new Promise<void>((resolve, reject) => {
      child.once("error", reject);
      child.stderr.on("data", (data: Buffer) => reject(new Error(String(data))));
      child.stdout.on("data", (data: Buffer) => {
        told = Number(String(data).trim().split("\n").at(-1));
        if (told >= 50) resolve();
      });
    }).finally(() => child.kill("SIGKILL"));
    await ended;
    const log = new ClassLog(folder, note, redactor());
    const { text = "" } = log.progress.students.get("mina")?.hand ?? {};
    log.close();
    expect(Number(text)).toBeGreaterThanOrEqual(told);
    expect(lines()).toHaveLength(Number(text));
  });
});
