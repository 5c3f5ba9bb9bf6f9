import { shellOpenedBy } from "../console/openers.ts";
import { isExit } from "../console/prompts.ts";
import type { CommandStep } from "../note.ts";
import { type LintRule, unquoted } from "./rule.ts";

/** Images whose command is a shell. */
const shellImage =
  /\s(?:\S*\/)?(?:ubuntu|debian|alpine|busybox|centos|fedora|rockylinux|almalinux|amazonlinux)(?::\S+)?$/;
const shell = /\s(?:\/bin\/)?(?:ba|a|z)?sh$/;

/** A program that does not end, or only where somebody presses keys. */
interface Endless {
  name: string;
  /** How a command of it begins. */
  runs: RegExp;
  /** With these words it ends. */
  ends?: RegExp;
  /** What to write in its place. */
  instead: string;
}

const container = "docker(?: container)?";
const compose = String.raw`docker(?: |-)compose(?: -\S+(?: \S+)?)*`;
const server =
  "nginx|httpd|caddy|traefik|haproxy|tomcat|redis|memcached|mysql|mariadb|postgres|mongo|rabbitmq|registry|jenkins|grafana";

/** Programs that go on. */
const goOn: readonly Endless[] = [
  { name: "ping", runs: /^ping6? /, ends: /\s-(?:c|w)/, instead: "add -c 3" },
  { name: "watch", runs: /^watch /, instead: "type the command alone" },
  { name: "top", runs: /^h?top\b/, ends: /\s-\w*[nb]/, instead: "write top -b -n 1" },
  { name: "tail -f", runs: /^tail .*(?<=\s)(?:-\w*[fF]|--follow)\b/, instead: "leave out -f" },
  { name: "journalctl -f", runs: /^journalctl .*(?<=\s)(?:-\w*f|--follow)\b/, instead: "leave out -f" },
  { name: "dmesg -w", runs: /^dmesg .*(?<=\s)(?:-\w*w|--follow)\b/, instead: "leave out -w" },
  {
    name: "logs -f",
    runs: new RegExp(`^(?:${container}|${compose}|kubectl) logs .*(?<=\\s)(?:-\\w*f|--follow)(?=\\s|$)`),
    instead: "leave out -f",
  },
  { name: "kubectl get -w", runs: /^kubectl get .*(?<=\s)(?:-w|--watch)(?=\s|$)/, instead: "leave out -w" },
  { name: "docker stats", runs: new RegExp(`^${container} stats\\b`), ends: /--no-stream/, instead: "add --no-stream" },
  { name: "docker events", runs: /^docker(?: system)? events\b/, ends: /--until/, instead: "add --until 0s" },
  {
    name: "compose up",
    runs: new RegExp(`^${compose} up\\b`),
    ends: /\s(?:-d|--detach|--wait|--no-start|--abort-on-container-\w+|--exit-code-from)\b/,
    instead: "add -d",
  },
  {
    name: "this server",
    runs: new RegExp(`^${container} run .*(?<=\\s)(?:library/)?(?:${server})(?::\\S+)?$`),
    ends: /\s(?:-[a-zA-Z]*d[a-zA-Z]*|--detach|--entrypoint)\b/,
    instead: "add -d",
  },
];

const connection = String.raw`(?: (?:-{1,2}(?!c\b|e\b|f\b|l\b|V\b|command|execute|file|list|eval|version|help)\S+|[\w@:/][\w.@:/-]*))*`;
const inContainer = new RegExp(`^(?:${container}|${compose}) exec(?: -{1,2}\\S+)+ [\\w.-]+ `);

/** Programs that wait for keys. */
const wait: readonly Endless[] = [
  {
    name: "This editor",
    runs: /^(?:vim?|nvim|nano|emacs|pico)(?: |$)/,
    ends: /--version|-es|--batch/,
    instead: "write the file in a block with file=",
  },
  { name: "This pager", runs: /^(?:less|more|man)(?: |$)/, ends: /--version/, instead: "add | cat, or type cat" },
  {
    name: "This program",
    runs: /^(?:python[\d.]*|ipython|node|irb)$/,
    instead: "give it a file, or the words in the command",
  },
  {
    name: "This program",
    runs: new RegExp(`^(?:psql|mysql|mariadb|mongosh?)${connection}$`),
    instead: "give it a file, or the words in the command",
  },
  {
    name: "This program",
    runs: /^redis-cli(?: -[hpan] \S+)*$/,
    instead: "give it a file, or the words in the command",
  },
];

