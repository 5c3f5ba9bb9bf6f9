import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hand, Observation } from "../../../../../src/class/progress/observe/observation.ts";
import { Observer } from "../../../../../src/class/progress/observe/observer.ts";
import { studentRcFile } from "../../../../../src/class/progress/observe/student-shell.ts";
import { LONGEST_TOLD, type Mark, MarkReader } from "../../../../../src/run/terminal/marks.ts";
import { until } from "../../../../until.ts";

const nonce = "0123456789abcdef";

/** What the student's own files say, as Ubuntu's do. */
const BASHRC = String.raw`
PATH=~/bin:$PATH
HISTCONTROL=ignoreboth
HISTFILE=
PS1='\[\e]0;\u@\h: \w\a\]mina@host-1:\w\$ '
PROMPT_COMMAND='mine=$?'
alias ls='ls --color=auto'
`;

/** A command of the student's that opens the shell of a container: another bash, with another prompt. */
const BOX = `#!/bin/bash
case "$1" in
  run) PS1='root@3914c08558a0:/# ' HISTFILE= exec bash --norc -i ;;
  *) echo "no such command" >&2; exit 2 ;;
esac
`;

/** A real bash on a real terminal, with the student's rc file, and what the observer makes of it. */
export class RealShell {
  readonly observations: Observation[] = [];
  readonly observer = new Observer(1, (observation) => this.observations.push(observation));
  /** All that the shell sent, without the marks. */
  text = "";
  readonly home = mkdtempSync(join(tmpdir(), "labnote-shell-"));
  readonly marks: Mark[] = [];
  readonly #child: ChildProcess;
  readonly #reader = new MarkReader(nonce, LONGEST_TOLD);
  #changed = Promise.withResolvers<void>();

  constructor(bashrc = BASHRC) {
    mkdirSync(join(this.home, "1.1"));
    mkdirSync(join(this.home, "bin"));
    writeFileSync(join(this.home, ".profile"), ". ~/.bashrc\n");
    writeFileSync(join(this.home, ".bashrc"), bashrc);
    writeFileSync(join(this.home, "bin/box"), BOX);
    chmodSync(join(this.home, "bin/box"), 0o755);
    writeFileSync(join(this.home, "rc"), studentRcFile(nonce, "1.1"));
    const command = "stty cols 120 rows 40; exec bash --rcfile ~/rc -i";
    this.#child = spawn("script", ["-qfc", command, "/dev/null"], {
      env: { PATH: process.env.PATH, HOME: this.home, TERM: "xterm-256color", SHELL: "/bin/bash" },
      stdio: ["pipe", "pipe", "ignore"],
    });
    this.#child.stdout?.on("data", (data: Buffer) => this.#take(data));
  }

  #take(data: Buffer): void {
    for (const part of this.#reader.push(data)) {
      this.observer.shows(part, Date.now());
      if (part instanceof Uint8Array) this.text += Buffer.from(part).toString();
      else this.marks.push(part);
    }
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }

  /** Resolves when this holds; it is asked again whenever the shell sends something. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await this.#changed.promise;
  }

  count(kind: Mark["kind"]): number {
    return this.marks.filter((mark) => mark.kind === kind).length;
  }

  /** Types keys. */
  keys(text: string, hand: Hand = "student", clicked?: string): void {
    this.observer.types(Buffer.from(text), hand, Date.now(), clicked);
    this.#child.stdin?.write(text);
  }

  /** Types a command at the shell's own prompt, and waits until it is over. */
  async runs(text: string, hand: Hand = "student", clicked?: string): Promise<void> {
    await this.until(() => this.count("prompt") > 0);
    const before = this.count("start");
    this.keys(text, hand, clicked);
    await this.until(() => this.count("start") > before && this.#atPrompt);
    await this.observer.look(Date.now());
  }

  /** Types keys with which the shell's own prompt comes back. */
  async leaves(text: string): Promise<void> {
    const before = this.count("ready");
    this.keys(text);
    await this.until(() => this.count("ready") > before && this.#atPrompt);
    await this.observer.look(Date.now());
  }

  /** Gives up what is typed at the prompt. bash 5.2 loses a Ctrl-C between what it has drawn and its wait for a key: nobody is that quick. */
  async givesUp(): Promise<void> {
    await until("the shell waits for a key", async () => this.#sleeps || undefined);
    await this.leaves("\x03");
  }

  /** Whether bash, which `script` has started, sleeps. */
  get #sleeps(): boolean {
    const { pid } = this.#child;
    const bash = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
    return readFileSync(`/proc/${bash}/stat`, "utf8").split(") ")[1]?.startsWith("S") === true;
  }

  get #atPrompt(): boolean {
    return this.marks.at(-1)?.kind === "prompt";
  }

  /** Types keys, and waits until the shell has shown this behind them. */
  async shows(text: string, shown: string): Promise<void> {
    const from = this.text.length;
    this.keys(text);
    await this.until(() => this.text.indexOf(shown, from) !== -1);
  }

  async end(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once("close", resolve));
    this.#child.kill("SIGKILL");
    await ended;
    rmSync(this.home, { recursive: true, force: true });
  }
}
