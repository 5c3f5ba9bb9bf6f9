import { outerPrompts } from "../note/console/prompts.ts";
import { isShell } from "../note/page/info-string.ts";
import { isFile } from "../note/page/page-reader.ts";
import { readingOf } from "./commands/command-line.ts";
import type { Draft, DraftStep, Piece, Remark } from "./draft.ts";
import { asFileName, dockerfileLines, isExcerpt, languageOf, namedFile } from "./named-files.ts";
import type { CodePart, ParagraphPart, Part } from "./page.ts";
import { readPrompted } from "./prompted.ts";
import { readUnprompted } from "./unprompted.ts";

/** A part's draft, and what is said of it. Without a draft it stays as it is. */
export interface Drafted {
  draft: Draft | undefined;
  remarks: readonly Remark[];
}

const untouched: Drafted = { draft: undefined, remarks: [] };

/** More languages of fences in which commands stand, beside those of shells. `docker` is that of Dockerfiles, too. */
const moreLanguages =
  /^(?:term\d*|(?:da|fi|z|k)sh(?:[-_]?(?:session|console|script))?|(?:ba|shell)[-_]?script|command(?:line)?|cli|docker|linux|ubuntu)$/;
const foreignLanguages = /^(?:powershell|ps1?|pwsh|posh|bat|batch|dos|cmd|pwsh-session|doscon)$/;
const noLanguage = /^(?:|text|txt|plain|plaintext|none|raw|log)$/;

/** What a page as a whole shows of its blocks. */
export interface PageFacts {
  /** The languages of its sessions, and its prompts beside `$`, as `check --guess` finds them. */
  sessions: readonly string[];
  prompts: readonly string[];
  /** The programs that it installs. */
  known: ReadonlySet<string>;
  /** Whether a command below a block builds the Dockerfile that it shows. */
  builds(code: CodePart): boolean;
}

