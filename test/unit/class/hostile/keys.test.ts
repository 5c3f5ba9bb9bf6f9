import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { writeClassFiles } from "../../../../src/class/export/write-class-files.ts";
import { CLOSE } from "../../../../src/class/messages/messages.ts";
import { CLASS_LOG, readClass } from "../../../../src/class/progress/log.ts";
import { readNote } from "../../../../src/note/read.ts";
import { markCode } from "../../../../src/run/terminal/marks.ts";
import { Bot } from "../../../class/bot.ts";
import { cookieOf, enter } from "../../../class/door.ts";
import { type ClassHere, SMALL_NOTE, serveHere } from "../../../class/here.ts";
import { LocalHost } from "../../../class/local-connection.ts";
import { until } from "../../../until.ts";

let here: ClassHere;
beforeAll(async () => {
  here = await serveHere();
});
afterAll(async () => {
  await here?.[Symbol.asyncDispose]();
});

/** A teacher who watches a student's first terminal, and shows it. */
async function watches(student: string): Promise<Bot<"teacher">> {
  const teacher = await here.teach();
  teacher.say({ type: "watch", student, terminal: 1 });
  await teacher.until("the board shows the terminal", () => (teacher.screens.get(1)?.snapshots ?? 0) > 0);
  return teacher;
}

/** Types a line as the student and waits for what comes of it: by then all that was sent before has come, too. */
async function marks(bot: Bot, word: string): Promise<void> {
  bot.keys(1, `echo ${word}-$((40+2))\r`);
  await bot.shows(`${word}-42`);
  await bot.prompt();
}

const shown = (bot: Bot): string => bot.screen(1).lines.join("\n");

/** What the teacher types: it shows even if the student types, too. */
const LINE = "echo from-the-teacher\r";

describe("a teacher's keys", () => {
  test("reach no terminal before the student allows it, after a refusal, and after either has stopped it", async () => {
    await using mina = await here.student("mina");
    await mina.prompt();
    await using teacher = await watches("mina");
    const types = async (when: string) => {
      teacher.keys(1, LINE);
      // The server has taken the keys when it answers what comes behind them.
      const looks = teacher.all("looked").length;
      teacher.say({ type: "look", student: "mina", step: "1:1" });
      await teacher.until("the server answers", () => teacher.all("looked").length > looks);
      await marks(mina, when);
    };
    const state = (wanted: string) =>
      teacher.until(`typing is ${wanted}`, () => teacher.all("typing").at(-1)?.state === wanted);
    const asks = async () => {
      const count = mina.all("asked").length;
      teacher.say({ type: "ask" });
      await mina.until("the page asks", () => mina.all("asked").length > count);
      return mina.all("asked").at(-1)?.question as number;
    };

    await types("watching");
    const first = await asks();
    await types("asked");
    mina.say({ type: "consent", question: first + 7, allow: true });
    await types("another-question");
    mina.say({ type: "consent", question: first, allow: false });
    await state("refused");
    await types("refused");
    mina.say({ type: "consent", question: first, allow: true });
    await types("too-late");
    expect(shown(mina)).not.toContain("from-the-teacher");

    mina.say({ type: "consent", question: await asks(), allow: true });
    await state("granted");
    teacher.keys(1, "echo allowed-$((40+2))\r");
    await mina.shows("allowed-42");
    teacher.keys(2, LINE);
    teacher.say({ type: "stop" });
    await state("ended");
    await types("stopped-by-the-teacher");

    mina.say({ type: "consent", question: await asks(), allow: true });
    await state("granted");
    mina.say({ type: "stop" });
    await state("ended");
    await types("stopped-by-the-student");
    expect(shown(mina)).not.toContain("from-the-teacher");
    const kinds = [...(await here.log()).matchAll(/"type":"(asked|granted|stopped)"/g)].map(([, kind]) => kind);
    expect(kinds).toEqual(["asked", "stopped", "asked", "granted", "stopped", "asked", "granted", "stopped"]);
  });

  test("are those of the board that asked, and end with its line", async () => {
    await using jun = await here.student("jun");
    await jun.prompt();
    await using other = await watches("jun");
    const teacher = await watches("jun");
    try {
      teacher.say({ type: "ask" });
      await jun.until("the page asks", () => jun.all("asked").length > 0);
      jun.say({ type: "consent", question: jun.all("asked")[0]?.question as number, allow: true });
      await teacher.until("typing is granted", () => teacher.all("typing").at(-1)?.state === "granted");
      other.keys(1, LINE);
      other.say({ type: "ask" });
      await other.until("another board cannot ask", () => other.all("refused").length > 0);
      await marks(jun, "another-board");
    } finally {
      await teacher[Symbol.asyncDispose]();
    }
    await jun.until("the teacher types no more", () => jun.all("watched").at(-1)?.typing === false);
    await using again = await watches("jun");
    again.keys(1, LINE);
    again.say({ type: "ask" });
    await jun.until("the page asks again", () => jun.all("asked").length > 1);
    await marks(jun, "came-again");
    expect(shown(jun)).not.toContain("from-the-teacher");
  });

  test("cannot come without the student's seeing that somebody watches", async () => {
    await using sora = await here.student("sora");
    await sora.prompt();
    expect(sora.welcome?.watched).toEqual({ by: 0, typing: false });
    const teacher = await watches("sora");
    await sora.until("the page shows it", () => sora.all("watched").at(-1)?.by === 1);
    await teacher[Symbol.asyncDispose]();
    await sora.until("the page shows the end", () => sora.all("watched").at(-1)?.by === 0);
  });
});

