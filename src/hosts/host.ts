import type { Advice } from "../common/advice.ts";

/**
 * A host of any kind: the contract between the kinds of host and all code that uses hosts, which never asks for the kind.
 */
export interface Host {
  /** The student's name; also the name of the record's folder. */
  name: string;
  /** The address of SSH and of the note's ports, as the user's machine reaches them. */
  address: string;
  sshPort: number;
  user: string;
  /** The pinned host key: one line, `ssh-ed25519 AAAA…`. */
  hostKey: string;
  /** The login's private key in OpenSSH's format. A secret. */
  loginKey: string;
  /** For each port of the note, by its number on the host: the port at `address`. */
  ports: { [port: string]: number };
  /** For the record: kind, base, and what stands in for what. */
  kind: string;
  base: string;
  images: { name: string; standIn: boolean }[];
  /** How many times slower than usual it is, if it is: its processor is emulated. A note's steps may take so many times longer. */
  slower?: number;
  /** Further facts for the record, each under a name for people; no secrets. */
  facts: { [name: string]: string };
  /** What to do when it does not answer, as an instruction to the user; a string in the state of a lab that an older version of labnote made. */
  unreachable: Advice | string;
  /** Another id means another host under the same name. */
  id: string;
}

/** A machine on the user's own that is a host, as it is now: a container, or a virtual machine. */
export interface MachineState {
  /** Another id means another machine. */
  id: string;
  running: boolean;
  /** The port of 127.0.0.1 for each port of the host, SSH's (22) included. */
  ports: { [port: string]: number };
}

/** How the processors of virtual machines are run on this machine. */
export interface FoundAcceleration {
  acceleration: "kvm" | "hvf" | "emulation";
  /** Why it is no better; `undefined` where it is accelerated. */
  because?: string;
}

/** The name, for people, of the system that the chapter uses. */
export const UBUNTU = "Ubuntu 20.04";

/** Made once: `localeCompare` makes one for each two that it compares. */
const collator = new Intl.Collator("en", { numeric: true });

/** Orders the names of hosts, which are those of students, as people do: `host-2` stands before `host-10`. */
export const compareNames = (one: string, other: string): number => collator.compare(one, other);
