import { setTimeout as pause } from "node:timers/promises";
import type { Bot } from "./bot.ts";

/** So many keys are typed at least each time, and of a hundred the slowest does not count. */
const KEYS = 120;
/** Milliseconds between two keys; keys of the longest line. */
const [BETWEEN, LINE] = [20, 60];
/** Milliseconds that nobody feels where much else is done. */
const UNFELT = 100;
/** How often harm is done, and how often looked at what is felt without it, until the one is no worse than the other. */
const [TRIES, QUIET] = [2, 4];

/** What somebody felt who typed, in milliseconds from a key to its sign: of a hundred all but the slowest. */
interface Felt {
  meanwhile: number;
  /** Without the harm: once before it, and then behind it. */
  quiet: readonly number[];
}

/**
 * Does harm, while somebody else types at a prompt. A machine on which much else is done is slow by itself at times: so what is felt is compared
 * with what is felt behind it, too.
 * @param harm may be done twice
 * @throws Error when the other one waits longer for a sign than twice as long as without the harm, or than anybody feels
 */
export async function bears(typist: Bot, harm: () => Promise<void>): Promise<void> {
  const felt: Felt[] = [];
  await typist.prompt();
  while (felt.length < TRIES) {
    const quiet = [await feels(typist, () => true)];
    let over = false;
    const feeling = feels(typist, () => over);
    feeling.catch(() => {});
    // The line is left empty, also where the harm fails.
    await harm().finally(() => {
      over = true;
      return feeling;
    });
    const meanwhile = await feeling;
    const worse = () => meanwhile > Math.max(UNFELT, ...quiet.map((each) => 2 * each));
    do quiet.push(await feels(typist, () => true));
    while (worse() && quiet.length < QUIET);
    felt.push({ meanwhile, quiet });
    if (!worse()) return;
  }
  throw new Error(`who types waits too long for signs, in milliseconds: ${JSON.stringify(felt)}`);
}

/** Types letters, each when the one before has its sign, until it is over and enough were typed. */
async function feels(typist: Bot, over: () => boolean): Promise<number> {
  const echoes: number[] = [];
  const prompt = typist.screen(1).typed;
  const types = (keys: string, shown: string): Promise<void> => {
    typist.keys(1, keys);
    return typist.until(`the line is ${JSON.stringify(shown)}`, () => typist.screen(1).typed === shown);
  };
  for (let line = prompt; echoes.length < KEYS || !over(); ) {
    await pause(BETWEEN);
    const full = line.length - prompt.length === LINE;
    line = full ? prompt : `${line}x`;
    const started = performance.now();
    await types(full ? CLEAR : "x", line);
    echoes.push(performance.now() - started);
  }
  await types(CLEAR, prompt);
  return echoes.toSorted((one, other) => one - other)[Math.ceil(echoes.length * 0.99) - 1] as number;
}

/** Forgets the line. */
const CLEAR = "\x15";
