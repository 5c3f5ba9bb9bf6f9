import type { Note } from "../../note/note.ts";
import { html, langHtml } from "../../pages/html.ts";
import { BACKGROUND, FOREGROUND, paletteColour } from "../../pages/pictures/colours.ts";
import { wordsFor } from "../../pages/translations.ts";
import { pageVersion } from "../messages/version.ts";
import { dialogHtml, servedHtml } from "./document.ts";
import { liveNoteHtml } from "./note.ts";
import { classWordsFor } from "./words/words.ts";

/** What a page of the class that shows the note is made from. */
export interface ClassPageInput {
  note: Note;
  /** The text of the note. */
  markdown: string;
  /** The nonce of the response's policy. */
  nonce: string;
}

/** The title of a note, as its pages have it. */
export const noteTitle = ({ frontMatter, file }: Note): string => frontMatter.title ?? file;

/** The colours of a terminal, by the names that xterm.js has for them: those of the pictures. */
export const terminalTheme = (): Record<string, string> => {
  const names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
  const bright = names.map((name) => `bright${name[0]?.toUpperCase()}${name.slice(1)}`);
  const named = [...names, ...bright].map((name, index) => [name, paletteColour(index)]);
  return { background: BACKGROUND, foreground: FOREGROUND, cursor: FOREGROUND, ...Object.fromEntries(named) };
};

/** The page of a student: the note, with the state of each step, and the terminals of their host. It knows no student: the server tells it who it is. */
export function renderStudentPage({ note, markdown, nonce }: ClassPageInput): string {
  const { language } = note.frontMatter;
  const [words, own] = [wordsFor(language), classWordsFor(language)];
  const total = note.sections.reduce((sum, { steps }) => sum + steps.length, 0);
  return servedHtml({
    language: words.language,
    title: noteTitle(note),
    name: "student",
    nonce,
    data: {
      version: pageVersion(note),
      words: { ...own, copy: words.handout.copy, copied: words.handout.copied },
      theme: terminalTheme(),
      sections: note.sections.map(({ id, title, steps }) => ({ id, title, steps: steps.length })),
    },
    body: html`<a class="skip" href="#:note">${words.skip}</a>
<header class="top">
<h1${langHtml(language, words.language)}>${noteTitle(note)}</h1>
<p class="who"></p>
<p class="progress"><progress max="${total}" value="0" aria-label="${own.done.replace("{done}", "0").replace("{total}", String(total))}"></progress><span></span></p>
<p class="watched" role="status"></p>
<p class="host"></p>
<p class="clock"></p>
<p class="link" role="status"></p>
<button type="button" class="hand" aria-pressed="false">${own.raise}</button>
<button type="button" class="home" title="${own.homeHint}">${own.home}</button>
</header>
<div class="notices" role="region" aria-live="polite" aria-label="${own.said}"></div>
<div class="work">
<main id=":note" class="note" tabindex="-1"${langHtml(language, words.language)}>
<p class="phone" lang="${own.language}">${own.phone}</p>
${liveNoteHtml(note, markdown)}
</main>
<section class="terminals" aria-label="${own.terminals}">
<div class="divider" role="separator" aria-orientation="vertical" aria-label="${own.divider}" aria-valuemin="20" aria-valuemax="70" aria-valuenow="38" tabindex="0"></div>
<div class="tabs"><div role="tablist" aria-label="${own.terminals}"></div><button type="button" class="add" aria-label="${own.newTerminal}" title="${own.newTerminal}">+</button><span class="folder"></span><button type="button" class="shut" hidden></button></div>
<div class="screens"></div>
<details class="shown-commands" open hidden><summary>${own.shownCommands}</summary><ol></ol></details>
<p class="hint">${own.leaveTerminal}</p>
</section>
</div>
${dialogHtml()}`,
  });
}
