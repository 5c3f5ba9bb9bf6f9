import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as client from "@aws-sdk/client-ec2";
import { describe, expect, test } from "@jest/globals";
import ts from "typescript";
import { allowedActions, allows, type Context } from "../../../aws/fixtures/policy.ts";

/**
 * What the official provider calls for what the program makes and asks: to make it, look at it, change it in place and remove it. From the
 * source of Terraform's provider for AWS (internal/service/ec2 in hashicorp/terraform-provider-aws, 2022 to 2026), which the official one
 * for Pulumi is built on. Read there, and never tried. Left out is what it calls only after AWS has refused to delete a thing (network
 * interfaces of Lambda, GuardDuty's endpoints), or to stop an instance for a change that labnote makes a new one for.
 */
const PROVIDER: { readonly [name: string]: readonly string[] } = {
  Provider: ["sts:GetCallerIdentity"],
  getAmiOutput: ["ec2:DescribeImages"],
  getInstanceTypeOfferingsOutput: ["ec2:DescribeInstanceTypeOfferings"],
  // A network's default parts are read with it.
  Vpc: [
    ...["ec2:CreateVpc", "ec2:DescribeVpcs", "ec2:DescribeVpcAttribute", "ec2:ModifyVpcAttribute", "ec2:DeleteVpc"],
    ...["ec2:DescribeNetworkAcls", "ec2:DescribeRouteTables", "ec2:DescribeSecurityGroups"],
    ...["ec2:CreateTags", "ec2:DeleteTags"],
  ],
  Subnet: [
    ...["ec2:CreateSubnet", "ec2:DescribeSubnets", "ec2:ModifySubnetAttribute", "ec2:DeleteSubnet"],
    // It looks for interfaces that other services left in it.
    "ec2:DescribeNetworkInterfaces",
    ...["ec2:CreateTags", "ec2:DeleteTags"],
  ],
  InternetGateway: [
    ...["ec2:CreateInternetGateway", "ec2:AttachInternetGateway", "ec2:DescribeInternetGateways"],
    ...["ec2:DetachInternetGateway", "ec2:DeleteInternetGateway"],
    ...["ec2:CreateTags", "ec2:DeleteTags"],
  ],
  // It is the network's own: its routes are replaced, and it goes with the network.
  DefaultRouteTable: [
    ...["ec2:DescribeRouteTables", "ec2:CreateRoute", "ec2:ReplaceRoute", "ec2:DeleteRoute"],
    ...["ec2:CreateTags", "ec2:DeleteTags"],
  ],
  SecurityGroup: [
    ...["ec2:CreateSecurityGroup", "ec2:DescribeSecurityGroups", "ec2:DeleteSecurityGroup"],
    // AWS makes a group with a way out.
    "ec2:RevokeSecurityGroupEgress",
    "ec2:DescribeNetworkInterfaces",
    ...["ec2:CreateTags", "ec2:DeleteTags"],
  ],
  SecurityGroupIngressRule: [
    ...["ec2:AuthorizeSecurityGroupIngress", "ec2:DescribeSecurityGroupRules", "ec2:ModifySecurityGroupRules"],
    "ec2:RevokeSecurityGroupIngress",
    ...["ec2:CreateTags", "ec2:DeleteTags"],
  ],
  SecurityGroupEgressRule: [
    ...["ec2:AuthorizeSecurityGroupEgress", "ec2:DescribeSecurityGroupRules", "ec2:ModifySecurityGroupRules"],
    "ec2:RevokeSecurityGroupEgress",
    ...["ec2:CreateTags", "ec2:DeleteTags"],
  ],
  KeyPair: ["ec2:ImportKeyPair", "ec2:DescribeKeyPairs", "ec2:DeleteKeyPair", "ec2:CreateTags", "ec2:DeleteTags"],
  Instance: [
    // The image says how its disk is called.
    ...["ec2:RunInstances", "ec2:DescribeImages"],
    ...["ec2:DescribeInstances", "ec2:DescribeInstanceAttribute", "ec2:DescribeInstanceTypes"],
    ...["ec2:DescribeInstanceCreditSpecifications", "ec2:DescribeVolumes", "ec2:DescribeTags"],
    ...["ec2:ModifyInstanceMetadataOptions", "ec2:ModifyInstanceCreditSpecification"],
    // How it shuts down is set once more after it was made; before it is terminated, it is made possible to do so.
    ...["ec2:ModifyInstanceAttribute", "ec2:TerminateInstances"],
    ...["ec2:CreateTags", "ec2:DeleteTags"],
  ],
};

