import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type ClassHere, serveHere } from "../../../../class/here.ts";

let here: ClassHere;
beforeAll(async () => {
  here = await serveHere();
});
afterAll(async () => {
  await here?.[Symbol.asyncDispose]();
});

test("each page of a student learns of another name that the teacher gives", async () => {
  await using one = await here.student("sora");
  await using jun = await here.student("jun");
  await using teacher = await here.teach();
  teacher.say({ type: "seat", student: "sora", act: "rename", name: "소라" });
  await one.until("it knows the name", () => one.all("name").at(-1)?.name === "소라");
  // A name that is none changes nothing.
  teacher.say({ type: "seat", student: "sora", act: "rename", name: " " });
  await teacher.until("it is refused", () => teacher.all("refused").length === 1);
  expect([one.all("name").length, jun.all("name").length]).toEqual([1, 0]);
});

test("each page of a student learns how many pages of the seat are open, whenever that changes", async () => {
  await using one = await here.student("mina");
  await using jun = await here.student("jun");
  const count = () => one.all("pages").at(-1)?.count;
  await one.until("it is alone", () => count() === 1);
  await using other = await here.student("mina");
  await one.until("there are two", () => count() === 2);
  await other.until("the new one knows it, too", () => other.all("pages").at(-1)?.count === 2);
  other.cut();
  await one.until("it is alone again", () => count() === 1);
  expect(jun.all("pages").map((told) => told.count)).toEqual([1]);
  expect(here.failures).toEqual([]);
});
