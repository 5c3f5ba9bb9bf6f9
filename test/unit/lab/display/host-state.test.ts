import { describe, expect, test } from "@jest/globals";
import { afterEvent, afterMaking, atEnd, waitingHost } from "../../../../src/lab/display/host-state.ts";
import type { RunEvent } from "../../../../src/record/events.ts";
import { begun, did, enters, note, over, types } from "./runs.ts";

const waiting = waitingHost("mina", note.sections);
const ran = (...events: RunEvent[]) => events.reduce(afterEvent, waiting);

describe("how far a student's host is", () => {
  test("follows its run: the steps done of all, what is typed, and the places of those that failed", () => {
    const state = ran(begun, enters("1"), did(0), did(1, { outcome: "failed" }), types(3, "docker rm 85aa65f64828"));
    expect(state).toMatchObject({ phase: "running", done: 2, total: 5, failures: ["1:2"] });
    expect(state.doing).toBe("1 docker rm 85aa65f64828");
  });

  test("has not passed where a step failed, and has not done a step that was skipped", () => {
    expect(ran(begun, did(0), over("passed"))).toMatchObject({ phase: "passed", done: 1 });
    expect(ran(begun, did(0, { outcome: "failed" }), over("passed")).phase).toBe("failed");
    expect(ran(begun, did(0, { outcome: "skipped" }), over("interrupted"))).toMatchObject({
      ...{ phase: "interrupted", done: 0 },
    });
  });

  test("is that of the making until the run has begun, and of the run from then on", () => {
    expect(afterMaking(waiting, "begun").phase).toBe("making");
    expect(afterMaking(waiting, "failed").phase).toBe("not made");
    expect(afterMaking(ran(begun), "made").phase).toBe("running");
  });

  test("is at the end why it has not run, and interrupted where its run was killed", () => {
    const same = afterMaking(waiting, "unchanged");
    expect(atEnd(same, "unchanged")).toMatchObject({ phase: "unchanged", done: 5 });
    expect(atEnd(same, "not run")).toMatchObject({ phase: "not run", done: 0 });
    expect(atEnd(afterMaking(waiting, "failed"), "not run").phase).toBe("not made");
    expect(atEnd(ran(begun), "not run").phase).toBe("interrupted");
    expect(atEnd(ran(begun, over("passed")), "interrupted").phase).toBe("passed");
  });
});