/** Drafts what takes the place of a block of code. */
export function draftCode(code: CodePart, above: Part | undefined, page: PageFacts): Drafted {
  if (isFile(code.meta)) return untouched;
  const { language } = code;
  const shell = code.marks === "" || isShell(language) || moreLanguages.test(language);
  const file = code.indented ? undefined : draftFile(code, above, page);
  if (file !== undefined) return file;
  if (code.indented && (shell || page.sessions.includes(language)))
    return left(code, "its fence is indented as code: `sessions: [indented]` in front matter reads it");
  if (foreignLanguages.test(language)) return left(code, "it is for a shell of Windows");
  const session = isNote(code) || page.sessions.includes(code.marks === "" ? "indented" : language);
  if (!shell && !session && !noLanguage.test(language)) return untouched;
  const prompted = session || shell ? readPrompted(code.lines, page.prompts) : undefined;
  if (prompted !== undefined) {
    if ("why" in prompted) return left(code, prompted.why);
    const first = prompted.above.find(({ text }) => text.trim() !== "" && !/^\s*#/.test(text));
    if (first !== undefined && !isNote(code)) return unsure(code, first.line, "it stands above the first prompt");
    const [head, ...others] = prompted.steps;
    if (head === undefined) return untouched;
    const steps = [
      {
        ...head,
        above: [...prompted.above.map(({ text }) => text), ...head.above],
        raw: [...prompted.above.map(({ text }) => text), ...head.raw],
      },
      ...others,
    ];
    const why = [
      ...(isNote(code) ? [] : [`${nameOf(code)} becomes a console block`]),
      ...(prompted.prompts.length > 0
        ? [`$ stands in place of ${prompted.prompts.map((each) => each.trim()).join(", ")}`]
        : []),
    ].join("; ");
    return drafted(code, [{ kind: "steps", steps }], why);
  }
  if (isNote(code) && code.lines.every(({ text }) => text.trim() === "")) return untouched;
  const where = isShell(language) ? "shell" : shell && language !== "docker" ? "code" : "prose";
  const read = readUnprompted(code.lines, where, page.known);
  if (read.kind === "none") return untouched;
  if (read.kind === "unsure") return shell || language === "" ? unsure(code, read.line, read.why) : untouched;
  return drafted(
    code,
    [{ kind: "steps", steps: read.steps }],
    `${nameOf(code)} becomes a console block, and $ stands before each command`,
  );
}

/** A block whose language is that of labnote's sessions. */
const isNote = (code: CodePart): boolean => code.language === "console";

const nameOf = ({ marks, language }: CodePart): string =>
  marks === "" ? "indented code" : language === "" ? "a fence without a language" : `a ${language} fence`;

/** In files, hardly a line begins with `$` and a blank. */
const isTyped = outerPrompts([]);

function draftFile(code: CodePart, above: Part | undefined, { builds, known }: PageFacts): Drafted | undefined {
  const { language } = code;
  const whole = dockerfileLines(code.lines);
  const file =
    namedFile(code, above) ??
    (whole > 0 && builds(code)
      ? { name: "Dockerfile", where: "docker build, which reads a file of that name" }
      : undefined);
  if (file === undefined || code.marks === "" || code.lines.some(({ text }) => isTyped(text) !== undefined))
    return undefined;
  const dockerfile = /dockerfile/i.test(file.name);
  if (dockerfile && whole === 0) return undefined;
  const own = dockerfile ? code.lines.slice(0, whole) : code.lines;
  const rest = code.lines.slice(own.length);
  if (isExcerpt(own)) return unsure(code, code.line, `it shows a part of ${file.name}`);
  // A block of commands below a sentence that names a script.
  if (!dockerfile && /^(?:console|terminal)$/.test(language)) return undefined;
  const written =
    dockerfile && (isShell(language) || moreLanguages.test(language) || language === "")
      ? "dockerfile"
      : language === "" || asFileName(language) !== undefined
        ? languageOf(file.name)
        : (language.split(":")[0] ?? "");
  const piece: Piece = {
    kind: "file",
    line: code.line,
    name: file.name,
    language: written,
    lines: own.map(({ text }) => text),
  };
  const why = `it is the file ${file.name}, by ${file.where}`;
  const commands = rest.findIndex(({ text }) => text.trim() !== "");
  if (commands === -1) return drafted(code, [piece], why);
  const more = readUnprompted(rest.slice(commands), "code", known);
  if (more.kind !== "steps")
    return unsure(code, rest[commands]?.line ?? code.line, `more than ${file.name} stands in the block`);
  return drafted(
    code,
    [piece, { kind: "steps", steps: more.steps }],
    `${why}, and commands in a console block of their own`,
  );
}

function drafted(
  { line, end, marks, info, language, meta, opening, indent, lines }: CodePart,
  pieces: readonly Piece[],
  why: string,
): Drafted {
  const text = lines[0]?.text ?? "";
  const remarks: Remark[] = why === "" ? [] : [{ line, kind: "done", text, why }];
  return {
    draft: { line, end, pieces, marks: marks === "" ? "```" : marks, info, language, meta, opening, indent },
    remarks,
  };
}

const left = ({ line, lines }: CodePart, why: string): Drafted => ({
  draft: undefined,
  remarks: [{ line, kind: "left", text: lines[0]?.text ?? "", why }],
});

const unsure = ({ lines }: CodePart, line: number, why: string): Drafted => ({
  draft: undefined,
  remarks: [{ line, kind: "open", text: lines.find((each) => each.line === line)?.text ?? lines[0]?.text ?? "", why }],
});

/** Whether a paragraph is a command, and nothing else. */
export const isCommand = ({ lines: [text, ...more] }: ParagraphPart, known: ReadonlySet<string>): boolean =>
  text !== undefined && more.length === 0 && readLine(text, known).kind === "command";

/**
 * Drafts what takes the place of a paragraph's lines that are commands.
 *
 * @param oneOf whether it stands in a list of commands: they may be there to choose from
 */
export function draftParagraph(part: ParagraphPart, known: ReadonlySet<string>, oneOf: boolean): Drafted[] {
  const readings = part.lines.map((text) => (text === undefined ? undefined : readLine(text, known)));
  // In a paragraph of prose, a line may begin with a command's name by chance.
  const among = !readings.every(
    (reading, at) => reading?.kind === "command" || readings.length === 1 || isLabel(part.lines[at]),
  );
  return readings.flatMap((reading, index): Drafted[] => {
    const line = part.line + index;
    const text = part.lines[index]?.trim() ?? "";
    if (reading === undefined || reading.kind === "prose") return [];
    const against =
      reading.kind === "maybe"
        ? reading.why
        : part.within === "other"
          ? "it stands in a list or a quote"
          : oneOf
            ? "it is one of several in a list, which may be there to choose from"
            : among
              ? "it stands among lines of prose"
              : undefined;
    if (reading.kind === "maybe" || against !== undefined)
      return [{ draft: undefined, remarks: [{ line, kind: "open", text, why: `this may be a command: ${against}` }] }];
    const { typed, label, changed } = reading;
    const step: DraftStep = { line, above: [], prompt: "$", typed: [typed], changed, below: [], raw: [text] };
    const pieces: Piece[] = [
      ...(label === undefined ? [] : [{ kind: "prose" as const, lines: [label] }]),
      { kind: "steps", steps: [step] },
    ];
    const { indent } = part;
    const opening = index === 0 ? part.opening : indent;
    const why = label === undefined ? "the line is a command" : "behind its label, the line is a command";
    return [
      {
        draft: { line, end: line + 1, pieces, marks: "```", info: "", language: "", meta: "", opening, indent },
        remarks: [{ line, kind: "done", text: typed, why }],
      },
    ];
  });
}

/** A line that only says what comes. */
const isLabel = (text: string | undefined): boolean => /[:：]\s*$/.test(text ?? "");

type LineReading =
  | (ReturnType<typeof readingOf> & { kind: "maybe" | "prose" })
  | { kind: "command"; typed: string; changed: readonly string[]; label: string | undefined };

/** Reads a line of a paragraph: a command, or a label with a command behind it. */
function readLine(text: string, known: ReadonlySet<string>): LineReading {
  const whole = readingOf(text, "prose", known);
  if (whole.kind === "command") return { ...whole, label: undefined };
  const [, label, rest = ""] = /^\s*([^\s`:：][^`:：]{0,24}[:：])\s+(\S.*)$/u.exec(text) ?? [];
  const behind = label === undefined ? undefined : readingOf(rest, "prose", known);
  if (behind?.kind === "command" && /\s/.test(behind.typed)) return { ...behind, label };
  return whole;
}
