import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { credentials, Server, ServerCredentials } from "@grpc/grpc-js";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import engineRpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import rpc, { type ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { CHECKOUT } from "../../../src/common/paths.ts";
import { isAlive } from "../../../src/common/processes.ts";
import { plain, secret } from "../../../toolchain/values.ts";
import { until } from "../../until.ts";

const URN = "urn:pulumi:dev::project::command:local:Command::typed";
type Props = { [name: string]: unknown };

let folder: string;
let engine: Server;
let shown: string[];
let provider: ChildProcess;
/** Processes that must be gone at a test's end, and are ended when they are not. */
let started: number[];
let client: ResourceProviderClient;

/** The provider as the engine starts it, and an engine that takes what it logs. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "labnote-provider-"));
  shown = [];
  started = [];
  engine = new Server();
  engine.addService(engineRpc.EngineService, {
    log: (
      call: { request: { getMessage(): string; getUrn(): string } },
      reply: (error: null, value: unknown) => void,
    ) => {
      const line = `${call.request.getUrn()}: ${call.request.getMessage()}`;
      const take = () => {
        shown.push(line);
        reply(null, new empty.Empty());
      };
      // An engine takes no notice of order: here, the first comes last of those that are under way.
      if (shown.length === 0) setTimeout(take, 50);
      else take();
    },
  });
  const port = await promisify(engine.bindAsync.bind(engine))("127.0.0.1:0", ServerCredentials.createInsecure());
  provider = spawn(process.execPath, [join(CHECKOUT, "toolchain/command-provider.ts"), `127.0.0.1:${port}`], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [address] = await once(
    createInterface({ input: provider.stdout as NonNullable<typeof provider.stdout> }),
    "line",
  );
  client = new rpc.ResourceProviderClient(`127.0.0.1:${address}`, credentials.createInsecure());
});
afterEach(async () => {
  client.close();
  provider.kill("SIGKILL");
  for (const pid of started.filter(isAlive)) process.kill(pid, "SIGKILL");
  engine.forceShutdown();
  await rm(folder, { recursive: true, force: true });
});

const call = <Request, Response>(method: string, request: Request): Promise<Response> =>
  new Promise((resolve, reject) => {
    const methods = client as unknown as Record<
      string,
      (request: Request, done: (error: Error | null, response: Response) => void) => void
    >;
    methods[method]?.call(client, request, (error, response) => (error ? reject(error) : resolve(response)));
  });

type Bag = InstanceType<typeof struct.Struct>;
const bag = (props: Props): Bag =>
  struct.Struct.fromJavaScript(props as Parameters<typeof struct.Struct.fromJavaScript>[0]);
const propsOf = (response: { getProperties(): Bag | undefined }): Props =>
  response.getProperties()?.toJavaScript() ?? {};

async function create(props: Props): Promise<Props> {
  const request = new messages.CreateRequest();
  request.setUrn(URN);
  request.setProperties(bag(props));
  return propsOf(await call("create", request));
}
async function update(olds: Props, news: Props): Promise<Props> {
  const request = new messages.UpdateRequest();
  request.setUrn(URN);
  request.setOlds(bag(olds));
  request.setNews(bag(news));
  return propsOf(await call("update", request));
}
async function remove(props: Props): Promise<void> {
  const request = new messages.DeleteRequest();
  request.setUrn(URN);
  request.setProperties(bag(props));
  await call("delete", request);
}
async function diff(olds: Props, news: Props): Promise<{ changes: boolean; replaces: string[] }> {
  const request = new messages.DiffRequest();
  request.setUrn(URN);
  request.setOlds(bag(olds));
  request.setNews(bag(news));
  const response = await call<typeof request, InstanceType<typeof messages.DiffResponse>>("diff", request);
  return {
    changes: response.getChanges() === messages.DiffResponse.DiffChanges.DIFF_SOME,
    replaces: response.getReplacesList(),
  };
}
async function check(urn: string, news: Props): Promise<string[]> {
  const request = new messages.CheckRequest();
  request.setUrn(urn);
  request.setOlds(bag({}));
  request.setNews(bag(news));
  const response = await call<typeof request, InstanceType<typeof messages.CheckResponse>>("check", request);
  return response.getFailuresList().map((failure) => failure.getReason());
}

/** The process id that a command wrote to a file, once it is there. */
async function pidIn(file: string): Promise<number> {
  const pid = await until(`${file} is written`, async () => {
    const text = await readFile(join(folder, file), "utf8").catch(() => "");
    return text.endsWith("\n") ? Number(text) : undefined;
  });
  started.push(pid);
  return pid;
}
const gone = (pid: number): Promise<true> =>
  until(`process ${pid} is gone`, async () => (isAlive(pid) ? undefined : true));

describe("a command", () => {
  test("a command gets its environment, folder and standard input, and each of its outputs loses one last newline", async () => {
    const props = {
      create: 'echo "$WHO in $(basename "$PWD")"; cat; echo; echo two >&2; echo >&2',
      environment: { WHO: "mina" },
      dir: folder,
      stdin: "given",
    };
    const made = await create(props);
    expect(made).toMatchObject({ ...props, stderr: "two\n" });
    expect(made.stdout).toBe(`mina in ${folder.split("/").at(-1)}\ngiven`);
  });

  test("a command runs in the chosen interpreter", async () => {
    const made = await create({ create: "console.log(6 * 7)", interpreter: [process.execPath, "-e"] });
    expect(made.stdout).toBe("42");
  });

  test("a resource without a command is created, and nothing runs", async () => {
    expect(await create({ delete: "true" })).toMatchObject({ stdout: "", stderr: "" });
  });

  test("a command's lines appear in order beside its resource, as far as its logging says", async () => {
    await create({ create: "seq 1 40", logging: "stdout" });
    expect(shown).toEqual(Array.from({ length: 40 }, (_, index) => `${URN}: ${index + 1}`));
    shown.length = 0;
    await create({ create: "echo a; echo b >&2", logging: "stderr" });
    await create({ create: "echo c", logging: "none" });
    expect(shown).toEqual([`${URN}: b`]);
  });

  test("a command that fails is an error with its status and the end of its output", async () => {
    const failing = create({ create: "seq 1 100000; echo 'the reason' >&2; exit 7", logging: "none" });
    const message = await failing.then(String, (error) => error.message as string);
    expect(message).toMatch(/ended with exit status 7: seq 1 100000; echo 'the reason' >&2; exit 7\n/);
    expect(message).toMatch(/100000\nthe reason$/);
    expect(message.length).toBeLessThan(5000);
  });

  test("a command that cannot be started is an error that says why", async () => {
    await expect(create({ create: "true", dir: join(folder, "none") })).rejects.toThrow(/could not be run in .*none/);
  });
});

describe("an update", () => {
  test("an update runs the update command, or else the create command, with the last output in its environment", async () => {
    const olds = await create({ create: "echo first; echo warning >&2" });
    const script = 'echo "after $PULUMI_COMMAND_STDOUT, $PULUMI_COMMAND_STDERR"';
    expect(await update(olds, { create: "false", update: script })).toMatchObject({ stdout: "after first, warning" });
    expect(await update(olds, { create: script })).toMatchObject({ stdout: "after first, warning" });
    const without = { create: script, addPreviousOutputInEnv: false };
    expect(await update(olds, without)).toMatchObject({ stdout: "after , " });
  });

  test("an update is needed when an input changed, and not for a secret that stayed the same", async () => {
    const inputs = { create: "true", environment: { A: secret("1") } };
    const olds = await create(inputs);
    expect(await diff(olds, inputs)).toEqual({ changes: false, replaces: [] });
    expect(await diff(olds, { ...inputs, environment: { A: secret("2") } })).toEqual({ changes: true, replaces: [] });
    expect(await diff(olds, { create: "true" })).toMatchObject({ changes: true });
  });

  test("an update replaces the resource when a trigger changed", async () => {
    const olds = await create({ create: "true", triggers: [1, { a: 2 }] });
    expect(await diff(olds, { create: "true", triggers: [1, { a: 3 }] })).toEqual({
      changes: true,
      replaces: ["triggers"],
    });
  });
});

test("a removal runs the delete command with the last output in its environment", async () => {
  const made = await create({ create: "echo made", delete: 'echo "$PULUMI_COMMAND_STDOUT" > removed', dir: folder });
  await remove(made);
  expect(await readFile(join(folder, "removed"), "utf8")).toBe("made\n");
});

describe("a secret", () => {
  const props = { create: 'echo "it is $TOKEN"', environment: { TOKEN: secret("tok-12345") } };

  test("a secret reaches the command, stays secret, and makes the output secret", async () => {
    const made = await create(props);
    expect(made).toEqual({ ...props, stdout: secret("it is tok-12345"), stderr: secret("") });
    expect(plain(made)).toMatchObject({ stdout: "it is tok-12345" });
  });

  test("a secret is neither shown nor in an error", async () => {
    const failing = create({ ...props, create: 'echo "it is $TOKEN"; exit 1' });
    await expect(failing).rejects.toThrow("it is [secret]");
    expect(shown).toEqual([`${URN}: it is [secret]`]);
  });
});

describe("what a command started", () => {
  const nested = "sh -c 'echo $$ > pid; exec sleep 600' & wait";

  test("all processes that a command started end when the engine cancels, and nothing starts after that", async () => {
    const running = create({ create: nested, dir: folder }).catch((error) => error.message);
    const pid = await pidIn("pid");
    await call("cancel", new empty.Empty());
    expect(await running).toContain("was cancelled");
    await gone(pid);
    await expect(create({ create: "true" })).rejects.toThrow("not run, because the update was cancelled");
  });

  test("all processes that a command started end when the engine ends its plugins", async () => {
    create({ create: nested, dir: folder }).catch(() => {});
    const pid = await pidIn("pid");
    provider.kill("SIGINT");
    await once(provider, "close");
    await gone(pid);
  });

  test("all processes that a command started end, and the provider too, when the engine is killed", async () => {
    const script = join(folder, "engine.sh");
    await writeFile(script, `"$@" & echo $! > provider; wait\n`);
    const killed = spawn("/bin/sh", [script, process.execPath, join(CHECKOUT, "toolchain/command-provider.ts")], {
      cwd: folder,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [address] = await once(createInterface({ input: killed.stdout }), "line");
    client.close();
    client = new rpc.ResourceProviderClient(`127.0.0.1:${address}`, credentials.createInsecure());
    create({ create: nested, dir: folder }).catch(() => {});
    const [own, command] = await Promise.all([pidIn("provider"), pidIn("pid")]);
    killed.kill("SIGKILL");
    await Promise.all([gone(own), gone(command)]);
  });
});

test("other resources and assets are refused by name", async () => {
  const remote = URN.replace("local", "remote");
  expect(await check(remote, {})).toEqual([expect.stringContaining("command:local:Command only")]);
  expect(await check(URN, { assetPaths: ["*"] })).toEqual([expect.stringContaining("no assets")]);
  expect(await check(URN, { create: "true" })).toEqual([]);
});
