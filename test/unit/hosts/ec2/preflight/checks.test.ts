import { describe, expect, test } from "@jest/globals";
import { renderAdvice } from "../../../../../src/common/advice.ts";
import type { LabError } from "../../../../../src/common/errors.ts";
import {
  accountInWords,
  accountProblems,
  ec2InWords,
  ec2Problems,
  isStandard,
} from "../../../../../src/hosts/ec2/preflight/checks.ts";
import type { AccountFacts, Ec2Facts, Ec2Request } from "../../../../../src/hosts/ec2/preflight/facts.ts";

const failure = (name: string, message = name) => ({ failure: Object.assign(new Error(message), { name }) });

const caller = { account: "123456789012", arn: "arn:aws:iam::123456789012:user/mina" };
const account: AccountFacts = {
  caller: { got: caller },
  regions: {
    got: new Map([
      ["ap-northeast-2", "opt-in-not-required"],
      ["ap-east-1", "not-opted-in"],
      ["eu-south-1", "opted-in"],
    ]),
  },
};

const wanted: Ec2Request = {
  region: "ap-northeast-2",
  instanceType: "t3.micro",
  ami: null,
  freeTierOnly: true,
  students: ["mina", "jun", "sora"],
};
const type = { architectures: ["x86_64"], vcpus: 2, freeTier: true };
const image = {
  id: "ami-0123456789abcdef0",
  name: "ubuntu/images/hvm-ssd/ubuntu-focal-20.04-amd64-server-20250530",
  state: "available",
  architecture: "x86_64",
  diskGib: 8,
  freeTier: undefined,
};
/** A region in which nothing stands in the way. */
const fine: Ec2Facts = {
  type: { got: type },
  freeTypes: { got: ["t3.small", "t3.micro"] },
  zones: { got: ["ap-northeast-2c", "ap-northeast-2a"] },
  ownZones: { got: [] },
  image: { got: image },
  running: { got: [] },
  networks: { got: { count: 1, own: false } },
  vcpuQuota: { got: 32 },
  networkQuota: { got: 5 },
};

const inWords = ({ message, remedy }: LabError): string => `${message}; ${renderAdvice(remedy ?? "", "lab")}`;

const told = (seen: Partial<Ec2Facts>, want: Partial<Ec2Request> = {}) =>
  ec2Problems({ ...fine, ...seen }, { ...wanted, ...want }).map(inWords);
const toldOfAccount = (seen: Partial<AccountFacts>, region = wanted.region) =>
  accountProblems({ ...account, ...seen }, region).map(inWords);

describe("the account", () => {
  test("that can use the region is shown with its number and user", () => {
    expect(toldOfAccount({})).toEqual([]);
    expect(toldOfAccount({}, "eu-south-1")).toEqual([]);
    expect(accountInWords(caller, wanted.region)).toBe(
      "123456789012 (arn:aws:iam::123456789012:user/mina), ap-northeast-2",
    );
  });

  test("without credentials is one problem, whatever else failed by it", () => {
    const none = failure("CredentialsProviderError", "Could not load credentials from any providers");
    expect(toldOfAccount({ caller: none, regions: none })).toEqual([
      expect.stringMatching(/^There are no AWS credentials; .*aws configure/),
    ]);
  });

  test.each([
    ["ExpiredToken", "have expired"],
    ["InvalidClientTokenId", "does not accept the credentials"],
    ["TimeoutError", "did not answer sts:GetCallerIdentity"],
  ])("is not known when it is answered with %s", (name, words) => {
    expect(toldOfAccount({ caller: failure(name) })).toEqual([expect.stringContaining(words)]);
  });

  test("that has expired is said to be so also where only the SDK's words tell", () => {
    const lapsed = failure("CredentialsProviderError", "The SSO session associated with this profile has expired");
    expect(toldOfAccount({ caller: lapsed })).toEqual([expect.stringContaining("have expired")]);
  });

  test("that may not list the regions gets a problem that names the permission it lacks", () => {
    expect(toldOfAccount({ regions: failure("UnauthorizedOperation") })).toEqual([
      expect.stringMatching(/^AWS does not permit ec2:DescribeRegions; .*docs\/ec2-policy.json/),
    ]);
  });
});

describe("a call that is not permitted", () => {
  const denied = (why: string) =>
    toldOfAccount({ regions: failure("UnauthorizedOperation", `User: ${caller.arn} is not authorized, ${why}`) });

  test.each([
    "with an explicit deny in a service control policy",
    "with an explicit deny in a resource control policy",
    "because no service control policy allows the ec2:DescribeRegions action",
  ])("%s is the organisation's doing, and no permission helps", (why) => {
    expect(denied(why)).toEqual([
      expect.stringMatching(
        /^The account's organisation denies ec2:DescribeRegions; ask the person who manages .*, or use another region or account$/,
      ),
    ]);
  });

  test("by another policy that denies is not helped by one that allows", () => {
    expect(denied("with an explicit deny in an identity-based policy")).toEqual([
      expect.stringMatching(/^A policy of the account denies ec2:DescribeRegions; .* outweighs/),
    ]);
  });
});

