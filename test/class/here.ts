import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { COMPILED_FOLDER } from "../../src/common/paths.ts";
import type { Host } from "../../src/hosts/host.ts";
import { Bot } from "./bot.ts";

/** What the process of a class is asked for. */
export interface HereRequest {
  markdown: string;
  /** Students whose hosts are folders of this machine; one with the name `teacher` is none. */
  students: readonly string[];
  /** Real hosts in place of such students. */
  hosts: readonly Host[] | null;
  folder: string;
  address: string;
  port: number;
  /** Addresses of other machines at which the board opens. */
  teachFrom: readonly string[];
  limits?: { hello: number; ping: number };
}

export interface Links {
  url: string;
  teacher: string;
  /** The link of the whole class. */
  all: string;
  students: { [student: string]: { link: string; code: string } };
}

/** A line that the process prints. */
export type Line = { links: Links } | { failed: string } | { trouble: string };

/** A class that is served from a process of its own, as a teacher's is. */
export interface ClassHere extends AsyncDisposable, Links {
  process: ChildProcess;
  folder: string;
  /** Defects of the server, and what was said of hosts. */
  failures: string[];
  troubles: string[];
  student(name: string): Promise<Bot>;
  teach(): Promise<Bot<"teacher">>;
  /** The log of the class. */
  log(): Promise<string>;
  /** All that the process has printed. */
  printed(): string;
  /** Kills the server, without a word. */
  kill(): Promise<void>;
  /** Ends the class, as a teacher does with Ctrl-C. */
  end(): Promise<void>;
  /** Starts it again on the same port. Resolves with its links when it serves. @param note another one than before */
  again(note?: string): Promise<Links>;
}

export interface HereOptions {
  students?: readonly string[];
  hosts?: readonly Host[];
  /** The address of this machine at which it is served. */
  address?: string;
  teachFrom?: readonly string[];
  limits?: { hello: number; ping: number };
}

/** A small note, for a class without hosts of its own. */
export const SMALL_NOTE = `# A small note

## 1 First

\`\`\`console
$ echo one
one
$ echo two
two
\`\`\`

\`\`\`text file=a.txt
some text
\`\`\`

## 2 Second

\`\`\`console
$ cat
[running]
\`\`\`

\`\`\`console
^C
\`\`\`
`;

export async function serveHere(
  markdown = SMALL_NOTE,
  { students = ["mina", "jun", "sora"], hosts, address = "127.0.0.1", teachFrom = [], limits }: HereOptions = {},
): Promise<ClassHere> {
  const folder = await mkdtemp(join(tmpdir(), "labnote-class-"));
  const [failures, troubles]: [string[], string[]] = [[], []];
  let said = "";
  const start = async (port: number, note = markdown) => {
    const child = spawn(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, "serve-here.ts")],
      {
        stdio: "pipe",
        // As labnote's commands have it.
        env: { ...process.env, NODE_COMPILE_CACHE: COMPILED_FOLDER, TMPDIR: folder },
      },
    );
    const request: HereRequest = {
      ...{
        markdown: note,
        folder,
        address,
        port,
        teachFrom,
        students: hosts === undefined ? students : [],
        hosts: hosts ?? null,
      },
      ...(limits !== undefined && { limits }),
    };
    child.stdin.write(`${JSON.stringify(request)}\n`);
    child.stdin.on("error", () => {});
    const ready = Promise.withResolvers<Links>();
    ready.promise.catch(() => {});
    createInterface({ input: child.stdout }).on("line", (text) => {
      said += `${text}\n`;
      const line = JSON.parse(text) as Line;
      if ("links" in line) ready.resolve(line.links);
      else if ("failed" in line) failures.push(line.failed);
      else troubles.push(line.trouble);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      failures.push(text);
    });
    child.once("close", () => ready.reject(new Error(`the class ended:\n${said}`)));
    try {
      return { child, links: await ready.promise };
    } catch (error) {
      child.kill("SIGKILL");
      throw error;
    }
  };
  const close = async (child: ChildProcess, end: () => void) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const closed = once(child, "close");
    end();
    await closed;
  };
  // A host's shells end with its connection. Those of a folder of this machine go on when the server is killed in the middle of their output.
  const endShells = () => {
    if (hosts === undefined) spawnSync("pkill", ["-KILL", "-f", join(folder, "homes")]);
  };
  let { child, links } = await start(0).catch(async (error) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  return {
    ...links,
    get process() {
      return child;
    },
    ...{ folder, failures, troubles },
    student: (name) => Bot.enter(links.students[name]?.link ?? ""),
    teach: () => Bot.teach(links.teacher),
    log: () => readFile(join(folder, "records", "class.jsonl"), "utf8"),
    printed: () => said,
    kill: async () => {
      await close(child, () => child.kill("SIGKILL"));
      endShells();
    },
    end: () => close(child, () => child.stdin?.write("end\n")),
    again: async (note) => {
      const started = await start(Number(new URL(links.url).port), note);
      child = started.child;
      return started.links;
    },
    [Symbol.asyncDispose]: async () => {
      const late = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await close(child, () => child.stdin?.end());
      clearTimeout(late);
      endShells();
      await rm(folder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}
