import { wordsFor } from "../../pages/translations.ts";

/** What deeds say to people, in one language. */
export interface DeedWords {
  /** The note has no such step. */
  noStep(id: string): string;
  /** A catch-up was stopped. */
  stopped: string;
  notWritten(path: string, why: string): string;
  notBegun(section: string, why: string): string;
}

const all: Readonly<Record<string, DeedWords>> = {
  en: {
    noStep: (id) => `The note has no step ${id}.`,
    stopped: "It was stopped.",
    notWritten: (path, why) => `${path} could not be written: ${why}`,
    notBegun: (section, why) => `Section ${section} could not be begun again: ${why}`,
  },
  ko: {
    noStep: (id) => `노트에 ${id} 단계가 없습니다.`,
    stopped: "중단되었습니다.",
    notWritten: (path, why) => `${path} 파일을 쓰지 못했습니다: ${why}`,
    notBegun: (section, why) => `${section}절을 다시 시작하지 못했습니다: ${why}`,
  },
};

/** The words for a note's language; English where there are none. */
export const deedWords = (language: string): DeedWords => all[wordsFor(language).language] ?? (all.en as DeedWords);
