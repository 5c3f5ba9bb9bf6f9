import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import type { Note } from "../../note/note.ts";
import type { Host } from "../host.ts";
import type { Hosts } from "../kind.ts";
import { Lab, Lifetime } from "../pulumi-resources.ts";
import { SET_UP_FILE } from "../user-data.ts";
import { type LocalKeys, localIdentity } from "./identity.ts";
import type { LocalSettings } from "./settings.ts";

/** What the resource of a host takes, of any kind on the user's own machine. */
export interface LocalHostInputs {
  lab: pulumi.Input<string>;
  student: string;
  /** A secret. */
  userData: pulumi.Output<string>;
  /** Ports of the note. */
  ports: readonly number[];
  /** Whether the host ends by itself. */
  ends: pulumi.Output<boolean>;
}

/** What all hosts of a lab start from, and how one of them is made from it. */
export interface LocalMaker {
  /** The mirror that the hosts' Docker daemons ask, if they ask one. */
  mirror: pulumi.Input<string | undefined>;
  /** Makes a host, under a component with its keys. */
  makeHost(inputs: LocalHostInputs, keys: LocalKeys, parent: pulumi.Resource): pulumi.Output<Host>;
}

/** A student's host on the user's own machine, with its keys. */
class LocalHostComponent extends pulumi.ComponentResource {
  /** A secret, since it has the login key. */
  readonly host: pulumi.Output<Host>;

  constructor(type: string, student: string, make: (parent: pulumi.Resource) => pulumi.Output<Host>) {
    super(type, student);
    this.host = pulumi.secret(make(this));
    this.registerOutputs({ host: this.host });
  }
}

/**
 * In the Pulumi program: a host on the user's own machine for each student.
 *
 * @param type the components' type
 * @param prepare makes what all hosts start from, with this text of the set-up
 */
export function createLocalHosts(
  type: string,
  { students, baked, hours: lifetimeHours }: LocalSettings,
  note: Note,
  prepare: (setUp: string) => LocalMaker,
): Hosts {
  const setUp = readFileSync(SET_UP_FILE, "utf8");
  const { ports } = note.frontMatter;
  const lab = new Lab("lab", { stack: pulumi.getStack() });
  const { hours } = new Lifetime("lifetime", { hours: lifetimeHours ?? undefined });
  const { mirror, makeHost } = prepare(setUp);
  const hosts = students.map((student) => {
    const { host } = new LocalHostComponent(type, student, (parent) => {
      const { keys, userData, ends } = localIdentity(parent, { student, baked, setUp, mirror, hours });
      return makeHost({ lab: lab.id, student, userData, ports, ends }, keys, parent);
    });
    return { name: student, host };
  });
  return { id: lab.id, hosts };
}
