import { afterEach, expect, jest, test } from "@jest/globals";
import { Bucket } from "../../../../../src/class/serve/terminal/bucket.ts";
import { CLASS_RATE } from "../../../../../src/class/serve/terminal/hub-options.ts";
import { WINDOW } from "../../../../../src/class/serve/terminal/viewer.ts";
import { FakePage, FakeShell, holds } from "./fake-shell.ts";

afterEach(async () => {
  jest.restoreAllMocks();
  await Promise.all([...FakeShell.all].map(({ hub }) => hub.close()));
  FakeShell.all.clear();
});

/** A shell at its prompt, and a page that shows it. */
async function seated(hand: "student" | "teacher" = "student") {
  const shell = new FakeShell();
  shell.starts();
  const page = await opened(shell, hand);
  return { shell, hub: shell.hub, page };
}

async function opened(shell: FakeShell, hand: "student" | "teacher" = "student", have?: number): Promise<FakePage> {
  const page = new FakePage(shell.hub, hand);
  shell.hub.attach(page, have);
  await page.begun();
  return page;
}

const keys = (text: string) => Buffer.from(text);

test("a page sees what the shell prints, and never its marks", async () => {
  const { shell, page } = await seated();
  shell.runs("ls");
  shell.prints("one\r\n");
  shell.prompts();
  await holds(async () => (await page.lines()).length === 3);
  expect(await page.lines()).toEqual(["$ ls", "one", "$"]);
  expect(Buffer.concat(page.frames.map(({ bytes }) => bytes)).toString()).not.toContain("7770");
});

test("what is typed reaches the shell, and is observed as the student's", async () => {
  const { shell, hub, page } = await seated();
  hub.keys(page, keys("ls\r"));
  expect(shell.typed).toBe("ls\r");
  shell.runs("ls");
  shell.prompts();
  await holds(() => shell.observations.length > 0);
  expect(shell.observations).toMatchObject([{ typed: "ls", hand: "student", state: "ended", folder: "~/1" }]);
});

test("what a page types that may only watch goes nowhere, and what it types with consent is the teacher's", async () => {
  const { shell, hub } = await seated();
  const board = await opened(shell, "teacher");
  board.mayType = false;
  hub.keys(board, keys("rm -rf ~\r"));
  expect(shell.typed).toBe("");
  board.mayType = true;
  hub.keys(board, keys("ls\r"));
  shell.runs("ls");
  shell.prompts();
  await holds(() => shell.observations.length > 0);
  expect(shell.observations).toMatchObject([{ typed: "ls", hand: "teacher" }]);
});

test("keys that come before the shell has started are typed at its first prompt", async () => {
  const shell = new FakeShell();
  const page = await opened(shell);
  shell.hub.keys(page, keys("ls\r"));
  expect(shell.typed).toBe("");
  shell.starts();
  expect(shell.typed).toBe("ls\r");
});

test("a click types where a prompt waits, clears what stands there, and is refused while a program runs", async () => {
  const { shell, hub, page } = await seated();
  expect(hub.type("docker ps", { run: false, hand: "click", step: "1:1" })).toBe(true);
  expect(shell.typed).toBe("docker ps");
  hub.keys(page, keys("x"));
  expect(hub.type("docker ps", { run: true, hand: "click", step: "1:1" })).toBe(true);
  expect(shell.typed).toBe("docker psx\x05\x15docker ps\r");
  // The shell has not answered yet.
  expect(hub.type("ls", { run: true, hand: "click" })).toBe(false);
  shell.runs("docker ps");
  expect(hub.view.phase).toBe("running");
  expect(hub.type("ls", { run: true, hand: "click" })).toBe(false);
  shell.prompts();
  expect(hub.view).toEqual({ terminal: 1, phase: "prompt", folder: "/home/mina/1" });
  await holds(() => shell.observations.length > 0);
  expect(shell.observations).toMatchObject([{ typed: "docker ps", clicked: "1:1" }]);
});

test("a click on a command of several lines types each when the shell asks for it, and no prompt of a further line takes a click", async () => {
  const { shell, hub } = await seated();
  hub.type("docker run \\\n  nginx", { run: false, hand: "click", step: "1:1" });
  expect(shell.typed).toBe("docker run \\\r");
  shell.prints("docker run \\\r\n");
  shell.asksForMore();
  expect(shell.typed).toBe("docker run \\\r  nginx");
  expect(hub.type("ls", { run: true, hand: "click" })).toBe(false);
});

test("a click types a command of several lines as a paste where the shell marks pastes", async () => {
  const { shell, hub } = await seated();
  shell.prints("\x1b[?2004h");
  // A page that comes gets its state when all is drawn.
  await opened(shell);
  hub.type("a\nb", { run: true, hand: "click" });
  expect(shell.typed).toBe("\x1b[200~a\nb\x1b[201~\r");
});

test("a page that comes again gets the bytes that it has not, and the state where they are gone", async () => {
  const { shell, hub, page } = await seated();
  hub.detach(page);
  shell.prints("while away\r\n");
  const again = await opened(shell, "student", page.next);
  expect(again.snapshots).toBe(0);
  expect(Buffer.concat(again.frames.map(({ bytes }) => bytes)).toString()).toBe("while away\r\n");
  const strange = await opened(shell, "student", 17);
  expect(strange.snapshots).toBe(1);
  expect(await strange.lines()).toEqual(["$ while away"]);
});

test("a page that has all gets a frame all the same, so that it knows", async () => {
  const { shell, page } = await seated();
  const again = await opened(shell, "student", page.next);
  expect(again.frames).toMatchObject([{ kind: 1, sequence: page.next, bytes: Buffer.alloc(0) }]);
});

