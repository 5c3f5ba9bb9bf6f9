import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { CLOSE } from "../../src/class/messages/messages.ts";
import { OWN } from "../../src/class/serve/terminal/hub-options.ts";
import { docker } from "../../src/hosts/engine/cli.ts";
import type { Host } from "../../src/hosts/host.ts";
import { waitUntilReady } from "../../src/hosts/readiness.ts";
import type { Connection } from "../../src/hosts/ssh/connection.ts";
import { processesWith } from "../../src/hosts/vm/machine/processes.ts";
import type { Bot } from "../class/bot.ts";
import { cookieOf, enter, knock } from "../class/door.ts";
import { DrawsNothing } from "../class/draws-nothing.ts";
import { flood } from "../class/flooder.ts";
import { forks, takesMemory } from "../class/harms.ts";
import { type ClassHere, SMALL_NOTE, serveHere } from "../class/here.ts";
import { typesMeanwhile } from "../class/types-meanwhile.ts";
import { until } from "../until.ts";
import { planHost, startHost } from "./fixtures/host.ts";

jest.setTimeout(10 * 60_000);

/** Milliseconds for a host to be ready. */
const READY_WITHIN = 10 * 60_000;
/** What a host of these tests has: a host's usual memory, and one of the machine's processors. */
const SIZE = { memory: 2048, cpus: 1 };
/** Processes that a host may have. */
const PROCESSES = 4096;

/** How often the server is killed; a step for each time. */
const KILLS = 10;
const WORDS = Array.from({ length: KILLS }, (_, at) => `word-${at + 1}`);
const NOTE = `# Many words

## 1 Words

\`\`\`console
${WORDS.map((word) => `$ echo ${word}\n${word}\n`).join("")}\`\`\`
`;

const made = new AsyncDisposableStack();
/** The attacker's, and that of somebody who works. */
let mina: Host;
let jun: Host;
let here: ClassHere;
/** The tests' own connections to them. */
const remotes = new Map<Host, Connection>();

beforeAll(async () => {
  const [first, second] = await Promise.all(
    ["mina", "jun"].map(async (name) => {
      const plan = await planHost({ name, lab: "attacks", baked: true });
      const host = made.use(await startHost({ ...plan, spec: { ...plan.spec, ...SIZE } }));
      const remote = await waitUntilReady(host, { within: READY_WITHIN, images: [] });
      made.defer(() => remote.close());
      remotes.set(host, remote);
      return host;
    }),
  );
  [mina, jun] = [first as Host, second as Host];
  here = made.use(await serveHere(NOTE, { hosts: [mina, jun] }));
});
afterAll(() => made.disposeAsync());

/** What a script prints on a host. */
const on = async (host: Host, script: string): Promise<string> =>
  (await (remotes.get(host) as Connection).run(script, { timeout: 120_000 })).stdout.trim();

