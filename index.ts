import * as pulumi from "@pulumi/pulumi";
import { describe, LabError } from "./src/common/errors.ts";
import { FOLDER } from "./src/common/paths.ts";
import { readSettings } from "./src/common/settings.ts";
import type { Host } from "./src/hosts/host.ts";
import { createHosts, KINDS } from "./src/hosts/kinds.ts";
import { createNoteRun } from "./src/lab/note-run.ts";
import { loadExercises } from "./src/note/load.ts";

// With LABNOTE_DEBUG it tells which programs it runs, as every command does.
if (process.env.LABNOTE_DEBUG) await import("./src/cli/verbose.ts");

async function lab() {
  // Pulumi starts it in its own folder, and notes are named relative to the user's.
  process.chdir(FOLDER);
  const settings = readSettings(pulumi.runtime.allConfig(), KINDS);
  const note = await loadExercises(settings.note);
  const { id, hosts } = await createHosts(settings, note);
  // No output is of a run: where one fails, there would be no outputs at all, and nobody could reach the hosts.
  for (const { name, host } of hosts) createNoteRun(name, { host, note, settings });
  // For the same reason a host that could not be made is none of them.
  const reached = hosts.map(({ host }) => pulumi.recover<Host | null>(host, () => null));
  return { id, hosts: pulumi.secret(pulumi.all(reached).apply((all) => all.filter((host) => host !== null))) };
}

const made = await lab().catch((error) => {
  // What is meant for people is shown as it reads, without a stack.
  throw error instanceof LabError ? new pulumi.RunError(describe(error, pulumi.getStack())) : error;
});

/** The lab's id: everything of it on the Docker Engine or EC2 carries it as the label or tag `labnote`. */
export const id = made.id;
/** How each host that could be made is reached; secret, since the login keys are in it. */
export const hosts = made.hosts;