describe("the region", () => {
  test("that is not there is refused with those that can be used", () => {
    expect(toldOfAccount({}, "ap-northeast-9")).toEqual([
      expect.stringMatching(/^AWS has no region ap-northeast-9; choose one of ap-northeast-2, eu-south-1:/),
    ]);
  });

  test("that is not enabled is refused with where to enable it", () => {
    expect(toldOfAccount({}, "ap-east-1")).toEqual([
      expect.stringMatching(/^The region ap-east-1 is not enabled for the account 123456789012; enable it \(https:/),
    ]);
  });
});

describe("EC2", () => {
  test("without problems is shown in a line", () => {
    expect(told({})).toEqual([]);
    expect(ec2InWords(fine, wanted)).toBe(
      `t3.micro (the free tier may cover it), image ${image.id} (${image.name}), 0 of 32 vCPUs in use by others, ap-northeast-2`,
    );
  });

  test("tells every problem at once, always in the same order", () => {
    const bad: Partial<Ec2Facts> = {
      type: { got: { ...type, freeTier: false } },
      zones: { got: [] },
      image: { got: undefined },
      vcpuQuota: { got: 1 },
      networks: { got: { count: 5, own: false } },
    };
    expect(told(bad).map((line) => line.split(";")[0])).toEqual([
      "t3.micro is never covered by the free tier in ap-northeast-2",
      "No zone of ap-northeast-2 offers t3.micro",
      "EC2 in ap-northeast-2 has no image of Canonical's Ubuntu 20.04",
      "3 hosts of t3.micro need 6 vCPUs, and the account has 1 in ap-northeast-2",
      "The account has 5 networks (VPCs) in ap-northeast-2, and may not have more than 5",
    ]);
  });
});

describe("the type of machine", () => {
  test("that is not there is refused with those that the free tier covers here", () => {
    expect(told({ type: { got: undefined } }, { instanceType: "t9.micro" })).toEqual([
      expect.stringMatching(/no instance type t9.micro; .*t3.micro, t3.small \(`npm start -- --set instanceType=/),
    ]);
  });

  test("that is not x86 is refused", () => {
    expect(told({ type: { got: { ...type, architectures: ["arm64"] } } }, { instanceType: "t4g.micro" })).toEqual([
      expect.stringContaining("t4g.micro is an instance type for arm64, but the exercises' images are for x86"),
    ]);
  });

  test("that the free tier never covers is refused, unless it may be paid for", () => {
    const dear: Partial<Ec2Facts> = { type: { got: { ...type, freeTier: false } } };
    expect(told(dear)).toEqual([expect.stringContaining("--set freeTierOnly=false")]);
    expect(told(dear, { freeTierOnly: false })).toEqual([]);
  });

  test("that only a local zone offers is refused, since no lab can be made there", () => {
    expect(told({ zones: { got: ["ap-northeast-2-sel-1a"] } })).toEqual([expect.stringContaining("No zone")]);
  });

  test("that is offered elsewhere only than where the lab's network is already is refused", () => {
    expect(told({ ownZones: { got: ["ap-northeast-2d"] } })).toEqual([
      expect.stringMatching(
        /^t3.micro is not offered in ap-northeast-2d, where the lab's network is; choose another, .*instanceType=NAME`\), or replace the lab: `npm run down`, then `npm start`$/,
      ),
    ]);
    expect(told({ ownZones: { got: ["ap-northeast-2c"] } })).toEqual([]);
  });

  test("that no zone offers is one problem, wherever the lab's network is", () => {
    expect(told({ zones: { got: [] }, ownZones: { got: ["ap-northeast-2d"] } })).toEqual([
      expect.stringContaining("No zone"),
    ]);
  });
});

describe("the image", () => {
  const chosen = { ami: image.id };

  test("that was chosen and is not there is refused by its id", () => {
    expect(told({ image: { got: undefined } }, chosen)).toEqual([
      expect.stringMatching(/has no image ami-0123456789abcdef0; name an image of this region/),
    ]);
  });

  test.each([
    [{ state: "pending" }, "is pending"],
    [{ architecture: "arm64" }, "is for arm64"],
    [{ diskGib: 30 }, "needs a disk of 30 GiB"],
  ])("with %j is refused", (wrong, words) => {
    expect(told({ image: { got: { ...image, ...wrong } } }, chosen)).toEqual([expect.stringContaining(words)]);
  });

  test("that an account on the free plan may not have is shown as such", () => {
    expect(ec2InWords({ ...fine, image: { got: { ...image, freeTier: false } } }, wanted)).toContain("free plan");
  });
});

describe("the quota of vCPUs", () => {
  const others = (...vcpus: number[]) => ({ got: vcpus.map((each) => ({ vcpus: each, student: undefined })) });
  const hostsOf = (...students: string[]) => ({ got: students.map((student) => ({ vcpus: 2, student })) });

  test("counts what others run beside the whole class", () => {
    expect(told({ vcpuQuota: { got: 8 }, running: others(2) })).toEqual([]);
    expect(told({ vcpuQuota: { got: 8 }, running: others(2, 1) })).toEqual([
      expect.stringMatching(/^3 hosts of t3.micro need 6 vCPUs, and the account has 8 .*, with 3 in use; make 2 /),
    ]);
  });

  test("counts the host of a student who stays once, also where another type takes its place", () => {
    expect(told({ vcpuQuota: { got: 6 }, running: hostsOf("mina", "jun", "sora") })).toEqual([]);
    const larger = { got: [{ vcpus: 4, student: "mina" }] };
    expect(told({ vcpuQuota: { got: 6 }, running: larger })).toEqual([]);
  });

  test("counts the hosts of students who are dropped, since they go only after new ones are made", () => {
    const dropped = hostsOf("host-1", "host-2");
    const two = { students: ["mina", "jun"] };
    expect(told({ vcpuQuota: { got: 5 }, running: dropped }, two)).toEqual([
      expect.stringMatching(
        /^2 hosts of t3.micro need 4 vCPUs, and the account has 5 .*, with 4 in use; take the lab down first: 4 are used by hosts that `npm start` removes only after it has made the new ones: `npm run down`, then `npm start`$/,
      ),
    ]);
    expect(told({ vcpuQuota: { got: 8 }, running: dropped }, two)).toEqual([]);
    expect(ec2InWords({ ...fine, running: dropped }, { ...wanted, ...two })).toContain(
      "4 of 32 vCPUs in use by others",
    );
  });

  test("counts a second host of one student, which no lab knows any more", () => {
    expect(told({ vcpuQuota: { got: 6 }, running: hostsOf("mina", "mina") })).toEqual([
      expect.stringContaining(", with 2 in use"),
    ]);
  });

  test("that lacks room even without the lab's own hosts is not mended by taking it down", () => {
    expect(told({ vcpuQuota: { got: 5 }, running: hostsOf("host-1") })).toEqual([
      expect.stringContaining("; make 1 ("),
    ]);
  });

  test("that has no room at all is to be raised", () => {
    expect(told({ vcpuQuota: { got: 0 } })).toEqual([expect.stringMatching(/; ask AWS for more: https:.*L-1216C47A$/)]);
  });

  test.each(["AccessDeniedException", "NoSuchResourceException"])(
    "stays unknown, and hinders nobody, after %s",
    (name) => {
      const unknown = { ...fine, vcpuQuota: failure(name), networkQuota: failure(name) };
      expect(told(unknown)).toEqual([]);
      expect(ec2InWords(unknown, wanted)).toContain("vCPU quota unknown");
    },
  );

  test("is not that of machines for other purposes", () => {
    expect(["t3.micro", "c7i-flex.large", "m7i.large"].filter(isStandard)).toHaveLength(3);
    expect(["g4dn.xlarge", "p3.2xlarge", "hpc7a.48xlarge", "mac1.metal", "inf1.xlarge"].filter(isStandard)).toEqual([]);
    expect(told({ vcpuQuota: { got: 0 } }, { instanceType: "g4dn.xlarge" })).toEqual([]);
  });
});

describe("the quota of networks", () => {
  const full = { count: 5, own: false };

  test("is refused when there is no room for one more", () => {
    expect(told({ networks: { got: full } })).toEqual([
      expect.stringMatching(/5 networks .*; delete one .*L-F678F1CE$/),
    ]);
  });

  test("does not matter to a lab that has its network already", () => {
    expect(told({ networks: { got: { ...full, own: true } } })).toEqual([]);
  });
});

test.each([
  ["type", "ec2:DescribeInstanceTypes"],
  ["zones", "ec2:DescribeInstanceTypeOfferings"],
  ["ownZones", "ec2:DescribeSubnets"],
  ["image", "ec2:DescribeImages"],
  ["running", "ec2:DescribeInstances"],
  ["networks", "ec2:DescribeVpcs"],
])("what is not permitted of %s is a problem that names %s", (what, permission) => {
  expect(told({ [what]: failure("UnauthorizedOperation") })).toEqual([
    expect.stringContaining(`AWS does not permit ${permission};`),
  ]);
});
