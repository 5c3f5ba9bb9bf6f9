import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { explain } from "../../../../src/note/compare/mismatch.ts";
import type { RunEvent } from "../../../../src/record/events.ts";
import { readRecord } from "../../../../src/record/read.ts";
import { wrongLine } from "../../../../src/record/reasons/against.ts";
import type { Reason } from "../../../../src/record/reasons/reason.ts";
import { inEnglish } from "../../../../src/record/reasons/words.ts";
import { Recorder } from "../../../../src/record/recorder.ts";
import { Redactor, secretsOf } from "../../../../src/record/redact/redactor.ts";
import { passed, started, time } from "../fixtures.ts";
import { planted } from "../planted.ts";

const secrets = await planted();
const none = { secrets: [], note: "" };

const output = (data: string, index = 0): RunEvent => ({ type: "output", time: time(1), index, data });
const dataOf = (events: readonly RunEvent[], index = 0): string =>
  events.map((event) => ("data" in event && event.index === index ? event.data : "")).join("");

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const escapes = /\x1b(?:\[[\d;]*[mK]|\(B|\][^\x07]*\x07)/g;
const unescaped = (text: string): string => text.replace(escapes, "");

/** What is kept of pieces of output, one event each. */
function kept(redactor: Redactor, pieces: readonly string[]): string {
  return dataOf([...pieces.flatMap((piece) => redactor.take(output(piece))), ...redactor.end()]);
}

describe("a secret", () => {
  test.each(secrets)(
    "a secret is found by its form, and its mark names its kind: $kind ($#)",
    ({ kind, secret, shown }) => {
      const text = new Redactor(none).text(`before\n${shown}after`);
      expect(text).not.toContain(secret);
      expect(text).toContain(`[redacted: ${kind}]`);
      expect(text).toMatch(/^before\n.*after$/s);
    },
  );

  test.each(secrets)(
    "a secret in colour is taken out, however its output is cut into pieces: $kind ($#)",
    ({ secret, shown }) => {
      const lit = shown.replace(secret, `\u001b[01;31m${secret.slice(0, 5)}\u001b[m${secret.slice(5)}`);
      const text = `before\r\n${lit.replaceAll("\n", "\r\n")}after, and more\r\n`;
      const whole = new Redactor(none).text(text);
      expect(unescaped(whole)).not.toContain(secret);
      fc.assert(
        fc.property(fc.array(fc.integer({ min: 0, max: text.length }), { maxLength: 12 }), (cuts) => {
          const places = [0, ...cuts.toSorted((a, b) => a - b), text.length];
          const pieces = places.slice(1).map((end, at) => text.slice(places[at], end));
          expect(kept(new Redactor(none), pieces)).toBe(whole);
        }),
        { numRuns: 200 },
      );
    },
  );

  test("a value that is said to be secret is taken out from then on, also a short one, and counts as found in no run", () => {
    const redactor = new Redactor(none);
    expect(redactor.text("code AB12C-D34EF")).toBe("code AB12C-D34EF");
    redactor.know(["AB12C-D34EF"]);
    expect(redactor.text("code AB12C-D34EF, AB12C")).toBe("code [redacted: secret], AB12C");
    expect(redactor.found).toEqual([]);
  });

  test("a secret that was found once is taken out where only its value is shown", () => {
    const redactor = new Redactor(none);
    const { secret } = secrets.find(({ kind }) => kind === "aws secret access key") as (typeof secrets)[0];
    expect(redactor.text(`it is ${secret}`)).toContain(secret);
    redactor.text(`aws_secret_access_key=${secret}`);
    expect(redactor.text(`it is ${secret}`)).toBe("it is [redacted: aws secret access key]");
  });

  test("a secret of the lab is taken out, whole and line by line", () => {
    const { shown: key, secret: line } = secrets.find(({ kind }) => kind === "private key") as (typeof secrets)[0];
    const redactor = new Redactor({ secrets: [key], note: "" });
    expect(redactor.text(`a line: ${line}`)).toBe("a line: [redacted: secret]");
    expect(kept(redactor, [`a line: ${line.slice(0, 20)}`, `${line.slice(20)}\n`])).toBe(
      "a line: [redacted: secret]\n",
    );
  });

  test("a secret of the machine is known by its variable, unless it is too short", () => {
    const env = {
      AWS_SECRET_ACCESS_KEY: "an-old-and-odd-form",
      PULUMI_CONFIG_PASSPHRASE: "test",
      HOME: "/home/student",
    };
    const redactor = new Redactor({ secrets: secretsOf(env), note: "" });
    expect(redactor.text("an-old-and-odd-form test /home/student")).toBe("[redacted: secret] test /home/student");
  });

  test("a value that the note itself has is not taken out", () => {
    const { shown, secret } = secrets[0] as (typeof secrets)[0];
    const redactor = new Redactor({ secrets: [], note: `$ echo ${secret}` });
    expect(redactor.text(shown)).toBe(shown);
  });

  test.each(secrets)("a secret in colour is taken out, and the colours stay: $kind ($#)", ({ secret, shown }) => {
    const lit = shown.replace(
      secret,
      `\u001b[01;31m\u001b[K${secret.slice(0, 5)}\u001b[m\u001b[K${secret.slice(5)}\u001b[0m`,
    );
    const text = new Redactor(none).text(lit);
    expect(unescaped(text)).not.toContain(secret);
    expect(unescaped(text)).toBe(new Redactor(none).text(shown));
    expect(text.match(escapes)).toEqual(lit.match(escapes));
  });

  test("a secret is taken out when its name is in colour, or when a terminal title is inside it or has it", () => {
    const value = secrets.find(({ kind }) => kind === "aws secret access key")?.secret as string;
    for (const lit of [
      `AWS_\u001b[01;31m\u001b[KSECRET\u001b[m\u001b[K_ACCESS_KEY=${value}\n`,
      `AWS_SECRET_ACCESS_KEY\u001b[35m\u001b[K=\u001b[32m${value}\u001b(B\u001b[m\n`,
      `AWS_SECRET_ACCESS_KEY=${value.slice(0, 9)}\u200b${value.slice(9)}\n`,
      `AWS_SECRET_ACCESS_KEY=${value.slice(0, 9)}\u001b]0;a title\u0007${value.slice(9)}\n`,
    ])
      expect(unescaped(kept(new Redactor(none), [lit]))).toMatch(/KEY=\[redacted: aws secret access key\]\u200b?\n$/);
    expect(kept(new Redactor(none), [`\u001b]0;AWS_SECRET_ACCESS_KEY=${value}\u0007$ `])).not.toContain(value);
  });

  test("a comment in the output cannot turn redaction off", () => {
    const { shown, secret } = secrets[0] as (typeof secrets)[0];
    expect(new Redactor(none).text(`# secretlint-disable\n${shown}`)).not.toContain(secret);
  });
});

describe("why a step failed", () => {
  const ended = (redactor: Redactor, output: string, seen: string): string => {
    const reasons = wrongLine(explain(undefined, seen, undefined));
    const events = redactor.take({ type: "step-ended", time: time(2), index: 0, step: passed({ output, reasons }) });
    return events.map((event) => (event.type === "step-ended" ? inEnglish(event.step.reasons) : "")).join("");
  };

  test("a step's reason has no part of a secret where a long line is cut", () => {
    for (const { secret } of secrets)
      for (const length of [8, 9, 20, secret.length - 1].filter((each) => each < secret.length)) {
        const line = `${"x".repeat(299 - length)} ${secret}`;
        const reason = ended(new Redactor({ secrets: [secret], note: "" }), line, line);
        expect(reason).not.toContain(secret.slice(0, 8));
        expect(reason).toMatch(/x \[redacted: [^\]]+\]…"$/);
      }
  });

  test("a step's reason has no secret that is known only by its name in the step's output", () => {
    const value = 'pass"wd\\1';
    const reason = ended(new Redactor(none), `db_password = '${value}'`, value);
    expect(reason).toBe('nothing more was expected, but this was seen: "[redacted: password]"');
  });

  test("a step's reason keeps text without a secret where a long line is cut", () => {
    const { secret } = secrets[0] as (typeof secrets)[0];
    const line = `${"x".repeat(290)} ghp_ and more`;
    expect(ended(new Redactor({ secrets: [secret], note: "" }), line, line)).toBe(
      `nothing more was expected, but this was seen: "${"x".repeat(290)} ghp_ and …"`,
    );
  });
});

describe("what is held back", () => {
  test("redaction holds back only the possible beginning of a secret, and gives it before its step's next event", () => {
    const redactor = new Redactor(none);
    expect(dataOf(redactor.take(output("Step 1 done\nghp_")))).toBe("Step 1 done\n");
    expect(dataOf(redactor.take(output("Do you? [y/N] ", 1)), 1)).toBe("Do you? [y/N] ");
    const events = redactor.take({ type: "step-ended", time: time(2), index: 0, step: passed() });
    expect(events.map(({ type }) => type)).toEqual(["output", "step-ended"]);
    expect(dataOf(events)).toBe("ghp_");
  });

  test("the output that redaction holds back is limited in size", () => {
    const redactor = new Redactor(none);
    let told = 0;
    for (let at = 0; at < 100; at += 1) told += dataOf(redactor.take(output("a".repeat(1000)))).length;
    expect(told).toBeGreaterThan(80_000);
    expect(told + dataOf(redactor.end()).length).toBe(100_000);
  });
});

test("redaction keeps text without a secret unchanged, for any text", () => {
  const piece = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.constantFrom(
      "sha256:6c3c624b58dbbcd3c0dd82b4c53f04194d1247c6eebdaab7c610cf7d66709b3b",
      "73588180c437a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e2f3a4b5\r\n",
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ8xq0Zk1v1m0o8l3p6c student@host-1\n",
      "-----BEGIN CERTIFICATE-----\n",
      "-----BEGIN ",
      "172.17.0.2",
      "[=====>   ] 12MB/40MB\r",
      "\u001b[31mred\u001b[0m",
      "\u001b[01;",
      "\u001b]0;a title",
      "\u0007",
      "http://localhost:5000/v2/",
    ),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      expect(kept(new Redactor(none), pieces)).toBe(pieces.join(""));
    }),
    { numRuns: 500 },
  );
});

