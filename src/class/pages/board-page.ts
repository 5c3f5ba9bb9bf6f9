import type { Note, Section } from "../../note/note.ts";
import { type Content, type Html, html, langHtml } from "../../pages/html.ts";
import { type Words, wordsFor } from "../../pages/translations.ts";
import { pageVersion } from "../messages/version.ts";
import { continuedBy, stepId } from "../progress/state.ts";
import { dialogHtml, servedHtml } from "./document.ts";
import { type ClassPageInput, noteTitle, terminalTheme } from "./student-page.ts";
import { type ClassWords, classWordsFor } from "./words/words.ts";

/** The board: a row a student, a column a section. The server tells it the rows; its script fills them in. */
export function renderBoardPage({ note, nonce }: Omit<ClassPageInput, "markdown">): string {
  const { language } = note.frontMatter;
  const [words, own] = [wordsFor(language), classWordsFor(language)];
  const lang = langHtml(language, words.language);
  return servedHtml({
    language: words.language,
    title: `${own.board} · ${noteTitle(note)}`,
    name: "board",
    nonce,
    data: {
      version: pageVersion(note),
      words: { ...own, copied: words.handout.copied },
      theme: terminalTheme(),
      sections: note.sections.map(({ id, title, steps }) => ({ id, title, steps: steps.length })),
      steps: stepTexts(note),
    },
    body: html`<a class="skip" href="#:class">${words.skip}</a>
<header class="top">
<h1${lang}>${noteTitle(note)}</h1>
<p class="here"></p>
<p class="stuck"></p>
<p class="clock"></p>
<p class="link" role="status"></p>
${sayHtml(own)}
${pointHtml(note, own, lang)}
<button type="button" class="own" aria-expanded="false" hidden>${own.mine}</button>
<button type="button" class="catch">${own.catch} …</button>
<button type="button" class="halt" hidden></button>
<button type="button" class="seats">${own.seats} …</button>
</header>
<div class="class-room">
<main id=":class" tabindex="-1">
${tableHtml(note, words, own, lang)}
</main>
<aside aria-label="${own.hands}, ${own.standing}">
<section><h2>${own.hands}</h2><ol class="hands"></ol></section>
<section><h2>${own.standing}</h2><ol class="standing"></ol></section>
${legendHtml(own)}
</aside>
</div>
${panelHtml(own)}
${ownHtml(own)}
${catchHtml(note, own, lang)}
<dialog class="seats" aria-labelledby=":seats"><h2 id=":seats">${own.seatsTitle}</h2><ul></ul><p class="answers"><a href="/cards" target="_blank">${own.cards}</a><button type="button" class="close">${own.close}</button></p></dialog>
${dialogHtml()}`,
  });
}

/** Each step as a line, by its id. */
const stepTexts = ({ sections }: Note): Record<string, string> =>
  Object.fromEntries(
    sections.flatMap((section) =>
      section.steps.map((_, place) => [stepId(section.id, place), stepText(section, place)]),
    ),
  );

/** The first line of what a step types, or its file. A step that goes on with a command has that command behind dots. */
function stepText(section: Section, place: number): string {
  const step = section.steps[place];
  if (step?.kind === "file") return step.path;
  if (step?.typed !== undefined) return step.typed.split("\n", 1).join();
  const running = continuedBy(section, place);
  return running === undefined ? "" : `… ${stepText(section, running)}`;
}

const sayHtml = (own: ClassWords): Html =>
  html`<form class="say"><input name="text" maxlength="500" autocomplete="off" aria-label="${own.sayField}" placeholder="${own.sayField}"><button>${own.say}</button></form>`;

const pointHtml = ({ sections }: Note, own: ClassWords, lang: Content): Html =>
  html`<label class="point">${own.point} <select><option value="">${own.nowhere}</option>${sections.map(({ id, title }) => html`<option value="${id}"${lang}>${title}</option>`)}</select></label>`;

