/**
 * Property values as the engine sends them to a provider: plain JSON, but for secrets and outputs, which are objects
 * with a signature in them (Pulumi's `sdk/go/common/resource/sig`).
 */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

type Bag = { [key: string]: unknown };
const isBag = (value: unknown): value is Bag => typeof value === "object" && value !== null && !Array.isArray(value);
const isWrapped = (bag: Bag): boolean => bag[SIGNATURE] === SECRET || bag[SIGNATURE] === OUTPUT;
const parts = (value: unknown): unknown[] => (Array.isArray(value) ? value : isBag(value) ? Object.values(value) : []);

/** A secret as the engine takes it: encrypted in the state, hidden in what is shown. */
export const secret = (value: unknown): unknown => ({ [SIGNATURE]: SECRET, value });

/** The value, at any depth without the marks of secrets and outputs. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isBag(value)) return value;
  if (isWrapped(value)) return plain(value.value);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}

/** Every string within a secret, so that it can be hidden in what is shown. */
export function secretStrings(value: unknown, within = false): string[] {
  if (typeof value === "string") return within && value !== "" ? [value] : [];
  if (!isBag(value) || !isWrapped(value)) return parts(value).flatMap((part) => secretStrings(part, within));
  return secretStrings(value.value, within || value[SIGNATURE] === SECRET || value.secret === true);
}
