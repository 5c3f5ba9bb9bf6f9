import type { CommandStep, Section } from "../note.ts";
import { commandsIn, Folder } from "./commands.ts";

/** What a section takes for granted, though it came in an earlier section: each has a shell and a folder of its own. */
export interface Carried {
  /** Where the section first names one of them. */
  line: number;
  /** Variables with their `$`, files and folders, as the section names them. */
  names: readonly string[];
  /** The section in which they came. */
  from: string;
}

/** The variables, files and folders that sections name and that only an earlier section has made. A section has one finding for each earlier one. */
export function carriedOver(sections: readonly Section[]): Carried[] {
  const origins = new Map<string, string>();
  return sections.flatMap((section) => {
    const { made, named } = contentsOf(section);
    const missed = named.flatMap(({ line, name, keys }) => {
      const from = keys.map((key) => origins.get(key)).find((origin) => origin !== undefined);
      return from === undefined ? [] : [{ line, name, from }];
    });
    // The author may stand in another folder by now, from which the path is shorter.
    for (const key of made) for (const end of endsOf(key)) origins.set(end, section.id);
    return [...Map.groupBy(missed, ({ from }) => from)].map(([from, [first, ...others]]) => ({
      line: first?.line ?? section.line,
      names: [...new Set([first, ...others].map((each) => each?.name ?? ""))],
      from,
    }));
  });
}

interface Named {
  line: number;
  name: string;
  /** The variable; or the path from the section's folder on, and the folders in it. */
  keys: readonly string[];
}

/** The variables and paths that a section makes, and those that it names before that. */
function contentsOf(section: Section): { made: ReadonlySet<string>; named: readonly Named[] } {
  const made = new Set<string>();
  const named: Named[] = [];
  const folders = new Map<string, Folder>();
  const needs = (line: number, name: string, keys: readonly string[]): void => {
    if (!keys.some((key) => made.has(key))) named.push({ line, name, keys });
  };
  for (const step of section.steps) {
    if (step.kind === "file") made.add(step.path);
    if (step.kind !== "command" || step.typed === undefined || step.prompt !== undefined) continue;
    const shell = `${step.terminal} ${step.root}`;
    const folder = folders.get(shell) ?? new Folder();
    folders.set(shell, folder);
    for (const name of variablesIn(step)) needs(step.line, name, [name]);
    for (const { names, makes, sets, enters } of commandsIn(step.typed)) {
      for (const name of names) {
        const path = folder.pathOf(name);
        if (path !== undefined && path !== "") needs(step.line, name.replace(/\/$/, ""), startsOf(path));
      }
      for (const path of makes.map((name) => folder.pathOf(name)))
        for (const one of path === undefined ? [] : startsOf(path)) made.add(one);
      for (const name of sets) made.add(`$${name}`);
      if (enters !== undefined) folder.enter(enters);
    }
  }
  return { made, named };
}

const startsOf = (path: string): string[] => path.split("/").map((_, at, parts) => parts.slice(0, at + 1).join("/"));

const endsOf = (path: string): string[] => path.split("/").map((_, at, parts) => parts.slice(at).join("/"));

/** The variables that a command uses and does not set itself, with their `$`. */
function variablesIn({ typed = "" }: CommandStep): string[] {
  const expanded = typed.replace(/\\[\s\S]|'[^']*'/g, "_");
  const used = [...expanded.matchAll(/\$(?:\{([A-Za-z_]\w*)|([A-Za-z_]\w*))/g)].map(([, one, two]) => one ?? two ?? "");
  if (used.length === 0) return [];
  const set = new Set(commandsIn(typed).flatMap(({ sets }) => sets));
  return used.filter((name) => !set.has(name)).map((name) => `$${name}`);
}
