import { describe, expect, test } from "@jest/globals";
import { LabError } from "../../../src/common/errors.ts";
import { ConnectError } from "../../../src/hosts/ssh/connection.ts";
import type { Section, Step } from "../../../src/note/note.ts";
import { readNote } from "../../../src/note/read.ts";
import { SectionRun } from "../../../src/run/section.ts";
import { held } from "./held.ts";

const { signal } = new AbortController();
const [section] = readNote("# A\n\n## 1 One\n\n```text file=x\nx\n```\n", "note.md").sections as [Section];
const [step] = section.steps as [Step];

describe("a step that cannot be done", () => {
  const tried = (error: Error) =>
    new SectionRun(
      held(async () => Promise.reject(error)),
      section,
      () => {},
      signal,
    ).step(step, 0);

  test("a step that cannot be done says why, down to the first cause", async () => {
    const error = new LabError("The script did not end", { cause: new Error("the disk is full") });
    const why = "The script did not end: the disk is full";
    expect(await tried(error)).toMatchObject({ reasons: [{ kind: "error", why }] });
    expect(await tried(error)).not.toHaveProperty("endsRun");
  });

  test("a step that fails since the connection is lost ends the run, with the same reason", async () => {
    const lost = { kind: "lost", why: "The connection was lost: broken pipe" };
    const error = new ConnectError("lost", "The connection was lost", { cause: "broken pipe" });
    expect(await tried(error)).toMatchObject({ reasons: [lost], endsRun: lost });
  });
});

test("a section is closed only after its folder was made, even if no step needed it", async () => {
  const made = Promise.withResolvers<object>();
  const order: string[] = [];
  const run = new SectionRun(
    held(() => made.promise.finally(() => order.push("folder"))),
    section,
    () => {},
    signal,
  );
  const closed = run.close().then(() => order.push("closed"));
  // Whatever does not wait for the folder is done by then.
  await new Promise((resolve) => setImmediate(resolve));
  made.resolve({ stdout: "joined" });
  await closed;
  expect(order).toEqual(["folder", "closed"]);
});

test("a section whose folder could not be made can still be closed", async () => {
  const failing = held(async () => ({ exit: 1, stderr: "no space left" }));
  await new SectionRun(failing, section, () => {}, signal).close();
});
