import * as pulumi from "@pulumi/pulumi";
import { runInPulumiStack } from "@pulumi/pulumi/runtime/stack.js";
import type { Ec2Settings } from "../../../src/hosts/ec2/settings.ts";
import type { Host } from "../../../src/hosts/host.ts";
import { createHosts } from "../../../src/hosts/kinds.ts";
import type { LocalSettings } from "../../../src/hosts/local/settings.ts";
import { noFrontMatter } from "../../../src/note/front-matter.ts";
import type { Note } from "../../../src/note/note.ts";

/** As they are read: with the settings of all kinds of host. */
export type AllSettings = LocalSettings & Ec2Settings;

/** The settings of a class of two, on the user's own engine. */
export const settings: AllSettings = {
  ...{ target: "container", note: "notes/note.md", base: "auto", readyWithin: 60_000 },
  ...{ students: ["mina", "jun"], baked: true, hours: null, parallel: 16 },
  ...{ memory: 2048, cpus: 2, disk: 10 },
  ...{ region: "", instanceType: "t3.micro", ami: null, allowFrom: null, freeTierOnly: true },
};

/** A note, as far as the program looks into one. */
export const note: Note = {
  ...{
    file: "note.md",
    hash: "0",
    sections: [],
    warnings: [],
    passedOver: { keys: [], blocks: [], suggested: undefined },
  },
  frontMatter: { ...noFrontMatter, images: ["nginx"], ports: [5000] },
};

type Properties = { [name: string]: unknown };

/** What stands for the providers. What it has no row for is refused. */
export interface World {
  /** Of each kind of custom resource, what it becomes beside its inputs. */
  resources: { [type: string]: (name: string, inputs: Properties) => object };
  /** What each function answers. */
  functions: { [token: string]: (inputs: Properties) => object };
}

/** A resource as the program asked for it. */
export interface Made {
  type: string;
  name: string;
  inputs: Properties;
  options: pulumi.CustomResourceOptions;
  /** By its URN and id; empty for a component. */
  provider: string;
}

/** What the program asked for, and what it gave. */
export interface Outcome {
  made: Made[];
  called: { token: string; inputs: Properties; provider: string }[];
  hosts: { value: Host; secret: boolean }[];
}

/** Runs the part of the program that makes hosts, in a stack class-a. */
export async function hostsIn(world: World, changes: Partial<AllSettings>): Promise<Outcome> {
  const { failure, ...outcome } = await attempt(world, changes);
  if (failure !== undefined) throw failure;
  return outcome;
}

/** The same, where the program may fail. */
export async function attempt(
  { resources, functions }: World,
  changes: Partial<AllSettings>,
): Promise<Outcome & { failure?: unknown }> {
  const made: Made[] = [];
  const called: Outcome["called"] = [];
  const options = new Map<string, pulumi.CustomResourceOptions>();
  await pulumi.runtime.setMocks(
    {
      newResource({ type, name, inputs, custom, provider = "" }) {
        if (type === "pulumi:pulumi:Stack") return { id: "", state: {} };
        made.push({ type, name, inputs, provider, options: options.get(`${type} ${name}`) ?? {} });
        // Components have no state of their own.
        if (!custom) return { id: "", state: {} };
        const state = resources[type];
        if (state === undefined) throw new Error(`nobody knows a resource ${type}`);
        return { id: `id of ${name}`, state: { ...inputs, ...state(name, inputs) } };
      },
      call({ token, inputs, provider = "" }) {
        called.push({ token, inputs, provider });
        const answer = functions[token];
        if (answer === undefined) throw new Error(`nobody knows a function ${token}`);
        return answer(inputs);
      },
    },
    "labnote",
    "class-a",
  );
  let hosts: Outcome["hosts"] = [];
  let failure: unknown;
  await runInPulumiStack(async () => {
    pulumi.runtime.registerStackTransformation(({ type, name, opts }) => {
      options.set(`${type} ${name}`, opts);
      return undefined;
    });
    try {
      const lab = await createHosts({ ...settings, ...changes }, note);
      hosts = (await Promise.all(lab.hosts.map(({ host }) => settled(host)))) as Outcome["hosts"];
    } catch (error) {
      failure = error;
    }
  });
  // What is still on its way would come to the mocks of the next program.
  await pulumi.runtime.disconnect();
  return { made, called, hosts, failure };
}

/** The value of an output and whether it is secret. */
async function settled<T>(output: pulumi.Output<T>) {
  const value = await new Promise<T>((resolve) => void output.apply((value) => resolve(value as T)));
  return { value, secret: await pulumi.isSecret(output) };
}

/** What an input is, and whether it travels as a secret. */
export function opened(input: unknown): { value: unknown; secret: boolean } {
  const secret = typeof input === "object" && input !== null && "4dabf18193072939515e22adb298388d" in input;
  return secret ? { value: (input as unknown as { value: unknown }).value, secret } : { value: input, secret };
}
