/** Says what is being done, one line at a time. */
export type Say = (line: string) => void;
