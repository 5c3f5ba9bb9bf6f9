import { join } from "node:path";
import { beforeAll, expect, jest, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import ts from "typescript";
import { type AllSettings, hostsIn, type Made, opened } from "../mocked.ts";
import { aws, onEc2 } from "./world.ts";

/**
 * What a resource was given, held to the types that @pulumi/aws declares for it, as its compiler does for what is written in the program. A
 * property that it spreads, or makes in a loop, is not seen there: here all are.
 */
const root = join(import.meta.dirname, "../../../..");
const FILE = join(root, "test/unit/host/resources-as-given.ts");

/** The inputs of resources as a program in which each stands as a literal of its type. */
function programOf(resources: Pick<Made, "type" | "inputs">[]): string {
  return resources
    .map(({ type, inputs }, index) => {
      // As in aws:ec2/keyPair:KeyPair.
      const [, module = "", name = ""] = type.split(":");
      const known = JSON.stringify(inputs, (_, value) => opened(value).value, 2);
      return `import type { ${name}Args as Args${index} } from "@pulumi/aws/${module}.js";\nexport const r${index}: Args${index} = ${known};`;
    })
    .join("\n");
}

/** What TypeScript says of it, a line each. */
function complaints(text: string): string[] {
  const options: ts.CompilerOptions = {
    ...{ target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.NodeNext, types: [] },
    ...{ strict: true, noEmit: true, skipLibCheck: true },
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => file === FILE || fileExists(file);
  host.readFile = (file) => (file === FILE ? text : readFile(file));
  host.getSourceFile = (file, ...rest) =>
    file === FILE ? ts.createSourceFile(file, text, ts.ScriptTarget.ESNext) : getSourceFile(file, ...rest);
  const program = ts.createProgram([FILE], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

/** Each setting that the program reads, with another value than its default. */
const changes: Partial<AllSettings>[] = [
  {},
  { ami: "ami-0c0ffee0" },
  { instanceType: "m7i-flex.large" },
  { allowFrom: ["0.0.0.0/0", "198.51.100.0/24"] },
  { hours: 0.5 },
  { hours: null },
  { region: "eu-central-1" },
  { students: ["mina"] },
];

beforeAll(() => {
  jest.spyOn(pulumi.log, "warn").mockResolvedValue();
});

test("everything that is asked of EC2, for every setting, is of the types that @pulumi/aws declares", async () => {
  const given: Made[] = [];
  for (const change of changes) given.push(...(await hostsIn(aws, { ...onEc2, ...change })).made);
  const resources = given.filter(({ type }) => type.startsWith("aws:"));
  expect(new Set(resources.map(({ type }) => type)).size).toBe(9);
  expect(complaints(programOf(resources))).toEqual([]);
}, 120_000);

test("a property that it does not know, and a value of another type, are seen", () => {
  const vpc = { type: "aws:ec2/vpc:Vpc", inputs: { cidrBlock: "10.0.0.0/16", tags: { Name: "a" } } };
  const instance = { type: "aws:ec2/instance:Instance", inputs: { metadataOptions: { httpTokens: "required" } } };
  const wrong = [
    { ...vpc, inputs: { ...vpc.inputs, cidr: "10.0.0.0/16" } },
    { ...vpc, inputs: { ...vpc.inputs, tags: { Name: 1 } } },
    { ...instance, inputs: { metadataOptions: { httpTokens: "required", hopLimit: 1 } } },
    { type: "aws:ec2/subnet:Subnet", inputs: { cidrBlock: "10.0.0.0/24" } },
  ];
  expect(complaints(programOf([vpc, instance, ...wrong]))).toEqual([
    expect.stringMatching(/cidr.* does not exist in type 'VpcArgs'/),
    expect.stringContaining("'number' is not assignable"),
    expect.stringMatching(/hopLimit.* does not exist in type 'InstanceMetadataOptions/),
    expect.stringMatching(/'vpcId' is missing/),
  ]);
}, 120_000);
