import { labName } from "../../../common/advice.ts";
import { type Inventory, type KnownResource, labsOf } from "../../inventory.ts";
import { PROVIDER, regionsOf } from "../pulumi-state.ts";
import type { OwnerTags } from "./ownership.ts";

// The SDK is loaded only when EC2 is asked: without a lab there, no command waits for it.

/** EC2, in all regions of the account. What no state knows is not deleted there, but named, with the command that deletes it. */
export const ec2Inventory: Inventory = {
  asked({ known, target, all }) {
    if (target === "ec2" || known.some(({ type }) => type === PROVIDER)) return "must";
    return all ? "may" : "no";
  },

  async requireReach(known, signal) {
    if (regionsOf(known).length === 0) return;
    const [{ requireOneSource }, { otherAccounts }] = await Promise.all([
      import("../aws/credentials.ts"),
      import("../aws/identity.ts"),
    ]);
    requireOneSource();
    const [other] = await otherAccounts(known, signal);
    if (other !== undefined) throw other.problem;
  },

  async made(pending, known, signal) {
    const awaited = pending.filter(({ type }) => type.startsWith("aws:"));
    const [region] = regionsOf(known);
    if (awaited.length === 0 || region === undefined) return [];
    const { findCreated } = await import("./adoption.ts");
    return findCreated(awaited, { region, known: new Set(idsOf(known)) }, signal);
  },

  async prove(teardown, say, signal) {
    const [
      { enabledRegions, whyNoCredentials },
      { scanRegions },
      { findingsOf },
      { isOurs },
      { otherAccounts },
      { requireOneSource },
    ] = await Promise.all([
      import("../aws/regions.ts"),
      import("./scan.ts"),
      import("./findings.ts"),
      import("./ownership.ts"),
      import("../aws/identity.ts"),
      import("../aws/credentials.ts"),
    ]);
    const { site, known, all, region } = teardown;
    const why = ec2Inventory.asked(teardown) === "may" ? await whyNoCredentials() : undefined;
    if (why !== undefined) {
      const line = `EC2 was not asked, since ${why}; with credentials (aws configure, or AWS_PROFILE) this command asks it, too.`;
      return { report: [line], problems: [], kept: [] };
    }
    requireOneSource();
    const labs = labsOf(known);
    const used = regionsOf(known);
    const [listed, others] = await Promise.all([
      enabledRegions(used[0] ?? region, signal),
      otherAccounts(known, signal),
    ]);
    const elsewhere = others.map(({ account, problem }) => ({ what: `the account ${account}`, failure: problem }));
    const scan = await scanRegions(
      {
        regions: [...new Set([...used, ...listed.regions])].sort(),
        known: new Map(used.map((each) => [each, idsOf(known)])),
        labs,
        isOurs: once((tags) => isOurs(tags, teardown, labs)),
        others: all,
      },
      say,
      signal,
    );
    const what = all ? `${labName(site.stack)} and of lost labs` : labName(site.stack);
    return findingsOf({ ...scan, unasked: [...elsewhere, ...listed.unasked, ...scan.unasked] }, what);
  },
};

/** Asks only once for equal tags: a lab has many things, and each answer may read a state. */
function once(judge: (tags: OwnerTags) => Promise<boolean>): typeof judge {
  const judged = new Map<string, Promise<boolean>>();
  return (tags) => {
    const key = JSON.stringify([tags.lab, tags.checkout, tags.machine, tags.stack]);
    const answer = judged.get(key) ?? judge(tags);
    judged.set(key, answer);
    return answer;
  };
}

/** Every id and name that the state has of things on EC2, also of those that came with another, as an instance's disk does. */
const idsOf = (known: readonly KnownResource[]): string[] => [
  ...new Set(known.filter(({ type }) => type.startsWith("aws:")).flatMap(({ id, outputs }) => textsIn([id, outputs]))),
];

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
