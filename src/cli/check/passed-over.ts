import type { Note, UnreadBlock } from "../../note/note.ts";

/** How many lines are named of each kind of block. */
const NAMED = 3;

/** What a page holds beside its note, by language and by what it looks like: how much of it, and where. */
export function tellPassedOver({ passedOver }: Pick<Note, "passedOver">): string[] {
  const kinds = Map.groupBy(passedOver.blocks, ({ key, language }) => `${key} ${language}`);
  return [...kinds.values()].map((blocks) => `${tell(blocks)} (${linesOf(blocks)})`);
}

function tell(blocks: readonly UnreadBlock[]): string {
  const { key, language } = blocks[0] as UnreadBlock;
  const typed = blocks.flatMap((block) => block.typed);
  const named = blocksOf(language, blocks.length);
  if (key === undefined) return `${named} that stay prose: scripts, files or outputs`;
  if (typed.length === 0) return `${named} right below a session`;
  const lines = typed.length === 1 ? "a line" : `${typed.length} lines`;
  return key === "unprompted"
    ? `${named} with ${lines} of commands without a prompt`
    : `${named} with ${lines} that ${typed.length === 1 ? "looks" : "look"} typed, such as \`${typed[0]?.text.trim()}\``;
}

function blocksOf(language: string, count: number): string {
  const blocks = count === 1 ? "block" : "blocks";
  return language === "" ? `${count} ${blocks} without a language` : `${count} ${language} ${blocks}`;
}

function linesOf(blocks: readonly UnreadBlock[]): string {
  const lines = blocks.slice(0, NAMED).map(({ line }) => line);
  const rest = blocks.length - lines.length;
  return `${blocks.length === 1 ? "line" : "lines"} ${lines.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
