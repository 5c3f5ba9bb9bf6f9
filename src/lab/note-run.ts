import { Command } from "@pulumi/command/local/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../common/settings.ts";
import type { Host } from "../hosts/host.ts";
import type { Note } from "../note/note.ts";
import type { RunRequest } from "../run/request.ts";

/** What {@link createNoteRun} runs, and where. */
export interface NoteRunArgs {
  host: pulumi.Input<Host>;
  note: Note;
  settings: Settings;
}

/**
 * The run of a note on a host as a resource: made by running it, and made anew when the note or the host is another. A run with a step that
 * failed is no resource, so the next update runs it again.
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
      // `; exit` keeps the shell between the engine and the runner: when the engine ends it, the runner sees that its parent is gone.
      create: "node scripts/run-note.ts; exit $?",
      // What differs without a trigger is for the next run: another number of hours is no reason to type the note again.
      update: "true",
      // The login key travels on standard input, where no process list shows it, and is encrypted in the state.
      stdin: pulumi.secret(pulumi.jsonStringify(request)),
      triggers: [note.hash, pulumi.output(host).apply(({ id }) => id)],
      // Its one line is for the outputs; progress is in the run's events.
      logging: "none",
    },
    options,
  );
}