test("keys of a page count only once it has drawn what it missed", async () => {
  const { shell, hub, page } = await seated();
  hub.detach(page);
  shell.prints("\x1b[c");
  const again = new FakePage(hub);
  again.draws = false;
  hub.attach(again, page.next);
  hub.keys(again, keys("\x1b[?1;2c"));
  expect(shell.typed).toBe("");
  again.draw();
  hub.keys(again, keys("ls"));
  expect(shell.typed).toBe("ls");
});

test("of two pages only the one that typed last answers what programs ask of a terminal", async () => {
  const { shell, hub, page } = await seated();
  const phone = await opened(shell);
  hub.keys(page, keys("v"));
  for (const one of [page, phone]) hub.keys(one, keys("\x1b[?1;2c"));
  expect(shell.typed).toBe("v\x1b[?1;2c");
});

test("a shell waits for the page that typed last, and goes on when it has drawn; a page that only watches and lags gets the state", async () => {
  const { shell, hub, page } = await seated();
  hub.keys(page, keys("yes\r"));
  const board = await opened(shell, "teacher");
  board.mayType = false;
  board.draws = false;
  page.draws = false;
  const line = "y".repeat(1022).concat("\r\n");
  for (let sent = 0; sent <= 2 * WINDOW; sent += line.length * 16) shell.prints(line.repeat(16));
  await holds(() => shell.paused);
  expect(page.frames.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThan(WINDOW + 64 * 1024);
  page.draw();
  await holds(() => !shell.paused);
  for (let sent = 0; sent <= 3 * WINDOW; sent += line.length * 16) {
    shell.prints(line.repeat(16));
    await holds(() => !shell.paused);
  }
  shell.prints("the end\r\n");
  expect(board.snapshots).toBe(1);
  board.draw();
  await holds(() => board.snapshots === 2);
  await holds(async () => (await board.lines()).at(-1) === "the end");
});

test("a shell that prints without an end waits also where nobody watches, and an interrupt is heard at once", async () => {
  const { shell, hub, page } = await seated();
  const block = Buffer.alloc(256 * 1024, "0123456789abcde\n");
  for (let sent = 0; sent < 6 * 1024 * 1024; sent += block.length) shell.prints(block);
  expect(shell.paused).toBe(true);
  await holds(() => page.frames.length > 0);
  hub.keys(page, keys("\x03"));
  expect(shell.typed).toBe("\x03");
  await holds(() => !shell.paused);
});

test("what follows a flood is shown while the flood is still being observed", async () => {
  const { shell } = await seated();
  shell.runs("flood");
  shell.prints("y\r\n".repeat(50_000));
  shell.prompts();
  shell.runs("more");
  shell.prints(`${"x".repeat(118)}\r\n`.repeat(750));
  expect(shell.paused).toBe(true);
  const observed = Promise.withResolvers<number>();
  shell.onResumed = () => observed.resolve(shell.observations.length);
  expect(await observed.promise).toBe(0);
  shell.prompts();
  await holds(() => shell.observations.length === 2);
});

test("keys that the host does not read are not kept without an end", async () => {
  const { shell, hub, page } = await seated();
  shell.waiting = 2 * 1024 * 1024;
  hub.keys(page, keys("x"));
  expect(shell.typed).toBe("");
});

test("the prompt of a shell within a command takes a click", async () => {
  const { shell, hub } = await seated();
  hub.type("docker run -it ubuntu", { run: true, hand: "click", step: "1:1" });
  shell.runs("docker run -it ubuntu");
  shell.prints("root@3914c08558a0:/# ");
  await holds(() => hub.view.phase === "prompt");
  hub.type("ls", { run: true, hand: "click", step: "1:2" });
  expect(shell.typed).toBe("docker run -it ubuntu\rls\r");
  expect(hub.view.phase).toBe("running");
});

test("a shell whose connection breaks is closed, and its command lost", async () => {
  const { shell, hub } = await seated();
  shell.runs("sleep 9");
  shell.ends(undefined);
  expect(await hub.closed).toMatchObject({ exit: undefined });
  expect(hub.view.phase).toBe("closed");
  expect(shell.observations).toMatchObject([{ typed: "sleep 9", state: "lost" }]);
  expect(shell.failures).toEqual([]);
});

test("terminals that print much wait for what all of a class may print, and one that prints little does not", async () => {
  // Nothing becomes free by itself, however long this takes.
  let now = performance.now();
  jest.spyOn(performance, "now").mockImplementation(() => now);
  const all = new Bucket(CLASS_RATE);
  // Others have left so little.
  all.take(CLASS_RATE.burst - 1024 * 1024);
  const [noisy, quiet] = [[1, 2].map((terminal) => new FakeShell(terminal, all)), new FakeShell(3, all)];
  for (const shell of [...noisy, quiet]) shell.starts();
  // Less than one terminal may print at once, and together more than is left.
  const block = Buffer.from(`${"x".repeat(62)}\r\n`.repeat(4096));
  for (let sent = 0; sent < 5 * 1024 * 1024; sent += block.length) for (const shell of noisy) shell.prints(block);
  for (const shell of noisy) {
    // A state comes when all is drawn: that is waited for no longer.
    await opened(shell);
    await shell.hub.settled();
  }
  expect(noisy.map(({ paused }) => paused)).toEqual([true, true]);
  quiet.runs("ls");
  quiet.prints("one\r\n");
  expect(quiet.paused).toBe(false);
  now += 1000;
  await holds(() => noisy.every(({ paused }) => !paused));
});