const SRC = join(import.meta.dirname, "../../../../src");
const sources = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => ts.createSourceFile(file, readFileSync(join(SRC, file), "utf8"), ts.ScriptTarget.Latest));

/** Values that sources import, by the module. */
function* imported(): Generator<{ from: string; name: string }> {
  for (const { statements } of sources)
    for (const statement of statements) {
      if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
      const named = statement.importClause?.namedBindings;
      if (statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword || !named) continue;
      const from = statement.moduleSpecifier.text;
      if (ts.isNamespaceImport(named)) yield { from, name: "*" };
      else
        for (const { isTypeOnly, propertyName, name } of named.elements)
          if (!isTypeOnly) yield { from, name: (propertyName ?? name).text };
    }
}

/** IAM's names of the services that clients of the SDK speak to. */
const SERVICES: { readonly [client: string]: string } = {
  "@aws-sdk/client-ec2": "ec2",
  "@aws-sdk/client-sts": "sts",
  "@aws-sdk/client-service-quotas": "servicequotas",
};

/** What labnote itself calls, by what it imports of the SDK; one that is not of these shapes has to be looked at here. */
function ownActions(): string[] {
  const actions = [...imported()]
    .filter(({ from, name }) => from.startsWith("@aws-sdk/") && !name.endsWith("Client"))
    .map(({ from, name }) => {
      const action = /^(?:paginate)?([A-Z]\w+?)(?:Command)?$/.exec(name)?.[1];
      const service = SERVICES[from];
      if (action === undefined || service === undefined) throw new Error(`what does ${name} of ${from} call?`);
      return `${service}:${action}`;
    });
  // The one that is signed by hand.
  const signed = sources.flatMap(({ text }) => [...text.matchAll(/"AWSFreeTierService\.(\w+)"/g)]);
  return [...new Set([...actions, ...signed.map(([, action]) => `freetier:${action}`)])];
}

test("the list of the provider's calls is of what the program uses of it", () => {
  const used = [...imported()].filter(({ from }) => from.startsWith("@pulumi/aws/")).map(({ name }) => name);
  expect([...new Set(used)].sort()).toEqual(Object.keys(PROVIDER).sort());
});

