import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import type { Note } from "../note/note.ts";
import type { Settings } from "../settings.ts";
import { SET_UP_FILE } from "../userdata.ts";
import { Container } from "./container.ts";
import type { Host } from "./host.ts";
import { HostImage, Lab, Lifetime } from "./resources.ts";

/** The hosts of a lab, whichever kind they are of. */
export interface Hosts {
  /** The lab's id. */
  id: pulumi.Output<string>;
  /** One a student, under the student's name. `host` holds a secret: the login key. */
  hosts: { name: string; host: pulumi.Output<Host> }[];
}

/** The hosts that the settings ask for: the one place in the program that knows the kinds. */
export async function createHosts(settings: Settings, note: Note): Promise<Hosts> {
  const { target } = settings;
  switch (target) {
    case "container":
      return createContainers(settings, note);
    case "ec2":
      // Who has hosts elsewhere does not wait for what only this one needs.
      return (await import("./ec2.ts")).createEc2(settings, note);
    default:
      return target satisfies never;
  }
}

function createContainers({ students, base, baked, hours }: Settings, note: Note): Hosts {
  const setUp = readFileSync(SET_UP_FILE, "utf8");
  const ports = note.frontMatter.ports;
  const lab = new Lab("lab", { stack: pulumi.getStack() });
  const lifetime = new Lifetime("lifetime", { hours: hours ?? undefined });
  const image = new HostImage("image", { choice: base, baked, setUp });
  const hosts = students.map((student) => {
    const { host } = new Container(student, {
      ...{ lab: lab.id, student, image, baked, setUp, ports },
      hours: lifetime.hours,
    });
    return { name: student, host };
  });
  return { id: lab.id, hosts };
}
