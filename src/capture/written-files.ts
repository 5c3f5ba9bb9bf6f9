import type { WrittenFile } from "./events.ts";

/** A bigger file is none that a person has written. */
const LARGEST = 64 * 1024;
/** So many files are looked at. */
const MOST = 20;

/**
 * A script that prints the files in a section's folder that are younger than so many milliseconds: in each line a name and a content, in base64.
 * It leaves out folders with a dot, and what editors leave beside a file.
 *
 * @param folder relative to the home folder, quoted for the shell
 */
export const writtenFiles = (folder: string, since: number): string => `cd -- ~/${folder} || exit
find . -mindepth 1 -type d -name '.*' -prune -o -type f -size -${LARGEST}c -newermt '${Math.ceil(since / 1000) + 1} seconds ago' \\
  ! -name '*~' ! -name '.*.sw?' -printf '%P\\0' | head -z -n ${MOST} |
while IFS= read -r -d '' file; do printf '%s %s\\n' "$(printf %s "$file" | base64 -w 0)" "$(base64 -w 0 < "$file")"; done`;

/** The text files among what {@link writtenFiles} prints. A name that a note cannot have is left out. */
export function parseFiles(printed: string): WrittenFile[] {
  return printed.split("\n").flatMap((line) => {
    const [name = "", content = ""] = line.split(" ");
    try {
      const [path, text] = [decoded(name), decoded(content)];
      // biome-ignore lint/suspicious/noControlCharactersInRegex: a text has none of them
      return path === "" || /["\n]/.test(path) || /[\0-\x08\x0e-\x1f]/.test(text) ? [] : [{ path, content: text }];
    } catch {
      return [];
    }
  });
}

/** @throws TypeError when it is no text */
const decoded = (base64: string): string =>
  new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(base64, "base64"));