test("the SDK is reached by imports that can be read here", () => {
  for (const { fileName, text } of sources)
    expect({ fileName, dynamic: /import\(\s*["'`]@aws-sdk/.test(text) }).toEqual({ fileName, dynamic: false });
});

test("the policy allows what labnote itself calls", () => {
  const own = ownActions();
  expect(own).toEqual(expect.arrayContaining(["ec2:DescribeTags", "ec2:CreateTags", "sts:GetCallerIdentity"]));
  expect(own).toContain("freetier:GetAccountPlanState");
  expect(allowedActions()).toEqual(expect.arrayContaining(own));
});

test("the policy allows what the provider calls, and nothing that neither of them does", () => {
  const needed = new Set([...ownActions(), ...Object.values(PROVIDER).flat()]);
  expect(allowedActions().sort()).toEqual([...needed].sort());
});

test("the policy names only calls that EC2 has", () => {
  const actions = allowedActions().flatMap((action) => (action.startsWith("ec2:") ? action.slice("ec2:".length) : []));
  expect(actions.filter((action) => !(`${action}Command` in client))).toEqual([]);
});

test("labnote itself changes nothing but tags", () => {
  expect(ownActions().filter((action) => !/:(Describe|Get)/.test(action))).toEqual(["ec2:CreateTags"]);
});

/**
 * On what EC2 has IAM decide a call that changes something, as AWS's service authorization reference says: what is made by the call, and
 * what it changes or uses that is there before. Read there, and never tried.
 */
const DECIDED_ON: { readonly [action: string]: { made?: readonly string[]; changed?: readonly string[] } } = {
  AttachInternetGateway: { changed: ["internet-gateway", "vpc"] },
  AuthorizeSecurityGroupEgress: { made: ["security-group-rule"], changed: ["security-group"] },
  AuthorizeSecurityGroupIngress: { made: ["security-group-rule"], changed: ["security-group"] },
  CreateInternetGateway: { made: ["internet-gateway"] },
  // The provider makes the routes of a network's own table before it tags that.
  CreateRoute: { made: ["route-table"] },
  CreateSecurityGroup: { made: ["security-group"] },
  CreateSubnet: { made: ["subnet"] },
  CreateVpc: { made: ["vpc"] },
  DeleteInternetGateway: { changed: ["internet-gateway"] },
  DeleteKeyPair: { changed: ["key-pair"] },
  DeleteRoute: { changed: ["route-table"] },
  DeleteSecurityGroup: { changed: ["security-group"] },
  DeleteSubnet: { changed: ["subnet"] },
  DeleteTags: { changed: ["instance", "volume", "vpc", "route-table"] },
  DeleteVpc: { changed: ["vpc"] },
  DetachInternetGateway: { changed: ["internet-gateway", "vpc"] },
  ImportKeyPair: { made: ["key-pair"] },
  ModifyInstanceAttribute: { changed: ["instance", "security-group", "volume"] },
  ModifyInstanceCreditSpecification: { changed: ["instance"] },
  ModifyInstanceMetadataOptions: { changed: ["instance"] },
  ModifySecurityGroupRules: { changed: ["security-group", "security-group-rule"] },
  ModifySubnetAttribute: { changed: ["subnet"] },
  ModifyVpcAttribute: { changed: ["vpc"] },
  ReplaceRoute: { changed: ["route-table"] },
  RevokeSecurityGroupEgress: { changed: ["security-group"] },
  RevokeSecurityGroupIngress: { changed: ["security-group"] },
  RunInstances: { made: ["instance", "network-interface", "volume"] },
  TerminateInstances: { changed: ["instance"] },
};

describe("the policy lets its holder", () => {
  const may = (action: string, kind: string, context?: Context): boolean =>
    allows(`ec2:${action}`, `arn:aws:ec2:eu-central-1:123456789012:${kind}/${kind}-0123456789abcdef0`, context);
  const HAS_TAG = { "aws:ResourceTag/labnote": "lab-01234567" };
  const GIVES_TAG = { "aws:RequestTag/labnote": "lab-01234567" };
  const pairs = (what: "made" | "changed"): [string, string][] =>
    Object.entries(DECIDED_ON).flatMap(([action, kinds]) =>
      (kinds[what] ?? []).map((kind): [string, string] => [action, kind]),
    );

  test("change only what was looked up here", () => {
    const changing = allowedActions().filter((action) => !/:(Describe|Get)/.test(action));
    const known = [...Object.keys(DECIDED_ON), "CreateTags"].map((action) => `ec2:${action}`);
    expect(changing.sort()).toEqual(known.sort());
  });

  test.each(pairs("changed"))("%s a %s that has labnote's tag, and none that has not", (action, kind) => {
    expect(may(action, kind, HAS_TAG)).toBe(true);
    expect(may(action, kind, GIVES_TAG)).toBe(false);
    expect(may(action, kind)).toBe(false);
  });

  test.each(pairs("made"))("%s (%s), with tags in the same call", (action, kind) => {
    expect(may(action, kind, GIVES_TAG)).toBe(true);
    // Routes have no tags.
    if (action !== "CreateRoute")
      expect(may("CreateTags", kind, { ...GIVES_TAG, "ec2:CreateAction": action })).toBe(true);
  });

  test.each(["instance", "vpc", "subnet", "security-group", "volume", "key-pair", "internet-gateway"])(
    "tag no %s that is there, but for one of labnote's",
    (kind) => {
      expect(may("CreateTags", kind, GIVES_TAG)).toBe(false);
      expect(may("CreateTags", kind, HAS_TAG)).toBe(true);
    },
  );

  test("take over a route table, since a network's own one is made without tags", () => {
    expect(may("CreateTags", "route-table", GIVES_TAG)).toBe(true);
    expect(may("CreateTags", "route-table", { "aws:RequestTag/Name": "mine" })).toBe(false);
  });
});
