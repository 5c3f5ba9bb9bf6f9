import { type LinePart, type LinePattern, variedIn, wildcard } from "../../../note/compare/line-pattern.ts";
import { squeeze } from "../../../note/compare/lines.ts";
import { split } from "../../../note/compare/shapes.ts";
import type { ExpectedLine } from "../../../note/note.ts";

/** A piece of a line. All of them together are the line. */
export interface LinePiece {
  text: string;
  /** Why it may differ at the next run; `undefined` if it may not. */
  part: LinePart | undefined;
}

/** A line of the output in its pieces, given the pattern of the note's line that it matches. */
export const seenPieces = ({ seen, pattern }: { seen: string; pattern: LinePattern }): LinePiece[] =>
  piecesOf(seen, variedIn(pattern, squeeze(seen)) ?? []);

/** A line of the note in its pieces. */
export const notedPieces = ({ text, around }: ExpectedLine): LinePiece[] =>
  piecesOf(
    text,
    split(squeeze(text), around).flatMap(({ text, at, shape }): LinePart[] =>
      shape === undefined
        ? Array.from(text.matchAll(WILDCARD), ({ index }) => ({
            from: at + index,
            to: at + index + wildcard.length,
            word: undefined,
          }))
        : [{ from: at, to: at + text.length, word: { text, shape } }],
    ),
  );

const WILDCARD = /\[\.\.\]/g;
const BLANKS = "[ \\t\\u00a0\\u3000]+";
const signs = new RegExp(`${BLANKS}|.`, "gsu");
const blank = new RegExp(`^${BLANKS}`);

/** The parts are places in the line with its blanks squeezed. */
function piecesOf(line: string, parts: readonly LinePart[]): LinePiece[] {
  if (parts.length === 0) return [{ text: line, part: undefined }];
  const pieces: LinePiece[] = [];
  let at = 0;
  for (const [sign] of line.normalize("NFC").matchAll(signs)) {
    const part = parts.find(({ from, to }) => from <= at && at < to);
    const last = pieces.at(-1);
    if (last?.part === part && last !== undefined) last.text += sign;
    else pieces.push({ text: sign, part });
    at += blank.test(sign) ? 1 : sign.length;
  }
  return pieces;
}
