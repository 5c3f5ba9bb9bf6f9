import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DeedHost, LabnoteShell } from "../../../../src/class/deeds/deed-host.ts";
import type { StudentEvent } from "../../../../src/class/progress/events.ts";
import { foldStudent } from "../../../../src/class/progress/fold.ts";
import { judgeObservation } from "../../../../src/class/progress/judge/judge.ts";
import type { Observation } from "../../../../src/class/progress/observe/observation.ts";
import { Observer } from "../../../../src/class/progress/observe/observer.ts";
import { newStudent, type StudentProgress } from "../../../../src/class/progress/state.ts";
import { isNews, observedEvent } from "../../../../src/class/progress/tell.ts";
import type { Host } from "../../../../src/hosts/host.ts";
import type { Channel, Connection } from "../../../../src/hosts/ssh/connection.ts";
import type { Note } from "../../../../src/note/note.ts";
import { LONGEST_TOLD, MarkReader } from "../../../../src/run/terminal/marks.ts";

const BASHRC = "HISTFILE=\nPS1='mina@host-1:\\w\\$ '\nPATH=~/bin:$PATH\n";

/** Nobody becomes root here. */
const SUDO = '#!/bin/bash\nwhile [[ $1 == -* ]]; do shift; done\nAS_ROOT=yes exec "$@"\n';

/** A student's host that is a folder of this machine, with real shells on real terminals, and what their observers make of them. */
export class LocalHost implements DeedHost {
  readonly note: Note;
  readonly home = mkdtempSync(join(tmpdir(), "labnote-deeds-"));
  readonly host: Host;
  readonly remote: Pick<Connection, "run" | "terminal">;
  readonly events: StudentEvent[] = [];
  /** What was typed by labnote, and the terminal of each shell that was opened for it. */
  readonly typed: string[] = [];
  readonly opened: number[] = [];
  released = 0;
  /** Types into the shell that was opened last, as the student. */
  types: (keys: string) => void = () => {};
  #progress: StudentProgress;
  #changed = Promise.withResolvers<void>();
  readonly #children = new Set<ChildProcess>();
  readonly #observers: Observer[] = [];
  #shells = 0;

  constructor(note: Note, ports: Host["ports"] = {}) {
    this.note = note;
    this.#progress = newStudent(note, "mina");
    this.host = { name: "mina", address: "127.0.0.1", ports } as Host;
    writeFileSync(join(this.home, ".profile"), ". ~/.bashrc\n");
    writeFileSync(join(this.home, ".bashrc"), BASHRC);
    mkdirSync(join(this.home, "bin"));
    writeFileSync(join(this.home, "bin/sudo"), SUDO, { mode: 0o755 });
    this.remote = { run: async (script) => this.#run(script), terminal: (rc, onData) => this.#open(rc, onData) };
  }

  get #env() {
    return {
      PATH: `${join(this.home, "bin")}:${process.env.PATH}`,
      HOME: this.home,
      TERM: "xterm-256color",
      SHELL: "/bin/bash",
    };
  }

  #run(script: string) {
    // A reset would reach the engine of this machine.
    if (script.includes("docker")) {
      for (const { id } of this.note.sections) rmSync(join(this.home, id), { recursive: true, force: true });
      return { exit: 0, stdout: "", stderr: "" };
    }
    const { status, stdout, stderr } = spawnSync("bash", ["-s"], { env: this.#env, input: script, encoding: "utf8" });
    return { exit: status ?? 1, stdout, stderr };
  }

  #open(rc: string | Promise<string>, onData: (data: Uint8Array) => void): Channel {
    let child: ChildProcess | undefined;
    const closed = Promise.withResolvers<{ exit: number | undefined; why: string }>();
    this.#shells += 1;
    const file = join(this.home, `rc-${this.#shells}`);
    Promise.resolve(rc).then(
      (text) => {
        writeFileSync(file, text);
        const command = `stty cols 120 rows 40; exec bash --rcfile ${file} -i`;
        child = spawn("script", ["-qefc", command, "/dev/null"], {
          env: this.#env,
          stdio: ["pipe", "pipe", "ignore"],
          detached: true,
        });
        this.#children.add(child);
        child.stdout?.on("data", onData);
        child.once("close", (code) => {
          this.#children.delete(child as ChildProcess);
          closed.resolve({ exit: code ?? 0, why: "it ended" });
        });
      },
      () => closed.resolve({ exit: undefined, why: "it never began" }),
    );
    return {
      write: (data) => void child?.stdin?.write(data),
      closed: closed.promise,
      close: async () => {
        if (child?.pid === undefined) return closed.resolve({ exit: 0, why: "it was closed" });
        if (this.#children.has(child)) child.kill("SIGKILL");
        await closed.promise;
      },
    } as Channel;
  }

  progress = (): StudentProgress => this.#progress;

  append(event: StudentEvent): void {
    this.events.push(event);
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
    this.#progress = foldStudent(this.#progress, event, Date.now(), this.note);
  }

  shell({ terminal, nonce, rc, onData, step }: LabnoteShell): Channel {
    this.opened.push(terminal);
    const observer = new Observer(
      terminal,
      (observation) => this.#observed(observation),
      this.#progress.commands.get(terminal) ?? 0,
    );
    this.#observers.push(observer);
    const reader = new MarkReader(nonce, LONGEST_TOLD);
    const channel = this.#open(rc, (data) => {
      for (const part of reader.push(data)) void observer.shows(part, Date.now());
      onData(data);
    });
    this.types = (keys) => {
      void observer.types(Buffer.from(keys), "student", Date.now());
      channel.write(keys);
    };
    return {
      ...channel,
      write: (keys) => {
        this.typed.push(String(keys));
        void observer.types(Buffer.from(keys), "labnote", Date.now(), step());
        channel.write(keys);
      },
    };
  }

  #observed(observation: Observation): void {
    const verdicts = judgeObservation(observation, this.note, this.#progress, { home: this.home });
    const event = observedEvent(observation, verdicts, this.note);
    if (isNews(observation, event, this.#progress)) this.append(event);
  }

  /** Resolves when this holds; it is asked again at every event. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await this.#changed.promise;
  }

  /** The student has typed this, and has seen that. */
  student(typed: string, output: string, more: Partial<Observation> = {}): void {
    const command = (this.#progress.commands.get(9) ?? 0) + 1;
    const now = Date.now();
    this.#observed({
      ...{
        terminal: 9,
        command,
        opener: command,
        typed,
        prompt: undefined,
        within: [typed],
        folder: undefined,
        output,
      },
      ...{ mixed: false, cut: false, state: "ended", exit: 0, nextPrompt: undefined, began: now, ended: now },
      ...{ hand: "student", clicked: undefined, ...more },
    });
  }

  async settled(): Promise<void> {
    await Promise.all(this.#observers.map((observer) => observer.look(Date.now())));
  }

  release(): void {
    this.released += 1;
  }

  async relogin(): Promise<void> {}

  async rebooted(): Promise<void> {}

  /** The state of each step, by its id, and how it was done. */
  get states(): Record<string, string> {
    return Object.fromEntries(
      [...this.#progress.sections].flatMap(([id, { steps }]) =>
        steps.map(({ state, how }, place) => [`${id}:${place + 1}`, how ?? state]),
      ),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(
      [...this.#children].map(
        (child) =>
          new Promise((resolve) => {
            child.once("close", resolve);
            child.kill("SIGKILL");
          }),
      ),
    );
    rmSync(this.home, { recursive: true, force: true });
  }
}
