import { parse } from "yaml";
import { shellWords, simpleCommands } from "./commands/shell-words.ts";
import { commandOf, type DraftStep, ROOT_PROMPT } from "./draft.ts";

/** What the new note's front matter says of its steps. */
export interface Facts {
  language: string | undefined;
  images: readonly string[];
  /** Whether a step is typed at root's prompt. */
  root: boolean;
}

/** The lines of front matter for these facts; those whose keys the page has already are left out. */
export function frontMatterLines({ language, images, root }: Facts, yaml: string): string[] {
  const has = keysOf(yaml);
  return [
    ...(language === undefined || has.has("language") ? [] : [`language: ${language}`]),
    ...(images.length === 0 || has.has("images") ? [] : ["images:", ...images.map((name) => `  - ${quoted(name)}`)]),
    ...(!root || has.has("prompt") ? [] : [`prompt: "${ROOT_PROMPT}"`]),
  ];
}

function keysOf(yaml: string): ReadonlySet<string> {
  try {
    return new Set(Object.keys((parse(yaml) as object | null) ?? {}));
  } catch {
    return new Set();
  }
}

const quoted = (text: string): string => (/^[a-z][\w./-]*(?::[\w.-]+)?$/.test(text) ? text : JSON.stringify(text));

/** The language of a page, where its script shows it. */
export function languageOfText(text: string): string | undefined {
  const count = (script: RegExp): number => text.match(script)?.length ?? 0;
  const letters = count(/\p{L}/gu);
  if (count(/\p{Script=Hangul}/gu) > letters / 10) return "ko";
  return count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu) > letters / 10 ? "ja" : undefined;
}

/** Options of `docker run` and `create` that take a value. */
const valued =
  /^(?:--(?:name|publish|volume|env|env-file|user|workdir|network|net|mount|label|memory|cpus|restart|hostname|add-host|entrypoint|link|volumes-from|ip|cap-add|cap-drop|device|dns|log-driver|log-opt|platform|pid|ipc|ulimit|tmpfs|expose|security-opt|shm-size|network-alias|cpu-shares|cpuset-cpus|memory-swap|stop-signal|health-\w+|gpus|runtime|userns|uts|sysctl|storage-opt|cidfile|pull|group-add)|-[a-zA-Z]*[pvewulmh])$/;

/** The images that commands pull or run and that no command of the page builds, as `docker pull` takes them. */
export function imagesOf(steps: readonly DraftStep[], dockerfiles: readonly (readonly string[])[]): string[] {
  const wanted = new Set<string>();
  const built = new Set<string>();
  for (const lines of dockerfiles) {
    const stages = new Set<string>();
    for (const line of lines) {
      const [, image = "", stage] = /^\s*FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(line) ?? [];
      if (image !== "" && !stages.has(image)) wanted.add(image);
      if (stage !== undefined) stages.add(stage);
    }
  }
  for (const command of steps.flatMap((step) => simpleCommands(commandOf(step).replace(/\\\n/g, " ")))) {
    const words = command.map(({ text }) => text);
    const line = words.join(" ");
    const [, verb = ""] = /^docker (?:container |image )?(run|create|pull|build|tag|commit)\b/.exec(line) ?? [];
    const rest = words.slice(words.indexOf(verb) + 1);
    if (verb === "run" || verb === "create") add(imageAfter(rest));
    else if (verb === "pull") add(rest.find((word) => !word.startsWith("-")));
    else if (verb === "build") for (const [, name = ""] of line.matchAll(/\s(?:-t|--tag)[\s=](\S+)/g)) built.add(name);
    else if (verb !== "") built.add(rest.at(-1) ?? "");
  }
  function add(image: string | undefined): void {
    if (image !== undefined) wanted.add(image);
  }
  const names = new Set([...built].map((name) => name.replace(/:latest$/, "")));
  return [...wanted].filter(
    (name) =>
      !names.has(name.replace(/:latest$/, "")) &&
      name !== "scratch" &&
      !name.startsWith("localhost") &&
      /^[a-z0-9][a-zA-Z0-9._/:@-]*$/.test(name),
  );
}

function imageAfter(words: readonly string[]): string | undefined {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string;
    if (!word.startsWith("-")) return shellWords(word)[0]?.quoted ? undefined : word;
    if (valued.test(word)) at += 1;
  }
  return undefined;
}
