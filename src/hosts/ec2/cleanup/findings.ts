import { advice, npm } from "../../../common/advice.ts";
import { describe, LabError, LabErrors } from "../../../common/errors.ts";
import type { Proof } from "../../inventory.ts";
import type { Unasked } from "../aws/failures.ts";
import { RESOURCE_TYPES, type ResourceType } from "./resource-types.ts";
import type { ScannedResource, ScanResult } from "./scan.ts";

/** How a thing is deleted, as one types it. */
export function deletionCommand({ kind, id, region, vpc }: ScannedResource): string | undefined {
  const calls = kind
    ?.remove(id, vpc)
    .map(([action, ...args]) => ["aws ec2", action, "--region", region, ...args].join(" "));
  return calls?.join(" && ");
}

/**
 * What was seen, put into one of the verdicts: nothing is left; only what costs nothing; what costs money. To each of them may come that a
 * part was not seen, so that the findingsOf holds for the rest alone.
 *
 * @param whom what is taken down, for people: `the lab lab`
 */
export function findingsOf(sight: ScanResult, whom: string): Proof {
  const ours = sight.things.filter((thing) => thing.ours);
  const others = sight.things.filter((thing) => !thing.ours);
  const left = inOrder(ours.filter(({ kind }) => kind !== undefined));
  const strange = ours.filter(({ kind }) => kind === undefined);
  const problems = [...leftovers(left, whom), ...unproven(sight, strange)];
  const regions = `${sight.asked.length} ${sight.asked.length === 1 ? "region" : "regions"}`;
  const said =
    problems.length === 0
      ? [`Nothing of ${whom} is left on EC2: no instance, no disk, no network, in all ${regions} of the account.`]
      : [];
  return { said: [...said, ...mentioned(others)], problems, kept: [] };
}

function leftovers(things: readonly ScannedResource[], whom: string): LabError[] {
  if (things.length === 0) return [];
  const costly = things.filter(costs).length;
  const what =
    costly === 0
      ? `Of ${whom}, only things that cost nothing are left on EC2`
      : `Things of ${whom} that cost money are left on EC2: ${costly} of the ${things.length} that follow`;
  const how = "the commands beside them delete them, run in this order (AWS CloudShell has the aws command)";
  return [new LabErrors(`${what}; ${how}`, things.map(told))];
}

/** Whether money is spent on it right now. */
const costs = ({ kind, going }: ScannedResource): boolean => kind?.billable === true && !going;

function told(thing: ScannedResource): LabError {
  const { kind, id, region, state, going, marks } = thing;
  const about = [state, costs(thing) ? "costs money" : "free"].filter(Boolean).join(", ");
  const whose = marks.lab === undefined ? "" : ` of the lab ${marks.lab}`;
  const what = `${region}: ${kind?.noun} ${id}${whose} (${about})`;
  return new LabError(what, {
    remedy: going ? advice`nothing: it ends by itself; ${npm("down")} again shows it` : deletionCommand(thing),
  });
}

function unproven({ unasked }: ScanResult, strange: readonly ScannedResource[]): LabError[] {
  const reasons = Object.values(Object.groupBy(unasked, ({ failure }) => describe(failure)));
  const problems = [
    ...reasons.flatMap((same = []) => {
      const { failure } = same[0] as Unasked;
      return new LabError(`No answer for ${same.map(({ what }) => what).join(", ")}`, {
        cause: failure,
        remedy: failure.remedy,
      });
    }),
    ...strange.map(
      ({ id, region, marks }) =>
        new LabError(`${region}: ${id}, of the lab ${marks.lab}, is of a kind that labnote does not know`, {
          remedy: "look at it in the console of EC2",
        }),
    ),
  ];
  if (problems.length === 0) return [];
  return [new LabErrors("It is not proven that nothing else is left on EC2", problems)];
}

/** What others have, by region and lab: it may be in use, and is theirs to delete; the user may be the one who lost it. */
function mentioned(things: readonly ScannedResource[]): string[] {
  const places = Map.groupBy(inOrder(things), ({ region, marks: { lab, checkout, machine } }) => {
    return `in ${region} of the lab ${lab} of ${checkout} on ${machine}`;
  });
  return [...places].flatMap(([place, there]) => {
    const count = `${there.length} ${there.length === 1 ? "thing" : "things"}`;
    const costly = there.filter(costs);
    const how = costly.length === 0 ? "" : " Of these, what costs money, and what deletes it if nobody needs it:";
    return [`Left alone, since it is another's: ${count} ${place}.${how}`, ...costly.map(inOneLine)];
  });
}

function inOneLine(thing: ScannedResource): string {
  const { kind, id, state, marks } = thing;
  const about = [state, marks.expires && kind?.prefix === "i" ? `ends by itself at ${marks.expires}` : undefined];
  const known = about.filter(Boolean).join(", ");
  return `  ${kind?.noun} ${id}${known === "" ? "" : ` (${known})`}: ${deletionCommand(thing)}`;
}

/** Region by region, what uses a thing before it. */
const inOrder = (things: readonly ScannedResource[]): ScannedResource[] =>
  [...things].sort(
    (one, other) =>
      one.region.localeCompare(other.region) || orderOf(one) - orderOf(other) || one.id.localeCompare(other.id),
  );

const orderOf = ({ kind }: ScannedResource): number => RESOURCE_TYPES.indexOf(kind as ResourceType);
