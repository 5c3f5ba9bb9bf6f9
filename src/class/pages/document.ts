import { CODE, type Content, Html, html } from "../../pages/html.ts";

/** A page of the class: its server sends it with a policy of its own, and its styles and scripts are files of `files.ts`. */
export interface ServedDocument {
  language: string;
  title: string;
  /** The name of the page: of its style sheet and of its script, and a class of its body. */
  name: "student" | "board" | "enter" | "ready";
  /** The nonce of the response's policy. The script of the page gives it to the styles that the terminal makes. */
  nonce: string;
  /** What the script of the page needs to know. */
  data: object;
  body: Content;
}

/** A page of the class as HTML. Nothing of it is from elsewhere, and it has no script and no style within it. */
export const servedHtml = ({ language, title, name, nonce, data, body }: ServedDocument): string =>
  html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${title}</title>
<link rel="stylesheet" href="/static/${name}.css" nonce="${nonce}">
<script src="/static/scroll.js" defer></script>
<script type="module" src="/static/${name}.js"></script>
</head>
<body class="live ${name}">
${body}
<script type="application/json" id=":data">${jsonHtml(data)}</script>
</body>
</html>
`.text;

/** A value in a script element, which ends at its end tag, whatever stands within it. */
const jsonHtml = (value: object): Html => new Html(JSON.stringify(value).replaceAll("<", "\\u003c"));

/** A dialog that a script fills in: what it asks, what it is about, and a field and buttons, as far as they are needed. */
export const dialogHtml = (): Html => html`<dialog id=":dialog" aria-labelledby=":dialog-title">
<form method="dialog">
<h2 id=":dialog-title"></h2>
<p class="about"></p>
<pre class="lines" tabindex="0"${CODE} hidden></pre>
<label class="field" hidden><span></span><input maxlength="200" autocomplete="off"></label>
<p class="answers"></p>
</form>
</dialog>
<p class="toast" role="status"></p>`;
