import { describe, expect, test } from "@jest/globals";
import { read, refusalsOf, warningsOf } from "./pages.ts";

const page = (...lines: string[]): string => ["---", ...lines, "---", "# Heading", ""].join("\n");

describe("front matter", () => {
  test("the front matter gives title, language, images and ports", () => {
    const text = page("title: A page", "language: ko", 'images: [nginx, "ubuntu:18.04"]', "ports:", "  - 5000");
    expect(read(text).frontMatter).toEqual({
      title: "A page",
      language: "ko",
      images: ["nginx", "ubuntu:18.04"],
      ports: [5000],
      sessions: [],
      prompts: [],
      unprompted: [],
      varies: [],
    });
  });

  test("the front matter says how the page's sessions are written; one prompt need not be a list", () => {
    const text = page('sessions: [Bash, ""]', "unprompted: [sh]", 'prompt: "node1$"', "varies: [0120, web-7d9f]");
    expect(read(text).frontMatter).toMatchObject({
      sessions: ["bash", ""],
      unprompted: ["sh"],
      prompts: ["node1$"],
      varies: ["0120", "web-7d9f"],
    });
  });

  test("the front matter may be empty", () => {
    expect(read(page()).frontMatter.title).toBe("Heading");
    expect(read(page("# nothing")).frontMatter.title).toBe("Heading");
  });

  test("the reader warns of front matter keys that look like a slip, and passes over those of other programs", () => {
    const text = page("title: x", "imags: [nginx]", "weight: 3");
    expect(warningsOf(text)).toEqual(["3: labnote ignores the key imags: is images meant?"]);
    expect(read(text).passedOver.keys).toEqual(["weight"]);
  });

  test("the front matter is refused key by key, each with its line and what to write", () => {
    const text = page(
      "title: 5",
      "language: Korean please",
      "images: nginx",
      "ports:",
      "  - 80",
      "  - http",
      "  - 70000",
    );
    expect(refusalsOf(text)).toEqual([
      "2: The front matter's title must be string (write the page's title, as text)",
      expect.stringMatching(/^3: The front matter's language cannot be read \(write the page's language/),
      expect.stringMatching(/^4: The front matter's images must be array \(write a list of the images/),
      expect.stringMatching(/^7: The front matter's ports, entry 2, must be integer \(write a list/),
      expect.stringMatching(/^8: The front matter's ports, entry 3, must be <= 65535 \(write a list/),
    ]);
  });

  test.each([
    ["no YAML", ["title: [x"], /^\d: The front matter is not YAML: /],
    ["a key twice", ["title: x", "title: y"], /^3: The front matter is not YAML: Map keys must be unique/],
    ["a list", ["- x"], /^1: The front matter is not a list of keys and values/],
    ["an alias to nothing", ["title: *x"], /^\d: The front matter /],
  ])("front matter is refused: %s", (_, lines, problem) => {
    expect(refusalsOf(page(...lines))).toEqual([expect.stringMatching(problem)]);
  });
});
