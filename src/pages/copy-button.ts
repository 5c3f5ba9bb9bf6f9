import { type Html, html } from "./html.ts";
import type { Words } from "./translations.ts";

/** A button that copies a text. Its number tells it from the others beside it. */
export const copyButton = (text: string, name: string, { handout: { copy, copied } }: Words, number?: number): Html =>
  html`<button type="button" class="copy" data-text="${text}" data-done="${copied}" aria-label="${copy}: ${name}">${copy}${number !== undefined && ` ${number}`}</button>`;
