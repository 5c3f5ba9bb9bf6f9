import { expect, test } from "@jest/globals";
import { Gathered } from "../../../../src/run/terminal/gathered.ts";

const NEVER = 10_000_000;

/** What is gathered, and what each piece of work got. */
function gathering(waits: { wait: number; most: number }) {
  const worked: string[] = [];
  const gathered = new Gathered(async (bytes) => void worked.push(Buffer.from(bytes).toString()), waits);
  return { worked, add: (text: string) => gathered.add(Buffer.from(text)), flush: () => gathered.flush() };
}

test("what comes in a while is worked on together, and each that came has its answer then", async () => {
  const { worked, add } = gathering({ wait: 1, most: 100 });
  await Promise.all([add("one "), add("two")]);
  expect(worked).toEqual(["one two"]);
  await add("three");
  expect(worked).toEqual(["one two", "three"]);
});

test("nobody waits longer where much has come, or where it is asked for", async () => {
  const { worked, add, flush } = gathering({ wait: NEVER, most: 10 });
  await Promise.all([add("0123"), add("456789")]);
  const asked = add("few");
  flush();
  flush();
  await asked;
  expect(worked).toEqual(["0123456789", "few"]);
});

test("work that fails rejects the calls whose bytes it was", async () => {
  const gathered = new Gathered((bytes) => Promise.reject(new Error(String(bytes.length))), { wait: 1, most: 100 });
  await expect(Promise.all([gathered.add(Buffer.from("ab")), gathered.add(Buffer.from("c"))])).rejects.toThrow("3");
});
