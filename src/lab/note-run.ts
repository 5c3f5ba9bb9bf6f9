import { Command } from "@pulumi/command/local/index.js";
import * as pulumi from "@pulumi/pulumi";
import { RUNNER } from "../common/paths.ts";
import type { Settings } from "../common/settings.ts";
import type { Host } from "../hosts/host.ts";
import type { Note } from "../note/note.ts";
import type { RunRequest } from "../run/request.ts";

/** The note that {@link createNoteRun} runs, and the host. */
export interface NoteRunArgs {
  host: pulumi.Input<Host>;
  note: Note;
  settings: Settings;
}

/**
 * The run of a note on a host, as a resource. Pulumi creates it by running the note, and replaces it when the note or the host changes. A
 * run with a failed step is a failed create, so the next update runs the note again.
 */
export function createNoteRun(
  name: string,
  { host, note, settings }: NoteRunArgs,
  options: pulumi.CustomResourceOptions = {},
): Command {
  const stack = pulumi.getStack();
  const { note: file, readyWithin, hours } = settings;
  const request: Omit<RunRequest, "host"> & Pick<NoteRunArgs, "host"> = {
    host,
    stack,
    note: file,
    records: `records/${stack}`,
    readyWithin,
    hours,
  };
  return new Command(
    name,
    {
      // In the folder of the program. `; exit` keeps the shell as the runner's parent: when the engine ends the shell, the runner sees that
      // its parent is gone.
      create: `node ${RUNNER}; exit $?`,
      // A change that is no trigger waits for the next run: another number of hours is no reason to run the note again.
      update: "true",
      // The login key travels on standard input, where no process list shows it, and is encrypted in the state.
      stdin: pulumi.secret(pulumi.jsonStringify(request)),
      triggers: [note.hash, pulumi.output(host).apply(({ id }) => id)],
      // The runner's one line is for the outputs. Progress is in the run's events.
      logging: "none",
    },
    options,
  );
}
