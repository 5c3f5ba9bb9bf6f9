import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { HostKind } from "../kind.ts";
import { SET_UP_FILE } from "../user-data.ts";
import { credentialsCheck } from "./aws/credentials.ts";
import { openness, tellAddress } from "./aws/public-address.ts";
import { remedyFor } from "./preflight/provider-errors.ts";
import type { Ec2Settings } from "./settings.ts";
import { requireFit } from "./user-data.ts";

const { version } = createRequire(import.meta.url)("@pulumi/aws/package.json");

// The program needs no SDK of AWS, and the commands no SDK of Pulumi: each is loaded when a function needs it.
const preflight = () => import("./preflight/preparations.ts");

/** Instances on EC2, Amazon's cloud, which are paid for by the hour. */
export const ec2Kind: HostKind<Ec2Settings> = {
  needsEngine: async () => false,
  plugins: [{ name: "aws", version }],
  preparations: (plan) => [
    {
      title: "AWS account",
      ensure: async (_say, signal) => (await preflight()).checkAccount(plan, signal),
      followedBy: [{ title: "EC2", ensure: async (_say, signal) => (await preflight()).checkEc2(plan, signal) }],
    },
    {
      title: "Let in",
      ensure: async (_say, signal) => letIn(plan.settings.allowFrom ?? [await tellAddress(signal)]),
    },
    {
      title: "User data",
      async ensure() {
        await requireFit(await readFile(SET_UP_FILE, "utf8"), plan.settings);
        return "what EC2 takes";
      },
    },
  ],
  estimate: async (plan, known, signal) => (await preflight()).estimateCost(plan, await known(), signal),
  create: async (settings, note) => (await import("./component.ts")).createEc2(settings, note),
  remedyFor,
  async announceEnd({ settings, site }, at, signal) {
    const { tagExpiry } = await import("./cleanup/expiry-tags.ts");
    await tagExpiry(settings.region, site, at, signal);
  },
  checks: async () => [await credentialsCheck(process.env)],
};

/** Who reaches the hosts, in words. */
const letIn = (ranges: readonly string[]): string => {
  const open = openness(ranges);
  return open === undefined ? ranges.join(", ") : `${open}, as allowFrom says: anybody there may try to get in`;
};
