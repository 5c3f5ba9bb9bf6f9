import { realpathSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { extname, join, relative } from "node:path";
import { parseDocument } from "yaml";
import { replaceFile } from "../../common/files.ts";
import { CHECKOUT, FOLDER, stateFolder } from "../../common/paths.ts";
import { PROJECT_FILE } from "../../common/stack-config.ts";

/** Where Pulumi finds the project of a folder's labs: the checkout is one itself, and others have one beside their state. */
export const projectFolder = (folder: string = FOLDER): string =>
  folder === CHECKOUT ? CHECKOUT : join(stateFolder(folder), "project");

/**
 * {@link projectFolder}, made where it is missing. It is written anew each time, since another version of the program may lie elsewhere.
 *
 * @throws LabError when it cannot be written
 */
export async function ensureProject(): Promise<string> {
  const project = projectFolder();
  if (project === CHECKOUT) return project;
  await mkdir(project, { recursive: true, mode: 0o700 });
  // Pulumi joins the path of the settings to the project's real one.
  const places = { program: CHECKOUT, settings: relative(realpathSync(project), FOLDER) };
  await replaceFile(join(project, "Pulumi.yaml"), projectElsewhere(await readFile(PROJECT_FILE, "utf8"), places));
  return project;
}

/**
 * The program's Pulumi.yaml, for a project in another folder.
 *
 * @param places the program's own folder, and the one with the stacks' own files, relative to the project
 */
export function projectElsewhere(yaml: string, { program, settings }: { program: string; settings: string }): string {
  const project = parseDocument(yaml);
  project.set("main", join(program, `index${extname(import.meta.filename)}`));
  project.setIn(["plugins", "providers", 0, "path"], join(program, "src/hosts/provider"));
  project.set("stackConfigDir", settings);
  project.setIn(["config", "note", "default"], "");
  return project.toString();
}