describe("what a program asks of a terminal", () => {
  test("is answered once, however many pages show it", async () => {
    await using mina = await here.student("mina");
    await mina.prompt();
    await using second = await here.student("mina");
    await second.prompt();
    await using teacher = await watches("mina");
    const answered = { mina: 0, second: 0, teacher: 0 };
    mina.onAnswer = () => {
      answered.mina += 1;
    };
    second.onAnswer = () => {
      answered.second += 1;
    };
    teacher.onAnswer = () => {
      answered.teacher += 1;
    };
    // Reads what the terminal answers, and then until nothing more comes.
    mina.keys(
      1,
      `printf '\\e[6n'; t=60; while IFS= read -rsn1 -t $t c; do [ "$c" = R ] && { r=$((r+1)); t=1; }; done; echo "answers:$r"\r`,
    );
    await mina.shows("answers:1");
    await until(
      "each page has been asked",
      async () => Object.values(answered).every((times) => times > 0) || undefined,
    );
    expect(answered).toEqual({ mina: 1, second: 1, teacher: 1 });
  });

  test("is not answered again by a page that comes later", async () => {
    await using mina = await here.student("mina");
    await mina.prompt();
    mina.answers = false;
    mina.keys(1, "for i in $(seq 1000); do printf '\\e[c\\e[6n'; done; echo all-asked-$((40+2))\r");
    await mina.shows("all-asked-42");
    await mina.prompt();
    await using again = await here.student("mina");
    let answers = 0;
    again.onAnswer = () => {
      answers += 1;
    };
    await again.prompt();
    expect(answers).toBe(0);
    expect(again.screen(1).typed).toMatch(/:~\$ $|:~# $/);
  });
});

describe("what stays on the server", () => {
  test("are the marks of a shell, in output, in states, and for teachers", async () => {
    const sent: Buffer[] = [];
    const keep = (bytes: Uint8Array) => {
      sent.push(Buffer.from(bytes));
    };
    await using jun = new Bot(here.url, await cookieOf(here.students.jun?.link ?? ""), "student");
    jun.onBytes = keep;
    await jun.connect();
    await jun.prompt();
    await using teacher = await here.teach();
    teacher.onBytes = keep;
    teacher.say({ type: "watch", student: "jun", terminal: 1 });
    jun.keys(1, "for i in 1 2 3\rdo echo $i\rdone; false\r");
    await jun.shows("3");
    await marks(jun, "before-the-state");
    await using again = new Bot(here.url, jun.cookie, "student");
    again.onBytes = keep;
    await again.connect();
    await again.prompt();
    const all = Buffer.concat(sent).toString("latin1");
    expect(all).toContain("before-the-state");
    // Their form is that of an OSC sequence with the shell's nonce, 16 hexadecimal digits.
    expect(all).not.toMatch(/[0-9a-f]{16};(shell|ready|prompt|start|more)/);
  });

  test("are marks, also where a student forges them, in the form of the real ones but for the nonce", async () => {
    await using jun = await here.student("jun");
    await jun.prompt();
    const before = (await here.log()).length;
    // The first one would end this command at once, with another status and in another folder; the others would begin one that never was.
    const forged = [
      ...[
        "ready;7;/etc",
        "prompt",
        `start;0;${Buffer.from("  9  echo intruder\n").toString("base64")}`,
        "ready;0;/etc",
      ],
      "prompt",
    ].map((mark) => markCode("0123456789abcdef", mark));
    jun.keys(1, `printf '${forged.join("")}'; echo forged-$((40+2))\r`);
    await jun.shows("forged-42");
    await marks(jun, "behind-forged");
    const log = await until("the log has both commands", async () => {
      const told = (await here.log()).slice(before);
      return (told.match(/"type":"observed"/g) ?? []).length >= 2 ? told : undefined;
    });
    expect(log.match(/"type":"observed"/g)).toHaveLength(2);
    expect(log).not.toContain('"kind":"done"');
    expect(log).not.toContain('"typed":"echo intruder');
    expect(jun.all("terminal").map(({ folder }) => folder)).not.toContain("/etc");
  });

  test("are links, codes and cookies: in no log, no output, no process list", async () => {
    const tokens = [here.teacher, here.all, ...Object.values(here.students).map(({ link }) => link)].map((link) =>
      new URL(link).hash.slice(1),
    );
    const codes = Object.values(here.students).map(({ code }) => code);
    const cookies = await Promise.all([here.teacher, here.students.mina?.link ?? ""].map((link) => cookieOf(link)));
    const secrets = [
      ...tokens,
      ...codes,
      ...codes.map((code) => code.replace("-", "")),
      ...cookies.map((cookie) => cookie.split("=")[1] as string),
    ];
    expect(secrets.every((secret) => secret.length >= 10)).toBe(true);
    const printed = here
      .printed()
      .split("\n")
      .filter((line) => !line.startsWith('{"links"'))
      .join("\n");
    const processes = readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => ["cmdline", "environ"].map((file) => read(`/proc/${pid}/${file}`)));
    for (const text of [printed, await readFile(join(here.folder, "data/seats.json"), "utf8"), ...processes])
      for (const secret of secrets) expect(text.includes(secret)).toBe(false);
    expect((await stat(join(here.folder, "data/seats.json"))).mode & 0o777).toBe(0o600);
  });

  test("are links, codes and cookies also where somebody types or says them: the log, the table and the pages lack them", async () => {
    await using own = await serveHere();
    await using teacher = await own.teach();
    await using mina = await own.student("mina");
    await mina.prompt();
    const planted: string[] = [];
    // In what is typed, and in what is shown.
    const plant = async (links: readonly string[], codes: readonly string[], cookies: readonly string[]) => {
      const tokens = links.map((link) => new URL(link).hash.slice(1));
      const sessions = cookies.map((cookie) => cookie.split("=")[1] as string);
      planted.push(...tokens, ...codes, ...codes.map((code) => code.replace("-", "")), ...sessions);
      mina.keys(1, `echo ${planted.join(" ")} planted-${planted.length}\r`);
      await mina.shows(`planted-${planted.length}`);
      await mina.prompt();
    };
    const links = [own.teacher, own.all, own.students.mina?.link ?? "", own.students.jun?.link ?? ""];
    const codes = [own.students.mina?.code ?? "", own.students.jun?.code ?? ""];
    await plant(links, codes, [teacher.cookie, mina.cookie]);
    teacher.say({ type: "seat", student: "sora", act: "new link" });
    await teacher.until("the new link is there", () => teacher.all("link").length > 0);
    const renewed = teacher.all("link")[0] as { link: string; code: string };
    await plant([renewed.link], [renewed.code], []);
    // A step that differs quotes what it has seen.
    mina.keys(1, `mkdir -p ~/1; cd ~/1\r`);
    await mina.until("the shell is in the folder", () => mina.screen(1).view.folder?.endsWith("/1") === true);
    await mina.prompt();
    mina.keys(1, `echo one; echo ${planted[0]}\r`);
    mina.say({ type: "hand", up: true, text: links.join(" ") });
    teacher.say({ type: "say", text: `the codes are ${codes.join(" ")}` });
    await teacher.until("the class hears it", () => mina.all("said").length > 0);
    const last = `planted-${planted.length}`;
    await until("the log has all", async () => (await own.log()).includes(last) || undefined);

    await own.end();
    const [note, records] = [readNote(SMALL_NOTE, "note.md"), join(own.folder, "records")];
    const hosts = Object.keys(own.students).map((name) => new LocalHost(name, join(own.folder, "homes")).host);
    const progress = readClass(join(records, CLASS_LOG), note);
    await writeClassFiles(records, { progress, markdown: SMALL_NOTE, hosts });
    const files = readdirSync(records, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.map(({ name }) => name).sort()).toEqual(
      [
        "class.csv",
        "class.jsonl",
        ...Object.keys(own.students).flatMap((name) => [`${name}.html`, `${name}.xml`]),
      ].sort(),
    );
    const texts = files.map(({ parentPath, name }) => ({ name, text: read(join(parentPath, name)) }));
    expect(texts.filter(({ text }) => text.includes("[redacted: ")).length).toBeGreaterThan(0);
    expect(texts.flatMap(({ name, text }) => planted.filter((each) => text.includes(each)).map(() => name))).toEqual(
      [],
    );
  });
});

