import { readFileSync } from "node:fs";
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { FrontMatter } from "./note.ts";
import { meantBy } from "./page/slips.ts";
import type { Problems } from "./problems.ts";

/** The one description of front matter, for editors, for {@link readFrontMatter} and for its remedies. */
export const schema = JSON.parse(readFileSync(new URL("front-matter.schema.json", import.meta.url), "utf8")) as {
  properties: Record<string, { description: string }>;
};

// A test looks at the schema itself; to do it here would take longer than all else that is done with it.
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true, validateSchema: false }).compile(schema);

/** The front matter of a page that has none. */
export const noFrontMatter: FrontMatter = {
  title: undefined,
  language: "en",
  images: [],
  ports: [],
  sessions: [],
  prompts: [],
  unprompted: [],
  varies: [],
};

/** What the front matter of a page says. */
export interface FrontMatterRead {
  frontMatter: FrontMatter;
  /** Keys for other programs. */
  others: readonly string[];
}

const nothing: FrontMatterRead = { frontMatter: noFrontMatter, others: [] };

/**
 * Reads front matter, whose first `---` stands on `line`, and adds its mistakes to the findings. A key that labnote does not know is for
 * another program, and is warned of only where it looks like a slip.
 */
export function readFrontMatter(yaml: string, line: number, findings: Problems): FrontMatterRead {
  const counter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: counter });
  const lineAt = (offset: number): number => line + counter.linePos(offset).line;
  for (const error of document.errors) {
    // After this, the library quotes the line and marks the place in it.
    const what = error.message.split(" at line ")[0] as string;
    findings.refuse(lineAt(error.pos[0]), `The front matter is not YAML: ${what}`, "correct it, or remove it");
  }
  const { contents } = document;
  if (document.errors.length > 0 || contents === null || (isScalar(contents) && contents.value === null))
    return nothing;
  if (!isMap(contents)) {
    findings.refuse(line, "The front matter is not a list of keys and values", "write lines such as title: My chapter");
    return nothing;
  }

  const lineOf = (path: readonly (string | number)[]): number => {
    const node = document.getIn(path, true);
    return isNode(node) && node.range ? lineAt(node.range[0]) : line;
  };
  let values: Record<string, unknown>;
  try {
    values = document.toJS() as Record<string, unknown>;
  } catch (error) {
    // Aliases without an anchor, or so many that they grow without bounds.
    findings.refuse(line, "The front matter cannot be read", "write it without anchors and aliases", error);
    return nothing;
  }
  const known = Object.keys(schema.properties);
  const strangers = Object.keys(values).filter((key) => !known.includes(key));
  for (const key of strangers) {
    const meant = meantBy(key, known);
    if (meant !== undefined) findings.warn(lineOf([key]), `labnote ignores the key ${key}: is ${meant} meant?`);
  }
  const others = strangers.filter((key) => meantBy(key, known) === undefined);

  if (!validate(values)) {
    for (const error of validate.errors as ErrorObject[]) {
      const path = error.instancePath.split("/").slice(1);
      const [key = ""] = path;
      const subject = path.length > 1 ? `${key}, entry ${Number(path[1]) + 1},` : key;
      // A pattern says nothing to a person; the remedy has it in words.
      const what = error.keyword === "pattern" ? "cannot be read" : error.message;
      findings.refuse(
        lineOf(path.map((part) => (/^\d+$/.test(part) ? Number(part) : part))),
        `The front matter's ${subject} ${what}`,
        `write ${schema.properties[key]?.description}`,
      );
    }
    return { ...nothing, others };
  }
  return { frontMatter: frontMatterOf(values, document), others };
}

/** Front matter from values that the schema accepts. */
function frontMatterOf(values: Record<string, unknown>, document: Document): FrontMatter {
  const {
    title,
    language,
    images,
    ports,
    sessions = [],
    prompt = [],
    unprompted = [],
  } = values as {
    [key in keyof FrontMatter]?: FrontMatter[key];
  } & { prompt?: string | readonly string[] };
  const given = { title, language, images, ports };
  const varies = document.get("varies");
  return {
    ...noFrontMatter,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    sessions: sessions.map((name) => name.toLowerCase()),
    prompts: typeof prompt === "string" ? [prompt] : prompt,
    unprompted: unprompted.map((name) => name.toLowerCase()),
    // As they stand: 0120 is a number to YAML, and another word.
    varies: isSeq(varies)
      ? varies.items.map((item) => (isScalar(item) ? (item.source ?? String(item.value)) : ""))
      : [],
  };
}
