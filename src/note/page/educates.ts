/** A line of a block. */
interface Line {
  line: number;
  text: string;
}

/** The commands in a `terminal:execute` block of Educates: the value of its key `command`, which is one line or a YAML block of lines. */
export function educatesCommands(lines: readonly Line[]): Line[] {
  const at = lines.findIndex(({ text }) => /^command:/.test(text));
  const first = lines[at];
  if (first === undefined) return [];
  const value = first.text.replace(/^command:\s*/, "").trimEnd();
  if (!/^[|>][+-]?$/.test(value)) return [{ line: first.line, text: value.replace(/^(["'])(.*)\1$/, "$2") }];
  const below = lines.slice(at + 1);
  const end = below.findIndex(({ text }) => /^\S/.test(text));
  const block = below.slice(0, end === -1 ? undefined : end);
  const indent = /^ */.exec(block[0]?.text ?? "")?.[0].length ?? 0;
  return block.map(({ line, text }) => ({ line, text: text.slice(indent) }));
}
