import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, link, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readIfExists, replaceFile } from "../../common/files.ts";
import { CHECKOUT, FOLDER, stateFolder } from "../../common/paths.ts";
import { userPulumiHome } from "./plugins.ts";

/** Where Pulumi keeps the state of labs. */
export interface Backend {
  /** What the Pulumi CLI needs in its environment to reach it; `undefined` for what must not be set. `doctor` prints it for use by hand. */
  env: { readonly [name: string]: string | undefined };
  /** The folder of a local backend; `undefined` when the user is logged in to a backend of their own. */
  folder: string | undefined;
}

/** What decides the backend. */
export interface BackendFacts {
  /** PULUMI_BACKEND_URL. */
  backendUrl: string | undefined;
  /** PULUMI_ACCESS_TOKEN: the CLI logs in with it by itself. */
  accessToken: string | undefined;
  /** The text of Pulumi's credentials.json, if there is one. */
  credentials: string | undefined;
  /** Whether the local backend of this folder holds a stack. */
  localHasStacks: boolean;
  /** Whether the folder is the checkout. */
  inCheckout: boolean;
}

/**
 * Whose backend is used. A folder that is not the checkout has one of its own: in the user's, the labs of two folders would be one. In the
 * checkout the environment decides first; then a lab stays in the backend that it was made in; then the user's login decides.
 */
export function chooseBackend(sight: BackendFacts): "user" | "local" {
  if (!sight.inCheckout) return "local";
  if (sight.backendUrl) return "user";
  if (sight.localHasStacks) return "local";
  return sight.accessToken || isLogin(sight.credentials) ? "user" : "local";
}

/** A newer Pulumi may encrypt the file. Its keys are then unknown here, and it counts as a login. */
function isLogin(credentials: string | undefined): boolean {
  if (credentials === undefined || credentials.trim() === "") return false;
  try {
    const { current, accessTokens, accounts, ...others } = JSON.parse(credentials);
    return Boolean(current) || Object.keys(others).length > 0;
  } catch {
    return true;
  }
}

/** Where the state is, or will be. Changes nothing. */
export async function inspectBackend(): Promise<Backend> {
  const folder = stateFolder();
  const backend = join(folder, "pulumi");
  const { PULUMI_BACKEND_URL, PULUMI_ACCESS_TOKEN, PULUMI_CREDENTIALS_PATH } = process.env;
  const choice = chooseBackend({
    backendUrl: PULUMI_BACKEND_URL,
    accessToken: PULUMI_ACCESS_TOKEN,
    credentials: await readIfExists(join(PULUMI_CREDENTIALS_PATH || userPulumiHome(), "credentials.json")),
    localHasStacks: existsSync(join(backend, ".pulumi", "stacks")),
    inCheckout: FOLDER === CHECKOUT,
  });
  const passphrase = { PULUMI_CONFIG_PASSPHRASE_FILE: join(folder, "passphrase") };
  if (choice === "local") {
    // Pulumi prefers a passphrase to its file. A passphrase that the user set for other projects must not lock this state.
    const others = { PULUMI_CONFIG_PASSPHRASE: undefined, ...unset(Object.keys(process.env).filter(changesFiles)) };
    return { env: { PULUMI_BACKEND_URL: localBackendUrl(backend), ...others, ...passphrase }, folder: backend };
  }
  const { PULUMI_CONFIG_PASSPHRASE, PULUMI_CONFIG_PASSPHRASE_FILE } = process.env;
  const theirs = PULUMI_CONFIG_PASSPHRASE !== undefined || PULUMI_CONFIG_PASSPHRASE_FILE !== undefined;
  return { env: theirs ? {} : passphrase, folder: undefined };
}

/**
 * Whether a variable changes which files Pulumi writes into a local backend: packed, in another layout, or without the copy of the state before.
 * A user may have set it for projects of their own, but labnote reads these files itself (`checkpoint.ts`).
 * The names are those of Pulumi's `sdk/go/common/env/env.go`, older ones among them.
 */
const changesFiles = (name: string): boolean =>
  /^PULUMI_((DIY_BACKEND|SELF_MANAGED_STATE)_|(RETAIN|DISABLE)_CHECKPOINT)/.test(name);

const unset = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, undefined]));

/**
 * The URL of a local backend. Pulumi replaces each file in it by a new one, but would write the metadata of each, which it never needs, into a
 * file beside, in place. A Pulumi that ends while that file is empty leaves a state that none can read ("failed to load checkpoint: EOF"). So it
 * writes none (gocloud.dev/blob/fileblob).
 */
export const localBackendUrl = (folder: string): string => `${pathToFileURL(folder).href}?metadata=skip`;

/** {@link inspectBackend}; also makes the folders and the passphrase that are missing, readable to the user alone. */
export async function ensureBackend(): Promise<Backend> {
  const state = await inspectBackend();
  const folder = stateFolder();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  // So that `npm run down -- --all` finds the states whose folder is gone.
  await replaceFile(join(folder, "checkout"), FOLDER);
  await ensurePassphrase(join(folder, "passphrase"));
  if (state.folder === undefined) return state;
  await mkdir(state.folder, { recursive: true, mode: 0o700 });
  return state;
}

/** Makes the file with the passphrase once, whole or not at all, also when several processes make it at the same time. */
async function ensurePassphrase(file: string): Promise<void> {
  if (existsSync(file)) return;
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(draft, { force: true });
  }
}
