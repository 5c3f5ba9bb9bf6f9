import { setTimeout as pause } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { LabError } from "../../src/common/errors.ts";
import { numbers } from "../../test/class/numbers.ts";
import type { BenchSeat } from "./seats.ts";

/** Milliseconds between two keys at least, and at most; between two commands the same. */
const KEY = [60, 180] as const;
const THINKS = [500, 2500] as const;
/** Milliseconds for anything that a terminal is to show. */
const PATIENCE = 60_000;
/** What is typed first, and what comes of it. */
const BEGUN = { typed: "echo begun-$((6*7))", prints: "begun-42" } as const;
/** How a prompt ends, a user's or root's. */
const PROMPT = /[$#] $/;
const [ENTER, INTERRUPT] = ["\r", "\x03"];

/** What a person has seen of a terminal. */
export interface Typed {
  /** Milliseconds from each key to its sign. */
  echoes: readonly number[];
  /** How many commands were typed. */
  commands: number;
}

/** Somebody who types at a terminal, waits for each sign, and thinks before each command. */
export class Person {
  readonly seat: BenchSeat;
  /** Called when a command's prompt is back, with how many commands that makes. */
  onCommand: (count: number) => void = () => {};
  commands = 0;
  /** Bytes that the terminal has printed. */
  bytes = 0;
  readonly #random: () => number;
  #end = "";
  #waits: { holds: (text: string) => boolean; seen: () => void } | undefined;

  constructor(seat: BenchSeat, seed: number) {
    this.seat = seat;
    this.#random = numbers(seed);
    seat.onPrinted = (bytes) => {
      this.bytes += bytes.length;
      const text = Buffer.from(bytes).toString("latin1");
      this.#end = (this.#end + text).slice(-256);
      if (this.#waits?.holds(text) === true) this.#waits.seen();
    };
  }

  /** Resolves when the shell has begun, and its prompt waits. */
  async begins(): Promise<void> {
    const begun = this.#until("that its shell has begun", () => this.#atPrompt() && this.#end.includes(BEGUN.prints));
    this.seat.keys(`${BEGUN.typed}${ENTER}`);
    await begun;
  }

  /** Types a command at once, as one pastes, and resolves when its prompt is back. */
  async pastes(command: string): Promise<void> {
    await this.#answered(`${command}${ENTER}`);
  }

  /** Types commands for so long. @param command the one with that number, from 0 on */
  async works(milliseconds: number, command: (count: number) => string): Promise<Typed> {
    const deadline = performance.now() + milliseconds;
    const echoes: number[] = [];
    const before = this.commands;
    while (performance.now() < deadline) {
      await pause(this.#between(THINKS));
      for (const letter of command(this.commands)) {
        await pause(this.#between(KEY));
        echoes.push(await this.#echo(letter));
      }
      await this.#answered(ENTER);
      this.commands += 1;
      this.onCommand(this.commands);
    }
    return { echoes, commands: this.commands - before };
  }

  /** Pastes so many commands, one each so many milliseconds. */
  async pastesAll(times: number, every: number, command: (count: number) => string): Promise<void> {
    await pause(this.#between([0, every]));
    for (let time = 0; time < times; time += 1) {
      const started = performance.now();
      await this.pastes(command(this.commands));
      this.commands += 1;
      this.onCommand(this.commands);
      await pause(Math.max(0, every - (performance.now() - started)));
    }
  }

  /** Starts what prints without an end, and resolves when that many bytes have come. */
  async floods(command: string, bytes: number): Promise<void> {
    const before = this.bytes;
    const much = this.#until(`${bytes} bytes of ${command}`, () => this.bytes - before >= bytes);
    this.seat.keys(`${command}${ENTER}`);
    await much;
  }

  /** Interrupts it. @returns seconds until the prompt is back */
  async interrupts(): Promise<number> {
    return (await this.#answered(INTERRUPT)) / 1000;
  }

  #atPrompt = (): boolean => PROMPT.test(stripVTControlCharacters(this.#end));

  /** Milliseconds until the prompt is back. */
  async #answered(keys: string): Promise<number> {
    this.#end = "";
    const started = performance.now();
    const back = this.#until("its prompt", this.#atPrompt);
    this.seat.keys(keys);
    await back;
    return performance.now() - started;
  }

  async #echo(letter: string): Promise<number> {
    const started = performance.now();
    const shown = this.#until(JSON.stringify(letter), (text) => text.includes(letter));
    this.seat.keys(letter);
    await shown;
    return performance.now() - started;
  }

  async #until(what: string, holds: (text: string) => boolean): Promise<void> {
    const seen = Promise.withResolvers<void>();
    const end = () => JSON.stringify(this.#end);
    const fail = () =>
      seen.reject(new LabError(`A terminal did not show ${what} within ${PATIENCE / 1000} s: ${end()}`));
    const late = setTimeout(fail, PATIENCE);
    this.#waits = { holds, seen: seen.resolve };
    await seen.promise.finally(() => clearTimeout(late));
    this.#waits = undefined;
  }

  #between([least, most]: readonly [number, number]): number {
    return least + this.#random() * (most - least);
  }
}

/** The value that so many percent of these are not above. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)];
  if (found === undefined) throw new Error("there is no percentile of nothing");
  return found;
}
