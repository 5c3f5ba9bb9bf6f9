import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { docker } from "../../src/hosts/docker/cli.ts";
import type { StepRecord } from "../../src/record/record.ts";
import type { Said } from "./fixtures/evidence.ts";
import { type TestLab, testLab } from "./fixtures/lab.ts";

jest.setTimeout(20 * 60_000);

// The other tests' hosts have Debian 12, with Docker 20.10 and its only builder.
let lab: TestLab;
let said: Said;

beforeAll(async () => {
  lab = await testLab();
  said = await lab.run("start", "--set", "base=debian13");
});
afterAll(async () => {
  await lab?.[Symbol.asyncDispose]();
});

const isBuild = ({ typed }: StepRecord): boolean => typed.startsWith("docker build ");

test("the chapter passes in every step on Debian 13, where BuildKit builds and apt has another look", async () => {
  const { steps, host } = await lab.record();
  expect(steps.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
  expect(said).toMatchObject({ code: 0, stderr: "" });
  expect(host.base).toBe("Debian 13");
  const builds = steps.filter(isBuild);
  expect(builds.length).toBeGreaterThan(3);
  for (const { output } of builds) expect(output).toContain("[+] Building");
});

test("the chapter's builds pass there with the old builder, too", async () => {
  const [container] = await lab.things();
  await docker(["exec", container as string, "sh", "-c", "echo DOCKER_BUILDKIT=0 >> /etc/environment"]);
  for (const only of ["1.5.3", "1.5.4"]) {
    expect(await lab.run("note", "--only", only)).toMatchObject({ code: 0 });
    const steps = (await lab.record()).steps.filter(({ section }) => section === only);
    expect(steps.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
    const builds = steps.filter(isBuild);
    expect(builds).toHaveLength(1);
    for (const { output } of builds) expect(output).toMatch(/^DEPRECATED: The legacy builder.*^Step 1\/\d/ms);
  }
});
