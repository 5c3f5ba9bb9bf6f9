import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { stepId } from "../../src/class/progress/state.ts";
import { waitUntilReady } from "../../src/hosts/readiness.ts";
import type { Note, Section } from "../../src/note/note.ts";
import { readNote } from "../../src/note/read.ts";
import { resetHost } from "../../src/run/reset.ts";
import { launch } from "../browser/chromium.ts";
import type { Bot } from "../class/bot.ts";
import { type ClassHere, serveHere } from "../class/here.ts";
import { StudentPage } from "../class/student-page.ts";
import { Typist } from "../class/typist.ts";
import { workThrough } from "../class/work-through.ts";
import { bootHost } from "./fixtures/host.ts";
import { root } from "./fixtures/lab.ts";
import { onHost, typeNote } from "./fixtures/run.ts";

jest.setTimeout(30 * 60_000);

/** Milliseconds for a host to be ready. */
const READY_WITHIN = 10 * 60_000;
/** Milliseconds for labnote to type what is missing. */
const CATCH_UP = 10 * 60_000;
/** Where the class is. */
const GOAL = "1.5.2:1";

const file = join(root, "notes/ch01-docker-basics.md");
const made = new AsyncDisposableStack();
let host: Awaited<ReturnType<typeof bootHost>>;
let markdown: string;
let note: Note;
let here: ClassHere;

beforeAll(async () => {
  markdown = await readFile(file, "utf8");
  note = readNote(markdown, file);
  const { ports, images } = note.frontMatter;
  host = made.use(await bootHost({ name: "mina", lab: "class", baked: true, ports }));
  const remote = await waitUntilReady(host, { within: READY_WITHIN, images });
  await resetHost(remote, host, note, AbortSignal.timeout(READY_WITHIN)).finally(() => remote.close());
  here = made.use(await serveHere(markdown, { hosts: [host] }));
});
afterAll(() => made.disposeAsync());

/** The first section of the note, up to the step that types this for the first time. */
function halfOf(typed: RegExp): Section {
  const [section] = note.sections as [Section];
  const end = section.steps.findIndex((step) => step.kind === "command" && typed.test(step.typed ?? ""));
  if (end === -1) throw new Error(`no step types ${typed}`);
  return { ...section, steps: section.steps.slice(0, end) };
}

/** The teacher has the student caught up; why it stopped. */
async function catchUp(bot: Bot, how: "forward" | "anew"): Promise<string | null> {
  await using teacher = await here.teach();
  teacher.say({ type: "catch-up", students: ["mina"], until: GOAL, how });
  const over = () => bot.all("catch-up").findLast(({ done }) => done);
  const before = bot.all("catch-up").filter(({ done }) => done).length;
  await bot.until(
    "the catch-up is over",
    () => bot.all("catch-up").filter(({ done }) => done).length > before,
    CATCH_UP,
  );
  return over()?.why ?? null;
}

/** The steps before the goal, by their ids. */
const earlier = (): string[] =>
  note.sections
    .slice(
      0,
      note.sections.findIndex(({ id }) => id === "1.5.2"),
    )
    .flatMap(({ id, steps }) => steps.map((_, place) => stepId(id, place)));

/** What a note of this kind leaves on a host, without what differs at every run. */
const LEFT = `docker ps -a --format '{{.Image}} {{.Command}} {{.State}} {{.Ports}}' | sort
docker images --format '{{.Repository}}:{{.Tag}}' | sort
docker volume ls -q | wc -l
docker network ls --format '{{.Name}}' | sort
cd; for folder in 1.*; do find "$folder" -type f | sort; done`;

describe("a student who is half-way through the first section, with ids of their own", () => {
  test("is brought to where the class is, and what they have made is kept", async () => {
    const half = halfOf(/^docker stop /);
    await using browser = await launch();
    const page = await StudentPage.open(browser, here.students.mina?.link ?? "");
    const typist = new Typist(page, 1);
    await workThrough(page, [half], { by: "clicks", typist });
    const own = (await onHost(host, "docker ps -q --no-trunc")).stdout.trim();
    expect(own).toMatch(/^[0-9a-f]{64}$/);
    // A container beside the note.
    await typist.command("docker run -d --name mine ubuntu:18.04 sleep 1d");
    await page.prompt(1);
    await using bot = await here.student("mina");

    const why = await catchUp(bot, "forward");
    expect({ why, failures: here.failures }).toEqual({ why: null, failures: [] });
    expect(earlier().filter((id) => bot.steps[id]?.state !== "done")).toEqual([]);
    expect(bot.steps[GOAL]?.state).toBe("open");
    const how = (id: string) => bot.steps[id]?.how;
    expect(new Set(half.steps.map((_, place) => how(stepId(half.id, place))))).not.toContain("caught up");
    expect(how(stepId(half.id, half.steps.length))).toBe("caught up");
    // What labnote typed had their id in it, and their own container still runs.
    const log = await here.log();
    expect(log).toContain(`"typed":"docker stop ${own.slice(0, 12)}"`);
    expect((await onHost(host, "docker ps --filter name=mine --format '{{.Names}}'")).stdout.trim()).toBe("mine");
  });

  test("is brought there anew, and the host is then as after a new run", async () => {
    await using bot = await here.student("mina");
    const why = await catchUp(bot, "anew");
    expect({ why, failures: here.failures }).toEqual({ why: null, failures: [] });
    expect(earlier().filter((id) => bot.steps[id]?.how !== "caught up")).toEqual([]);
    expect(bot.steps[GOAL]?.state).toBe("open");
    const anew = (await onHost(host, LEFT)).stdout;
    expect(anew).toContain("nginx");
    expect(anew).not.toContain("sleep 1d");

    await here[Symbol.asyncDispose]();
    const { code, failures } = await typeNote(host, markdown, { until: "1.5.1" });
    expect({ code, failures }).toEqual({ code: 0, failures: [] });
    expect((await onHost(host, LEFT)).stdout).toBe(anew);
  });
});
