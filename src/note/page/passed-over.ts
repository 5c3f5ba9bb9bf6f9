import type { Block } from "../markdown.ts";
import type { FrontMatter, Section, Suggested, UnreadBlock } from "../note.ts";
import { seemsTyped } from "./guess.ts";
import type { PageRead } from "./page-reader.ts";

/** The keys that say how a page is read, if the guess has more of them than the page has itself. */
export function suggestion(given: FrontMatter, guessed: FrontMatter): Suggested | undefined {
  const { sessions, prompts, unprompted } = guessed;
  const same = [
    sessions.length - given.sessions.length,
    prompts.length - given.prompts.length,
    unprompted.length - given.unprompted.length,
  ];
  return same.every((more) => more === 0) ? undefined : { sessions, prompts, unprompted };
}

/** The blocks that other front matter would read more of, each with the key that does it. */
export function readByOther(blocks: readonly Block[], before: PageRead, after: PageRead): UnreadBlock[] {
  const [typedBefore, typedAfter] = [typedLines(before.sections), typedLines(after.sections)];
  const [prose, stillProse] = [new Set(before.prose), new Set(after.prose)];
  return blocks.flatMap((block) => {
    if (block.kind !== "fence") return [];
    const { line, language, lines } = block;
    const typed = lines.filter((each) => typedAfter.has(each.line) && !typedBefore.has(each.line));
    const isRead = prose.has(block) && !stillProse.has(block);
    if (typed.length === 0 && !(isRead && language === "output")) return [];
    const key = after.unprompted.has(block) ? "unprompted" : isRead ? "sessions" : "prompts";
    return [{ line, language, typed, key }];
  });
}

/** The blocks that are prose though they seem typed: scripts, for instance. */
export const leftAsProse = ({ prose }: PageRead): UnreadBlock[] =>
  prose.filter(seemsTyped).map(({ line, language, lines }) => ({ line, language, typed: lines, key: undefined }));

function typedLines(sections: readonly Section[]): Set<number> {
  const lines = new Set<number>();
  for (const { steps } of sections)
    for (const step of steps)
      if (step.kind === "command" && step.typed !== undefined)
        for (let line = step.typed.split("\n").length; line > 0; line -= 1) lines.add(step.line + line - 1);
  return lines;
}
