import { randomBytes } from "node:crypto";
import type { ResourceKind } from "./resource-kind.ts";

interface Inputs {
  stack: string;
}

/** A lab's id, made once and kept in the state. Everything of the lab carries it as a label. */
export const lab: ResourceKind<Inputs, object> = {
  create: async ({ stack }) => ({ id: `${stack}-${randomBytes(4).toString("hex")}`, state: {} }),
};
