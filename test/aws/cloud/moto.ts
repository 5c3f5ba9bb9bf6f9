import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { $, type ProcessOutput } from "zx";
import { LabError } from "../../../src/common/errors.ts";
import { digest } from "../../../src/common/hash.ts";
import { aptInstall, hasApt, programPath } from "../../../src/common/packages.ts";
import { CACHE_FOLDER } from "../../../src/common/paths.ts";
import type { Say } from "../../../src/common/progress.ts";
import { installFolder } from "../../../src/lab/pulumi/install-folder.ts";
import { until } from "../../until.ts";
import { leashed } from "./leash.ts";

const REQUIREMENTS = join(import.meta.dirname, "../requirements.txt");
const IMAGES = join(import.meta.dirname, "../fixtures/amis.json");
/** Milliseconds: half a minute on a quick line. */
const INSTALL_LIMIT = 10 * 60_000;
/** Milliseconds: a second, and more on a machine that is busy. */
const START_LIMIT = 60_000;

/**
 * Has moto in a virtual environment that is kept between runs, and returns the environment's Python.
 *
 * @throws LabError when Python is missing, or the packages cannot be had.
 */
export async function ensureMoto(say: Say = () => {}, signal?: AbortSignal): Promise<string> {
  const folder = join(CACHE_FOLDER, "moto", digest(await readFile(REQUIREMENTS, "utf8")));
  await installFolder(folder, async (draft) => {
    await ensurePython(say, signal);
    say("installing moto, the tests' EC2");
    const options = { quiet: true, nothrow: true, timeout: INSTALL_LIMIT, signal };
    expectDone(await $(options)`python3 -m venv ${draft}`);
    const pip = [join(draft, "bin/python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"];
    expectDone(await $(options)`${pip} --require-hashes --requirement ${REQUIREMENTS}`);
  });
  // Its scripts name the folder that it was made in; the interpreter looks where it is.
  return join(folder, "bin/python");
}

async function ensurePython(say: Say, signal: AbortSignal | undefined): Promise<void> {
  if (await canMakeEnvironments()) return;
  if (process.getuid?.() === 0 && (await hasApt())) {
    say("installing python3-venv from the distribution, system-wide");
    await aptInstall(["python3-venv"], say, signal);
    if (await canMakeEnvironments()) return;
  }
  throw new LabError("There is no Python that makes virtual environments", {
    remedy:
      "install Python 3.10 or newer with venv (on Debian and Ubuntu: sudo apt-get install python3-venv), and run this again",
  });
}

async function canMakeEnvironments(): Promise<boolean> {
  if ((await programPath("python3")) === undefined) return false;
  return (await $({ quiet: true, nothrow: true })`python3 -c ${"import ensurepip, venv"}`).exitCode === 0;
}

function expectDone({ exitCode, stdout, stderr }: ProcessOutput): void {
  if (exitCode === 0) return;
  throw new LabError("moto could not be installed", {
    cause: new Error((stderr.trim() || stdout.trim()).split("\n").slice(-5).join("\n")),
    remedy: "look whether Python is 3.10 or newer and pip reaches its index, then run this again",
  });
}

/** A moto of a test's own, with nothing in it but Canonical's images; it ends with this process. */
export async function startMoto(): Promise<{ url: string } & AsyncDisposable> {
  const python = await ensureMoto();
  // The system chooses a free port when moto binds it; moto says which one.
  const server = leashed([python, "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"], {
    ...process.env,
    MOTO_ENABLE_AMI_VALIDATION: "true",
    MOTO_ENABLE_KEYPAIR_VALIDATION: "true",
    MOTO_EC2_ENABLE_INSTANCE_TYPE_VALIDATION: "true",
    MOTO_AMIS_PATH: IMAGES,
  });
  let said = "";
  for (const output of [server.process.stdout, server.process.stderr]) {
    output.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-10_000);
    });
  }
  const answering = async () => {
    const [, url] = /Running on (http:\S+)/.exec(said) ?? [];
    if (url === undefined) return undefined;
    return (await fetch(`${url}/moto-api/`).catch(() => undefined))?.ok ? url : undefined;
  };
  let url: string;
  try {
    url = await until("moto answers", answering, START_LIMIT);
  } catch (cause) {
    await server[Symbol.asyncDispose]();
    throw new Error(`moto did not start:\n${said}`, { cause });
  }
  return { url, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}
