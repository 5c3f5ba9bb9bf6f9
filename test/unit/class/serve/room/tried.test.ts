import { expect, test } from "@jest/globals";
import { serveHere } from "../../../../class/here.ts";

test("a board that opens later, also after a restart of the server, has what the test of a seat's browser came to", async () => {
  await using here = await serveHere();
  await using mina = await here.student("mina");
  mina.say({ type: "tried", works: false, what: "keys" });
  mina.say({ type: "tried", works: true, what: "5 ms" });
  mina.say({ type: "tried", works: true, what: "5 ms" });
  const logged = async () => (await here.log()).split("\n").filter((line) => line.includes('"tried"')).length;
  const triedAt = async (student: string) => {
    await using board = await here.teach();
    return board.welcome?.rows.find((row) => row.student === student)?.tried;
  };
  await mina.prompt();
  expect(await triedAt("mina")).toEqual({ works: true, what: "5 ms" });
  expect(await triedAt("jun")).toBeUndefined();
  expect(await logged()).toBe(2);
  await here.kill();
  await here.again();
  expect(await triedAt("mina")).toEqual({ works: true, what: "5 ms" });
});