const read = (file: string): string => {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
};

describe("a class that has ended", () => {
  test("lets nobody in by its links, codes and cookies when another one begins", async () => {
    await using own = await serveHere();
    const cookies = { teacher: await cookieOf(own.teacher), mina: await cookieOf(own.students.mina?.link ?? "") };
    await using mina = new Bot(own.url, cookies.mina, "student");
    await mina.connect();
    await own.end();
    await mina.until("the page is closed", () => mina.closed !== undefined);
    expect(mina.closed?.code).toBe(CLOSE.ended);
    const links = await own.again();
    const old = [own.teacher, own.all, ...Object.values(own.students).map(({ link }) => link)];
    for (const link of old) {
      const token = new URL(link).hash.slice(1);
      expect((await enter(own.url, { token, name: "somebody" })).status).toBe(403);
    }
    for (const { code } of Object.values(own.students)) expect((await enter(own.url, { code })).status).toBe(403);
    await expect(mina.connect()).rejects.toThrow("403");
    await using board = new Bot(own.url, cookies.teacher, "teacher");
    await expect(board.connect()).rejects.toThrow("403");
    await using again = await Bot.enter(links.students.mina?.link ?? "");
    await again.prompt();
    expect(own.failures).toEqual([]);
  });
});

test("the names of those who sat there outlive the class and its seats, and have no secret in them", async () => {
  await using own = await serveHere(undefined, { students: ["host-1", "host-2", "host-3"] });
  await using mina = await Bot.enter(own.all, "미나");
  await using _jun = await Bot.enter(own.all, "Jun");
  await using teacher = await own.teach();
  teacher.say({ type: "seat", student: "host-2", act: "rename", name: "Jun K." });
  const code = own.students["host-3"]?.code ?? "";
  teacher.say({ type: "seat", student: "host-3", act: "rename", name: code });
  await until("the names are kept", async () => ((await own.log()).match(/"named"/g) ?? []).length === 4);
  expect(mina.welcome?.student).toBe("host-1");
  await own.end();
  await own.again();
  const { names } = readClass(join(own.folder, "records", CLASS_LOG), readNote(SMALL_NOTE, "note.md"));
  expect([names.get("host-1"), names.get("host-2")]).toEqual(["미나", "Jun K."]);
  expect(await own.log()).not.toContain(code);
  expect(own.failures).toEqual([]);
});