describe("from a student's host", () => {
  const addressOf = (host: Host): Promise<string> =>
    docker(["inspect", "--format", "{{.NetworkSettings.IPAddress}}", host.id]);
  /** Which of these ports a host reaches at an address. */
  const reached = (from: Host, address: string, ports: readonly number[]): Promise<string> =>
    on(
      from,
      ports.map((port) => `timeout 2 bash -c '</dev/tcp/${address}/${port}' 2>/dev/null && echo ${port}`).join("; ") +
        "; true",
    );

  test("no other student's host is reached: not its shell, not what it serves, not what its containers serve", async () => {
    const [own, other] = await Promise.all([mina, jun].map(addressOf) as [Promise<string>, Promise<string>]);
    for (const host of [mina, jun])
      await on(
        host,
        // A port of a container is no port of the host: what comes for it passes other filters.
        "sudo setsid python3 -m http.server 80 >/dev/null 2>&1 & sudo iptables -t nat -A PREROUTING -p tcp --dport 8080 -j REDIRECT --to-ports 80; for i in $(seq 600); do curl -s -o /dev/null 127.0.0.1 && break; sleep 0.1; done",
      );
    // There is something to reach.
    expect(await reached(jun, "127.0.0.1", [22, 80])).toBe("22\n80");
    expect(await reached(mina, other, [22, 80, 8080])).toBe("");
    expect(await reached(jun, own, [22, 80, 8080])).toBe("");
    const gateway = await on(mina, "ip route | awk '/^default/ { print $3 }'");
    // Nor by the ports that lead from this machine to it.
    for (const address of [gateway, "127.0.0.1"]) expect(await reached(mina, address, [jun.sshPort])).toBe("");
    // Root has more addresses to come from.
    await on(mina, `sudo ip addr add 172.31.255.1/32 dev lo; true`);
    for (const from of ["172.31.255.1", "127.0.0.1"])
      expect(await on(mina, `curl --silent --max-time 2 --interface ${from} http://${other}/ | head -c 10; true`)).toBe(
        "",
      );
    // And the world is reached as before.
    expect(await reached(mina, gateway, [1])).toBe("");
    expect(await on(mina, "sudo apt-get update -qq >/dev/null && echo reached")).toBe("reached");
  });

  test("the class on the teacher's machine is refused, under whatever name", async () => {
    const { port } = new URL(here.url);
    const gateway = await on(mina, "ip route | awk '/^default/ { print $3 }'");
    const names = [`127.0.0.1:${port}`, `localhost:${port}`, `${gateway}:${port}`, "host.docker.internal"];
    // 7: the connection is refused.
    for (const address of [gateway, "127.0.0.1"])
      for (const name of names)
        expect(
          await on(mina, `curl --silent --max-time 4 --header 'Host: ${name}' http://${address}:${port}/; echo $?`),
        ).toBe("7");
  });

  test("a class that is served where hosts reach it answers to its own name alone, and opens no board", async () => {
    const gateway = await on(mina, "ip route | awk '/^default/ { print $3 }'");
    await using open = await serveHere(SMALL_NOTE, { students: ["sora"], address: gateway });
    const { host, port } = new URL(open.url);
    const status = (more: string) =>
      on(mina, `curl --silent --max-time 10 --output /dev/null --write-out '%{http_code}' ${more}`);
    expect(await status(open.url)).toBe("200");
    for (const name of [`127.0.0.1:${port}`, `localhost:${port}`, gateway, `evil.test:${port}`, "host.docker.internal"])
      expect(await status(`--header 'Host: ${name}' ${open.url}`)).toBe("421");
    const token = JSON.stringify({ token: new URL(open.teacher).hash.slice(1) });
    const post = `--header 'Origin: ${open.url}' --header 'Content-Type: application/json' --data '${token}' ${open.url}/enter`;
    expect(await status(post)).toBe("403");
    const upgrade =
      "--http1.1 --header 'Connection: Upgrade' --header 'Upgrade: websocket' --header 'Sec-WebSocket-Version: 13' --header 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=='";
    const cookie = await cookieOf(open.teacher);
    const line = `${upgrade} --header 'Origin: ${open.url}' --header 'Cookie: ${cookie}' '${open.url}/line?board'`;
    expect(await status(line)).toBe("403");
    // The teacher sits at this machine.
    expect((await enter(open.url, JSON.parse(token))).status).toBe(200);
    expect((await knock(open.url, { headers: { host } })).status).toBe(200);
  });
});

/** Debian's small vi, where a host has none. */
const withEditor = () =>
  on(mina, "command -v vim >/dev/null || sudo apt-get install -y --no-install-recommends vim-tiny >/dev/null");

test("a teacher who watches sees what the student sees, in an editor, in a flood, and behind it", async () => {
  await withEditor();
  await using bot = await here.student("mina");
  await bot.prompt();
  await using teacher = await here.teach();
  teacher.say({ type: "watch", student: "mina", terminal: 1 });
  await teacher.until("the teacher sees the terminal", () => teacher.screens.get(1)?.drawn === true);
  /** Both have drawn all that came, and it is the same: each row, and the cursor's place. */
  const same = async (what: string, seen: (rows: readonly string[]) => boolean) => {
    await bot.until(what, () => bot.screen(1).drawn && seen(bot.screen(1).rows));
    const { rows, typed } = bot.screen(1);
    const alike = () => {
      const other = teacher.screen(1);
      return other.drawn && other.typed === typed && other.rows.join("\n") === rows.join("\n");
    };
    await teacher.until(`the teacher's screen is the student's: ${what}\n${rows.join("\n")}`, alike);
  };
  bot.keys(1, "clear; vi -u NONE watched.txt\r");
  await same("the editor is open", (rows) => rows.some((row) => row.startsWith('"watched.txt"')));
  bot.keys(1, "i도커 one\rtwo\x1b");
  await same("two lines are typed", (rows) => rows[0] === "도커 one" && rows[1] === "two");
  bot.keys(1, "ggdd");
  await same("one is taken out", (rows) => rows[0] === "two" && rows[1]?.trimEnd() === "~");
  bot.keys(1, ":q!\r");
  await bot.prompt();
  const had = teacher.screen(1).bytes;
  bot.keys(1, "yes 도커\r");
  await teacher.until("the teacher sees the flood", () => teacher.screen(1).bytes > had + 100_000);
  bot.keys(1, "\x03");
  await bot.prompt();
  bot.keys(1, "clear; echo over-$((40+2))\r");
  await same("the flood is over", (rows) => rows.some((row) => row === "over-42"));
});

