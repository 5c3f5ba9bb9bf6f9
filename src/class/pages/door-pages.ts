import { html } from "../../pages/html.ts";
import { pageVersion } from "../messages/version.ts";
import { servedHtml } from "./document.ts";
import type { ClassPageInput } from "./student-page.ts";
import { type ClassWords, classWordsFor } from "./words/words.ts";

/** What the page that lets one in is made from. */
export interface DoorPageInput {
  /** The language of the note. */
  language: string;
  /** The nonce of the response's policy. */
  nonce: string;
}

/**
 * The page that lets one in. Its script hands in what stands in the address behind `#`, which no server and no log sees otherwise. Where that is
 * the link of the whole class, the page asks for a name.
 */
export function renderEnterPage({ language, nonce }: DoorPageInput): string {
  const own = classWordsFor(language);
  return servedHtml({
    language: own.language,
    title: own.enterTitle,
    name: "enter",
    nonce,
    data: { words: own },
    body: html`<main>
<h1>${own.enterTitle}</h1>
<p>${own.enterAbout}</p>
${fieldHtml("code", own.enterCode, own)}
${fieldHtml("name", own.enterName, own)}
<p class="said" role="alert"></p>
</main>`,
  });
}

const fieldHtml = (name: "code" | "name", label: string, own: ClassWords) =>
  html`<form data-name="${name}"${name === "name" && html` hidden`}>${name === "name" && html`<p>${own.enterNamed}</p>`}<label>${label} <input name="${name}" required maxlength="${name === "code" ? 20 : 40}" autocomplete="off"${name === "code" && html` autocapitalize="characters" spellcheck="false" class="code"`}></label><button>${own.enter}</button></form>`;

/** The page that proves before the class that a seat's browser can do what the class needs. */
export function renderReadyPage({ note, nonce }: Pick<ClassPageInput, "note" | "nonce">): string {
  const { language } = note.frontMatter;
  const own = classWordsFor(language);
  const field = (name: string, label: string) =>
    html`<label>${label} <input name="${name}" autocomplete="off" autocapitalize="off" spellcheck="false"></label>`;
  const tests = [
    ["browser", own.readyBrowser, false],
    ["socket", own.readySocket, html`<span class="more"></span>`],
    ["keys", own.readyKeys, field("keys", own.readyKeysField)],
    ["hangul", own.readyHangul, field("hangul", own.readyHangulField)],
    [
      "paste",
      own.readyPaste,
      html`<button type="button" class="copies">${own.readyCopy}</button> ${field("paste", own.readyPasteField.replace("{text}", "docker ps"))}`,
    ],
  ] as const;
  return servedHtml({
    language: own.language,
    title: own.readyTitle,
    name: "ready",
    nonce,
    data: { version: pageVersion(note), words: own },
    body: html`<main>
<h1>${own.readyTitle}</h1>
<p>${own.readyAbout}</p>
<ol class="tests">${tests.map(
      ([name, title, content]) =>
        html`<li data-test="${name}" data-state="waits"><span class="state" role="img" aria-label="${own.waits}"></span> <strong>${title}</strong> ${content}</li>
`,
    )}</ol>
<p class="said" role="status"></p>
</main>`,
  });
}
