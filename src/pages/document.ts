import { createHash } from "node:crypto";
import { type Content, Html, html } from "./html.ts";

/** A whole HTML document. */
export interface Document {
  language: string;
  title: string;
  /** What the document shows. Styles may depend on it. */
  kind: "run" | "class" | "handout";
  /** The colour schemes that it has. Paper is light. */
  colours: "light dark" | "light";
  style: string;
  script: string;
  /** CSS with embedded typefaces; "" to use the reader's own. */
  fonts: string;
  /** The styles and scripts that its script adds later, and a further source of scripts that they need. */
  later?: { styles: readonly string[]; scripts: readonly string[]; alsoScripts: string } | undefined;
  body: Content;
}

/** One file that needs no network. Its policy allows its own script and styles, and nothing else. */
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

/** What a document consists of besides its text. */
export interface Parts {
  /** The texts of its scripts and styles. */
  scripts: readonly string[];
  styles: readonly string[];
  /** A further source of scripts. */
  alsoScripts?: string;
  /** Whether fonts are embedded. */
  fonts?: boolean;
}

/** The content security policy of a document that may run and load its own parts, and nothing else. */
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
