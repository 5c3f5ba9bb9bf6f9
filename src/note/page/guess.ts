import type { Block, Fence } from "../markdown.ts";
import type { CommandStep, FrontMatter } from "../note.ts";
import { Problems } from "../problems.ts";
import { isShell } from "./info-string.ts";
import { isKnownCommand } from "./known-commands.ts";
import { beginsWith, isDoubtful, type LikelyTyped, likelyTyped, mayBeComments } from "./likely-typed.ts";
import { isSurelyTyped, looksTyped } from "./looks-typed.ts";
import { type PageRead, readSections } from "./page-reader.ts";

/** A page is read so often at most: each time shows what the time before has left. */
const ROUNDS = 6;

/** So many prompts are guessed at most: a page with more of them, one for each line, shows no sessions. */
const MOST_PROMPTS = 50;

/**
 * The front matter with which a page is read as it seems to be meant: what it has, and the languages and prompts of what looks typed. It
 * reads the page, looks for typed lines among the prose and the outputs that are left, and reads it again.
 */
export function guessFrontMatter(blocks: readonly Block[], given: FrontMatter): FrontMatter {
  const read = (matter: FrontMatter): PageRead => readSections(blocks, matter, new Problems(""));
  let guessed = withSessions(given, blocks.some(holdsCommands) ? ["indented"] : []);
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = withPrompts(read(guessed), guessed, blocks);
    if (next.sessions.length + next.prompts.length === guessed.sessions.length + guessed.prompts.length) break;
    guessed = next;
  }
  guessed = { ...guessed, unprompted: union(guessed.unprompted, unpromptedIn(read(guessed).prose)) };
  const { languages } = read(withSessions(guessed, ["output"]));
  const sessions = [...guessed.sessions, "output"].filter((language) => languages.has(language));
  return withSessions({ ...guessed, sessions: given.sessions }, sessions);
}

const union = (one: readonly string[], other: Iterable<string>): string[] => [...new Set([...one, ...other])];

const withSessions = (matter: FrontMatter, sessions: readonly string[]): FrontMatter => ({
  ...matter,
  sessions: union(matter.sessions, sessions),
});

/** Whether a block is indented code with fences in it, and these hold commands. */
const holdsCommands = (block: Block): boolean =>
  block.kind === "fence" &&
  block.inner.some(
    (fence) => isSession(fence) || holdsCommands(fence) || (isShell(fence.language) && looksTyped(fence.lines)),
  );

/** Adds the languages and prompts of the lines that look typed, and are read as prose or as outputs. */
function withPrompts({ prose, sections }: PageRead, given: FrontMatter, blocks: readonly Block[]): FrontMatter {
  const steps = sections.flatMap((section) => section.steps).filter((step) => step.kind === "command");
  const begun = prose.filter(isSession);
  const found = [...begun.flatMap(({ lines }) => typedIn(lines.map(({ text }) => text))), ...steps.flatMap(inOutput)];
  const sessions = union(
    given.sessions,
    begun.map(({ language }) => language),
  ).filter((name) => name !== "console");
  // Where a line of a session that begins so is none, the others are none.
  const read = blocks.flatMap(fencesIn).filter(({ language }) => [...sessions, "console"].includes(language));
  const texts = read.filter(hasPrompt).flatMap(({ lines }) => lines.map(({ text }) => text));
  const isNone = (prompt: string): boolean =>
    isDoubtful(prompt) && texts.some((text) => beginsWith(prompt, text) && likelyTyped(text) === undefined);
  const again = (prompt: string): boolean => found.filter((each) => each.prompt === prompt).length > 1;
  const prompts = found.filter(({ prompt, rare }) => prompt !== "$" && !isNone(prompt) && (!rare || again(prompt)));
  return {
    ...given,
    sessions,
    prompts: union(
      given.prompts,
      prompts.map(({ prompt }) => prompt),
    ).slice(0, Math.max(MOST_PROMPTS, given.prompts.length)),
  };
}

/** Whether a block has a line at a prompt with which no comment begins. */
const hasPrompt = ({ lines }: Fence): boolean =>
  lines.some(({ text }) => likelyTyped(text)?.rare === false && !isDoubtful(likelyTyped(text)?.prompt ?? "#"));

const fencesIn = (block: Block): Fence[] => (block.kind === "fence" ? [block, ...block.inner.flatMap(fencesIn)] : []);

const typedIn = (texts: readonly string[]): LikelyTyped[] =>
  texts.map(likelyTyped).filter((typed) => typed !== undefined);

const inOutput = ({ expected }: CommandStep): LikelyTyped[] =>
  typedIn(expected.map((item) => ("keys" in item ? "" : item.text))).filter(({ prompt }) => !isDoubtful(prompt));

/** Whether a block may be a session or hold commands. labnote tells people of such a block when it reads it as prose. */
export const seemsTyped = (fence: Fence): boolean =>
  isSession(fence) || (isShell(fence.language) && fence.lines.length > 0);

/** Whether what looks typed in a block is: its first line that says something, or a line with a known command; in a shell's block, any line. */
function isSession({ language, lines }: Fence): boolean {
  const texts = lines.map(({ text }) => text).filter((text) => text.trim() !== "");
  const [begin] = typedIn(
    texts.filter((text) => !/^\s*#(?:\s|$)/.test(text) || likelyTyped(text) !== undefined).slice(0, 1),
  );
  const certain = typedIn(texts).filter(({ prompt }) => !isDoubtful(prompt));
  if (certain.some(({ typed }) => isShell(language) || isKnownCommand(typed))) return true;
  return begin !== undefined && !mayBeComments(lines, [begin.prompt]);
}

/** The languages whose blocks without prompts hold commands. */
function unpromptedIn(prose: readonly Fence[]): string[] {
  return [...Map.groupBy(prose, ({ language }) => language)].flatMap(([language, fences]) => {
    const holds = isShell(language)
      ? fences.some(({ lines }) => looksTyped(lines))
      : fences.every(({ lines }) => isSurelyTyped(lines));
    return holds ? [language] : [];
  });
}
