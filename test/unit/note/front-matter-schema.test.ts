import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { schema } from "../../../src/note/front-matter.ts";
import { read, refusalsOf, warningsOf } from "./pages.ts";

/** The schema as an editor takes it: from its file, by a validator that knows nothing of the reader. */
const file = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../../src/note/front-matter.schema.json"), "utf8"),
) as Record<string, unknown>;
const accepts = new Ajv2020({ allowUnionTypes: true }).compile(file);

const page = (yaml: string): string => `---\n${yaml}${yaml === "" || yaml.endsWith("\n") ? "" : "\n"}---\n# Heading\n`;

/** What both say of front matter. */
const verdicts = (yaml: string) => ({
  reader: refusalsOf(page(yaml)).length === 0,
  schema: accepts(parse(yaml)),
});

describe("the schema of front matter", () => {
  test.each([
    ["nothing", ""],
    ["a comment alone", "# nothing yet"],
    ["all keys", "title: A page\nlanguage: ko-KR\nimages: [nginx, 'ubuntu:18.04']\nports: [1, 65535]"],
    ["empty lists", "images: []\nports: []"],
    ["a key of another program", "weight: 3\ntags: [a, b]"],
    ["a port as a float without a fraction", "ports: [5000.0]"],
    ["an image of a registry with a digest", "images: ['localhost:5000/a/b@sha256:00']"],
  ])("the schema of front matter accepts %s, as the reader does", (_, yaml) => {
    expect(verdicts(yaml)).toEqual({ reader: true, schema: true });
  });

  test.each([
    ["a list", "- title"],
    ["a word", "title"],
    ["a number as title", "title: 5"],
    ["an empty title", "title: ''"],
    ["a title of nothing", "title:"],
    ["a language in words", "language: Korean please"],
    ["a language of one letter", "language: k"],
    ["one image", "images: nginx"],
    ["an image with a blank", "images: ['a b']"],
    ["an image in capitals", "images: [Nginx]"],
    ["an image twice", "images: [nginx, nginx]"],
    ["a port as a word", "ports: ['80']"],
    ["port 0", "ports: [0]"],
    ["a port too high", "ports: [65536]"],
    ["half a port", "ports: [80.5]"],
    ["a port twice", "ports: [80, 80]"],
    ["ports by name", "ports: { web: 80 }"],
  ])("the schema of front matter refuses %s, as the reader does", (_, yaml) => {
    expect(verdicts(yaml)).toEqual({ reader: false, schema: false });
  });

  test("the schema of front matter and the reader agree on any value", () => {
    const words = fc.oneof(
      fc.string(),
      fc.constantFrom("nginx", "ubuntu:18.04", "en", "ko-KR", "null", "5000", "---", "a\n---\nb", "# no", "", "yes"),
    );
    const ports = fc.oneof(fc.integer({ min: -1, max: 65537 }), fc.constantFrom(0.5, 1e9, "80"));
    const values = fc.oneof(words, fc.array(words), fc.array(ports), fc.jsonValue({ maxDepth: 2 }));
    const matter = fc.record(
      {
        title: fc.oneof(words, values),
        language: fc.oneof(fc.constantFrom("en", "ko", "zh-Hant-TW", "k", "en-"), values),
        images: fc.oneof(fc.array(fc.constantFrom("nginx", "redis:7", "A", "a b")), values),
        ports: fc.oneof(fc.array(ports), values),
        weight: values,
      },
      { requiredKeys: [] },
    );
    let [accepted, refused] = [0, 0];
    fc.assert(
      fc.property(fc.oneof({ weight: 9, arbitrary: matter }, fc.jsonValue({ maxDepth: 1 })), (value) => {
        const yaml = stringify(value);
        const { reader, schema } = verdicts(yaml);
        expect([yaml, reader]).toEqual([yaml, schema]);
        if (reader) accepted += 1;
        else refused += 1;
      }),
      // One in sixteen is accepted: of so many, more than a few are, whatever the seed.
      { numRuns: 2000 },
    );
    expect(accepted).toBeGreaterThan(20);
    expect(refused).toBeGreaterThan(20);
  });

  test("the schema of front matter accepts keys of other programs, and the reader passes over them", () => {
    const yaml = "title: x\nlayout: post";
    expect(verdicts(yaml)).toEqual({ reader: true, schema: true });
    expect(warningsOf(page(yaml))).toEqual([]);
    expect(read(page(yaml)).passedOver.keys).toEqual(["layout"]);
  });

  test("the schema of front matter is valid in its draft, and describes each key with examples that it accepts", () => {
    expect(new Ajv2020().validateSchema(file)).toBe(true);
    for (const [key, value] of Object.entries(schema.properties as Record<string, Record<string, unknown>>)) {
      expect([key, value.description]).toEqual([key, expect.stringMatching(/^[a-z]/)]);
      for (const example of [...((value.examples as unknown[]) ?? []), ...("default" in value ? [value.default] : [])])
        expect([key, accepts({ [key]: example })]).toEqual([key, true]);
    }
  });

  test("the schema of front matter has the default language that the reader uses", () => {
    const { language } = file.properties as { language: { default: string } };
    expect(read("# Heading\n").frontMatter.language).toBe(language.default);
  });

  test("a comment in the front matter may name the schema for editors", () => {
    const text = page("# yaml-language-server: $schema=../src/note/front-matter.schema.json\ntitle: A page");
    expect(refusalsOf(text)).toEqual([]);
    expect(warningsOf(text)).toEqual([]);
    expect(read(text).frontMatter.title).toBe("A page");
  });
});
