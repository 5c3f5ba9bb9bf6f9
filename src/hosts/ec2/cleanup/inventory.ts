import { type Inventory, type KnownResource, labsOf } from "../../inventory.ts";
import { PROVIDER, regionsOf } from "../pulumi-state.ts";
import type { Marks } from "./ownership.ts";

// The SDK is loaded when EC2 is asked: those who have nothing there need not wait for it.

/** EC2, in all regions of the account. Nothing is deleted there that no state knows: it is named, with what deletes it. */
export const ec2Inventory: Inventory = {
  asked({ had, target, all }) {
    if (target === "ec2" || had.some(({ type }) => type === PROVIDER)) return "must";
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
    const { lookUp } = await import("./adoption.ts");
    return lookUp(awaited, { region, known: new Set(namesOf(known)) }, signal);
  },

  async prove(sought, say, signal) {
    const [
      { credentialsLacking, enabledRegions },
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
    const { site, had, all, region } = sought;
    if (ec2Inventory.asked(sought) === "may" && (await credentialsLacking())) {
      const said = `EC2 was not asked, since there are no AWS credentials; with some (aws configure, or AWS_PROFILE) this command asks it, too.`;
      return { said: [said], problems: [], kept: [] };
    }
    requireOneSource();
    const labs = labsOf(had);
    const known = regionsOf(had);
    const [listed, others] = await Promise.all([
      enabledRegions(known[0] ?? region, signal),
      otherAccounts(had, signal),
    ]);
    const elsewhere = others.map(({ account, problem }) => ({ what: `the account ${account}`, failure: problem }));
    const sight = await scanRegions(
      {
        regions: [...new Set([...known, ...listed.regions])].sort(),
        known: new Map(known.map((each) => [each, namesOf(had)])),
        labs,
        isOurs: once((marks) => isOurs(marks, sought, labs)),
        others: all,
      },
      say,
      signal,
    );
    const whom = all ? `the lab ${site.stack} and of lost labs` : `the lab ${site.stack}`;
    return findingsOf({ ...sight, unasked: [...elsewhere, ...listed.unasked, ...sight.unasked] }, whom);
  },
};

/** Asks for equal marks once: a lab has many things, and a state has to be read to tell whose it is. */
function once(judge: (marks: Marks) => Promise<boolean>): typeof judge {
  const judged = new Map<string, Promise<boolean>>();
  return (marks) => {
    const key = JSON.stringify([marks.lab, marks.checkout, marks.machine, marks.stack]);
    const answer = judged.get(key) ?? judge(marks);
    judged.set(key, answer);
    return answer;
  };
}

/** Every id and name of a thing that the state tells of, also of those that came with another, as an instance's disk does. */
const namesOf = (had: readonly KnownResource[]): string[] => [
  ...new Set(had.filter(({ type }) => type.startsWith("aws:")).flatMap(({ id, outputs }) => textsIn([id, outputs]))),
];

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
