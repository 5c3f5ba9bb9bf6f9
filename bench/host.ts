import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { containerStateOf, removeContainer, sizeOptions } from "../src/hosts/docker/container.ts";
import { docker } from "../src/hosts/engine/cli.ts";
import { labels } from "../src/hosts/labels.ts";
import { waitUntilReady } from "../src/hosts/readiness.ts";
import { loadNote } from "../src/note/load.ts";
import { type HostPlan, startHost } from "../test/lab/fixtures/host.ts";
import { planBenchHost, READY } from "./hosts.ts";
import { NOTE } from "./note.ts";
import { type Row, timed } from "./row.ts";

/** From the order for a host to the moment when its note could be typed. */
export const host: Row = {
  name: "host",
  what: "a host until it is ready, plain and baked, against bare docker run and cloud-init",
  async measure({ repetitions, say, signal }) {
    const { images, ports } = (await loadNote(NOTE)).frontMatter;
    const byLabnote = async (plan: HostPlan) => {
      const disposable = new AsyncDisposableStack();
      await using _all = disposable;
      return await timed(async () => {
        const made = disposable.use(await startHost(plan, signal));
        const remote = await waitUntilReady(made, { within: READY, images, signal });
        disposable.defer(() => remote.close());
      });
    };
    const [plain, bare, baked]: [number[], number[], number[]] = [[], [], []];
    for (let done = 0; done < repetitions; done += 1) {
      say("a plain host by labnote");
      plain.push(await byLabnote(await planBenchHost({ baked: false, ports })));
      say("a plain host by docker run");
      bare.push(await byDocker(await planBenchHost({ baked: false, ports }), signal));
      say("a baked host by labnote");
      baked.push(await byLabnote(await planBenchHost({ baked: true, ports })));
    }
    return {
      ratios: [
        { what: "a plain host ready, against docker run", ours: plain, theirs: bare, bound: 1.1 },
        { what: "a baked host ready, against a plain one", ours: baked, theirs: plain, bound: 0.35 },
      ],
      figures: [],
    };
  },
};

/** The same machine with the same user data, by hand: started, and cloud-init waited for. */
async function byDocker({ spec }: HostPlan, signal: AbortSignal): Promise<number> {
  const { name, hostname, image, userData, owner, ports } = spec;
  const seed = await mkdtemp(join(tmpdir(), "labnote-bench-"));
  try {
    await writeFile(join(seed, "user-data"), userData);
    await writeFile(join(seed, "meta-data"), `instance-id: ${name}\nlocal-hostname: ${hostname}\n`);
    return await timed(async () => {
      await docker(
        [
          ...["run", "--detach", "--pull=never", "--name", name, "--hostname", hostname],
          ...labels(owner).map((label) => `--label=${label}`),
          ...[...containerStateOf, ...sizeOptions(spec)],
          ...["--volume", `${name}:/var/lib/docker`, "--volume", `${seed}:/var/lib/cloud/seed/nocloud:ro`],
          ...[22, ...ports].flatMap((port) => ["--publish", `127.0.0.1::${port}`]),
          image,
        ],
        { signal },
      );
      await docker(["exec", "--interactive", name, "sh"], { input: FINISHED, timeout: READY, signal });
    });
  } finally {
    await removeContainer(name);
    await rm(seed, { recursive: true, force: true });
  }
}

/** Asked before systemd has looked whether cloud-init is enabled, it would say at once that it is not. */
const FINISHED = `until [ -e /run/cloud-init/enabled ]; do sleep 0.1; done
cloud-init status --wait`;