test("a hand that the teacher lowers is down on the board and on the student's pages, and lowering it again makes no event", async () => {
  await using own = await serveHere();
  await using mina = await own.student("mina");
  await using teacher = await own.teach();
  const handOnBoard = () =>
    teacher
      .all("board")
      .flatMap(({ rows }) => rows.filter(({ student }) => student === "mina"))
      .at(-1)?.hand;
  mina.say({ type: "hand", up: true, text: "why?" });
  await teacher.until("the board shows the hand", () => handOnBoard()?.text === "why?");
  for (let time = 0; time < 2; time += 1) teacher.say({ type: "lower", student: "mina" });
  await mina.until("the hand is down", () => mina.all("hand").at(-1)?.up === false);
  await teacher.until("the board shows none", () => handOnBoard() === undefined);
  teacher.say({ type: "lower", student: "nobody" });
  await teacher.until("it is refused", () => teacher.all("refused").some(({ what }) => what === "lower"));
  expect((await own.log()).match(/"up":false/g)).toHaveLength(1);
});

describe("a class whose server is stopped, and not the class", () => {
  test("has its links and pages again at the next start", async () => {
    await using own = await serveHere();
    await using mina = await own.student("mina");
    await mina.prompt();
    const stopped = once(own.process, "close");
    own.process.kill("SIGTERM");
    await mina.until("the page's line is closed", () => mina.closed !== undefined);
    // The page takes any status of the class's own for an end, and this one for a loss.
    expect(mina.closed?.code).toBe(1001);
    await stopped;
    expect(await own.log()).not.toContain('"ended"');
    expect((await own.again()).students).toEqual(own.students);
    await mina.connect();
    await mina.prompt();
    expect(own.failures).toEqual([]);
  });
});

