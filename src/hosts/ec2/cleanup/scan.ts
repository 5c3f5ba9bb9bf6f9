import { type EC2Client, paginateDescribeTags } from "@aws-sdk/client-ec2";
import { poll, withTimeout } from "../../../common/abort.ts";
import { LabError } from "../../../common/errors.ts";
import type { Say } from "../../../common/progress.ts";
import { LABEL } from "../../labels.ts";
import { ec2Client } from "../aws/clients.ts";
import { granted, type Unasked } from "../aws/failures.ts";
import { all, inParts } from "../aws/queries.ts";
import type { OwnerTags } from "./ownership.ts";
import { type FoundResource, RESOURCE_TYPES, type ResourceType, resourceTypeOf } from "./resource-types.ts";

/** Something on EC2 that is, or may be, a lab's. */
export interface ScannedResource {
  id: string;
  region: string;
  /** `undefined` for a type that labnote does not know. */
  type: ResourceType | undefined;
  /** In EC2's own word, where it has one. */
  state: string | undefined;
  vpc: string | undefined;
  /** It ends by itself, and costs nothing any more. */
  ending: boolean;
  /** Whether it should be gone. */
  ours: boolean;
  /** Whether it may have been deleted just now: EC2 still shows such things for a while. */
  recent: boolean;
  tags: OwnerTags;
}

/** What EC2 holds. */
export interface ScanResult {
  /** The regions that answered. */
  asked: readonly string[];
  /** What did not answer, and why. */
  unasked: readonly Unasked[];
  things: readonly ScannedResource[];
}

/** What to look at. */
export interface ScanOptions {
  regions: readonly string[];
  /** Ids that a state knows, by region. They are looked at even without labnote's tags. */
  known: ReadonlyMap<string, readonly string[]>;
  /** The labs that a state knew. EC2 may still show what was deleted of them, so that is looked at again for a while. */
  labs: ReadonlySet<string>;
  /** Whether what carries these tags should be gone. While it ends by itself, the scan waits for it. */
  isOurs(tags: OwnerTags): Promise<boolean>;
  /** Whether to look at what others have, too. */
  others: boolean;
}

/** Milliseconds for a region to answer all that it is asked. */
const ANSWER = 90_000;
/** Milliseconds to wait for what is ending. */
const ENDING = 180_000;
/** Milliseconds for which EC2 may still show what is gone. */
const SHOWN = 30_000;
/** Milliseconds between two looks at either. */
const PAUSE = 5_000;

/** Asks the regions, side by side, what they hold. A region that does not answer is in the result, with the reason. */
export async function scanRegions(options: ScanOptions, say: Say, signal: AbortSignal): Promise<ScanResult> {
  const looks = options.regions.map(async (region): Promise<Answer> => {
    try {
      return { region, things: await scanRegion(region, options, say, signal) };
    } catch (failure) {
      signal.throwIfAborted();
      if (!(failure instanceof LabError)) throw failure;
      return { region, failure };
    }
  });
  const answers = await Promise.all(looks);
  return {
    asked: answers.filter((answer) => "things" in answer).map(({ region }) => region),
    unasked: answers.flatMap((answer) => ("failure" in answer ? { what: answer.region, failure: answer.failure } : [])),
    things: answers.flatMap((answer) => ("things" in answer ? answer.things : [])),
  };
}

type Answer = { region: string } & ({ things: ScannedResource[] } | { failure: LabError });

async function scanRegion(
  region: string,
  options: ScanOptions,
  say: Say,
  signal: AbortSignal,
): Promise<ScannedResource[]> {
  const client = ec2Client(region);
  try {
    const found = await tagged(client, options, signal);
    const known = (options.known.get(region) ?? []).filter((id) => resourceTypeOf(id) !== undefined);
    for (const id of known) found.set(id, { tags: {}, ...found.get(id), ours: true, recent: true });
    let things: ScannedResource[] = [];
    let asked: ReadonlyMap<string, Tagged> = found;
    const begun = performance.now();
    const lookAgain = async () => {
      const described = await describe(client, region, asked, signal);
      things = [...things.filter(({ id }) => !asked.has(id)), ...described];
      const waited = performance.now() - begun;
      const awaited = things.filter(
        ({ ours, ending, recent }) => ours && ((ending && waited < ENDING) || (recent && waited < SHOWN)),
      );
      const names = awaited.map(({ id }) => id).join(", ");
      if (asked === found && names !== "") say(`EC2 still shows ${names} in ${region}; waiting until it is gone …`);
      asked = new Map(awaited.map((thing) => [thing.id, thing]));
      return awaited.length;
    };
    await poll(lookAgain, { until: (left) => left === 0, every: PAUSE, within: ENDING, signal });
    return things;
  } finally {
    client.destroy();
  }
}

const within = (signal: AbortSignal) => ({ abortSignal: withTimeout(signal, ANSWER) });

/** The tags that say whose a thing is and until when, each with its field of {@link OwnerTags}. */
const TAGS: { readonly [tag: string]: keyof OwnerTags } = {
  [LABEL]: "lab",
  [`${LABEL}.checkout`]: "checkout",
  [`${LABEL}.machine`]: "machine",
  [`${LABEL}.stack`]: "stack",
  [`${LABEL}.expires`]: "expires",
};

/** What is known of a thing before EC2 describes it. */
type Tagged = Pick<ScannedResource, "ours" | "recent" | "tags">;

/** The things of a region that carry labnote's tags, there or deleted a while ago, by id: ours, and others' where they are looked for. */
async function tagged(client: EC2Client, options: ScanOptions, signal: AbortSignal): Promise<Map<string, Tagged>> {
  const Filters = [{ Name: "key", Values: Object.keys(TAGS) }];
  const tagsById = new Map<string, OwnerTags>();
  const pages = paginateDescribeTags({ client }, { Filters }, within(signal));
  for (const tag of await granted(
    "ec2:DescribeTags",
    all(pages, (page) => page.Tags),
  )) {
    const { ResourceId: id = "", Key = "", Value } = tag;
    const field = TAGS[Key];
    if (field !== undefined) tagsById.set(id, { ...tagsById.get(id), [field]: Value });
  }
  const found = new Map<string, Tagged>();
  for (const [id, tags] of tagsById) {
    const ours = await options.isOurs(tags);
    const recent = tags.lab !== undefined && options.labs.has(tags.lab);
    if (ours || options.others) found.set(id, { ours, recent, tags });
  }
  return found;
}

/** Those of the things that are there: each type has a Describe call of its own. */
async function describe(
  client: EC2Client,
  region: string,
  found: ReadonlyMap<string, Tagged>,
  signal: AbortSignal,
): Promise<ScannedResource[]> {
  const options = within(signal);
  const as = (type: ResourceType | undefined, { id = "", state, vpc }: FoundResource): ScannedResource => ({
    ...{ id, region, type, state, vpc },
    ending: type?.ending?.includes(state ?? "") ?? false,
    ...(found.get(id) ?? { ours: false, recent: false, tags: {} }),
  });
  const ids = [...found.keys()];
  const described = RESOURCE_TYPES.map(async (type) => {
    const parts = inParts(ids.filter((id) => resourceTypeOf(id) === type));
    const answers = parts.map((part) => granted(type.permission, type.describe(client, part, options)));
    const there = (await Promise.all(answers)).flat().filter(({ state = "" }) => !type.gone?.includes(state));
    return there.map((each) => as(type, each));
  });
  const unknown = ids.filter((id) => resourceTypeOf(id) === undefined).map((id) => as(undefined, { id }));
  return [...(await Promise.all(described)).flat(), ...unknown];
}
