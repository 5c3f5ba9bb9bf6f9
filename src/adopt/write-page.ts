import { builtImage } from "./commands/containers.ts";
import { commandOf, type Draft, type DraftStep, type Remark, ROOT_PROMPT } from "./draft.ts";
import type { Drafted } from "./drafts.ts";
import { frontMatterLines, imagesOf, languageOfText } from "./front-matter.ts";
import type { Part } from "./page.ts";
import { render, type SettledPiece } from "./render.ts";
import { settleSection } from "./section.ts";

/** Lines of a file that others replace: those from `line` up to, but not including, `end`. Lines count from 1. */
export interface Change {
  line: number;
  end: number;
  /** With their line ends. */
  lines: readonly string[];
  /** What is typed in these lines, in order. */
  typed: readonly string[];
}

/** A page's changes, and what is said of them. */
export interface PageChanges {
  changes: readonly Change[];
  remarks: readonly Remark[];
}

/** The text with these changes, which do not overlap. */
export function changedText(lines: readonly string[], changes: readonly Change[]): string {
  const texts: string[] = [];
  let at = 1;
  for (const change of changes) {
    texts.push(...lines.slice(at - 1, change.line - 1), ...change.lines);
    at = change.end;
  }
  return [...texts, ...lines.slice(at - 1)].join("");
}

/**
 * Writes the drafts of a page.
 *
 * @param refused the page's own blocks that labnote refuses, by the line of their fence, and why: they become prose
 */
export function writeDrafts(
  drafted: readonly Drafted[],
  parts: readonly Part[],
  lines: readonly string[],
  refused: ReadonlyMap<number, string>,
): PageChanges {
  const eol = lines.find((line) => /[\r\n]$/.test(line))?.endsWith("\r\n") ? "\r\n" : "\n";
  const remarks: Remark[] = [];
  const changes: Change[] = [];
  const typed: DraftStep[] = [];
  const files: (readonly string[])[] = [];
  const heads = parts.flatMap((part) => (part.kind === "heading" && part.depth <= 3 ? [part.line] : []));
  let above = 0;
  const sectionOf = ({ line }: Draft): number => {
    while ((heads[above] ?? line) < line) above += 1;
    return above;
  };
  for (const { draft, remarks: said } of drafted)
    if (draft === undefined) remarks.push(...said.filter(({ line }) => !refused.has(line)));
  const drafts = drafted.filter((each): each is Drafted & { draft: Draft } => each.draft !== undefined);
  for (const section of Map.groupBy(drafts, ({ draft }) => sectionOf(draft)).values()) {
    const settled = settle(section.map(({ draft }) => draft));
    for (const [index, each] of section.entries()) {
      const pieces = settled.pieces[index] as SettledPiece[];
      const text = render(each.draft, pieces)?.map((line) => line + eol);
      const { line, end } = each.draft;
      const steps = pieces.flatMap((piece) =>
        piece.kind === "steps" ? piece.steps.filter(({ left }) => left === undefined) : [],
      );
      typed.push(...steps.map(({ step }) => step));
      files.push(
        ...pieces.flatMap((piece) => (piece.kind === "file" && /dockerfile/i.test(piece.name) ? [piece.lines] : [])),
      );
      const done = text !== undefined && text.join("") !== lines.slice(line - 1, end - 1).join("");
      remarks.push(...each.remarks.filter(({ kind }) => done || kind !== "done"));
      if (!done || text === undefined) continue;
      // A page may end without a newline.
      if (end > lines.length && !/[\r\n]$/.test(lines.at(-1) ?? ""))
        text[text.length - 1] = (text.at(-1) ?? "").replace(/[\r\n]+$/, "");
      changes.push({
        line,
        end,
        lines: text,
        typed: steps.flatMap(({ step, exit }) => [commandOf(step), ...(exit === undefined ? [] : ["exit"])]),
      });
    }
    remarks.push(...settled.remarks);
  }
  for (const [line, why] of refused) {
    const [, before = "", rest = ""] = /^(.*?(?:`{3,}|~{3,}))(.*)$/s.exec(lines[line - 1] ?? "") ?? [];
    changes.push({ line, end: line + 1, lines: [`${before}text${/[\r\n]*$/.exec(rest)?.[0]}`], typed: [] });
    remarks.push({
      line,
      kind: "left",
      text: (lines[line - 1] ?? "").trim(),
      why: `labnote refuses this block, so its language is text now: ${why}`,
    });
  }
  if (changes.length > 0) changes.push(...frontMatter(parts, lines, eol, { typed, files }, remarks));
  return { changes: changes.sort((a, b) => a.line - b.line || a.end - b.end), remarks };
}

/** Settles the steps of a section's drafts, which stand in several pieces. */
function settle(drafts: readonly Draft[]): { pieces: SettledPiece[][]; remarks: readonly Remark[] } {
  const users = usersOf(drafts);
  const { settled, remarks } = settleSection(
    drafts.flatMap(({ pieces }) => pieces.flatMap((piece) => (piece.kind === "steps" ? piece.steps : []))),
    users,
  );
  const left = [...settled];
  const pieces = drafts.map((draft) =>
    draft.pieces.map(
      (piece): SettledPiece =>
        piece.kind === "steps" ? { kind: "steps", steps: left.splice(0, piece.steps.length) } : piece,
    ),
  );
  return { pieces, remarks };
}

/** The user of each image that a section builds of a Dockerfile that it shows. */
function usersOf(drafts: readonly Draft[]): ReadonlyMap<string, string> {
  const users = new Map<string, string>();
  let user: string | undefined;
  for (const piece of drafts.flatMap(({ pieces }) => pieces)) {
    if (piece.kind === "file" && /dockerfile/i.test(piece.name))
      user = /^\s*USER\s+(\S+)/.exec(piece.lines.findLast((line) => /^\s*USER\s/.test(line)) ?? "")?.[1];
    if (piece.kind !== "steps" || user === undefined) continue;
    for (const step of piece.steps) {
      const name = builtImage(commandOf(step));
      if (name !== undefined) users.set(name, user);
    }
  }
  return users;
}

/** The change that gives the page the front matter that its steps need. */
function frontMatter(
  parts: readonly Part[],
  lines: readonly string[],
  eol: string,
  { typed, files }: { typed: readonly DraftStep[]; files: readonly (readonly string[])[] },
  remarks: Remark[],
): Change[] {
  const old = parts.find((part) => part.kind === "front matter");
  const facts = {
    language: languageOfText(lines.join("")),
    images: imagesOf(typed, files),
    root: typed.some(({ prompt }) => prompt === ROOT_PROMPT),
  };
  const fresh = frontMatterLines(facts, old === undefined ? "" : lines.slice(old.line, old.end - 2).join(""));
  if (fresh.length === 0) return [];
  const keys = fresh.flatMap((line) => /^(\w+):/.exec(line)?.[1] ?? []);
  remarks.push({ line: 1, kind: "done", text: "front matter", why: `it says ${keys.join(", ")} now` });
  if (old === undefined)
    return [{ line: 1, end: 1, lines: ["---", ...fresh, "---", ""].map((line) => line + eol), typed: [] }];
  return [{ line: old.end - 1, end: old.end - 1, lines: fresh.map((line) => line + eol), typed: [] }];
}
