import type { ShellCommand } from "../tokens.ts";

/** `NAME=VALUE; export NAME` as `export NAME=VALUE`. */
export function exportForm(commands: readonly ShellCommand[]): readonly ShellCommand[] {
  const now: ShellCommand[] = [];
  for (const command of commands) {
    const before = now.at(-1);
    const name = before?.words.length === 1 ? /^([A-Za-z_]\w*)=/.exec(before.words[0] as string)?.[1] : undefined;
    const isExport =
      name !== undefined && command.words.join(" ") === `export ${name}` && /^(?:;|&&)$/.test(command.joint);
    if (before !== undefined && isExport) now[now.length - 1] = { ...before, words: ["export", ...before.words] };
    else now.push(command);
  }
  return now;
}
