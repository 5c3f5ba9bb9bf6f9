import { setTimeout as pause } from "node:timers/promises";
import type { Bot } from "./bot.ts";

/** So many keys must have their signs before the harm is over. */
const KEYS = 40;
/** How often harm is done that is over sooner. */
const TRIES = 3;
/** Milliseconds between two keys; keys of the longest line. */
const [BETWEEN, LINE] = [20, 60];
/** Forgets the line. */
const CLEAR = "\x15";

/**
 * Does harm, while somebody else types at a prompt, each key when the one before has its sign: they go on, and do not wait until it is over. How
 * long a sign takes is measured by `npm run bench -- class`.
 *
 * @param harm may be done again
 * @throws Error when a sign does not come, or when nearly all signs come when the harm is over
 */
export async function typesMeanwhile(typist: Bot, harm: () => Promise<void>): Promise<void> {
  await typist.prompt();
  const signs: number[] = [];
  while (signs.length < TRIES && (signs.at(-1) ?? 0) < KEYS) {
    let over = false;
    const typing = typesUntil(typist, () => over);
    typing.catch(() => {});
    // The line is left empty, also where the harm fails.
    await harm().finally(() => {
      over = true;
      return typing;
    });
    signs.push(await typing);
  }
  if ((signs.at(-1) ?? 0) < KEYS)
    throw new Error(`who typed meanwhile saw ${signs.join(", ")} keys before the harm was over, not ${KEYS}`);
}

/** Types letters, each when the one before has its sign, until it is over. @returns how many had their signs by then */
async function typesUntil(typist: Bot, over: () => boolean): Promise<number> {
  const prompt = typist.screen(1).typed;
  const types = (keys: string, shown: string): Promise<void> => {
    typist.keys(1, keys);
    return typist.until(`the line is ${JSON.stringify(shown)}`, () => typist.screen(1).typed === shown);
  };
  let signs = 0;
  for (let line = prompt; !over(); ) {
    await pause(BETWEEN);
    const full = line.length - prompt.length === LINE;
    line = full ? prompt : `${line}x`;
    await types(full ? CLEAR : "x", line);
    if (!over()) signs += 1;
  }
  await types(CLEAR, prompt);
  return signs;
}
