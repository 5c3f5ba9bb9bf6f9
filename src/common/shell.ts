/** A word of a shell script that means just this text. */
export const shellQuote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
