import type { Note } from "../../note/note.ts";

/** The version of the messages of a class. */
const VERSION = 1;

/** The version of a class's pages: of their messages, and of the note that they show. A page of another one loads itself again. */
export const pageVersion = ({ hash }: Pick<Note, "hash">): string => `${VERSION}:${hash}`;
