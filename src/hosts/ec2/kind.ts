import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { combineErrors, type LabError } from "../../common/errors.ts";
import type { Settings } from "../../common/settings.ts";
import type { HostKind } from "../kind.ts";
import { SET_UP_FILE } from "../user-data.ts";
import { credentialsCheck, requireOneSource } from "./aws/credentials.ts";
import { attempt } from "./aws/failures.ts";
import { callerAddress, openness } from "./aws/public-address.ts";
import { tagExpiry } from "./cleanup/expiry-tags.ts";
import { accountPlan, planInWords } from "./preflight/account-plan.ts";
import { accountInWords, accountProblems, ec2InWords, ec2Problems } from "./preflight/checks.ts";
import { estimate } from "./preflight/cost.ts";
import { requireRegion, studentsWhoseHostStays } from "./preflight/existing-hosts.ts";
import type { Ec2Request } from "./preflight/facts.ts";
import { gatherAccount, gatherEc2 } from "./preflight/gather.ts";
import { remedyFor } from "./preflight/provider-errors.ts";
import { requireFit } from "./user-data.ts";

const { version } = createRequire(import.meta.url)("@pulumi/aws/package.json");

/** Machines of Amazon's cloud, which are paid for by the hour. */
export const ec2Kind: HostKind = {
  onEngine: false,
  plugins: [{ name: "aws", version }],
  preparations: ({ settings, site }) => [
    {
      title: "AWS account",
      async ensure(_say, signal) {
        requireOneSource();
        const sight = await gatherAccount(settings.region, signal);
        refuse("AWS cannot be used as it is", accountProblems(sight, settings.region));
        return "got" in sight.caller ? accountInWords(sight.caller.got, settings.region) : "";
      },
      followedBy: [
        {
          title: "EC2",
          async ensure(_say, signal) {
            const wanted = wantedBy(settings);
            const sight = await gatherEc2(wanted, site, signal);
            refuse("A lab cannot be made on EC2 as it is", ec2Problems(sight, wanted));
            return ec2InWords(sight, wanted);
          },
        },
      ],
    },
    {
      title: "Let in",
      ensure: async (_say, signal) => letIn(settings.allowFrom ?? [await callerAddress(signal)]),
    },
    {
      title: "User data",
      async ensure() {
        await requireFit(await readFile(SET_UP_FILE, "utf8"), settings);
        return "what EC2 takes";
      },
    },
  ],
  async estimate({ settings }, known, signal) {
    const { students, region, instanceType, hours } = settings;
    const there = await known();
    requireRegion(there, region);
    const staying = await studentsWhoseHostStays(there, settings, signal);
    const hosts = students.filter((student) => !staying.has(student)).length;
    const free = hosts === 0 ? "" : planInWords(await attempt(accountPlan(signal)));
    return estimate({ hosts, instanceType, region, hours, free });
  },
  remedyFor,
  announceEnd: ({ settings, site }, at, signal) => tagExpiry(settings.region, site, at, signal),
  checks: async () => [await credentialsCheck(process.env)],
};

/** Who reaches the hosts, in words. */
const letIn = (ranges: readonly string[]): string => {
  const open = openness(ranges);
  return open === undefined ? ranges.join(", ") : `${open}, as allowFrom says: anybody there may try to get in`;
};

const wantedBy = ({ region, instanceType, ami, freeTierOnly, students }: Settings): Ec2Request => ({
  region,
  instanceType,
  ami,
  freeTierOnly,
  students,
});

function refuse(what: string, problems: readonly LabError[]): void {
  const refused = combineErrors(what, problems);
  if (refused !== undefined) throw refused;
}
