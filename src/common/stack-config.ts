import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { parse, parseDocument } from "yaml";
import { LabError } from "./errors.ts";
import { replaceFile } from "./files.ts";
import { CHECKOUT, FOLDER } from "./paths.ts";
import { PROJECT, type SettingChanges } from "./settings.ts";

/**
 * A stack's configuration as Pulumi gives it to the program: the defaults of Pulumi.yaml, over them the stack's own file, and over that the
 * changes that are about to be made. It comes from the files, because it is needed before there is a Pulumi on the machine.
 *
 * @param root the folder with the stack's own file
 */
export async function readStackConfig(
  root: string,
  stack: string,
  { set, unset }: SettingChanges = { set: [], unset: [] },
): Promise<{ [key: string]: string }> {
  const declared = Object.entries(await declaredSettings());
  const defaults = declared.map(([name, { default: value }]) => [fullKey(name), value]);
  const file = stackFile(root, stack);
  const own = existsSync(file) ? await readYaml<{ config?: { [key: string]: unknown } } | null>(file) : null;
  const kept = Object.entries(own?.config ?? {}).filter(([name]) => !unset.map(fullKey).includes(name));
  const all = [...defaults, ...kept, ...assignments(set)];
  return Object.fromEntries(
    all.map(([name, value]) => [name, typeof value === "object" ? JSON.stringify(value) : String(value)]),
  );
}

/** What Pulumi.yaml says of a setting. */
interface DeclaredSetting {
  default: unknown;
  description: string;
}

/** What says which settings there are: labnote's own Pulumi.yaml. */
export const PROJECT_FILE = join(CHECKOUT, "Pulumi.yaml");

/** The settings that Pulumi.yaml declares, in its order. The checkout alone has notes that can be a default. */
export async function declaredSettings(folder: string = FOLDER): Promise<{ [key: string]: DeclaredSetting }> {
  const { config } = await readYaml<{ config: { [key: string]: DeclaredSetting } }>(PROJECT_FILE);
  const { note } = config;
  return folder === CHECKOUT || note === undefined ? config : { ...config, note: { ...note, default: "" } };
}

/**
 * Keeps changes of settings in the stack's own file, as `pulumi config set` does. A refusal that comes later may then name one setting
 * alone. Comments stay.
 */
export async function keepSettings(root: string, stack: string, { set, unset }: SettingChanges): Promise<void> {
  if (set.length + unset.length === 0) return;
  const file = stackFile(root, stack);
  const document = parseDocument(existsSync(file) ? await readFile(file, "utf8") : "");
  for (const key of unset) document.deleteIn(["config", fullKey(key)]);
  for (const [key, value] of assignments(set)) document.setIn(["config", key], value);
  await replaceFile(file, document.toString());
}

/** Removes a stack's own file. */
export const forgetSettings = (root: string, stack: string): Promise<void> =>
  rm(stackFile(root, stack), { force: true });

/** Where Pulumi keeps the configuration of a stack. */
const stackFile = (root: string, stack: string): string => join(root, `Pulumi.${stackName(stack)}.yaml`);

/** The keys and values of `KEY=VALUE` texts. */
export const assignments = (texts: readonly string[]): [string, string][] =>
  texts.map((text) => {
    const at = text.indexOf("=");
    if (at > 0) return [fullKey(text.slice(0, at)), text.slice(at + 1)];
    throw new LabError(`--set ${text} names no value`, { remedy: "write it as KEY=VALUE: --set students=3" });
  });

/** A setting's key with its namespace. */
export const fullKey = (name: string): string => (name.includes(":") ? name : `${PROJECT}:${name}`);

async function readYaml<T>(file: string): Promise<T> {
  try {
    return parse(await readFile(file, "utf8"));
  } catch (cause) {
    throw new LabError(`${file} cannot be read`, {
      cause,
      remedy: "mend it, or remove it if it is a stack's own file",
    });
  }
}

/** A stack's name, refused when folders and labels could not bear it. */
export function stackName(name: string): string {
  if (/^[a-z][a-z0-9-]{0,29}$/.test(name)) return name;
  throw new LabError(`${JSON.stringify(name)} cannot name a stack`, {
    remedy: "use lower-case letters, digits and hyphens, beginning with a letter, at most 30 long",
  });
}
