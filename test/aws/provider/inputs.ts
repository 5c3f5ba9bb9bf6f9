import { isDeepStrictEqual } from "node:util";
import type { Change, Props } from "./kind.ts";

/** How the engine writes a value that is not known before something else is made. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

type Rows = { [path: string]: Change<never, never> };
const isBag = (value: unknown): value is Props => typeof value === "object" && value !== null && !Array.isArray(value);

/** The paths of a value that no row speaks of. What is below a row belongs to it. */
export function unserved(value: unknown, rows: Rows, path = ""): string[] {
  if (path in rows || value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((element) => unserved(element, rows, path));
  if (isBag(value))
    return Object.entries(value).flatMap(([key, part]) => unserved(part, rows, path === "" ? key : `${path}.${key}`));
  const mayBecomeServed = value === UNKNOWN && Object.keys(rows).some((row) => row.startsWith(`${path}.`));
  return mayBecomeServed ? [] : [path];
}

/**
 * The rows whose value in the inputs is not that of the state. What the inputs leave to AWS is not compared, unless they spoke of it before.
 */
export function changed(rows: Rows, state: Props, inputs: Props, oldInputs: Props): string[] {
  return Object.keys(rows).filter((row) => {
    const path = row.split(".");
    const wanted = normal(at(inputs, path));
    if (wanted === undefined && normal(at(oldInputs, path)) === undefined) return false;
    return !isDeepStrictEqual(wanted, normal(at(state, path)));
  });
}

/** The value at a path; a list on the way, and what is unknown, as a whole. */
function at(value: unknown, [first, ...rest]: string[]): unknown {
  if (first === undefined || Array.isArray(value) || value === UNKNOWN) return value;
  return isBag(value) ? at(value[first], rest) : undefined;
}

/** Lists are sets to EC2, and what is empty is not there. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) {
    const elements = value.map(normal).sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
    return elements.length === 0 ? undefined : elements;
  }
  if (isBag(value)) {
    const entries = Object.entries(value).flatMap(([key, part]) => {
      const known = normal(part);
      return known === undefined ? [] : [[key, known] as const];
    });
    return entries.length === 0 ? undefined : Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b)));
  }
  return value === null || value === "" ? undefined : value;
}

/** Inputs brought in line with the state, as a refresh has them: each that was given, with what it is now. */
export function refreshed(inputs: unknown, state: unknown): unknown {
  if (!isBag(inputs) || !isBag(state)) return state;
  return Object.fromEntries(
    Object.entries(inputs).map(([key, input]) => [key, key in state ? refreshed(input, state[key]) : input]),
  );
}

/** The inputs that would make such a state: for one that is imported. */
export const inputsOf = (state: Props, rows: Rows): Props =>
  Object.fromEntries(
    Object.entries(state).filter(([key]) => Object.keys(rows).some((row) => row.split(".")[0] === key)),
  );
