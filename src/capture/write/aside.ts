import type { Obstacle } from "../captured.ts";
import type { WrittenFile } from "../events.ts";
import { type AsideBlock, capturedText, fenced, shownLines, typedLines } from "./console-blocks.ts";

/** Why a command is left out of the sessions, and what an author can do. Commands are in it as Markdown. */
const REASONS: { readonly [obstacle in Obstacle]: string } = {
  screen:
    "it took the whole screen, and labnote types no keys into a program. Of a pager, show the output: add `| cat`",
  answer:
    "somebody typed what it asked for, and labnote answers no questions. Give the answer in the command: `-y`, `echo yes |`",
  stop: "Ctrl-Z stopped it, and labnote does not type that",
  reading:
    "labnote would read its lines as something else. It reads a shell in a shell only below a command with `-it`, and up to its `exit`",
};

/** {@link REASONS} for people, in one sentence. */
export const whyLeftOut = (obstacle: Obstacle): string => REASONS[obstacle].replaceAll("`", "");

/** What a note has in place of a command that labnote cannot type again: why, the files that came of it, and what was seen. */
export function asideLines({ command, steps }: AsideBlock): string[] {
  const obstacle = command.obstacle as Obstacle;
  const files = steps.flatMap((step) => (step.goesOn ? [] : step.command.files)).filter(isLast);
  const wrote =
    files.length === 0 ? "" : ` labnote writes what came of it: ${files.map(({ path }) => path).join(", ")}.`;
  const said = `${inComment(command.typed.split("\n")[0] as string)} is left out: ${REASONS[obstacle]}.${wrote}`;
  const seen = steps.flatMap((step) => [
    ...(step.goesOn ? [] : typedLines(step.command)),
    ...shownLines(step).map((line) => capturedText(line)),
  ]);
  return [
    `<!-- ${said} -->`,
    ...files.flatMap((file) => ["", ...fileBlock(file)]),
    ...(obstacle === "screen" ? [] : ["", ...fenced("text", seen)]),
  ];
}

/** A later state of a file replaces an earlier one. */
const isLast = ({ path }: WrittenFile, at: number, all: readonly WrittenFile[]): boolean =>
  all.findLastIndex((file) => file.path === path) === at;

function fileBlock({ path, content }: WrittenFile): string[] {
  const name = /^[\w./+@%-]+$/.test(path) ? path : `"${path}"`;
  return fenced(`${languageOf(path)} file=${name}`, content.replace(/\n$/, "").split("\n"));
}

/** What renderers call the language of a file: mostly its ending. */
function languageOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const [, ending] = /^[^.].*\.([A-Za-z0-9]+)$/.exec(name) ?? [];
  if (name === "Dockerfile") return "dockerfile";
  return ending?.toLowerCase() ?? "text";
}

/** A command within a comment of Markdown, which ends at `-->`. */
const inComment = (command: string): string => `\`${command.replaceAll("-->", "--\\>")}\``;
