import { advice, npm } from "../../../common/advice.ts";
import { describe, LabError, LabErrors } from "../../../common/errors.ts";
import { sanitizeLine } from "../../../common/sanitize.ts";
import type { Proof } from "../../inventory.ts";
import type { Unasked } from "../aws/failures.ts";
import { RESOURCE_TYPES, type ResourceType } from "./resource-types.ts";
import type { ScannedResource, ScanResult } from "./scan.ts";

/** The commands that delete a thing, as one types them. */
export function deletionCommand({ type, id, region, vpc }: ScannedResource): string | undefined {
  const calls = type
    ?.remove(id, vpc)
    .map(([action, ...args]) => ["aws ec2", action, "--region", region, ...args].join(" "));
  return calls?.join(" && ");
}

/**
 * What a scan means: nothing is left; or only what costs nothing; or what costs money. Besides, a part of EC2 may not have answered: then
 * the rest is no proof.
 *
 * @param what is taken down, for people: `the lab`
 */
export function findingsOf(scan: ScanResult, what: string): Proof {
  const ours = scan.things.filter((thing) => thing.ours);
  const others = scan.things.filter((thing) => !thing.ours);
  const left = inOrder(ours.filter(({ type }) => type !== undefined));
  const unknown = ours.filter(({ type }) => type === undefined);
  const problems = [...leftovers(left, what), ...unproven(scan, unknown)];
  const regions = `${scan.asked.length} ${scan.asked.length === 1 ? "region" : "regions"}`;
  const proven =
    problems.length === 0
      ? [`Nothing of ${what} is left on EC2: no instance, no disk, no network, in all ${regions} of the account.`]
      : [];
  return { report: [...proven, ...ofOthers(others)], problems, kept: [] };
}

function leftovers(things: readonly ScannedResource[], what: string): LabError[] {
  if (things.length === 0) return [];
  const costly = things.filter(costs).length;
  const left =
    costly === 0
      ? `Of ${what}, only things that cost nothing are left on EC2`
      : `Things of ${what} that cost money are left on EC2: ${costly} of the ${things.length} that follow`;
  const how = "the commands beside them delete them, run in this order (AWS CloudShell has the aws command)";
  return [new LabErrors(`${left}; ${how}`, things.map(asError))];
}

/** Whether money is spent on it right now. */
const costs = ({ type, ending }: ScannedResource): boolean => type?.billable === true && !ending;

function asError(thing: ScannedResource): LabError {
  const { type, id, region, state, ending, tags } = thing;
  const about = [state, costs(thing) ? "costs money" : "free"].filter(Boolean).join(", ");
  const owner = tags.lab === undefined ? "" : ` of the lab ${safe(tags.lab)}`;
  return new LabError(`${region}: ${type?.noun} ${id}${owner} (${about})`, {
    remedy: ending ? advice`nothing: it ends by itself; ${npm("down")} shows it again` : deletionCommand(thing),
  });
}

function unproven({ unasked }: ScanResult, unknown: readonly ScannedResource[]): LabError[] {
  const reasons = Object.values(Object.groupBy(unasked, ({ failure }) => describe(failure)));
  const problems = [
    ...reasons.flatMap((same = []) => {
      const { failure } = same[0] as Unasked;
      return new LabError(`No answer for ${same.map(({ what }) => what).join(", ")}`, {
        cause: failure,
        remedy: failure.remedy,
      });
    }),
    ...unknown.map(
      ({ id, region, tags }) =>
        new LabError(`${region}: ${id}, of the lab ${safe(tags.lab)}, is of a type that labnote does not know`, {
          remedy: "look at it in the console of EC2",
        }),
    ),
  ];
  if (problems.length === 0) return [];
  return [new LabErrors("It is not proven that nothing else is left on EC2", problems)];
}

/** What other people have, by region and lab. It may be in use, and is theirs to delete; or the user may have lost it. */
function ofOthers(things: readonly ScannedResource[]): string[] {
  const places = Map.groupBy(inOrder(things), ({ region, tags: { lab, checkout, machine } }) => {
    return `in ${region}, of the lab ${safe(lab)} of ${safe(checkout)} on ${safe(machine)}`;
  });
  return [...places].flatMap(([place, there]) => {
    const count = `${there.length} ${there.length === 1 ? "resource" : "resources"}`;
    const costly = there.filter(costs);
    const how = costly.length === 0 ? "" : " These of them cost money; if nobody needs them, delete them:";
    return [`Not touched, belongs to another lab: ${count} ${place}.${how}`, ...costly.map(withCommand)];
  });
}

function withCommand(thing: ScannedResource): string {
  const { type, id, state, tags } = thing;
  const end = tags.expires && type?.prefix === "i" ? `ends by itself at ${safe(tags.expires)}` : undefined;
  const about = [state, end].filter(Boolean).join(", ");
  return `  ${type?.noun} ${id}${about === "" ? "" : ` (${about})`}: ${deletionCommand(thing)}`;
}

/** A tag's value for a terminal. */
const safe = (value: string | undefined): string => sanitizeLine(value ?? "?");

/** Region by region; a thing stands before what it uses. */
const inOrder = (things: readonly ScannedResource[]): ScannedResource[] =>
  [...things].sort(
    (one, other) =>
      one.region.localeCompare(other.region) || orderOf(one) - orderOf(other) || one.id.localeCompare(other.id),
  );

const orderOf = ({ type }: ScannedResource): number => RESOURCE_TYPES.indexOf(type as ResourceType);
