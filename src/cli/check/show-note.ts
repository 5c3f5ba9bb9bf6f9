import type { Paint } from "../../common/progress.ts";
import { sanitizeLine } from "../../common/sanitize.ts";
import { withoutProgress } from "../../note/compare/builds.ts";
import { wildcard } from "../../note/compare/line-pattern.ts";
import { isGap, withoutPulls } from "../../note/compare/lines.ts";
import type { Shape } from "../../note/compare/shapes/shape.ts";
import { type KnownWords, split } from "../../note/compare/shapes.ts";
import { promptSign } from "../../note/console/prompts.ts";
import { defaultTimeout } from "../../note/fence-attributes.ts";
import { madeUpWords } from "../../note/made-up.ts";
import type { CommandStep, ExpectedLine, FileStep, HttpStep, Note, Section, Step } from "../../note/note.ts";
import { CHECKS } from "../../note/note.ts";
import { frontMatterText } from "../../note/page/front-matter-text.ts";
import { tellPassedOver } from "./passed-over.ts";
import { tellQuiet } from "./quiet.ts";

/** A note for people, as labnote read it: every step, what labnote checks, and the shape of each word that has one. */
export function showNote(note: Note, colour: Paint): string {
  // A user who reads a note before trusting it must see all of it, and no text of it may control the terminal.
  const paint: Paint = (format, text) => colour(format, sanitizeLine(text));
  const width = String(note.sections.flatMap(({ steps }) => steps).at(-1)?.line ?? 0).length + 4;
  const view = new View(paint, width);
  const { title, language, images, ports, varies } = note.frontMatter;
  const facts = [
    note.file,
    language,
    ...(ports.length > 0 ? [`ports ${ports.join(", ")}`] : []),
    ...(images.length > 0 ? [`images ${images.join(", ")}`] : []),
    ...(varies.length > 0 ? [`varies ${varies.join(", ")}`] : []),
  ];
  return [
    paint("bold", title ?? note.file),
    paint("dim", facts.join(" · ")),
    ...note.sections.flatMap((section) => ["", ...view.section(section)]),
    ...view.warnings(note),
    ...view.passedOver(note),
    ...view.madeUp(note),
    ...tellQuiet(note).flatMap((told) => ["", paint("dim", told)]),
    "",
    summary(note),
    "",
  ].join("\n");
}

/** A note in a line, for a list of notes. */
export const sumUp = (note: Note): string =>
  [
    `${note.file}: ${summary(note)}`,
    ...(note.warnings.length === 0
      ? []
      : [`${note.warnings.length} ${note.warnings.length === 1 ? "warning" : "warnings"}.`]),
    ...tellPassedOver(note).map((what) => `Not read: ${what}.`),
  ].join(" ");

class View {
  readonly #paint: Paint;
  readonly #width: number;

  constructor(paint: Paint, width: number) {
    this.#paint = paint;
    this.#width = width;
  }

