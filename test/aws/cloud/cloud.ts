import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { EC2Client } from "@aws-sdk/client-ec2";
import { type Account, newAccount, OTHER_ACCOUNT_ID } from "./account.ts";
import { createFaults, type Faults } from "./faults.ts";
import { ACCESS_KEY_ID, OTHER_ACCESS_KEY_ID, openGate } from "./gate.ts";
import { breakGround, cloudName } from "./ground.ts";
import { startMoto } from "./moto.ts";
import { beProxy } from "./proxy.ts";
import type { Call } from "./wire.ts";

export interface CloudOptions {
  /** Whether instances boot; without, they are entries of EC2's alone. */
  boots?: boolean;
  /** Whether they start from an image that had the set-up already. */
  baked?: boolean;
}

/** AWS for one test: an account of its own, with nothing in it. */
export interface Cloud extends Faults, AsyncDisposable {
  /** All calls in their order, those of the test's own client left out. */
  requests: Call[];
  account: Account;
  /** As whom the outside, and so a security group, sees the tests. */
  readonly callerAddress: string;
  /** The tests are somewhere else from now on. */
  comeFrom(address: string): Promise<void>;
  /** For a child process: AWS is here, and nothing else is to be reached. Variables without a value are to be unset. */
  env: NodeJS.ProcessEnv;
  /** Another account, and what a child process comes with as its user, beside `env`. */
  other: { account: string; env: { AWS_ACCESS_KEY_ID: string } };
  /** For a client of the SDK in the test's own process, that is treated as a child's. */
  sdk: { endpoint: string; credentials: { accessKeyId: string; secretAccessKey: string } };
  /** A client for the test to look, and to act behind everybody's back. */
  client(region: string): EC2Client;
}

const SECRET = "not-a-secret";

/** Of the test-only provider of AWS's resources, by the name that the engine looks for. */
const PROVIDER = join(import.meta.dirname, "../provider/bin");

/**
 * Starts a cloud. Its disposal takes everything away, and throws when somebody came with credentials that are not the tests', when
 * somebody tried to reach the outside, or when an instance did not boot.
 */
export async function startCloud({ boots = true, baked = true }: CloudOptions = {}): Promise<Cloud> {
  await using made = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "labnote-cloud-"));
  made.defer(() => rm(folder, { recursive: true, force: true }));
  const moto = made.use(await startMoto());

  const account = newAccount();
  const faults = createFaults();
  const caller = { address: "198.51.100.7" };
  const follow = Promise.withResolvers<Awaited<ReturnType<typeof breakGround>> | undefined>();
  const gate = made.use(
    await openGate({
      ...{ moto: moto.url, account, faults },
      granted: async (call, answer) => (await follow.promise)?.follow(call, answer),
    }),
  );
  const outside = made.use(
    await beProxy(gate.server, {
      folder,
      callerAddress: () => caller.address,
      refused: (what) => void gate.trespasses.push(`a way to ${what}`),
    }),
  );
  const ground = boots
    ? made.use(
        await breakGround({
          ...{ cloud: cloudName(randomBytes(4).toString("hex")), baked },
          ec2: gate.onlooker,
          callerAddress: () => caller.address,
        }),
      )
    : undefined;
  follow.resolve(ground);
  const empty = join(folder, "empty");
  await writeFile(empty, "");

  const all = made.move();
  return {
    ...faults,
    requests: gate.requests,
    account,
    get callerAddress() {
      return caller.address;
    },
    async comeFrom(address) {
      caller.address = address;
      await ground?.refresh();
    },
    env: {
      AWS_ENDPOINT_URL: gate.url,
      AWS_ACCESS_KEY_ID: ACCESS_KEY_ID,
      AWS_SECRET_ACCESS_KEY: SECRET,
      AWS_SESSION_TOKEN: undefined,
      AWS_PROFILE: undefined,
      AWS_REGION: undefined,
      AWS_DEFAULT_REGION: undefined,
      AWS_CONFIG_FILE: empty,
      AWS_SHARED_CREDENTIALS_FILE: empty,
      AWS_EC2_METADATA_DISABLED: "true",
      HTTP_PROXY: gate.url,
      HTTPS_PROXY: gate.url,
      NO_PROXY: "localhost,127.0.0.1,127.0.0.0/8,127.0.0.1-127.255.255.254",
      NODE_USE_ENV_PROXY: "1",
      NODE_EXTRA_CA_CERTS: outside.certificate,
      PATH: `${PROVIDER}${delimiter}${process.env.PATH}`,
    },
    other: { account: OTHER_ACCOUNT_ID, env: { AWS_ACCESS_KEY_ID: OTHER_ACCESS_KEY_ID } },
    sdk: { endpoint: gate.url, credentials: { accessKeyId: ACCESS_KEY_ID, secretAccessKey: SECRET } },
    client: gate.onlooker,
    [Symbol.asyncDispose]: async () => {
      faults.mend();
      await all.disposeAsync();
      const problems = [...gate.trespasses.map((what) => new Error(what)), ...(ground?.failures ?? [])];
      if (problems.length > 0)
        throw new AggregateError(problems, `The tests' cloud saw what must not be: ${problems.join("; ")}`);
    },
  };
}
