import { Command } from "@pulumi/command/local/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { Host } from "../host/host.ts";
import type { Note } from "../note/note.ts";
import type { Settings } from "../settings.ts";

/** What {@link runNote} runs, and where. */
export interface RunArgs {
  host: pulumi.Input<Host>;
  note: Note;
  settings: Settings;
}

/**
 * The run of a note on a host as a resource: made by running it, and made anew when the note or the host is another. A run with a step that
 * failed is no resource, so the next update runs it again.
 */
export function runNote(
  name: string,
  { host, note, settings }: RunArgs,
  options: pulumi.CustomResourceOptions = {},
): Command {
  const request = {
    host,
    note: settings.note,
    records: `records/${pulumi.getStack()}`,
    readyWithin: settings.readyWithin,
  };
  // `; exit` keeps the shell between the engine and the runner: when the engine ends it, the runner sees that its parent is gone.
  const run = "node scripts/run-note.ts; exit $?";
  return new Command(
    name,
    {
      create: run,
      update: run,
      // The login key travels on standard input, where no process list shows it, and is encrypted in the state.
      stdin: pulumi.secret(pulumi.jsonStringify(request)),
      triggers: [note.hash, pulumi.output(host).apply(({ id }) => id)],
      // Its one line is for the outputs; progress is in the run's events.
      logging: "none",
    },
    options,
  );
}
