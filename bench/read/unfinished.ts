/**
 * Whether a shell would wait for more below these lines: after `\`, an open quote or here-document, a trailing `|`, `&&` or `||`, an open
 * bracket, or an open `for`, `while`, `until`, `if`, `case` or `{`.
 */
export function unfinished(lines: readonly string[]): boolean {
  const text = lines.join("\n");
  if (/(?:^|[^\\])(?:\\\\)*\\[ \t]*$/.test(text)) return true;
  if (openDocument(lines)) return true;
  const { bare, open } = withoutQuotes(withoutDocuments(lines).join("\n"));
  return open || /(?:\||&&)\s*$/.test(bare) || /[({]\s*$/.test(bare) || depth(bare) > 0;
}

const DOCUMENT = /<<(-?)\s*\\?(["']?)([A-Za-z_]\w*)\2/g;

/** Whether the end of a here-document is still to come. */
const openDocument = (lines: readonly string[]): boolean => documents(lines).open;

const withoutDocuments = (lines: readonly string[]): string[] => documents(lines).outside;

function documents(lines: readonly string[]): { outside: string[]; open: boolean } {
  const outside: string[] = [];
  let ends: string[] = [];
  for (const line of lines) {
    if (ends.length > 0) {
      if (line.trim() === ends[0]) ends = ends.slice(1);
      continue;
    }
    outside.push(line);
    ends = [...line.replace(/<<</g, "").matchAll(DOCUMENT)].map(([, , , end = ""]) => end);
  }
  return { outside, open: ends.length > 0 };
}

/** A text without what stands in quotes and behind `#`, and whether a quote is open at its end. */
function withoutQuotes(text: string): { bare: string; open: boolean } {
  const pieces = /\\[\s\S]|'[^']*'|"(?:\\[\s\S]|[^"\\])*"|(?<![^\s;])#.*/g;
  const bare = text.replace(pieces, " ");
  return { bare, open: /["']/.test(bare) };
}

/** How many compound commands and brackets are open. */
function depth(bare: string): number {
  const count = (pattern: RegExp) => bare.match(pattern)?.length ?? 0;
  const opened = count(/(?:^|[;&|({]|\b(?:do|then|else)\b)\s*(?:for|while|until|if|case|select)\s/gm);
  const closed = count(/(?:^|[;&|)])\s*(?:done|fi|esac)\b/gm);
  const braces = count(/(?:^|\s)\{(?=\s|$)|\)\s*\{/gm) - count(/(?:^|[;\s])\}/gm);
  const brackets = count(/\$\(|(?:^|[\s=(])\(/gm) - count(/\)/gm) + count(/^\s*\(?[^\s()]+\)(?=\s|$)/gm);
  return Math.max(0, opened - closed) + Math.max(0, braces) + (opened > 0 ? 0 : Math.max(0, brackets));
}
