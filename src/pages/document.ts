import { createHash } from "node:crypto";
import { type Content, Html, html } from "./html.ts";

/** A whole HTML document. */
export interface Document {
  language: string;
  title: string;
  /** The outcome that its icon shows; it has no icon without one. */
  icon?: keyof typeof icons;
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

/** Small pictures of outcomes, in a browser's tab: a sign and a colour. */
const icons = {
  passed: ["M8 17l6 6 11-13", "#17693a"],
  failed: ["M9 9l14 14M23 9L9 23", "#b3261e"],
  skipped: ["M8 16h16", "#6a5a1d"],
} as const;

function iconHtml([path, colour]: readonly [string, string]): Html {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="16" fill="${colour}"/><path d="${path}" fill="none" stroke="#fff" stroke-width="4"/></svg>`;
  return html`<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(svg)}">
`;
}

/** One file that needs no network. Its policy allows its own script and styles, and nothing else. */
export function documentHtml({
  language,
  title,
  icon,
  kind,
  colours,
  style,
  script,
  fonts,
  later,
  body,
}: Document): string {
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
${icon && iconHtml(icons[icon])}<title>${title}</title>
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
