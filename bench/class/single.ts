import { setTimeout as pause } from "node:timers/promises";
import xterm from "@xterm/headless";
import { LabError } from "../../src/common/errors.ts";
import { TERMINAL } from "../../src/hosts/ssh/connection.ts";
import { median } from "../measure.ts";
import { Person } from "./person.ts";
import type { BenchSeat } from "./seats.ts";

/** What prints 7 MB, and what stands behind it then. */
const MUCH = { typed: "seq 1000000; echo over-$((6*7))", prints: "over-42" } as const;
/** Milliseconds for that. */
const PATIENCE = 120_000;
/** How often the prompt is asked for, and milliseconds between two times: nobody types without a pause. */
const [TIMES, PAUSE] = [50, 50];

/** What is timed of one terminal while nobody else has one. */
export interface Alone {
  /** Milliseconds until a prompt is back behind a command that does nothing. */
  prompt: number;
  /** Seconds until 7 MB are drawn. */
  much: number;
}

/**
 * Sits down before anybody else does, and leaves: at one terminal after the other, for a terminal that has printed much waits until it may again.
 * @returns the medians of all
 */
export async function timeAlone<Of>(
  all: readonly Of[],
  open: (one: Of) => BenchSeat | Promise<BenchSeat>,
): Promise<Alone> {
  const prompts: number[] = [];
  const much: number[] = [];
  for (const one of all) {
    const seat = await open(one);
    try {
      const person = new Person(seat, 0);
      await person.begins();
      prompts.push(await timePrompt(person));
      much.push(await timeMuch(seat));
    } finally {
      await seat.close();
    }
  }
  return { prompt: median(prompts), much: median(much) };
}

/** Seconds from Enter until the last line of 7 MB is drawn by an emulator. @param seat at a prompt */
async function timeMuch(seat: BenchSeat): Promise<number> {
  const terminal = new xterm.Terminal({ cols: TERMINAL.columns, rows: TERMINAL.rows, allowProposedApi: true });
  const over = Promise.withResolvers<void>();
  const rows = (): string[] => {
    const { active } = terminal.buffer;
    return Array.from(
      { length: terminal.rows },
      (_, y) => active.getLine(active.baseY + y)?.translateToString(true) ?? "",
    );
  };
  const late = setTimeout(() => over.reject(new LabError(`A terminal did not draw ${MUCH.prints}`)), PATIENCE);
  const before = seat.onPrinted;
  seat.onPrinted = (bytes) =>
    terminal.write(bytes, () => {
      if (Buffer.from(bytes).includes("$ ") && rows().includes(MUCH.prints)) over.resolve();
    });
  const started = performance.now();
  seat.keys(`${MUCH.typed}\r`);
  await over.promise.finally(() => clearTimeout(late));
  seat.onPrinted = before;
  terminal.dispose();
  return (performance.now() - started) / 1000;
}

/** Milliseconds from Enter to the prompt behind a command that does nothing; the median of many. */
async function timePrompt(person: Person): Promise<number> {
  const times: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    await pause(PAUSE);
    const started = performance.now();
    await person.pastes(":");
    times.push(performance.now() - started);
  }
  return median(times);
}