const prefix = /^(?:sudo(?: -[EH])?|env|time|command|[A-Za-z_]\w*=\S*)\s+/;

/** The simple commands of what is typed whose end the shell waits for. What reads from a pipe, or ends with it, is left out. */
function awaited(typed: string): string[] {
  return unquoted(typed)
    .split(/&&|\|\||[;\n]/)
    .filter((part) => !/(?:^|[^>&])&\s*$/.test(part))
    .flatMap((pipeline) => {
      const parts = pipeline.split("|");
      const last = parts.at(-1) ?? "";
      return /^\s*(?:head|grep -\w*[qm])/.test(last) ? [] : parts.length === 1 ? parts : [parts[0] as string, last];
    })
    .filter((part) => !part.includes("<"))
    .map((part) => {
      let bare = part.trim().replace(/\s+/g, " ");
      while (prefix.test(bare)) bare = bare.replace(prefix, "");
      return bare.replace(/ ?\d?>>? ?&?\S+/g, "").replace(inContainer, "");
    });
}

/** Finds such programs where a step of the outer shell must end by itself, with a status that says so. */
const endless =
  (programs: readonly Endless[], reads: (typed: string) => string[]): LintRule["find"] =>
  (step) => {
    if (!mustEnd(step)) return [];
    const typed = reads(step.typed ?? "");
    const found = programs.find(({ runs, ends }) => typed.some((one) => runs.test(one) && ends?.test(one) !== true));
    return found === undefined ? [] : [{ line: step.line, words: [found.name, found.instead] }];
  };

const mustEnd = ({ ending, prompt, exit, expected }: CommandStep): boolean =>
  ending.kind === "mark" && prompt === undefined && exit === 0 && expected.every((item) => "text" in item);

/** Whether a step opens a shell in which nothing is typed, as far as labnote knows its prompts. */
function opensShell(step: CommandStep): boolean {
  const typed = (step.typed ?? "").trimEnd();
  const where = shellOpenedBy(typed);
  const waits = where === "host" || ((shell.test(typed) || shellImage.test(typed)) && step.expected.length === 0);
  return where !== undefined && waits && mustEnd(step);
}

const joins = /\bnewgrp\b[^;&|]*$/;

/** A program that reads a pipe waits for no keys, but a pager does. */
const alone = (typed: string): string[] =>
  /\|(?!\|)/.test(unquoted(typed)) ? awaited(typed).filter((one) => /^(?:less|more)\b/.test(one)) : awaited(typed);

/** What may surprise at a step's end. */
export const endRules: readonly LintRule[] = [
  {
    find: ({ line, typed = "", prompt, ending }) =>
      ending.kind === "mark" && prompt === undefined && isExit(typed) ? [{ line, words: [] }] : [],
    says: () => "exit leaves the section's own shell: no nested prompt is open here",
  },
  {
    find: (step) => (opensShell(step) && !joins.test(step.typed ?? "") ? [{ line: step.line, words: [] }] : []),
    says: () =>
      "this opens a shell, but the note shows no prompt of it and no exit: the step would wait until its time is over",
  },
  {
    find: (step) => (opensShell(step) && joins.test(step.typed ?? "") ? [{ line: step.line, words: [] }] : []),
    says: () =>
      "newgrp opens a shell, and nothing leaves it: remove this line, and begin a section below it, since the shell of a new section has the user's new groups",
  },
  {
    find: endless(goOn, awaited),
    says: (name, instead) =>
      `${name} does not end by itself: write ^C or [running] below what is to be seen, or ${instead}`,
  },
  {
    find: endless(wait, alone),
    says: (name, instead) => `${name} waits for keys, and nothing presses them: ${instead}`,
  },
];
