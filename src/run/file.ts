import type { Bindings } from "../note/bindings.ts";
import type { FileStep } from "../note/note.ts";
import type { Remote } from "../remote/remote.ts";
import { quoted } from "./shell-words.ts";
import type { Tried } from "./tried.ts";

/** Writes a file of the note into its section's folder. One that is there is written anew in place, so that a mount of it sees it. */
export async function writeFile(
  step: FileStep,
  remote: Remote,
  bindings: Bindings,
  signal: AbortSignal,
): Promise<Tried> {
  const content = Buffer.from(step.content).toString("base64").replace(/.{76}/g, "$&\n");
  const script = `file=~/${quoted(step.section)}/${quoted(step.path)}
mkdir -p -- "$(dirname -- "$file")" && base64 -d > "$file" <<'END'
${content}
END`;
  const { exit, stderr } = await remote.run(script, { timeout: 60_000, signal });
  const reason = exit === 0 ? null : `it could not be written: ${stderr.trim()}`;
  return { output: "", exit: null, cut: 0, bindings, reason };
}
