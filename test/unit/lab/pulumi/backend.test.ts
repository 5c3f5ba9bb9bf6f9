import { execFile } from "node:child_process";
import { mkdir, mkdtemp, open, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { CHECKOUT, stateFolder } from "../../../../src/common/paths.ts";
import { type BackendFacts, chooseBackend } from "../../../../src/lab/pulumi/backend.ts";

const nothing: BackendFacts = {
  backendUrl: undefined,
  accessToken: undefined,
  credentials: undefined,
  localHasStacks: false,
  inCheckout: true,
};

describe("the backend", () => {
  test("the backend is a local one for a user who is logged in nowhere", () => {
    expect(chooseBackend(nothing)).toBe("local");
    expect(chooseBackend({ ...nothing, credentials: "" })).toBe("local");
    expect(chooseBackend({ ...nothing, credentials: '{"accounts": {}}' })).toBe("local");
  });

  test.each([
    ["the environment names one", { backendUrl: "s3://states" }],
    ["the environment has a token", { accessToken: "pul-0" }],
    ["a login is current", { credentials: '{"current": "https://api.pulumi.com"}' }],
    ["the login is encrypted", { credentials: '{"version": 1, "ciphertext": "AAAA"}' }],
    ["the login is not to be read", { credentials: "\u0001binary" }],
  ])("the backend is the user's own when %s", (_when, sight) => {
    expect(chooseBackend({ ...nothing, ...sight })).toBe("user");
  });

  test("the backend stays the local one that a lab is in when the user logs in later", () => {
    const login = { credentials: '{"current": "https://api.pulumi.com"}', accessToken: "pul-0" };
    expect(chooseBackend({ ...nothing, ...login, localHasStacks: true })).toBe("local");
    expect(chooseBackend({ ...nothing, backendUrl: "s3://states", localHasStacks: true })).toBe("user");
  });
});

test("the backend of a folder that is not the checkout is its own, whatever the user has for other projects", () => {
  const theirs = {
    backendUrl: "s3://states",
    accessToken: "pul-0",
    credentials: '{"current": "https://api.pulumi.com"}',
  };
  expect(chooseBackend({ ...nothing, ...theirs, inCheckout: false })).toBe("local");
});

describe("the folder of the state", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "labnote-state-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  test("the folder of the state is another for a checkout of the same name elsewhere, and the same through a link", async () => {
    await mkdir(join(folder, "a/note"), { recursive: true });
    await mkdir(join(folder, "b/note"), { recursive: true });
    await symlink(join(folder, "a/note"), join(folder, "link"));
    const [a, b, link] = ["a/note", "b/note", "link"].map((name) => stateFolder(join(folder, name)));
    expect(basename(a as string)).toMatch(/^note-[0-9a-f]{12}$/);
    expect(a).not.toBe(b);
    expect(link).toBe(a);
  });

  /** In a process of its own, since where things are kept is settled once a process. */
  const ensure = async (env: NodeJS.ProcessEnv = {}) => {
    const script = `const { ensureBackend } = await import("${CHECKOUT}/src/lab/pulumi/backend.ts");
      const state = await ensureBackend();
      const { PULUMI_CONFIG_PASSPHRASE: ours } = process.env;
      const { PULUMI_CONFIG_PASSPHRASE: phrase = null } = { ...process.env, ...state.env };
      const unset = Object.keys(process.env).filter((name) => name in state.env && state.env[name] === undefined);
      console.log(JSON.stringify({ ...state, phrase, ours, unset }))`;
    const { PATH, HOME } = process.env;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], {
      env: { PATH, HOME, XDG_DATA_HOME: folder, PULUMI_HOME: join(folder, "nobody"), ...env },
    });
    return JSON.parse(stdout);
  };

  test("the folder of the state is readable to the user alone, and so is the passphrase in it", async () => {
    const { env, folder: backend } = await ensure();
    const file = env.PULUMI_CONFIG_PASSPHRASE_FILE;
    expect(file.startsWith(join(folder, "labnote", "checkouts"))).toBe(true);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(file, ".."))).mode & 0o777).toBe(0o700);
    expect((await readFile(file, "utf8")).trim()).toMatch(/^[\w-]{43}$/);
    expect(env.PULUMI_BACKEND_URL).toBe(`file://${backend}?metadata=skip`);
  });

  test("the folder of the state keeps its passphrase, even when several processes make it at the same time", async () => {
    const made = await Promise.all([ensure(), ensure(), ensure()]);
    const [file] = made.map(({ env }) => env.PULUMI_CONFIG_PASSPHRASE_FILE);
    const first = await readFile(file, "utf8");
    await ensure();
    expect(await readFile(file, "utf8")).toBe(first);
    expect((await stat(file)).nlink).toBe(1);
  });

  test("the folder of the state tells whose it is by a file that is replaced, so that none who reads it sees half", async () => {
    const { folder: backend } = await ensure();
    const file = join(backend, "..", "checkout");
    await writeFile(file, "/before");
    await using reader = await open(file);
    await ensure();
    expect(await reader.readFile("utf8")).toBe("/before");
    expect(await readFile(file, "utf8")).toBe(CHECKOUT);
  });

  test("the folder of the state is opened by its own passphrase, not by one that is set for other projects", async () => {
    expect(await ensure({ PULUMI_CONFIG_PASSPHRASE: "other" })).toMatchObject({ phrase: null, ours: "other" });
  });

  test("the folder of the state has the files that labnote reads, whatever files a user has chosen for other projects", async () => {
    const names = ["PULUMI_DIY_BACKEND_GZIP", "PULUMI_SELF_MANAGED_STATE_ZSTD", "PULUMI_DISABLE_CHECKPOINT_BACKUPS"];
    const chosen = Object.fromEntries(names.map((name) => [name, "true"]));
    expect((await ensure({ ...chosen, PULUMI_PARALLEL: "4" })).unset).toEqual(names);
  });

  test("the folder of the state leaves a user's own backend and passphrase alone", async () => {
    const theirs = { PULUMI_BACKEND_URL: "s3://states", PULUMI_CONFIG_PASSPHRASE: "theirs" };
    const chosen = { ...theirs, PULUMI_DIY_BACKEND_GZIP: "true" };
    expect(await ensure(chosen)).toEqual({ env: {}, phrase: "theirs", ours: "theirs", unset: [] });
  });
});
