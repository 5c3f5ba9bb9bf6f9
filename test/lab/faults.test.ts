import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, connect as dial, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { $ } from "zx";
import { bootHost } from "./fixtures/host.ts";
import { testLab } from "./fixtures/lab.ts";
import { console_, startRunner } from "./fixtures/run.ts";

// On a busy machine, the packages of a host take minutes.
jest.setTimeout(15 * 60_000);

const small = "# A\n\n## 1 One\n\n```console\n$ echo hello\nhello\n```\n";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "labnote-faults-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The real engine behind a socket of its own, that can be cut off as an engine that dies is. */
class Engine implements AsyncDisposable {
  readonly host: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(path: string) {
    this.host = `unix://${path}`;
    this.#server = createServer((client) => {
      const engine = dial("/var/run/docker.sock");
      for (const socket of [client, engine]) {
        this.#sockets.add(socket);
        socket.on("error", () => {}).on("close", () => this.die(client, engine));
      }
      client.pipe(engine).pipe(client);
    }).listen(path);
  }

  /** Cuts these connections, or all, and takes no more in that case. */
  die(...sockets: Socket[]): void {
    if (sockets.length === 0) this.#server.close();
    for (const socket of sockets.length === 0 ? this.#sockets : sockets) {
      socket.destroy();
      this.#sockets.delete(socket);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.die();
  }
}

describe("an engine", () => {
  test("that is not there is named, with what to do, by both commands, and neither has made anything", async () => {
    await using lab = await testLab();
    for (const command of ["start", "down"]) {
      const said = await lab.run(command, { DOCKER_HOST: `unix://${folder}/none.sock` });
      expect(said.code).toBe(1);
      expect(said.stderr).toContain(`${folder}/none.sock`);
      expect(said.stderr).toContain("try: start");
      expect(said.stderr).not.toMatch(/^ +at /m);
    }
  });

  test("that dies while the host is made is named in the error, and both commands work when it is back", async () => {
    await using engine = new Engine(join(folder, "docker.sock"));
    await using lab = await testLab();
    const note = await lab.writeNote(small);
    const running = lab.start("start", { DOCKER_HOST: engine.host }, "--set", `note=${note}`);
    await running.shown("❯ host-1");
    engine.die();
    const said = await running.ended;
    expect(said.code).toBe(1);
    expect(said.stdout + said.stderr).toMatch(/engine|Docker/i);
    expect(said.stderr).not.toMatch(/^ +at /m);
    const again = await lab.run("start", "--set", `note=${note}`);
    expect(again.stdout).toContain("host-1: 1 passed, 0 failed");
    expect(await lab.run("down")).toMatchObject({ code: 0 });
    expect(await lab.things()).toEqual([]);
  });
});

describe("a disk that is full", () => {
  const asRoot = process.getuid?.() === 0 ? test : test.skip;

  asRoot("under the records ends the run with what to do, and keeps what was written", async () => {
    await using host = await bootHost({ name: "full" });
    const disk = join(folder, "disk");
    await mkdir(disk);
    await $({ quiet: true })`mount -t tmpfs -o size=256k tmpfs ${disk}`;
    try {
      const records = join(disk, "records");
      await mkdir(records);
      const note = `# A\n\n## 1 One\n\n${console_("$ echo first\nfirst\n$ seq 1 200000\n1\n...\n$ echo last\nlast")}`;
      await using runner = await startRunner(host, note, { folder: records });
      const said = await runner.ended;
      expect(said.code).toBe(1);
      expect(said.stderr).toContain("could not be written");
      expect(said.stderr).toContain("the disk has room");
      expect(await readFile(join(records, "full/events.jsonl"), "utf8")).toContain("echo first");
    } finally {
      await $({ quiet: true })`umount ${disk}`;
    }
  });
});
