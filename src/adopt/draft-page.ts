import type { FrontMatter } from "../note/note.ts";
import { isFile } from "../note/page/page-reader.ts";
import { barePrompt, type Draft, type DraftStep } from "./draft.ts";
import { type Drafted, draftCode, draftParagraph, isCommand } from "./drafts.ts";
import type { CodePart, Part } from "./page.ts";

/**
 * Drafts what takes the place of a page's parts, in their order.
 *
 * @param meant the front matter with which the page is read as it seems to be meant
 */
export function draftPage(
  parts: readonly Part[],
  lines: readonly string[],
  meant: Pick<FrontMatter, "sessions" | "prompts">,
): Drafted[] {
  const known = installed(lines);
  const builds = buildsIn(parts, lines);
  const all: Drafted[] = [];
  let above: Part | undefined;
  const paragraphs = parts.filter((part) => part.kind === "paragraph" && isCommand(part, known));
  const commands = Map.groupBy(paragraphs, (part) => (part.kind === "paragraph" ? part.list : undefined));
  for (const part of parts) {
    const near = above !== undefined && onlyBlank(lines, above.end, part.line) ? above : undefined;
    above = part;
    if (part.kind === "paragraph") {
      const oneOf = part.list !== undefined && (commands.get(part.list)?.length ?? 0) > 1;
      all.push(...draftParagraph(part, known, oneOf));
    }
    if (part.kind === "odd code" && part.seemsTyped)
      all.push(
        said(part, "open", "it seems to hold commands, but where it ends or how far it is indented is not clear"),
      );
    if (part.kind !== "code") continue;
    const drafted = draftCode(part, near, { ...meant, known, builds });
    const last = all.at(-1);
    const merged = near?.end === last?.draft?.end && drafted.draft === undefined ? withOutput(last, part) : undefined;
    if (merged !== undefined) all[all.length - 1] = merged;
    else if (drafted.draft !== undefined || drafted.remarks.length > 0 || isFile(part.meta)) all.push(drafted);
    else if (isOutput(part))
      all.push(said(part, "open", "it shows an output, but does not stand right below a command that shows none"));
    else if (part.seemsTyped) all.push(said(part, "left", "no line of it is surely a command"));
  }
  return all;
}

/** What labnote says of a block that it makes nothing of. */
const said = ({ line, lines }: Pick<CodePart, "line" | "lines">, kind: "left" | "open", why: string): Drafted => ({
  draft: undefined,
  remarks: [{ line, kind, text: lines.find(({ text }) => text.trim() !== "")?.text ?? "", why }],
});

const onlyBlank = (lines: readonly string[], from: number, to: number): boolean =>
  from <= to && lines.slice(from - 1, to - 1).every((line) => line.replace(/[\s>]/g, "") === "");

const isOutput = ({ language }: CodePart): boolean => /^(?:output|out)$/.test(language);

/** A line that no program prints: what a writer puts into a box. */
const prose = /^\s*(?:\p{Extended_Pictographic}|※|\*\*)|(?:니다|세요|어요|한다|된다|이다)\.?\s*$/u;

/** A session with the block right below it, if that shows the output of the session's last command. */
function withOutput(drafted: Drafted | undefined, code: CodePart): Drafted | undefined {
  const draft = drafted?.draft;
  const piece = draft?.pieces.at(-1);
  const step = piece?.kind === "steps" ? piece.steps.at(-1) : undefined;
  const mayShow = isOutput(code) || /^(?:|text|txt|plain|plaintext|none|log|console)$/.test(code.language);
  if (
    drafted === undefined ||
    draft === undefined ||
    piece?.kind !== "steps" ||
    step === undefined ||
    !mayShow ||
    code.marks === ""
  )
    return undefined;
  if (!isOutput(code) && code.lines.some(({ text }) => prose.test(text))) return undefined;
  if (code.lines.every(({ text }) => text.trim() === "") || code.lines.some(({ text }) => barePrompt.test(text)))
    return undefined;
  if (step.below.some((line) => line.trim() !== "") || code.indent !== draft.indent) return undefined;
  const own = code.lines.map(({ text }) => text);
  const shown: DraftStep = { ...step, below: own };
  const steps = [...piece.steps.slice(0, -1), shown];
  const merged: Draft = { ...draft, end: code.end, pieces: [...draft.pieces.slice(0, -1), { kind: "steps", steps }] };
  const why = `it is the output of ${step.typed[0]}, and stands below it now`;
  return { draft: merged, remarks: [...drafted.remarks, { line: code.line, kind: "done", text: own[0] ?? "", why }] };
}

/** Tells whether a command below a block, in its section, builds an image of the file that is called Dockerfile. */
function buildsIn(parts: readonly Part[], lines: readonly string[]): (code: CodePart) => boolean {
  const heads = parts.flatMap((part) => (part.kind === "heading" && part.depth <= 3 ? [part.line] : []));
  const builds = lines.flatMap((line, at) =>
    /\bdocker(?: image)? build\b(?!.*\s(?:-f|--file)\b)/.test(line) ? [at + 1] : [],
  );
  return ({ line, end }) => {
    const next = heads.find((head) => head > line) ?? Number.POSITIVE_INFINITY;
    return builds.some((build) => end <= build && build < next);
  };
}

/** The programs that the page itself installs. */
function installed(lines: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const line of lines) {
    const [, what = ""] =
      /\b(?:apt|apt-get|pip|pip3|pipx|snap|npm|yarn|cargo|gem)\s+(?:-\S+\s+)*(?:install|i|add)\s+(.*)$/.exec(line) ??
      [];
    for (const word of what.split(/[\s,;&|`]+/)) if (/^[a-z][\w.+-]+$/.test(word)) names.add(word);
  }
  return names;
}
