import { type Words, wordsFor } from "../../pages/translations.ts";

/** What the page says that a student takes home, where it says another thing than the page of a run. */
type HomeWords = Pick<Words, "summary" | "verdict" | "outcome" | "counted" | "legend" | "failures" | "neverEnded"> & {
  notRun: string;
};

const all: Readonly<Record<string, HomeWords>> = {
  en: {
    summary: "About the class",
    verdict: (_, { passed, failed, skipped }) => `${passed} of ${passed + failed + skipped} steps done`,
    outcome: { passed: "done", failed: "differs", skipped: "not done" },
    counted: (outcome, count) => `${count} ${{ passed: "done", failed: "differ", skipped: "not done" }[outcome]}`,
    legend: "What was typed and seen in the class, compared with the note",
    failures: "Steps that differ from the note",
    neverEnded: "saved before the class ended",
    notRun: "This step is not done yet.",
  },
  ko: {
    summary: "수업 정보",
    verdict: (_, { passed, failed, skipped }) => `${passed + failed + skipped}단계 중 ${passed}단계를 했습니다`,
    outcome: { passed: "완료", failed: "노트와 다름", skipped: "하지 않음" },
    counted: (outcome, count) => `${count}개 ${{ passed: "완료", failed: "다름", skipped: "하지 않음" }[outcome]}`,
    legend: "수업에서 입력하고 본 것을 노트와 비교했습니다",
    failures: "노트와 다른 단계",
    neverEnded: "수업이 끝나기 전에 저장함",
    notRun: "아직 하지 않은 단계입니다.",
  },
};

/** The words of a page that a student takes home. It has no commands for the lab, which is the teacher's. */
export function homeWords(language: string): Words {
  const words = wordsFor(language);
  const { notRun, ...own } = all[words.language] ?? (all.en as HomeWords);
  return { ...words, ...own, reasons: { ...words.reasons, notRun: () => notRun }, help: undefined };
}
