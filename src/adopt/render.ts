import type { Draft, Piece } from "./draft.ts";
import type { Settled } from "./section.ts";

/** A piece with its steps settled. */
export type SettledPiece = Exclude<Piece, { kind: "steps" }> | { kind: "steps"; steps: readonly Settled[] };

/** The lines of the note that take the place of a draft's, without line ends; `undefined` where nothing of it is typed or written. */
export function render(draft: Draft, pieces: readonly SettledPiece[]): string[] | undefined {
  const blocks = pieces.flatMap((piece) => blocksOf(draft, piece));
  if (!blocks.some(({ read }) => read)) return undefined;
  const lines: string[] = [];
  for (const { info, lines: inner } of blocks) {
    if (lines.length > 0 && info !== undefined && lines.at(-1) !== "" && blocks.length > 1 && !isProse(lines))
      lines.push("");
    if (info === undefined) lines.push(...inner);
    else {
      const marks = longer(draft.marks, inner);
      lines.push(`${marks}${info}`, ...inner, marks);
    }
  }
  return lines.map((line, index) => {
    const before = index === 0 ? draft.opening : draft.indent;
    return line === "" ? before.trimEnd() : before + line;
  });
}

const isProse = (lines: readonly string[]): boolean => !/^(?:`{3,}|~{3,})/.test(lines.at(-1) ?? "");

/** Text, or a block of code with the words of its fence. */
interface Block {
  info: string | undefined;
  lines: readonly string[];
  /** Whether labnote reads it. */
  read: boolean;
}

function blocksOf(draft: Draft, piece: SettledPiece): Block[] {
  switch (piece.kind) {
    case "prose":
      return [{ info: undefined, lines: piece.lines, read: false }];
    case "code":
      return [{ info: proseInfo(draft), lines: piece.lines, read: false }];
    case "file": {
      const name = /\s/.test(piece.name) ? `"${piece.name}"` : piece.name;
      const info = [piece.language, `file=${name}`, draft.meta].filter((each) => each !== "").join(" ");
      return [{ info, lines: piece.lines, read: true }];
    }
    case "steps":
      return stepBlocks(draft, piece.steps);
  }
}

/** The console blocks of some steps, with those that are left between them, as they were. */
function stepBlocks(draft: Draft, steps: readonly Settled[]): Block[] {
  const runs: Settled[][] = [];
  for (const step of steps) {
    const last = runs.at(-1);
    if (last === undefined || (last[0]?.left === undefined) !== (step.left === undefined)) runs.push([step]);
    else last.push(step);
  }
  const words = draft.meta.match(ownWords) ?? [];
  const info = draft.language === "console" ? draft.info : ["console", ...words].join(" ");
  return runs.map((run) =>
    run[0]?.left === undefined
      ? { info, lines: trimmed(sessionLines(run)), read: true }
      : { info: proseInfo(draft), lines: trimmed(run.flatMap(({ step }) => step.raw)), read: false },
  );
}

/** The words behind the fence of what stays prose: labnote must not read it. */
const proseInfo = ({ language, info }: Draft): string => (language === "console" || language === "" ? "text" : info);

/** The words of a fence that labnote reads. */
const ownWords = /\b(?:terminal|within|timeout)=\S+/g;

function sessionLines(steps: readonly Settled[]): string[] {
  const lines: string[] = [];
  for (const [index, { step, exit }] of steps.entries()) {
    const { above, prompt, typed, below } = step;
    // Directly below an output, a comment would be output, too.
    if (above[0]?.startsWith("#") && steps[index - 1]?.step.below.at(-1)?.trim()) lines.push("");
    lines.push(...above, ...typed.map((line, at) => (at === 0 ? `${prompt} ${line}` : line)), ...below);
    if (exit !== undefined) lines.push(`${exit} exit`);
  }
  return lines;
}

function trimmed(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line.trim() !== "");
  return lines.slice(Math.max(first, 0), lines.findLastIndex((line) => line.trim() !== "") + 1);
}

/** The marks of a fence, longer than any in its lines. */
function longer(marks: string, lines: readonly string[]): string {
  const sign = marks[0] as string;
  const most = Math.max(
    0,
    ...lines
      .map((line) => /^\s*(`+|~+)/.exec(line)?.[1] ?? "")
      .filter((run) => run[0] === sign)
      .map((run) => run.length),
  );
  return most >= marks.length ? sign.repeat(most + 1) : marks;
}