test.each(secrets)("the event of what a step will type has no secret: $kind ($#)", ({ secret, shown }) => {
  const begun: RunEvent = { type: "step-started", time: time(1), index: 0, entered: `echo ${shown}` };
  expect(JSON.stringify(new Redactor(none).take(begun))).not.toContain(secret);
});

test("no file of a record has a secret from output, echo, result, reason, typing or a nested prompt", async () => {
  const folder = await mkdtemp(join(tmpdir(), "labnote-record-"));
  try {
    const recorder = new Recorder(join(folder, "host-1"), true, new Redactor(none));
    recorder.emit(started(...[...secrets, ...secrets].map(() => passed({ output: null }))));
    for (const [index, { shown, secret }] of secrets.entries()) {
      recorder.emit({ type: "echo", time: time(1), index, data: `$ cat it\r\n` });
      recorder.emit(output(shown.slice(0, -30), index));
      recorder.emit(output(shown.slice(-30), index));
      recorder.emit({ type: "echo", time: time(1), index, data: "$ " });
      const reasons: Reason[] = [{ kind: "moreLine", seen: secret }];
      recorder.emit({ type: "step-ended", time: time(2), index, step: passed({ output: shown.trimEnd(), reasons }) });
      const typing = passed({ entered: `echo ${shown}`, nextPrompt: shown });
      recorder.emit({ type: "step-ended", time: time(2), index: index + secrets.length, step: typing });
    }
    recorder.emit({ type: "section-ended", time: time(3), section: "1.1" });
    recorder.emit({
      type: "run-ended",
      time: time(3),
      outcome: "failed",
      reasons: [{ kind: "lost", why: `lost: ${secrets[0]?.secret}` }],
    });
    recorder.close();
    const names = await readdir(join(folder, "host-1"));
    expect(names.sort()).toEqual(["1.1.cast", "events.jsonl", "junit.xml", "record.json"]);
    for (const name of names) {
      const content = await readFile(join(folder, "host-1", name), "utf8");
      for (const { secret } of secrets) expect(content).not.toContain(secret);
      expect(content).toContain("[redacted: github token]");
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("a secret that is known only later is in no file of the record, and places in its log and recording do not move", async () => {
  const folder = await mkdtemp(join(tmpdir(), "labnote-record-"));
  const at = join(folder, "host-1");
  try {
    const { secret, shown } = secrets.find(({ kind }) => kind === "aws secret access key") as (typeof secrets)[0];
    const recorder = new Recorder(at, true, new Redactor(none));
    recorder.emit(started(passed({ output: null }), passed({ section: "1.2", output: null })));
    for (const [index, data] of [`한글 ${secret}\n`, shown].entries()) {
      recorder.emit(output(data, index));
      const reasons: Reason[] = [{ kind: "moreLine", seen: data.trim() }];
      recorder.emit({ type: "step-ended", time: time(2), index, step: passed({ output: data.trim(), reasons }) });
      recorder.emit({ type: "section-ended", time: time(2), section: `1.${index + 1}` });
    }
    const before = await readFile(join(at, "events.jsonl"));
    expect(before.includes(secret)).toBe(true);
    recorder.emit({ type: "run-ended", time: time(3), outcome: "passed", reasons: [] });
    recorder.close();
    const names = await readdir(at);
    expect(names.sort()).toEqual(["1.1.cast", "1.2.cast", "events.jsonl", "junit.xml", "record.json"]);
    for (const name of names) expect(await readFile(join(at, name), "utf8")).not.toContain(secret);
    const after = await readFile(join(at, "events.jsonl"));
    expect(after.indexOf("section-ended")).toBe(before.indexOf("section-ended"));
    for (const name of ["events.jsonl", "1.1.cast"])
      for (const line of (await readFile(join(at, name), "utf8")).trimEnd().split("\n")) JSON.parse(line);
    expect(await readFile(join(at, "1.1.cast"), "utf8")).toContain(`한글 ${"*".repeat(secret.length)}`);
    expect(readRecord(at)?.steps[0]).toMatchObject({
      output: "한글 [redacted: aws secret access key]",
      reasons: [{ kind: "moreLine", seen: "한글 [redacted: aws secret access key]" }],
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});