test("a click types nothing into an editor, nor into a question for a password", async () => {
  await withEditor();
  await using bot = await here.student("mina");
  await bot.prompt();
  const programs = [
    { program: "vi -u NONE kept.txt", opened: "kept.txt", closes: "\x1b:wq\r" },
    { program: "less /etc/passwd", opened: "root:x:0:0", closes: "q" },
    { program: "IFS= read -rsp 'Password: ' word; echo", opened: "Password:", closes: "secret\r" },
  ];
  for (const { program, opened, closes } of programs) {
    bot.keys(1, `clear; ${program}\r`);
    await bot.until(
      `${program} runs`,
      () => bot.screen(1).drawn && bot.screen(1).rows.some((row) => row.includes(opened) && !row.includes("clear;")),
    );
    const before = bot.all("refused").length;
    bot.say({ type: "type", step: "1:1", terminal: 1, run: true });
    await bot.until("the click is refused", () => bot.all("refused").length > before);
    bot.keys(1, closes);
    await bot.prompt();
  }
  bot.keys(1, `clear; wc -c < kept.txt; echo "[$word]"\r`);
  await bot.shows("[secret]");
  expect(bot.screen(1).rows[0]).toBe("0");
});

let turns = 0;
/** A student types a command, and sees its end. */
async function does(bot: Bot, command: string, limit = 180_000): Promise<void> {
  turns += 1;
  await bot.prompt();
  bot.keys(1, `clear; ${command}; echo over-${turns}-$((40+2))\r`);
  await bot.shows(`over-${turns}-42`, 1, limit);
  await bot.prompt();
}

describe("a student's host on which", () => {
  test("a program forks without end holds nobody up, and has its share of processes", async () => {
    await using typist = await here.student("jun");
    await using bot = await here.student("mina");
    let most = 0;
    await typesMeanwhile(typist, async () => {
      let over = false;
      const doing = does(bot, forks(10));
      doing
        .finally(() => {
          over = true;
        })
        .catch(() => {});
      while (!over)
        most = Math.max(most, Number(await docker(["stats", "--no-stream", "--format", "{{.PIDs}}", mina.id])));
      await doing;
    });
    expect(most).toBeGreaterThan(PROCESSES / 4);
    expect(most).toBeLessThanOrEqual(PROCESSES);
    await does(bot, "true");
  });

  test("a program takes all memory holds nobody up: that program is killed, and the shell goes on", async () => {
    await using typist = await here.student("jun");
    await using bot = await here.student("mina");
    await typesMeanwhile(typist, async () => {
      await does(bot, takesMemory(5));
      expect(bot.screen(1).rows).toContain("Killed");
    });
    await does(bot, "true");
  });

  test("no program starts any more says so, and is back after a restart", async () => {
    await using bot = await here.student("mina");
    await using teacher = await here.teach();
    await bot.prompt();
    bot.keys(1, ":(){ :|:& };:\r");
    await bot.shows("fork: retry: Resource temporarily unavailable");
    teacher.say({ type: "catch-up", students: ["mina"], until: "1:2", how: "anew" });
    await bot.until("the catch-up is over", () => bot.all("catch-up").some(({ done }) => done), 180_000);
    expect(bot.all("catch-up").at(-1)?.why).toContain("mina could not be reset");
    await docker(["restart", "--time", "0", mina.id]);
    await bot.until("the host restarts", () => bot.all("host").some(({ host }) => host === "restarting"));
    await bot.until("the host is back", () => bot.host === "ready", 180_000);
    await does(bot, "true");
    await remotes.get(mina)?.reconnect();
  });
});

