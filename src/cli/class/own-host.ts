import { advice, npm } from "../../common/advice.ts";
import { LabError } from "../../common/errors.ts";
import type { Host } from "../../hosts/host.ts";

/** A host of this name is the teacher's own, without a word. */
const TEACHER = "teacher";

/** The hosts of a class. */
export interface ClassHosts {
  /** The teacher's own, if there is one. */
  own: Host | undefined;
  /** The students', in the lab's order. */
  hosts: readonly Host[];
}

/**
 * Which of a lab's hosts is the teacher's own: the one that is named; else one with the name `teacher`, beside others.
 *
 * @throws {LabError} when there is no host of that name, or none is left for a student
 */
export function classHosts(all: readonly Host[], named: string | undefined): ClassHosts {
  const own = all.find(({ name }) => name === (named ?? TEACHER));
  const hosts = all.filter((host) => host !== own);
  if (named !== undefined && own === undefined)
    throw new LabError(`There is no host ${named} for the teacher`, {
      remedy: `name one of the lab's: ${all.map(({ name }) => name).join(", ")}`,
    });
  if (hosts.length > 0) return { own, hosts };
  if (named === undefined) return { own: undefined, hosts: all };
  throw new LabError(`${named} is the lab's only host: with it as the teacher's, no student has one`, {
    remedy: advice`make a lab with one host more than there are students, ${npm("start", "--set", "students=mina,teacher")}`,
  });
}
