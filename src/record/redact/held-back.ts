import { openKey } from "./detector.ts";
import { incompleteEscape, withoutEscapes } from "./escapes.ts";

/** How many characters are held back at most: more than any key has. */
const HELD = 16 * 1024;

const closedKey = /^.*-----END [A-Z0-9 ]*-----/s;

/** How many characters at a text's end may be the start of a secret; 0 where that is more than can be held back. */
export function possibleSecretStart(text: string): number {
  const tail = text.slice(-HELD);
  const seen = withoutEscapes(tail);
  const rest = seen.text.replace(closedKey, "");
  const open = openKey.exec(rest)?.[0].length ?? openWord(rest);
  const from = open === 0 ? tail.length : seen.at(seen.text.length - open);
  const held = Math.max(tail.length - from, incompleteEscape(tail));
  return held < HELD ? held : 0;
}

/** The length of the word at a text's end. More of it may come. */
function openWord(text: string): number {
  let start = text.length;
  while (start > 0 && !/\s/.test(text.charAt(start - 1))) start -= 1;
  return text.length - start;
}
