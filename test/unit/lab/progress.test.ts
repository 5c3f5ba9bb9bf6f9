import { expect, test } from "@jest/globals";
import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import { EngineProgress } from "../../../src/lab/progress.ts";

/** What a display of these hosts hears of one event of the engine. */
function told(hosts: string[], type: string, name: string, op: string, event = "resOutputsEvent"): string[] {
  const said: string[] = [];
  const making = (host: string, how: string) => said.push(`${host}: ${how}`);
  const urn = `urn:pulumi:lab::labnote::${type}::${name}`;
  const progress = new EngineProgress(hosts, { making, run: () => {}, end: async () => {} });
  progress.hear({ [event]: { metadata: { urn, op } } } as unknown as EngineEvent);
  return said;
}

const CONTAINER = "labnote:host:Container$labnote:index:ContainerHost";

test("the display of an update hears when a host is begun, made, as it was, or could not be made", () => {
  expect([
    ...told(["mina"], CONTAINER, "mina", "create", "resourcePreEvent"),
    ...told(["mina"], CONTAINER, "mina", "create"),
    ...told(["mina"], CONTAINER, "mina", "same"),
    ...told(["mina"], CONTAINER, "mina", "create", "resOpFailedEvent"),
  ]).toEqual(["mina: begun", "mina: made", "mina: unchanged", "mina: failed"]);
});

test("the display of an update takes an EC2 instance for the host, and not the component that groups it with its keys", () => {
  expect(told(["mina"], "labnote:host:Ec2Host", "mina", "create")).toEqual([]);
  const instance = "labnote:host:Ec2Host$aws:ec2/instance:Instance";
  expect(told(["mina"], instance, "mina", "create", "resOpFailedEvent")).toEqual(["mina: failed"]);
});

test("the display of an update takes no other resource for a student's host, even if it has the student's name", () => {
  expect(told(["lab"], "labnote:index:Lab", "lab", "create")).toEqual([]);
  expect(told(["lab"], "command:local:Command", "lab", "create")).toEqual([]);
  expect(told(["lab"], CONTAINER, "other", "create")).toEqual([]);
});
