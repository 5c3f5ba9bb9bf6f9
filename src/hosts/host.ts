import type { Advice } from "../common/advice.ts";
/**
 * What every host is, whatever made it: the contract between the host kinds and everything after them.
 * Nothing after this stage asks which kind a host is.
 */
export interface Host {
  /** The student's name; also the name of the record's folder. */
  name: string;
  /** Where SSH and the note's ports are reached from the user's machine. */
  address: string;
  sshPort: number;
  user: string;
  /** The pinned host key: one line, `ssh-ed25519 AAAA…`. */
  hostKey: string;
  /** The login's private key in OpenSSH's format. A secret. */
  loginKey: string;
  /** Where each port of the note is reached: the port on the host to the port at `address`. */
  ports: { [port: string]: number };
  /** For the record: kind, base, and what stands in for what. */
  kind: string;
  base: string;
  images: { name: string; standIn: boolean }[];
  /** What else the record tells of it, by its name for people; no secrets. */
  facts: { [name: string]: string };
  /** What to do when it does not answer, as an instruction to the user; a string in the state of a lab that an older labnote made. */
  unreachable: Advice | string;
  /** Changes when the host is another one under the same name. */
  id: string;
}

/** A machine as the engine has it. */
export interface ContainerState {
  /** The container's id: another one is another machine. */
  id: string;
  running: boolean;
  /** Where each port is reached on 127.0.0.1, SSH's (22) included. */
  ports: { [port: string]: number };
}

/** The chapter's system, for people. */
export const UBUNTU = "Ubuntu 20.04";
