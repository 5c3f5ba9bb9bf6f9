import { poll } from "../../../common/abort.ts";
import { readIfExists } from "../../../common/files.ts";
import { machineProcesses } from "./processes.ts";
import { filesOf, folderOf, type StoredMachine } from "./store.ts";

/** Milliseconds between two looks at a machine's console. */
const EVERY = 250;

/**
 * Waits for words on a machine's console.
 *
 * @param within milliseconds
 * @returns all that the console has: with the words, or without them where the machine ended or the time was over
 */
export async function waitForConsole(
  { name, id }: Pick<StoredMachine, "name" | "id">,
  words: RegExp,
  within: number,
  signal?: AbortSignal,
): Promise<string> {
  const { serial } = filesOf(folderOf(name));
  const look = async () => {
    // In this order: what a machine wrote before it ended is in the text.
    const alive = (await machineProcesses(id)).length > 0;
    return { alive, text: (await readIfExists(serial)) ?? "" };
  };
  const until = ({ alive, text }: { alive: boolean; text: string }) => !alive || words.test(text);
  return (await poll(look, { until, every: EVERY, within, signal })).text;
}

/** Waits until a machine has switched itself off. @returns whether it did within so many milliseconds */
export async function waitForEnd(
  { id }: Pick<StoredMachine, "id">,
  within: number,
  signal?: AbortSignal,
): Promise<boolean> {
  const alive = async () => (await machineProcesses(id)).length > 0;
  return !(await poll(alive, { until: (running) => !running, every: EVERY, within, signal }));
}
