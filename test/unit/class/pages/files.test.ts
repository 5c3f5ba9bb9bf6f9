import { describe, expect, test } from "@jest/globals";
import { loadClassFiles } from "../../../../src/class/pages/files.ts";
import { classLanguages, classWordsFor } from "../../../../src/class/pages/words/words.ts";
import { languages, wordsFor } from "../../../../src/pages/translations.ts";

const files = await loadClassFiles();
const textOf = (name: string) => Buffer.from(files.get(name)?.bytes ?? []).toString();
const scripts = [...files.keys()].filter((name) => name.endsWith(".js"));
const styles = [...files.keys()].filter((name) => name.endsWith(".css"));

describe("The files of the class's pages", () => {
  test("each page has a style sheet and a script", () => {
    for (const name of ["student", "board", "enter", "ready"])
      expect([textOf(`${name}.css`) !== "", textOf(`${name}.js`) !== ""]).toEqual([true, true]);
  });

  test("a script imports only files of the class, and each of them exists", () => {
    const imports = scripts.flatMap((name) =>
      [...textOf(name).matchAll(/^import .* from "(.*)";$/gm)].map(([, path = ""]) => path),
    );
    expect(imports.length).toBeGreaterThan(10);
    expect(imports.filter((path) => !files.has(path.replace(/^(?:\.|\/static)\//, "")))).toEqual([]);
    expect(/^import |\bimport\(/m.test(textOf("xterm.mjs"))).toBe(false);
  });

  test("a style sheet loads nothing, and has a value for all that it names", () => {
    for (const name of styles) {
      const style = textOf(name);
      expect(style).not.toMatch(/@import|url\((?!"?data:)/);
      const defined = new Set([...style.matchAll(/(--[\w-]+):/g)].map(([, variable]) => variable));
      // Scripts set the first two; a value that may be missing has another one behind it.
      const used = [...style.matchAll(/var\((--[\w-]+)\)/g)].map(([, variable]) => variable);
      expect(used.filter((variable) => !defined.has(variable))).toEqual([]);
    }
  });

  test("no script makes HTML out of text, or runs text", () => {
    for (const name of scripts)
      expect(textOf(name)).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/);
  });
});

describe("The words of the class's pages", () => {
  test("they are in the languages of all pages", () => {
    expect(Object.keys(classLanguages)).toEqual(languages.map(({ language }) => language));
    expect(classWordsFor("ko-KR").language).toBe("ko");
    expect(classWordsFor("fr").language).toBe("en");
  });

  test("a sentence has the same values in each language", () => {
    const { en = classWordsFor("en"), ...others } = classLanguages;
    const values = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([value]) => value).toSorted();
    for (const words of Object.values(others))
      for (const [key, text] of Object.entries(en))
        expect([key, values(words[key as keyof typeof words])]).toEqual([key, values(text)]);
  });

  test("a script says only words that there are, with the values that they take", () => {
    const own = classWordsFor("en");
    const { copy, copied } = wordsFor("en").handout;
    const en = { ...own, copy, copied };
    const said = scripts.flatMap((name) =>
      [...textOf(name).matchAll(/\bsay\("([^"]+)"(?:, \{([\w\s:,.-]*)\})?\)/g)].map(([, key = "", values = ""]) => ({
        key,
        values: values.split(",").flatMap((value) => /^\s*(\w+)/.exec(value)?.[1] ?? []),
      })),
    );
    expect(said.length).toBeGreaterThan(60);
    for (const { key, values } of said) {
      const wanted = [...((en as Record<string, string>)[key] ?? "no such word").matchAll(/\{(\w+)\}/g)];
      expect([key, key in en, new Set(values)]).toEqual([key, true, new Set(wanted.map(([, value]) => value))]);
    }
  });
});
