import { expect, jest, test } from "@jest/globals";
import { Interrupted, LabError, LabErrors } from "../../../../src/common/errors.ts";
import type { Preparation } from "../../../../src/hosts/kind.ts";
import { ensureEngine } from "../../../../src/lab/setup/docker-engine.ts";
import { setUp } from "../../../../src/lab/setup/tasks.ts";
import { withProgram } from "../../with-program.ts";

/** What listr2 shows is of no interest here. */
const quietly = async (tasks: Preparation[], signal?: AbortSignal): Promise<unknown> => {
  const silenced = [process.stdout, process.stderr].map((stream) => jest.spyOn(stream, "write").mockReturnValue(true));
  const log = [
    jest.spyOn(console, "log").mockImplementation(() => {}),
    jest.spyOn(console, "error").mockImplementation(() => {}),
  ];
  try {
    return await setUp(tasks, signal).then(
      () => undefined,
      (error) => error,
    );
  } finally {
    for (const spy of [...silenced, ...log]) spy.mockRestore();
  }
};
const failing = (title: string, error: Error): Preparation => ({
  title,
  ensure: async () => {
    throw error;
  },
});

test("tasks run side by side, and those that need another wait for it", async () => {
  const began: string[] = [];
  const meeting = Promise.withResolvers<string>();
  const task = (title: string, ensure: () => Promise<string>, followedBy?: Preparation[]): Preparation => ({
    title,
    ensure: () => {
      began.push(title);
      return ensure();
    },
    followedBy,
  });
  await quietly([
    task("engine", () => meeting.promise, [task("image", async () => "made")]),
    task("pulumi", async () => {
      meeting.resolve("answers");
      return "there";
    }),
  ]);
  expect(began).toEqual(["engine", "pulumi", "image"]);
});

test("a task that fails keeps those that need it from beginning, and lets a quick one end", async () => {
  const done: string[] = [];
  const note = (title: string): Preparation => ({ title, ensure: async () => String(done.push(title)) });
  const problem = new LabError("no engine");
  const error = await quietly([{ ...failing("engine", problem), followedBy: [note("image")] }, note("pulumi")]);
  expect(error).toBe(problem);
  expect(done).toEqual(["pulumi"]);
});

/** Takes for ever, unless it is stopped. */
const endless = (title: string, followedBy?: Preparation[]): Preparation => ({
  title,
  followedBy,
  ensure: (_say, signal) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(new LabError("the download broke off")));
    }),
});

test("a task that fails stops a long one beside it, and its error is the only one", async () => {
  const problem = new LabError("no rights");
  expect(await quietly([failing("engine", problem), endless("pulumi", [failing("plugin", new Error("began"))])])).toBe(
    problem,
  );
});

test("an engine without rights ends the set-up with its remedy, while Pulumi would still be built for minutes", async () => {
  await using _docker = await withProgram(
    "docker",
    'echo "permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock" >&2; exit 1',
  );
  const engine: Preparation = {
    title: "Docker Engine",
    ensure: async (say, signal) => (await ensureEngine(say, signal)).version,
  };
  expect(await quietly([engine, endless("Pulumi")])).toMatchObject({
    message: "This user may not use the Docker Engine",
    remedy: expect.stringContaining("sudo usermod -aG docker $USER"),
  });
});

test("the error has all tasks that failed", async () => {
  const problems = [new LabError("no engine"), new LabError("no pulumi")];
  const error = await quietly(problems.map((problem, index) => failing(String(index), problem)));
  expect(error).toBeInstanceOf(LabErrors);
  expect((error as LabErrors).problems).toEqual(problems);
});

test("a defect is thrown as it is, even if a task failed besides", async () => {
  const defect = new TypeError("undefined is not a function");
  expect(await quietly([failing("a", new LabError("no engine")), failing("b", defect)])).toBe(defect);
});

test("an interruption stops the tasks that run, and the error says so", async () => {
  const controller = new AbortController();
  const waiting: Preparation = {
    title: "download",
    ensure: (_progress, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(new LabError("broken off")));
        controller.abort(new Error("interrupted by SIGINT"));
      }),
  };
  expect(await quietly([waiting], controller.signal)).toBeInstanceOf(Interrupted);
});
