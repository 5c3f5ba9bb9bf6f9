import { boardWords } from "./board.ts";
import { doorsWords } from "./doors.ts";
import { studentWords } from "./student.ts";

/**
 * What the pages of the class say, as data: their scripts have them, too. Words that other pages have as well stand in
 * `src/pages/translations.ts`.
 */
const en = { language: "en", ...studentWords.en, ...boardWords.en, ...doorsWords.en };

/** The words of the pages of the class, in one language. */
export type ClassWords = Record<keyof typeof en, string>;

/** The words by their languages, those of all pages. */
export const classLanguages: Readonly<Record<string, ClassWords>> = {
  en,
  ko: { language: "ko", ...studentWords.ko, ...boardWords.ko, ...doorsWords.ko },
};

/** The words for a note's language (a tag of BCP 47); English for a language that is not in the list. */
export const classWordsFor = (language: string): ClassWords =>
  classLanguages[language.toLowerCase().split("-")[0] ?? ""] ?? en;
