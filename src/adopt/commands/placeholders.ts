import { shellWords } from "./shell-words.ts";

/** What a placeholder stands for. */
export type Standing = "container" | "image" | "account" | "other";

/** A word that stands for one that each reader has of their own: `<container-id>`, `컨테이너ID`. */
export interface Placeholder {
  text: string;
  /** Its offset in the line. */
  at: number;
  standing: Standing;
  /** Whether a shell would take it for something else, or the command for a name that there is not. */
  breaks: boolean;
}

const before = String.raw`(?<=^|[\s:/=@])`;
const after = String.raw`(?=$|[\s:/=.,)])`;
const noun = "컨테이너|이미지|볼륨|네트워크|사용자|유저|계정|파일|저장소|레지스트리|태그";

/** The forms, each with whether it breaks the command. */
const forms: readonly { pattern: string; breaks: boolean }[] = [
  { pattern: String.raw`${before}<(?! )[^<>|&;()"'=\n]{0,40}[^<>|&;()"'=\s]>`, breaks: true },
  { pattern: String.raw`${before}\[[\p{L}][^[\]"'$]{1,40}\]${after}`, breaks: true },
  { pattern: String.raw`${before}(?<!\{)\{[\p{L}][^{}"',$.]{0,40}\}(?!\})`, breaks: true },
  { pattern: String.raw`(?<![\w\\])\$\{?(?:CONTAINER|CID|CTR|IMAGE|IMG)(?:_?(?:ID|NAME))?\}?(?!\w)`, breaks: true },
  {
    pattern: String.raw`${before}(?:${noun})[ _-]?(?:ID|Id|id|아이디|이름|명|네임|NAME|name)(?![\p{L}\p{N}])`,
    breaks: true,
  },
  { pattern: `${before}(?:CONTAINER|IMAGE|VOLUME|NETWORK)(?:[ _-]?(?:ID|NAME))?(?!=)${after}`, breaks: true },
  { pattern: `${before}(?:YOUR|MY)[_-][A-Z][A-Z_-]*${after}`, breaks: true },
  { pattern: `${before}your(?:[-_][a-z][a-z_-]*|(?:user)?name|id)${after}`, breaks: false },
];

const any = new RegExp(forms.map(({ pattern }) => `(${pattern})`).join("|"), "gu");

/** The placeholders of a command, in order. What stands in quotes is the command's own. */
export function placeholdersIn(line: string): Placeholder[] {
  const quoted = shellWords(line).filter((word) => word.quoted);
  const command = line.trim().split(/\s+/).slice(0, 2).join(" ");
  return [...line.matchAll(any)]
    .filter(({ index }) => !quoted.some(({ at, text }) => at <= index && index < at + text.length))
    .map((match) => ({
      text: match[0],
      at: match.index,
      standing: standingOf(match[0], command),
      breaks: forms[match.slice(1).findIndex((group) => group !== undefined)]?.breaks ?? true,
    }));
}

/** A line with a word of the same length in place of each placeholder. */
export const maskPlaceholders = (line: string): string =>
  placeholdersIn(line).reduce(
    (masked, { text, at }) => masked.slice(0, at) + "X".repeat(text.length) + masked.slice(at + text.length),
    line,
  );

function standingOf(text: string, command: string): Standing {
  if (/container|컨테이너|\bcid\b|\bctr\b/i.test(text)) return "container";
  if (/image|이미지|\bimg\b/i.test(text)) return "image";
  if (/user|account|계정|사용자|유저|docker|hub/i.test(text)) return "account";
  if (!/\b(?:id|name)\b|이름|아이디/i.test(text)) return "other";
  if (/^your/i.test(text)) return "account";
  if (
    /^docker (?:exec|logs|stop|start|restart|rm|kill|inspect|attach|port|top|stats|pause|unpause|commit|cp|rename)$/.test(
      command,
    )
  )
    return "container";
  return /^docker (?:rmi|run|push|pull|history|tag)$/.test(command) ? "image" : "other";
}
