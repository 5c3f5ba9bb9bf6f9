import type { CompileContext, Extension as FromMarkdown } from "mdast-util-from-markdown";
import type { Code, Construct, Effects, Extension, State, Token, TokenizeContext } from "micromark-util-types";

declare module "micromark-util-types" {
  interface TokenTypeMap {
    mkdocs: "mkdocs";
    mkdocsTitle: "mkdocsTitle";
    mkdocsIndent: "mkdocsIndent";
  }
}

/** A title's line: `=== "Ubuntu"` of a tab, `!!! note "Title"` of an admonition, `???+ tip` of one that folds. */
const titles: readonly RegExp[] = [
  /^===[!+]?[ \t]+"[^"]*"[ \t]*$/,
  /^(?:!!!|\?\?\?\+?)[ \t]+[\w-]+(?:[ \t]+[\w-]+)*(?:[ \t]+"[^"]*")?[ \t]*$/,
];

const isBlank = (code: Code): boolean => code === 32 || code === -1 || code === -2;
const isEnd = (code: Code): boolean => code === null || code < -2;

/** The title's line begins a container; what is indented by four columns below it is in it. */
const container: Construct = {
  name: "mkdocs",
  tokenize(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
    const codes: number[] = [];
    const title: State = (code) => {
      if (!isEnd(code)) {
        codes.push(code as number);
        effects.consume(code);
        return title;
      }
      const text = String.fromCodePoint(...codes.map((each) => (each < 0 ? 32 : each)));
      if (!titles.some((form) => form.test(text))) return nok(code);
      effects.exit("mkdocsTitle");
      return ok(code);
    };
    return (code) => {
      effects.enter("mkdocs", { _container: true });
      effects.enter("mkdocsTitle");
      return title(code);
    };
  },
  continuation: {
    tokenize(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
      let columns = 0;
      const blank: State = (code) => {
        if (isBlank(code) && columns < 4) {
          columns += 1;
          effects.consume(code);
          return blank;
        }
        if (columns > 0) effects.exit("mkdocsIndent");
        return columns === 4 || isEnd(code) ? ok(code) : nok(code);
      };
      return (code) => {
        if (isBlank(code)) effects.enter("mkdocsIndent");
        return blank(code);
      };
    },
  },
  exit: (effects) => {
    effects.exit("mkdocs");
  },
};

/** MkDocs' tabs and admonitions, for the parser: without it, what is in them is indented code. */
export const mkdocs: Extension = { document: { 33: container, 61: container, 63: container } };

/** A tab or an admonition is a quote that begins with its title. */
export const mkdocsFromMarkdown: FromMarkdown = {
  enter: {
    mkdocs(token) {
      this.enter({ type: "blockquote", children: [] }, token);
    },
    mkdocsTitle: enterTitle,
  },
  exit: {
    mkdocs(token) {
      this.exit(token);
    },
    mkdocsTitle(token) {
      for (let depth = 0; depth < 3; depth += 1) this.exit(token);
    },
  },
};

function enterTitle(this: CompileContext, token: Token): void {
  const line = this.sliceSerialize(token)
    .replace(/^\S+\s+/, "")
    .trim();
  const value = /"([^"]+)"$/.exec(line)?.[1] ?? line;
  this.enter({ type: "paragraph", children: [] }, token);
  this.enter({ type: "strong", children: [] }, token);
  this.enter({ type: "text", value }, token);
}
