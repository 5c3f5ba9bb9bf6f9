/** What is still open at the end of a command of a POSIX shell, in words, or `undefined` when the shell would run it. */
export function unfinished(command: string): string | undefined {
  const hereDocuments: { delimiter: string; stripTabs: boolean }[] = [];
  // What is open, innermost last: a quote, a substitution, an expansion.
  const open: Opening[] = [];
  let at = 0;
  while (at < command.length) {
    const inner = open.at(-1);
    const char = command[at] as string;
    if (inner === "'") {
      if (char === "'") open.pop();
      at += 1;
    } else if (char === "\\") {
      if (at + 1 === command.length) return "a \\ at its end";
      at += 2;
    } else if (inner !== undefined && command.startsWith(closing[inner], at)) {
      open.pop();
      at += closing[inner].length;
    } else if (openingAt(command, at, inner) !== undefined) {
      const opening = openingAt(command, at, inner) as Opening;
      open.push(opening);
      at += opening.length;
    } else if (inner !== '"' && char === "#" && /^[\s;&|(]?$/.test(command.charAt(at - 1))) {
      const end = command.indexOf("\n", at);
      at = end === -1 ? command.length : end;
    } else if (inner !== '"' && command.startsWith("<<<", at)) {
      at += 3;
    } else if (inner !== '"' && inner !== "${" && inner !== "$((" && command.startsWith("<<", at)) {
      const [whole, dash, delimiter = ""] = /^<<(-?)[ \t]*("[^"\n]*"|'[^'\n]*'|[^\s;&|<>()]+)?/.exec(
        command.slice(at),
      ) ?? [""];
      if (delimiter !== "")
        hereDocuments.push({ delimiter: delimiter.replace(/["'\\]/g, ""), stripTabs: dash === "-" });
      at += Math.max(2, whole.length);
    } else if (char === "\n" && hereDocuments.length > 0 && inner !== '"') {
      const { delimiter, stripTabs } = hereDocuments.shift() as (typeof hereDocuments)[number];
      const lines = command.slice(at + 1).split("\n");
      const end = lines.findIndex((line) => (stripTabs ? line.replace(/^\t+/, "") : line) === delimiter);
      if (end === -1) return `a here-document that ${delimiter} ends`;
      at += 1 + lines.slice(0, end + 1).join("\n").length;
    } else {
      at += 1;
    }
  }
  if (hereDocuments[0] !== undefined) return `a here-document that ${hereDocuments[0].delimiter} ends`;
  const inner = open.at(-1);
  return inner === undefined ? undefined : names[inner];
}

type Opening = keyof typeof closing;

const closing = { "'": "'", '"': '"', "`": "`", "$((": "))", "$(": ")", "${": "}" } as const;

/** What is opened at a place; inside of double quotes a single quote opens nothing. */
const openingAt = (command: string, at: number, inner: Opening | undefined): Opening | undefined =>
  (Object.keys(closing) as Opening[]).find(
    (opening) => command.startsWith(opening, at) && !(opening === "'" && inner === '"'),
  );

const names: Record<Opening, string> = {
  "'": "a single quote",
  '"': "a double quote",
  "`": "a backquote",
  "$((": "a $((",
  "$(": "a $(",
  "${": "a ${",
};
