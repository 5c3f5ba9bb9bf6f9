import { expect, test } from "@jest/globals";
import { sum } from "../../../bench/measure.ts";
import { phases, type Traced } from "../../../bench/phases.ts";

const process = (script: string, start: number, end: number, children: Traced["children"] = []): Traced => ({
  args: ["/usr/bin/node", script],
  ...{ start, end, children },
});
const pulumi = (start: number, end: number, ...args: string[]) => ({ args: ["/opt/bin/pulumi", ...args], start, end });

const trace: Traced[] = [
  process("/lab/scripts/start.ts", 170, 3000, [
    { args: ["bash", "-c", "docker info"], start: 700, end: 720 },
    pulumi(710, 800, "stack", "select"),
    pulumi(1000, 2500, "up", "--yes"),
    pulumi(2500, 2600, "stack", "output"),
    pulumi(2600, 2750, "stack", "history"),
  ]),
  process("/lab/toolchain/language-host.ts", 1100, 2400),
  process("/usr/bin/npm", 0, 3010),
];

test("the phases of npm start follow one another and make up all of its time", () => {
  expect(phases(trace)).toEqual({
    npm: 0.18,
    "Node, a look at the packages, imports, settings, note": 0.53,
    "the machine is looked at, the stack opened": 0.3,
    "pulumi up": 1.5,
    "Pulumi is asked for what came of it": 0.25,
    "report and end": 0.25,
  });
  expect(sum(Object.values(phases(trace)))).toBeCloseTo(3.01);
});

test("a trace without a required process is refused", () => {
  expect(() => phases(trace.slice(1))).toThrow("start.ts");
});