  section({ id, title, line, steps }: Section): string[] {
    // Ids that an output of the section has shown. In typed text, the ids of the run replace them.
    const known = new Set<string>();
    const heading = this.#paint(["bold", "underline"], title);
    return [
      this.#row(line, title.startsWith(id) ? heading : `${heading}  ${this.#paint("dim", `(${id})`)}`),
      ...steps.flatMap((step) => ["", ...this.#step(step, known)]),
    ];
  }

  madeUp(note: Note): string[] {
    const words = madeUpWords(note);
    if (words.length === 0) return [];
    const entry = frontMatterText({ varies: [...note.frontMatter.varies, ...words] });
    const they = words.length === 1 ? "One word looks" : `${words.length} words look`;
    return [
      "",
      `${they} made up. If they differ at every run, write into the front matter:`,
      this.#paint("cyan", entry),
    ];
  }

  warnings({ file, warnings }: Note): string[] {
    if (warnings.length === 0) return [];
    return [
      "",
      this.#paint(["bold", "yellow"], warnings.length === 1 ? "One warning" : `${warnings.length} warnings`),
      ...warnings.map(({ line, message }) => `  ${this.#paint("dim", `${file}:${line}`)}  ${sanitizeLine(message)}`),
    ];
  }

  passedOver(note: Note): string[] {
    const { keys, suggested } = note.passedOver;
    const told = tellPassedOver(note);
    const written = suggested === undefined ? [] : frontMatterText(suggested).split("\n");
    return [
      ...(told.length === 0
        ? []
        : ["", this.#paint(["bold", "yellow"], "Not read"), ...told.map((what) => `  ${sanitizeLine(what)}`)]),
      ...(written.length === 0
        ? []
        : [
            "",
            "Front matter with which the page is read as it seems to be meant. A run wants it in the file, between two lines of ---:",
          ]),
      ...written.map((line) => `  ${this.#paint("bold", line)}`),
      ...(keys.length === 0 ? [] : ["", this.#paint("dim", `Front matter of other programs: ${keys.join(", ")}`)]),
    ];
  }

  #step(step: Step, known: Set<string>): string[] {
    if (step.kind === "file") return this.#file(step);
    return step.kind === "http" ? this.#http(step, known) : this.#command(step, known);
  }

  #file({ line, path, content }: FileStep): string[] {
    const lines = content.split("\n").length - 1;
    return [
      this.#row(line, `${this.#paint("magenta", "file")} ${this.#paint("bold", path)}`),
      this.#verdict(lines === 1 ? "one line is written" : `${lines} lines are written`),
    ];
  }

  #http(step: HttpStep, known: Set<string>): string[] {
    const wanted = step.expected.length === 0 ? "" : ", and these lines in it, in this order";
    return [
      this.#row(step.line, `${this.#paint("magenta", "http")} ${this.#paint("bold", step.typed)}`),
      ...step.expected.map((item) => this.#row(item.line, this.#words(item, known))),
      this.#verdict(`an answer with a status below 400${wanted}`, limits(step)),
    ];
  }

  #command(step: CommandStep, known: Set<string>): string[] {
    const [first, ...others] = step.typed?.split("\n") ?? [];
    const typed =
      first === undefined
        ? [this.#row(step.line, this.#paint("dim", "(what still runs continues)"))]
        : [
            this.#row(step.line, `${this.#prompt(step, known)} ${this.#typed(first, step.known, known)}`),
            ...others.map((text) =>
              this.#row(undefined, `${this.#paint("green", ">")} ${this.#typed(text, step.known, known)}`),
            ),
          ];
    const ofNoPull = new Set(withoutPulls(step.expected));
    const compared = new Set(withoutProgress(step.expected));
    const expected = step.expected.map((item) => {
      if ("keys" in item) return this.#row(item.line, this.#paint("red", item.keys));
      if (compared.has(item)) return this.#row(item.line, this.#words(item, known));
      if (!ofNoPull.has(item)) return this.#row(item.line, this.#paint("dim", `${item.text}‹a pull›`));
      // Its ids may be typed.
      this.#words(item, known);
      return this.#row(item.line, this.#paint("dim", `${item.text}‹a build›`));
    });
    return [...typed, ...expected, this.#verdict(wanted(step), [...place(step), ...limits(step)])];
  }

  #row(line: number | undefined, text: string): string {
    return `${this.#paint("dim", String(line ?? "").padStart(this.#width))}  ${text}`;
  }

  #verdict(text: string, notes: readonly string[] = []): string {
    return this.#row(undefined, this.#paint("dim", `→ ${[text, ...notes].join(", ")}`));
  }

  /** A nested prompt is compared as output is; the outer shell's prompt is labnote's own. */
  #prompt({ prompt, root, line, known }: CommandStep, shown: Set<string>): string {
    if (prompt === undefined) return this.#paint("green", promptSign(root).trimEnd());
    return this.#words({ line, text: prompt, around: { output: { known } } }, shown);
  }

  /** A line that the output must have; each word with a shape is marked with that shape. */
  #words({ text, around }: ExpectedLine, shown: Set<string>): string {
    if (isGap(text)) return this.#paint("blue", text);
    return split(text, around)
      .map((piece) => {
        if (piece.shape === undefined)
          return piece.text.split(wildcard).map(sanitizeLine).join(this.#paint("blue", wildcard));
        if (piece.shape.binds) shown.add(piece.text);
        return this.#marked(piece.text, piece.shape);
      })
      .join("");
  }

  /** A typed line; the words that the run's own values replace are marked. */
  #typed(text: string, known: KnownWords | undefined, shown: ReadonlySet<string>): string {
    return split(text, { output: { known } })
      .map(({ text: word, shape }) =>
        shape?.binds && isShown(word, shape, shown) ? this.#marked(word, shape) : this.#paint("bold", word),
      )
      .join("");
  }

  #marked(word: string, { name, binds }: Shape): string {
    return `${this.#paint(binds ? "cyan" : "yellow", word)}${this.#paint("dim", `‹${name}›`)}`;
  }
}

/** Whether an output has shown a word, or, of an id, more of it. */
const isShown = (word: string, { abbreviated }: Shape, shown: ReadonlySet<string>): boolean =>
  shown.has(word) || (abbreviated === true && shown.values().some((one) => one.startsWith(word)));

/** What labnote checks of a command, in words. */
function wanted({ expected, empty, ending, exit }: CommandStep): string {
  const lines = expected.some((item) => !("keys" in item));
  const pressed = expected.flatMap((item) => ("keys" in item ? [item.keys] : []));
  const output = empty ? ["nothing is printed"] : lines ? ["these lines"] : [];
  const keys = pressed.map((each) => (each === "^C" ? "interrupted" : `${each} pressed`));
  const end = {
    mark: exit === undefined ? [] : [`exit ${exit}`],
    prompt: ending.kind === "prompt" ? [`then the prompt ${ending.prompt.text}`] : [],
    running: ["and it still runs"],
    reboot: ["the host goes down and comes back"],
  }[ending.kind];
  return [...output, ...new Set(keys), ...end].join(", ") || "any output, any exit status";
}

const place = ({ terminal }: CommandStep): string[] =>
  terminal === 1 ? [] : [terminal === CHECKS ? "a check" : `in terminal ${terminal}`];

function limits({ within, timeout }: { within: number | undefined; timeout: number }): string[] {
  return [
    ...(within === undefined ? [] : [`tried again for ${inWords(within)}`]),
    ...(timeout === defaultTimeout ? [] : [`at most ${inWords(timeout)}`]),
  ];
}

const inWords = (milliseconds: number): string =>
  milliseconds % 60_000 === 0 ? `${milliseconds / 60_000} min` : `${milliseconds / 1000} s`;

function summary({ sections }: Note): string {
  const steps = sections.flatMap((section) => section.steps);
  const count = (kind: Step["kind"], one: string, many: string): string[] => {
    const number = steps.filter((step) => step.kind === kind).length;
    return number === 0 ? [] : [`${number} ${number === 1 ? one : many}`];
  };
  const kinds = [
    ...count("command", "command", "commands"),
    ...count("file", "file", "files"),
    ...count("http", "request", "requests"),
  ];
  const total = `${steps.length} ${steps.length === 1 ? "step" : "steps"} in ${sections.length} ${sections.length === 1 ? "section" : "sections"}`;
  return kinds.length === 0 ? "Nothing in it is typed, written or requested." : `${total}: ${kinds.join(", ")}.`;
}
