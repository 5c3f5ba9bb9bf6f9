import { readFileSync } from "node:fs";
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import type { FrontMatter } from "./note.ts";
import type { Problems } from "./problems.ts";

/** The one description of front matter, for editors, for {@link readFrontMatter} and for its remedies. */
export const schema = JSON.parse(readFileSync(new URL("front-matter.schema.json", import.meta.url), "utf8")) as {
  properties: Record<string, { description: string }>;
};

const validate = new Ajv2020({ allErrors: true }).compile(schema);

/** The front matter of a page that has none. */
export const noFrontMatter: FrontMatter = { title: undefined, language: "en", images: [], ports: [] };

/**
 * Reads front matter, whose first `---` stands on `line`, and adds its mistakes to the findings. A key that labnote does not know is a
 * warning only, since pages have keys for other programs.
 */
export function readFrontMatter(yaml: string, line: number, findings: Problems): FrontMatter {
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
    return noFrontMatter;
  if (!isMap(contents)) {
    findings.refuse(line, "The front matter is not a list of keys and values", "write lines such as title: My chapter");
    return noFrontMatter;
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
    return noFrontMatter;
  }
  const known = Object.keys(schema.properties);
  const strangers = Object.keys(values).filter((key) => !known.includes(key));
  if (strangers.length > 0)
    findings.warn(line, `labnote reads ${known.join(", ")} of the front matter, and ignores ${strangers.join(", ")}`);

  if (!validate(values)) {
    for (const error of validate.errors as ErrorObject[]) {
      const path = error.instancePath.split("/").slice(1);
      const [key = ""] = path;
      const subject = path.length > 1 ? `${key}, entry ${Number(path[1]) + 1},` : key;
      findings.refuse(
        lineOf(path.map((part) => (/^\d+$/.test(part) ? Number(part) : part))),
        `The front matter's ${subject} ${error.message}`,
        `write ${schema.properties[key]?.description}`,
      );
    }
    return noFrontMatter;
  }
  return { ...noFrontMatter, ...pick(values, known) };
}

function pick(values: Record<string, unknown>, keys: readonly string[]): Partial<FrontMatter> {
  return Object.fromEntries(keys.filter((key) => key in values).map((key) => [key, values[key]]));
}
