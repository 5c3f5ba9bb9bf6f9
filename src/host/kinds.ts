import type { Settings } from "../settings.ts";
import type { HostKind } from "./kind.ts";

/** The kind of host that a target stands for. What a kind needs is loaded when it is asked for, and not for the others. */
export async function kindOf(target: Settings["target"]): Promise<HostKind> {
  switch (target) {
    case "container":
      return (await import("./container-kind.ts")).container;
    case "ec2":
      return (await import("./ec2-kind.ts")).ec2;
    default:
      return target satisfies never;
  }
}
