/** A word of a bash script that means just this text. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
