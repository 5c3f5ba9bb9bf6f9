/** What stands in a record in place of a secret. */
export const redacted = (what: string): string => `[redacted: ${what}]`;

/** Whether something was left out of a text that a record keeps. */
export const isRedacted = (text: string): boolean => text.includes("[redacted: ");
