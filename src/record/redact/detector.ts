import { rules } from "@secretlint/secretlint-rule-preset-recommend";
import { patterns } from "./patterns.ts";

/** A part of a text that is secret, and what it is, in words. */
export interface Secret {
  start: number;
  end: number;
  what: string;
}

type Rule = (typeof rules)[number];
type Context = Parameters<Rule["create"]>[0];
type Source = Parameters<NonNullable<ReturnType<Rule["create"]>["file"]>>[0];

/** Without the filter rules: with them, a text could declare its own secrets harmless. */
const scanners = rules.filter(({ meta }) => meta.type === "scanner" && !meta.id.endsWith("-filter-comments"));

/** With this option the rule also finds the ids of AWS access keys. It finds account numbers, too, which are no secrets. */
const options = { enableIDScanRule: true };
const NO_SECRETS = ["AWSAccountID"];

/** The characters in a private key in PEM form, also as JSON writes it, or with a prefix on each line. */
const inKey = String.raw`(?:(?!-----BEGIN)[\w+/=:,.\s\\|>()@#~\[\]\-])`;
/** A private key that has no end yet. */
export const openKey = new RegExp(`-----BEGIN [A-Z0-9 ]*(?:-{0,5}|-----${inKey}*)$`);
/** A private key, or the part of one that is there: up to the last character that can belong to its body. */
const privateKey = new RegExp(
  `-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----(?:${inKey}*?-----END (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|${inKey}*[A-Za-z0-9+/=]{16})[A-Za-z0-9+/=]*`,
  "g",
);

/** A line of a key's body. Without one, the text only mentions a key. */
const keyMaterial = /[A-Za-z0-9+/=]{40}/;

/**
 * The secrets in a text: those that secretlint's rules find (https://github.com/secretlint/secretlint, which keeps them up to date), private
 * keys that are short or incomplete, and those that our own patterns find. The rules are called directly: secretlint's engine is
 * asynchronous, and a record is written at once.
 */
export function secretsIn(text: string): Secret[] {
  const found: Secret[] = [];
  for (const { index, 0: key } of text.matchAll(privateKey))
    if (keyMaterial.test(key)) found.push({ start: index, end: index + key.length, what: "private key" });
  const report: Context["report"] = ({ message: { messageId }, range: [start, end] }) => {
    if (NO_SECRETS.includes(messageId)) return;
    const place = messageId === "AWSSecretAccessKey" ? secretKeyAt(text, start) : { start, end };
    found.push({ ...place, what: wordsOf(messageId) });
  };
  const context: Context = { sharedOptions: {}, createTranslator, report, ignore: () => {} };
  for (const scanner of scanners) scanner.create(context, options).file?.(sourceOf(text));
  for (const { what, pattern } of patterns)
    for (const { index, 0: all, groups } of text.matchAll(pattern)) {
      const end = index + all.length;
      found.push({ start: end - (groups?.secret ?? all).length, end, what });
    }
  return found;
}

/** The rule gives only the place where the name before the key begins: `AWS_SECRET_ACCESS_KEY=…`. */
function secretKeyAt(text: string, start: number): Pick<Secret, "start" | "end"> {
  const [whole = "", name = ""] = /^([^:=]*(?:=>|[:=])\s*["']?)[\w+/=]*/.exec(text.slice(start)) ?? [];
  return { start: start + name.length, end: start + whole.length };
}

const createTranslator: Context["createTranslator"] = () => (messageId) => ({
  message: String(messageId),
  messageId: String(messageId),
  data: undefined,
});

const sourceOf = (content: string): Source =>
  ({
    content,
    contentType: "text",
    ext: "",
    hasBOM: false,
    filePath: undefined,
    physicalFilePath: undefined,
  }) as Source;

/** `AWSSecretAccessKey` and `GITHUB_TOKEN` as words. */
const wordsOf = (id: string): string =>
  id
    .replaceAll("_", " ")
    .replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, " ")
    .toLowerCase();
