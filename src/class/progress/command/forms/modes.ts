/**
 * The form of a mode of `chmod` that all modes to the same end have: what it gives to each, and takes from each, bit by bit. A word that is no mode
 * stays as it is.
 */
export function modeForm(word: string): string {
  const parts = /^[0-7]{3,5}$/.test(word) ? partsOf(word) : word.split(",");
  const changes = parts.map(changesOf);
  return changes.includes(undefined) ? word : [...new Set(changes.flat())].toSorted().join(",");
}

/** The parts in letters of a mode in octal digits. */
function partsOf(digits: string): string[] {
  const [special = 0, ...others] = [...digits.slice(-4).padStart(4, "0")].map(Number);
  return others.map((digit, at) => {
    const letters = ["r", "w", "x"].filter((_, bit) => digit & (4 >> bit));
    return `${"ugo"[at]}=${letters.join("")}${special & (4 >> at) ? "sst"[at] : ""}`;
  });
}

/** What one part of a mode changes; `undefined` where it is none. */
function changesOf(part: string): string[] | undefined {
  const [, who = "", sign = "", letters = ""] = /^([ugoa]*)([+=-])([rwxXst]*)$/.exec(part) ?? [];
  if (sign === "") return undefined;
  const whom = who === "" || who.includes("a") ? [..."ugo"] : [...who];
  // Without a word of whom, the mask keeps what others may write.
  if (who === "" && letters.includes("w")) return [part];
  const taken = sign === "=" ? [..."rwx"].filter((letter) => !letters.includes(letter)) : [];
  return whom.flatMap((one) => [
    ...[...letters].map((letter) => `${one}${sign === "-" ? "-" : "+"}${letter}`),
    ...taken.map((letter) => `${one}-${letter}`),
  ]);
}

/** Whether a mode in digits is what `+x` makes of a new file, under one of the usual masks. */
export const makesRunnable = (note: string, typed: string): boolean => /^a?\+x$/.test(note) && /^0?7[57]5$/.test(typed);
