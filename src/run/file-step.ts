import { shellQuote } from "../common/advice.ts";
import type { Connection } from "../hosts/ssh/connection.ts";
import type { Bindings } from "../note/compare/bindings.ts";
import type { FileStep } from "../note/note.ts";
import type { StepResult } from "./step-result.ts";

/**
 * Writes a file of the note into its section's folder. An existing file is overwritten in place, so that a bind mount of it shows the change.
 * root writes it where a command of root, or of a container, has made the folder or the file.
 */
export async function runFileStep(
  step: FileStep,
  remote: Pick<Connection, "run">,
  bindings: Bindings,
  signal: AbortSignal,
): Promise<StepResult> {
  const content = Buffer.from(step.content).toString("base64").replace(/.{76}/g, "$&\n");
  const script = `file=~/${shellQuote(step.section)}/${shellQuote(step.path)}
folder=$(dirname -- "$file") as=
{ mkdir -p -- "$folder" && : >> "$file"; } 2> /dev/null || as="sudo -n"
set -o pipefail
$as mkdir -p -- "$folder" && base64 -d <<'END' | $as tee -- "$file" > /dev/null
${content}
END`;
  const { exit, stderr } = await remote.run(script, { timeout: 60_000, signal });
  return {
    ...{ output: "", exit: null, cut: 0, bindings },
    reasons: exit === 0 ? [] : [{ kind: "unwritten", why: stderr.trim() }],
  };
}
