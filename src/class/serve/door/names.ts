const LONGEST_NAME = 40;

/** A person's name as it is shown: without signs that are not seen or turn the line's direction; `undefined` where it is none. */
export function cleanName(given: string): string | undefined {
  const name = given
    .normalize("NFC")
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "")
    .replace(/\s+/g, " ")
    .trim();
  return name === "" || [...name].length > LONGEST_NAME ? undefined : name;
}
