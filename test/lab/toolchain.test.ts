import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { CHECKOUT } from "../../src/common/paths.ts";
import { isAlive } from "../../src/common/processes.ts";
import { ensurePulumi, type Pulumi } from "../../src/lab/pulumi/cli.ts";
import { clearStaleLocks } from "../../src/lab/pulumi/locks.ts";
import { until } from "../until.ts";
import { pulumiCli } from "./fixtures/pulumi.ts";

jest.setTimeout(10 * 60_000);

const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import { local } from "@pulumi/command";
const config = new pulumi.Config();
const typed = new local.Command("typed", {
  create: config.require("create"),
  delete: 'echo "$PULUMI_COMMAND_STDOUT" > removed',
  environment: { TOKEN: config.requireSecret("token") },
});
export const said = typed.stdout;
`;
const PROJECT =
  "name: scratch\nruntime: {name: nodejs, options: {typescript: false}}\nmain: index.ts\noptions: {refresh: always}\n";
const TOKEN = "tok-12345";

let folder: string;
let pulumi: Pulumi;
let hanging: number | undefined;
const { start, end, run, kill } = pulumiCli(() => ({ pulumi, folder, state: folder }));

/** A program of its own with labnote's modules and toolchain, a backend, and a stack. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "labnote-toolchain-"));
  for (const name of ["node_modules", "toolchain"]) await symlink(join(CHECKOUT, name), join(folder, name));
  await writeFile(join(folder, "Pulumi.yaml"), PROJECT);
  await writeFile(join(folder, "package.json"), '{"type": "module"}');
  await writeFile(join(folder, "index.ts"), PROGRAM);
  hanging = undefined;
  pulumi = await ensurePulumi(() => {}, new AbortController().signal);
  await run("stack", "init", "dev");
  await run("config", "set", "--secret", "token", TOKEN);
});
afterEach(async () => {
  kill();
  if (hanging !== undefined && isAlive(hanging)) process.kill(hanging, "SIGKILL");
  await rm(folder, { recursive: true, force: true });
});
const fileWithLine = (name: string): Promise<string> =>
  until(`${name} is written`, async () => {
    const text = await readFile(join(folder, name), "utf8").catch(() => "");
    return text.endsWith("\n") ? text.trim() : undefined;
  });
async function pidOfCommand(): Promise<number> {
  hanging = Number(await fileWithLine("pid"));
  return hanging;
}
const gone = (pid: number): Promise<true> =>
  until(`process ${pid} is gone`, async () => (isAlive(pid) ? undefined : true));
const HANG = "sh -c 'echo $$ > pid; exec sleep 600' & wait";

test("a program is previewed, run, found unchanged, refreshed and destroyed", async () => {
  await run("config", "set", "create", 'echo "it is $TOKEN" | rev');
  expect(await run("preview")).toMatch(/\+ 2 to create/);
  expect(await run("up", "--yes")).toMatch(/\+ 2 created/);
  expect(await run("up", "--yes")).toMatch(/2 unchanged/);
  expect(await run("refresh", "--yes")).toMatch(/2 unchanged/);
  expect(await run("stack", "output", "said", "--show-secrets")).toContain("54321-kot si ti");
  expect(await run("destroy", "--yes")).toMatch(/- 2 deleted/);
  expect(await fileWithLine("removed")).toBe("54321-kot si ti");
});

test("a secret, and the output of a command that was given one, are not in the state in clear", async () => {
  await run("config", "set", "create", 'echo "it is $TOKEN" | rev');
  await run("up", "--yes");
  const state = await run("stack", "export");
  expect(state).toContain("ciphertext");
  expect(state).not.toContain(TOKEN);
  expect(state).not.toContain("54321-kot");
});

test("a failing command fails the update, and is run again by the next", async () => {
  await run("config", "set", "create", "echo the reason; exit 7");
  const { code, said } = await end(start("up", "--yes"));
  expect(code).not.toBe(0);
  expect(said).toContain("ended with exit status 7: echo the reason; exit 7\n");
  await run("config", "set", "create", "echo fine");
  expect(await run("up", "--yes")).toMatch(/\+ 1 created/);
});

test("an interrupted update ends its command, and leaves the stack free", async () => {
  await run("config", "set", "create", HANG);
  const update = start("up", "--yes");
  const ended = end(update);
  const pid = await pidOfCommand();
  update.kill("SIGINT");
  expect((await ended).said).toContain("was cancelled");
  await gone(pid);
  await run("config", "set", "create", "echo fine");
  await run("up", "--yes");
});

test("a killed engine takes its command with it, and its lock is known to be left over", async () => {
  await run("config", "set", "create", HANG);
  const update = start("up", "--yes");
  const ended = end(update);
  const pid = await pidOfCommand();
  await expect(clearStaleLocks(folder, "scratch", "dev")).rejects.toThrow(`Process ${update.pid}`);
  update.kill("SIGKILL");
  await ended;
  await gone(pid);
  await clearStaleLocks(folder, "scratch", "dev");
  expect(await readdir(join(folder, ".pulumi/locks/organization/scratch/dev"))).toEqual([]);
  await run("config", "set", "create", "echo fine");
  await run("up", "--yes");
});
