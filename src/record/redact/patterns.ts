/** What a secret looks like that no rule of secretlint tells: the group `secret`, at the end of what matches, or all that matches. */
export interface Pattern {
  what: string;
  pattern: RegExp;
}

// Everything that may be repeated before something else must come has a bound: a text that is made to be slow is read in no more time.

/** Between a name and its value: `PASSWORD=`, `"password": `, `Password [None]: `. */
const is = (sign: string) => String.raw`["'\\]*[ \t]*(?:\[[^\]\r\n]{0,64}\][ \t]*)?${sign}[ \t]*`;
/** What stands for a value and is none: words that say whether there is one, a variable, a placeholder. */
const value = String.raw`(?!(?:(?:yes|no|none|null|true|false|required|\*+|x+|\$\w+|<[^<>\s]*>|%[sdv])["'\)\]\},;]*(?:\s|$)|\$[\(\{]|\{\{))`;
/** Signs alone are those of a sentence or a program around the name. */
const word = String.raw`(?![\[\{])(?=[^\s"']{0,256}[\p{L}\p{N}])[^\s"'\p{Cc}]{1,4096}`;
/** A bare word after a colon is a value only where the line ends with it; else it is a sentence. */
const values = [
  String.raw`${is("(?:=>|:=|=(?!=)|:)")}\\*"${value}(?<secret>[^"\r\n\p{Cc}]+)`,
  String.raw`${is("(?:=>|:=|=(?!=)|:)")}\\*'${value}(?<secret>[^'\r\n\p{Cc}]+)`,
  `${is("(?::=|=(?![=>]))")}${value}(?<secret>${word})`,
  String.raw`${is(":(?!=)")}${value}(?<secret>${word})(?=[ \t"'\)\]\},;]*(?:[\r\n]|$))`,
].join("|");

const named = (what: string, names: string): Pattern => ({
  what,
  pattern: new RegExp(`(?:${names})(?:${values})`, "giu"),
});

export const patterns: readonly Pattern[] = [
  named("password", String.raw`passw(?:or)?d(?<!passwd(?=[ \t]*:))|passphrase`),
  named("secret", String.raw`secret(?:[_ \-]?(?:access[_ \-]?)?key)?|api[_ \-]?key`),
  named("token", String.raw`(?:access|auth|session|refresh|api|id|identity|private)[_ \-]?token`),
  { what: "token", pattern: /\btoken["'\\]*[ \t]*[:=][ \t]*["'\\]*(?<secret>[\w+/=.~-]{16,})/gi },
  {
    what: "authorization",
    pattern: /\bauthorization["'\\]*\s*[:=]\s*["'\\]*(?:basic|bearer|token|negotiate)\s+(?<secret>[\w+/=.:~-]{4,})/gi,
  },
  { what: "authorization", pattern: /"auth\\*"\s*:\s*\\*"(?<secret>[\w+/=-]{8,})/g },
  {
    what: "json web token",
    pattern: /(?<![A-Za-z0-9])(?:gh[a-z]_(?:\d+_)?)?eyJ[\w-]{10,200}\.[\w-]+\.[\w-]{10,}(?:\.[\w-]+){0,2}/g,
  },
  { what: "pulumi token", pattern: /\bpul-[0-9a-f]{40}\b/g },
  { what: "hugging face token", pattern: /\bhf_[A-Za-z0-9]{34,}/g },
  { what: "pypi token", pattern: /\bpypi-Ag[\w-]{50,}/g },
  { what: "google api key", pattern: /\bAIza[\w-]{35}/g },
  { what: "swarm token", pattern: /\bSWMTKN-1-[0-9a-z]{40,}-[0-9a-z]{20,}/g },
  {
    what: "password",
    pattern: /\b[a-z][a-z\d+.-]{0,20}:\/\/[^\s/:@"'<>]{0,256}:(?<secret>[^\s/"'<>]{1,1024})(?=@[\w.[-])/gi,
  },
  {
    what: "password",
    pattern: /\bdocker\s+login\b[^\r\n]{0,200}?\s(?:-p|--password)[ =]?["']?(?<secret>(?!-stdin)[^\s"']+)/g,
  },
  { what: "password", pattern: /\bcurl\b[^\r\n]{0,200}?\s(?:-u|--user)[ =]?["']?[^\s:"']{1,256}:(?<secret>[^\s"']+)/g },
  { what: "password", pattern: /temporary password is generated for [^\s:]+: (?<secret>\S+)/g },
];
