import { createHash } from "node:crypto";
import { type Content, Html, html } from "./html.ts";

/** A whole HTML document. */
export interface Document {
  language: string;
  title: string;
  /** What it is of; its look may depend on it. */
  kind: "run" | "class" | "handout";
  /** The colours that it has; paper's are light. */
  colours: "light dark" | "light";
  style: string;
  script: string;
  /** Typefaces as CSS that holds them; "" where it takes the reader's own alone. */
  fonts: string;
  /** What its script may put into it, and which sources of scripts that needs besides. */
  later?: { styles: readonly string[]; scripts: readonly string[]; alsoScripts: string } | undefined;
  body: Content;
}

/** One file that needs no network, and does what its own script and styles do and nothing else. */
export function documentHtml({ language, title, kind, colours, style, script, fonts, later, body }: Document): string {
  const styles = `${style}${fonts}`;
  const policy = policyOf({
    scripts: [script, ...(later?.scripts ?? [])],
    styles: [styles, ...(later?.styles ?? [])],
    alsoScripts: later?.alsoScripts,
    fonts: fonts !== "",
  });
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${colours}">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Html(styles)}</style>
</head>
<body class="${kind}">
${body}
<script>${new Html(script)}</script>
</body>
</html>
`.text;
}

/** What a document of ours consists of besides its text. */
export interface Parts {
  /** The texts of its scripts and styles. */
  scripts: readonly string[];
  styles: readonly string[];
  /** Sources of scripts besides. */
  alsoScripts?: string;
  /** Whether it brings fonts with it. */
  fonts?: boolean;
}

/** The content security policy of a document that may run and load what it brings with it, and nothing else. */
export const policyOf = ({ scripts, styles, alsoScripts, fonts = false }: Parts): string =>
  [
    "default-src 'none'",
    ["script-src", ...scripts.map(hash), ...(alsoScripts === undefined ? [] : [alsoScripts])].join(" "),
    ["style-src", ...styles.map(hash)].join(" "),
    "img-src data:",
    ...(fonts ? ["font-src data:"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");

const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