/** The table without rows. It has the classes of the page of a class, `src/pages/class/table.ts`. */
const tableHtml = ({ sections }: Note, words: Words, own: ClassWords, lang: Content): Html =>
  html`<div class="scroll" role="group" aria-label="${own.board}" tabindex="0">
<table class="class">
<thead><tr><th scope="col">${words.class.student}</th><th scope="col">${words.class.all}</th>${sections.map(
    ({ id, title }) =>
      html`<th scope="col" title="${title}"${lang}>${id}${title.startsWith(id) && html` <span class="rest">${title.slice(id.length).replace(/^[.:)]?\s+/, "")}</span>`}</th>`,
  )}</tr></thead>
<tbody></tbody>
<tfoot><tr><th scope="row">${own.median}</th><td></td>${sections.map(() => html`<td></td>`)}</tr></tfoot>
</table>
</div>`;

/** What the boxes of the table stand for. */
const legendHtml = (own: ClassWords): Html =>
  html`<div class="legend" role="group" aria-label="${own.legend}">${(
    [
      ["done", own.isDone],
      ["done other", own.doneOther],
      ["differs", `≠ ${own.differs}`],
      ["hole", `○ ${own.hole}`],
      ["at", own.stands],
      ["runs", `▸ ${own.runs}`],
      ["", own.notDone],
    ] as const
  ).map(([state, said]) => html`<p><span class="strip"><span class="${state}"></span></span>${said}</p>`)}</div>`;

/** What one sees of one student: a step, and a terminal. What changes by itself is below the buttons, which so stay where they are. */
const panelHtml = (own: ClassWords): Html => html`<section class="panel" aria-labelledby=":panel" hidden>
<header><h2 id=":panel" tabindex="-1"></h2><button type="button" class="close">${own.close}</button></header>
<p class="choices"></p>
<p class="consent"><button type="button" class="ask">${own.ask}</button><button type="button" class="stop" hidden>${own.stopTyping}</button><button type="button" class="unwatch" hidden>${own.unwatch}</button></p>
<p class="catching" hidden><span></span> <button type="button" class="halt">${own.haltOne}</button></p>
<div class="step" hidden><h3></h3><p class="text"></p><p class="state"></p><div class="why"></div><p class="typed"></p><pre class="lines" tabindex="0" lang="en" translate="no"></pre></div>
<p class="about" role="status"></p>
<div class="watch"><div class="screens"></div></div>
</section>`;

/** The teacher's own terminal. */
const ownHtml = (own: ClassWords): Html => html`<section class="panel own" aria-labelledby=":own" hidden>
<header><h2 id=":own" tabindex="-1">${own.mine}</h2><button type="button" class="close">${own.close}</button></header>
<p class="choices"><button type="button" class="show" aria-pressed="false">${own.show}</button><button type="button" class="again" hidden>${own.ownAgain}</button></p>
<p class="about" role="status"></p>
<div class="watch"><div class="screens"></div></div>
</section>`;

const catchHtml = ({ sections }: Note, own: ClassWords, lang: Content): Html =>
  html`<dialog class="catch" aria-labelledby=":catch"><form method="dialog">
<h2 id=":catch">${own.catchTitle}</h2>
<label class="until">${own.catchUntil} <select name="until"${lang}>${sections.map(
    ({ id, title, steps }) =>
      html`<optgroup label="${title}">${steps.map((_, place) => html`<option>${stepId(id, place)}</option>`)}</optgroup>`,
  )}</select></label>
<p class="text"></p>
<fieldset class="who"><legend>${own.catchWho}</legend><p><button type="button" class="behind">${own.catchBehind}</button></p><ul></ul></fieldset>
<fieldset><legend>${own.catchHow}</legend><label><input type="radio" name="how" value="forward" checked> ${own.forward}</label><label><input type="radio" name="how" value="anew"> ${own.anew}</label></fieldset>
<p class="answers"><button value="no">${own.cancel}</button><button type="button" class="go"></button></p>
</form></dialog>`;