describe("one student who floods the class", () => {
  /** MB of memory that the server has. */
  const memory = (): number =>
    Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${here.process.pid}/status`, "utf8"))?.[1]) / 1024;

  test("with output in three terminals holds nobody up, and takes the server no memory", async () => {
    const floods = ["head -c 50000000 /dev/zero | tr '\\0' a; echo", "yes", "cat /dev/urandom"];
    const terminals = floods.map((_, at) => at + 1);
    await using typist = await here.student("jun");
    await using bot = await here.student("mina");
    // Among noise there are questions to a terminal, whose answers would stand at the prompt.
    bot.answers = false;
    await bot.prompt();
    for (const terminal of terminals.slice(1)) {
      bot.say({ type: "open" });
      await bot.prompt(terminal);
    }
    await typesMeanwhile(typist, async () => {
      const flooding = new DrawsNothing(bot);
      for (const [at, command] of floods.entries()) bot.keys(at + 1, `${command}\r`);
      await flooding.until("as much has come as may at once", () => flooding.cameTo(1) >= OWN.burst);
      const [came, had] = [flooding.came, memory()];
      await flooding.until("more has come", () => flooding.cameTo(1) >= 1.5 * OWN.burst);
      // A server that keeps what comes has all of it now.
      expect(memory() - had).toBeLessThan((flooding.came - came) / 1e6 / 2);
      bot.cut();
      await bot.connect();
      for (const terminal of terminals) {
        await bot.until("the page is drawn", () => bot.screen(terminal).drawn);
        bot.keys(terminal, "\x03");
        bot.keys(terminal, "\rreset\r");
        await bot.prompt(terminal);
      }
    });
    await does(bot, "true");
  });

  test("with two thousand lines and a million messages in ten seconds holds nobody up, and is cut off each time", async () => {
    await using typist = await here.student("jun");
    const cookie = await cookieOf(here.students.mina?.link ?? "");
    await typesMeanwhile(typist, async () => {
      const ends = await flood({ origin: here.url, cookie, lines: 2000, frames: 500, within: 10_000 });
      // Most are more pages than a student may have. A page that is too busy with sending to read the server's word finds the line closed without one.
      const { [CLOSE.flood]: flooding = 0, [CLOSE.otherPages]: tooMany = 0, 1006: lost = 0, ...others } = ends;
      expect({ all: flooding + tooMany + lost, others }).toEqual({ all: 2000, others: {} });
      expect(flooding + tooMany).toBeGreaterThan(0);
    });
    await using bot = await here.student("mina");
    await does(bot, "true");
  });
});

test("a server that is killed ten times under load leaves nothing behind, and its pages come back with all that they had", async () => {
  await using noisy = await here.student("mina");
  await using works = await here.student("jun");
  await Promise.all([noisy.prompt(), works.prompt()]);
  const links = here.students;
  for (const [at, word] of WORDS.entries()) {
    noisy.keys(1, "yes\r");
    works.keys(1, "mkdir -p ~/1; cd ~/1\r");
    await works.until("the shell is in the folder", () => works.screen(1).view.folder?.endsWith("/1") === true);
    await works.prompt();
    works.keys(1, `echo ${word}\r`);
    await works.until("the step is done", () => works.steps[`1:${at + 1}`]?.state === "done");
    await here.kill();
    await until("no ssh is left", async () => (await processesWith(here.folder)).length === 0 || undefined);
    await until("no flood is left", async () => (await on(mina, "pgrep -x yes; true")) === "" || undefined);
    expect((await here.again()).students).toEqual(links);
    await Promise.all(
      [noisy, works].map(async (bot) => {
        await bot.until("the line is lost", () => bot.closed !== undefined);
        await bot.connect();
        await bot.prompt();
      }),
    );
    const done = Object.entries(works.steps).flatMap(([id, { state }]) => (state === "done" ? [id] : []));
    expect(done).toEqual(WORDS.slice(0, at + 1).map((_, step) => `1:${step + 1}`));
  }
});

test("a class under such attacks shows no defect", () => {
  expect(here.failures).toEqual([]);
});
