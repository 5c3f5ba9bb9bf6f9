import { randomBytes } from "node:crypto";
import { LabError } from "../../common/errors.ts";
import { digest } from "../../common/hash.ts";
import { isAlive } from "../../common/processes.ts";
import type { Say } from "../../common/progress.ts";
import { docker, hasImage, nameImage, unlessMissing } from "../engine/cli.ts";
import { CACHE, LABEL, thisSite } from "../labels.ts";
import { FORGET } from "../local/forget.ts";
import { AUTO_SIZE } from "../local/settings.ts";
import { createContainer, removeContainer } from "./container.ts";

/** Milliseconds for the set-up on a throw-away host; it takes ten seconds on a fast network. */
const limit = 15 * 60_000;

/**
 * The image of a host after its set-up, from which a host is made that needs only its identity. Its name is the hash of image and set-up. It
 * is committed from a throw-away host that never had an identity, and gets its name when it is complete.
 */
export async function ensureBakedImage(
  image: string,
  setUp: string,
  say: Say = () => {},
  signal?: AbortSignal,
): Promise<string> {
  const name = `labnote/baked:${digest(image, setUp, FORGET)}`;
  if (await hasImage(name, signal)) return name;
  await removeAbandoned();
  say("doing the set-up once, on a throw-away host, for all hosts");
  const host = `${prefix}${process.pid}-${randomBytes(4).toString("hex")}`;
  const owner = { lab: CACHE, student: "", ...thisSite() };
  try {
    const { memory, cpus } = AUTO_SIZE;
    const spec = { name: host, hostname: "labnote", image, userData: setUp, ports: [], owner, memory, cpus };
    await createContainer(spec, signal);
    await finishSetUp(host, signal);
    await docker(["exec", "--interactive", host, "sh"], { input: FORGET, signal });
    await docker(["stop", "--time", "30", host], { signal });
    // Not interrupted: the engine would go on with it, and leave an image without a name.
    const id = await docker(["commit", host], { timeout: limit });
    await nameImage(id, name);
    return name;
  } finally {
    await removeContainer(host);
  }
}

/**
 * Waits for cloud-init; its exit status 0 is the only success. Before systemd has checked whether cloud-init is enabled, `status` would answer
 * at once that it is not, and exit with 0; so the script waits for that first.
 */
const finished = `set -e
timeout 120 sh -c 'until [ -e /run/cloud-init/enabled ]; do sleep 0.1; done'
cloud-init status --wait
`;

async function finishSetUp(host: string, signal: AbortSignal | undefined): Promise<void> {
  const wait = docker(["exec", "--interactive", host, "sh"], { input: finished, timeout: limit, signal });
  await wait.catch(async (error) => {
    if (signal?.aborted) throw error;
    const log = await unlessMissing(docker(["exec", host, "tail", "-n", "20", "/var/log/cloud-init-output.log"]));
    throw new LabError("The set-up did not succeed on a throw-away host", {
      cause: new Error(`the end of its log:\n${log ?? "(the host is gone)"}`, { cause: error }),
      remedy:
        "read the log's last lines (most often, the distribution's archive could not be reached), then run this again",
    });
  });
}

const prefix = `${LABEL}-baking-`;

/**
 * Removes throw-away hosts of this machine whose process was killed. Its process id is in the name, not in a label: the image would keep
 * a label.
 */
export async function removeAbandoned(): Promise<void> {
  const filters = [`name=^/?${prefix}`, `label=${LABEL}.machine=${thisSite().machine}`];
  const names = await docker([
    "ps",
    "--all",
    "--format",
    "{{.Names}}",
    ...filters.map((filter) => `--filter=${filter}`),
  ]);
  const abandoned = names.split("\n").filter((name) => name !== "" && !isAlive(Number(name.split("-")[2])));
  await Promise.all(abandoned.map(removeContainer));
}
