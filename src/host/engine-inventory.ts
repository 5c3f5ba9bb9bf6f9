import { DockerError, type DockerFault } from "../docker.ts";
import { messageOf } from "../errors.ts";
import type { Say } from "../say.ts";
import { removeAbandoned } from "./baked.ts";
import type { Inventory, Proof, Sought } from "./inventories.ts";
import { keptImages, type Leftover, ofSite, orphaned, removeImages, sweep } from "./inventory.ts";
import { labsOf } from "./labels.ts";

/** By which faults an engine is known to be no place where a lab could be. */
const ABSENT: ReadonlySet<DockerFault> = new Set(["no-client", "no-engine", "no-rights"]);

/** The user's own Docker Engine. What is left there is taken away: it holds nothing that anybody else would miss. */
export const engine: Inventory = {
  asked: ({ had, target }) =>
    target !== "ec2" || had.some(({ type }) => type === "labnote:index:ContainerHost") ? "must" : "may",

  async prove(sought, say) {
    try {
      return await (sought.all ? emptyAll : emptySite)(sought, say);
    } catch (error) {
      const absent = error instanceof DockerError && ABSENT.has(error.fault);
      if (!absent || engine.asked(sought) === "must") throw error;
      return {
        said: [`The Docker Engine was not asked, since none answers: ${messageOf(error)}.`],
        problems: [],
        kept: [],
      };
    }
  },
};

async function emptySite({ site, had }: Sought, say: Say): Promise<Proof> {
  tellSwept(await sweep(ofSite(site, labsOf(had))), say);
  await removeAbandoned();
  const kept = (await keptImages()).map(({ name, size }) => `image ${name} (${size})`);
  const said = [`Nothing of the lab ${site.stack} is left: no container, no volume, no network.`];
  return { said, problems: [], kept };
}

async function emptyAll({ site, had }: Sought, say: Say): Promise<Proof> {
  tellSwept(await sweep(ofSite(site, labsOf(had))), say);
  await removeAbandoned();
  tellSwept(await sweep(orphaned(site.machine)), say);
  const used = (await removeImages(await keptImages())).map(({ name }) => name);
  const said =
    used.length === 0
      ? "Nothing of labnote is left on the Docker Engine, nor in its caches."
      : `Kept, since another lab uses them: ${used.join(", ")}.`;
  return { said: [said], problems: [], kept: [] };
}

function tellSwept(things: readonly Leftover[], say: Say): void {
  for (const { kind, name, lab } of things) say(`Removed ${kind} ${name} of the lab ${lab}, of which no state knew.`);
}
