import { createHash } from "node:crypto";

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
