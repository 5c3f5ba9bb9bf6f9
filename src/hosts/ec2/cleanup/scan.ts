import { type EC2Client, paginateDescribeTags } from "@aws-sdk/client-ec2";
import { poll, withTimeout } from "../../../common/abort.ts";
import { LabError } from "../../../common/errors.ts";
import type { Say } from "../../../common/progress.ts";
import { LABEL } from "../../labels.ts";
import { ec2Client } from "../aws/clients.ts";
import { granted, type Unasked } from "../aws/failures.ts";
import { all, inParts } from "../aws/queries.ts";
import type { Marks } from "./ownership.ts";
import { type FoundResource, RESOURCE_TYPES, type ResourceType, resourceTypeOf } from "./resource-types.ts";

/** Something that EC2 holds and that is, or may be, a lab's. */
export interface ScannedResource {
  id: string;
  region: string;
  /** `undefined` for what labnote does not know. */
  kind: ResourceType | undefined;
  /** In EC2's word, where it has one. */
  state: string | undefined;
  vpc: string | undefined;
  /** It ends by itself, and costs nothing any more. */
  going: boolean;
  /** Whether it should be gone. */
  ours: boolean;
  /** Whether it may have been taken away just now, and be shown still. */
  fresh: boolean;
  marks: Marks;
}

/** What was seen of EC2. */
export interface ScanResult {
  /** The regions that answered. */
  asked: readonly string[];
  /** What did not, and why. */
  unasked: readonly Unasked[];
  things: readonly ScannedResource[];
}

/** What to look at. */
export interface ScanOptions {
  regions: readonly string[];
  /** What a state knows, by region: of these, ids are looked at whatever tags they have. */
  known: ReadonlyMap<string, readonly string[]>;
  /** The labs that a state knew: what is shown of them is looked at for a while, until it is shown no more. */
  labs: ReadonlySet<string>;
  /** Whether what carries these tags should be gone; it is waited for while it ends by itself. */
  isOurs(marks: Marks): Promise<boolean>;
  /** Whether what is others' is looked at, too. */
  others: boolean;
}

/** Milliseconds for a region to answer all that it is asked. */
const ANSWER = 90_000;
/** Milliseconds for what is about to end, for what EC2 may still show though it is gone, and between two looks at either. */
const ENDING = 180_000;
const SHOWN = 30_000;
const PAUSE = 5_000;

/** Asks the regions, side by side, what they hold; a region that does not answer is told as such. */
export async function scanRegions(look: ScanOptions, say: Say, signal: AbortSignal): Promise<ScanResult> {
  const looks = look.regions.map(async (region): Promise<Answer> => {
    try {
      return { region, things: await lookInto(region, look, say, signal) };
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

async function lookInto(region: string, look: ScanOptions, say: Say, signal: AbortSignal): Promise<ScannedResource[]> {
  const client = ec2Client(region);
  try {
    const found = await tagged(client, look, signal);
    const known = (look.known.get(region) ?? []).filter((id) => resourceTypeOf(id) !== undefined);
    for (const id of known) found.set(id, { marks: {}, ...found.get(id), ours: true, fresh: true });
    let things: ScannedResource[] = [];
    let asked: ReadonlyMap<string, Known> = found;
    const begun = performance.now();
    const lookAgain = async () => {
      const seen = await describe(client, region, asked, signal);
      things = [...things.filter(({ id }) => !asked.has(id)), ...seen];
      const waited = performance.now() - begun;
      const awaited = things.filter(
        ({ ours, going, fresh }) => ours && ((going && waited < ENDING) || (fresh && waited < SHOWN)),
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

/** The tags that say whose a thing is and until when, and the part of {@link Marks} that each is. */
const TAGS: { readonly [tag: string]: keyof Marks } = {
  [LABEL]: "lab",
  [`${LABEL}.checkout`]: "checkout",
  [`${LABEL}.machine`]: "machine",
  [`${LABEL}.stack`]: "stack",
  [`${LABEL}.expires`]: "expires",
};

/** What is known of a thing before it is looked at. */
type Known = Pick<ScannedResource, "ours" | "fresh" | "marks">;

/** Every thing of a region that carries our tags, live or removed of late, as far as it is looked for. */
async function tagged(client: EC2Client, look: ScanOptions, signal: AbortSignal): Promise<Map<string, Known>> {
  const Filters = [{ Name: "key", Values: Object.keys(TAGS) }];
  const marks = new Map<string, Marks>();
  const pages = paginateDescribeTags({ client }, { Filters }, within(signal));
  for (const tag of await granted(
    "ec2:DescribeTags",
    all(pages, (page) => page.Tags),
  )) {
    const { ResourceId: id = "", Key = "", Value } = tag;
    const part = TAGS[Key];
    if (part !== undefined) marks.set(id, { ...marks.get(id), [part]: Value });
  }
  const found = new Map<string, Known>();
  for (const [id, mark] of marks) {
    const ours = await look.isOurs(mark);
    const fresh = mark.lab !== undefined && look.labs.has(mark.lab);
    if (ours || look.others) found.set(id, { ours, fresh, marks: mark });
  }
  return found;
}

/** Those of the things that are there, each judged by its own Describe. */
async function describe(
  client: EC2Client,
  region: string,
  found: ReadonlyMap<string, Known>,
  signal: AbortSignal,
): Promise<ScannedResource[]> {
  const options = within(signal);
  const as = (kind: ResourceType | undefined, { id = "", state, vpc }: FoundResource): ScannedResource => ({
    ...{ id, region, kind, state, vpc },
    going: kind?.going?.includes(state ?? "") ?? false,
    ...(found.get(id) ?? { ours: false, fresh: false, marks: {} }),
  });
  const ids = [...found.keys()];
  const looked = RESOURCE_TYPES.map(async (kind) => {
    const parts = inParts(ids.filter((id) => resourceTypeOf(id) === kind));
    const seen = (
      await Promise.all(parts.map((part) => granted(kind.permission, kind.look(client, part, options))))
    ).flat();
    return seen.filter(({ state = "" }) => !kind.gone?.includes(state)).map((each) => as(kind, each));
  });
  const strange = ids.filter((id) => resourceTypeOf(id) === undefined).map((id) => as(undefined, { id }));
  return [...(await Promise.all(looked)).flat(), ...strange];
}