test("a page and a board of a note that has changed are loaded anew before they say anything, and then have the new note", async () => {
  await using own = await serveHere();
  await using mina = await own.student("mina");
  await using teacher = await own.teach();
  await mina.prompt();
  await own.kill();
  await own.again(SMALL_NOTE.replace("$ echo one", "$ echo zero\nzero\n$ echo one"));
  for (const page of [mina, teacher]) {
    await once(page.open(), "open");
    await page.hello();
    await page.until("the line is closed", () => page.closed !== undefined);
    expect(page.closed?.code).toBe(CLOSE.version);
  }
  await using again = new Bot(own.url, mina.cookie, "student");
  await again.connect();
  expect(again.steps).toHaveProperty("1:4");
});

describe("a link that the teacher takes back", () => {
  test("closes the pages that it has let in, and lets in nobody more", async () => {
    await using sora = await here.student("sora");
    await sora.prompt();
    await using jun = await here.student("jun");
    await using teacher = await here.teach();
    teacher.say({ type: "seat", student: "sora", act: "new link" });
    await sora.until("the page is closed", () => sora.closed !== undefined);
    expect(sora.closed?.code).toBe(CLOSE.revoked);
    await expect(sora.connect()).rejects.toThrow("403");
    const token = new URL(here.students.sora?.link ?? "").hash.slice(1);
    expect((await enter(here.url, { token })).status).toBe(403);
    expect((await enter(here.url, { code: here.students.sora?.code ?? "" })).status).toBe(403);
    await teacher.until("the new link is there", () => teacher.all("link").length > 0);
    const { link, code } = teacher.all("link")[0] as { link: string; code: string };
    expect((await enter(here.url, { code })).status).toBe(200);
    await using again = await Bot.enter(link);
    await again.prompt();
    expect(jun.closed).toBeUndefined();
  });
});

test("a class under such hands shows no defect", () => {
  expect(here.failures).toEqual([]);
});
