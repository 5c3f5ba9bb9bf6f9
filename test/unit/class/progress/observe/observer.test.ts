import { expect, test } from "@jest/globals";
import type { Observation } from "../../../../../src/class/progress/observe/observation.ts";
import { Observer } from "../../../../../src/class/progress/observe/observer.ts";
import type { Mark } from "../../../../../src/run/terminal/marks.ts";

/** What an observer tells of a terminal whose shell has begun at home. */
function observed(before = 0) {
  const told: Observation[] = [];
  const observer = new Observer(1, (observation) => told.push(observation), before);
  let now = 0;
  const mark = (given: Mark) => observer.shows(given, ++now);
  const shows = (text: string) => observer.shows(Buffer.from(text), ++now);
  const keys = (text: string) => observer.types(Buffer.from(text), "student", ++now);
  const ready = (status = 0) => {
    mark({ kind: "ready", status, folder: "/home/ubuntu" });
    shows("$ ");
    return mark({ kind: "prompt" });
  };
  const types = (text: string, number: number) => {
    keys(`${text}\r`);
    shows(`${text}\r\n`);
    return mark({ kind: "start", told: `    ${number}  ${text}\n`, status: 0 });
  };
  mark({ kind: "shell", pid: 17, home: "/home/ubuntu" });
  ready();
  return { told, observer, mark, shows, keys, ready, types };
}

test("what was typed ahead and only echoed is taken out, and a part that stands within a line makes the output doubtful", async () => {
  const { told, types, shows, keys, ready } = observed();
  types("sleep 9", 1);
  keys("docker ps\r");
  shows("docker ps\r\n");
  await ready();
  types("sleep 8; echo one", 2);
  keys("ls");
  shows("lsone\r\n");
  await ready();
  expect(told.map(({ output, mixed }) => [output, mixed])).toEqual([
    ["", false],
    ["lsone", true],
  ]);
});

test("no observation has a password that is typed and not shown", async () => {
  const { told, types, shows, keys, ready } = observed();
  types("docker login", 1);
  shows("Password: ");
  keys("s3cret-of-mine\r");
  shows("\r\nLogin Succeeded\r\n");
  await ready();
  expect(told).toMatchObject([{ output: "Password:\nLogin Succeeded" }]);
  expect(JSON.stringify(told)).not.toContain("s3cret-of-mine");
});

test("a command whose connection breaks is lost, also one that had just ended", async () => {
  const running = observed();
  running.types("sleep 9", 1);
  await running.observer.closes(null, 99);
  expect(running.told).toMatchObject([{ typed: "sleep 9", state: "lost", exit: undefined }]);
  const ended = observed();
  ended.types("sudo reboot", 1);
  await ended.ready();
  await ended.observer.closes(null, 99);
  expect(ended.told.map(({ state }) => state)).toEqual(["ended", "lost"]);
});

test("the numbers of commands go on behind those of the terminal's earlier shells", async () => {
  const { told, types, ready } = observed(41);
  types("ls", 1);
  await ready();
  expect(told).toMatchObject([{ command: 42, opener: 42 }]);
});

test("looks at what runs make one observation as long as nothing new has come", async () => {
  const { told, types, shows, observer } = observed();
  types("docker logs -f web", 1);
  shows("one\r\n");
  await observer.look(50);
  await observer.look(51);
  shows("two\r\n");
  await observer.look(52);
  expect(told.map(({ output, state }) => [output, state])).toEqual([
    ["one", "running"],
    ["one\ntwo", "running"],
  ]);
});

test("a defect in what gets the observations does not stop the reading, and is not lost", async () => {
  let calls = 0;
  const observer = new Observer(1, () => {
    calls += 1;
    if (calls === 1) throw new Error("a defect");
  });
  const mark = (given: Mark) => observer.shows(given, 1);
  mark({ kind: "ready", status: 0 });
  mark({ kind: "start", told: "    1  ls\n", status: 0 });
  await expect(mark({ kind: "ready", status: 0 })).rejects.toThrow("a defect");
  mark({ kind: "start", told: "    2  pwd\n", status: 0 });
  await mark({ kind: "ready", status: 0 });
  expect(calls).toBe(2);
});
