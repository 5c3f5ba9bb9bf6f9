import type { RunRecord, StepOutcome } from "../record/record.ts";

/** What a page says of itself, in the reader's language. What takes part in a sentence is a function, since languages order it differently. */
export interface Words {
  /** The tag of BCP 47 that these words are in. */
  language: string;
  skip: string;
  contents: string;
  summary: string;
  /** The verdict on a run as a whole. */
  verdict: Record<RunRecord["outcome"] | "partly", string>;
  outcome: Record<StepOutcome, string>;
  /** "121 steps". */
  steps(count: number): string;
  /** "3 failed". */
  counted(outcome: StepOutcome, count: number): string;
  facts: Record<"host" | "base" | "images" | "note" | "started" | "ended" | "took" | "ends" | "reason", string>;
  standIn: string;
  standIns: string;
  neverEnded: string;
  /** The note is another than the one that was run. */
  otherNote: string;
  filter: Record<"failed" | "text" | "none" | "pictures", string>;
  /** "12 of 121 steps". */
  shown(count: number, of: number): string;
  link: string;
  /** Said when the link is in the clipboard. */
  linkCopied: string;
  firstFailure: string;
  previousFailure: string;
  nextFailure: string;
  terminal(number: number): string;
  file: string;
  request: string;
  goesOn: string;
  seen: string;
  expected: string;
  /** A line of the note that was not seen. */
  missing: string;
  /** A line that was seen and is none of the note's. */
  extra: string;
  /** What a word of the note was held to. */
  heldTo: string;
  line(number: number): string;
  /** "`a` of the note stands for `b` since line 12". */
  bound(sample: string, value: string, line: number): string;
  endings: Record<"running" | "reboot", string>;
  exit(status: number): string;
  /** How many lines are folded away. */
  folded(count: number): string;
  /** How many bytes were left out of the middle of an output. */
  cut(bytes: number): string;
  play: string;
  unplayable: string;
  seconds(seconds: number): string;
  /** What each shape of `src/note/compare/shapes.ts` is held to, by its name. */
  shapes: Record<string, string>;
  class: Record<"title" | "student" | "all" | "failing" | "none", string> & {
    /** For how many students something does not hold; `skipped`: for how many something was not done. */
    verdict(outcome: StepOutcome, count: number, of: number): string;
  };
  students(count: number): string;
  handout: {
    copy: string;
    copied: string;
    /** What the note's signs in an output stand for. */
    signs: Record<"empty" | "running" | "reboot" | "exit" | "gap" | "any", string>;
  };
  footnotes: Record<"title" | "back", string>;
  /** The titles of boxes, by GitHub's names for them. */
  alerts: Record<"note" | "tip" | "important" | "warning" | "caution", string>;
  madeBy: string;
}

/** As many digits as one can feel. */
const short = (seconds: number): string => seconds.toFixed(seconds < 1 ? 2 : seconds < 10 ? 1 : 0);

const en: Words = {
  language: "en",
  skip: "Skip to the note",
  contents: "Contents",
  summary: "The run",
  verdict: {
    passed: "Everything holds",
    partly: "What was run holds",
    failed: "Not everything holds",
    interrupted: "The run was interrupted",
    running: "The run is not over",
  },
  outcome: { passed: "passed", failed: "failed", skipped: "skipped" },
  steps: (count) => (count === 1 ? "1 step" : `${count} steps`),
  counted: (outcome, count) => `${count} ${outcome}`,
  facts: {
    host: "Host",
    base: "Made from",
    images: "Images",
    note: "Note",
    started: "Started",
    ended: "Ended",
    took: "Took",
    ends: "Host ends",
    reason: "Reason",
  },
  standIn: "stand-in",
  standIns: "A stand-in is an image that labnote made to take the place of the one of that name.",
  neverEnded: "did not end",
  otherNote:
    "The note is not the one that was run any more. The steps are shown as they were, without the text around them.",
  filter: {
    failed: "Only what failed",
    text: "Find in steps",
    none: "No step is like that.",
    pictures: "Open all pictures",
  },
  shown: (count, of) => `${count} of ${of} steps`,
  link: "Link to this step",
  linkCopied: "The link is copied",
  firstFailure: "First failure",
  previousFailure: "Previous failure",
  nextFailure: "Next failure",
  terminal: (number) => `terminal ${number}`,
  file: "File",
  request: "Request",
  goesOn: "what runs goes on",
  seen: "Seen",
  expected: "Note",
  missing: "in the note, not seen",
  extra: "seen, not in the note",
  heldTo: "Held to",
  line: (number) => `line ${number}`,
  bound: (sample, value, line) => `since line ${line}, ${sample} of the note stands for ${value}`,
  endings: { running: "still runs", reboot: "the host reboots" },
  exit: (status) => `exit ${status}`,
  folded: (count) => (count === 1 ? "1 more line" : `${count} more lines`),
  cut: (bytes) => `${bytes} bytes were left out of the middle`,
  play: "Play the terminal",
  unplayable: "The recording could not be played. Try again, or open the page in another browser.",
  seconds: (seconds) => {
    if (seconds < 59.5) return `${short(seconds)} s`;
    const whole = Math.round(seconds);
    return whole % 60 === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
  },
  shapes: {
    digest: "a digest: 64 hexadecimal digits",
    id: "an id: 12 or 64 hexadecimal digits, as many as in the note",
    uuid: "a UUID",
    date: "a date of the same form",
    mac: "a MAC address",
    clock: "a time of day",
    address: "an IPv4 address",
    age: "an amount of time, as in “2 seconds”",
    duration: "a duration, as in 1.2s",
    rate: "a rate, as in 1.2MB/s",
    size: "a size, as in 142MB",
    name: "a name that Docker makes up",
  },
  class: {
    title: "The class",
    student: "Student",
    all: "All",
    failing: "Students with failures",
    none: "not run",
    verdict: (outcome, count, of) =>
      ({
        passed: "Everything holds for every student",
        failed: `Not everything holds for ${count} of ${of} students`,
        skipped: `What was run holds; ${count} of ${of} students did not run everything`,
      })[outcome],
  },
  students: (count) => (count === 1 ? "1 student" : `${count} students`),
  handout: {
    copy: "Copy",
    copied: "Copied",
    signs: {
      empty: "it prints nothing",
      running: "it still runs",
      reboot: "the host reboots",
      exit: "it ends with this status",
      gap: "lines are left out here",
      any: "differs from run to run",
    },
  },
  footnotes: { title: "Footnotes", back: "Back" },
  alerts: { note: "Note", tip: "Tip", important: "Important", warning: "Warning", caution: "Caution" },
  madeBy: "Made by labnote from the record of a run.",
};

const ko: Words = {
  language: "ko",
  skip: "본문으로 건너뛰기",
  contents: "차례",
  summary: "실행 결과",
  verdict: {
    passed: "모두 노트와 같습니다",
    partly: "실행한 것은 모두 노트와 같습니다",
    failed: "노트와 다른 곳이 있습니다",
    interrupted: "실행이 중단되었습니다",
    running: "실행이 아직 끝나지 않았습니다",
  },
  outcome: { passed: "통과", failed: "실패", skipped: "건너뜀" },
  steps: (count) => `${count}단계`,
  counted: (outcome, count) => `${count}개 ${ko.outcome[outcome]}`,
  facts: {
    host: "호스트",
    base: "바탕",
    images: "이미지",
    note: "노트",
    started: "시작",
    ended: "끝",
    took: "걸린 시간",
    ends: "호스트 종료 예정",
    reason: "이유",
  },
  standIn: "대역",
  standIns: "대역은 같은 이름의 이미지를 대신하도록 labnote가 만든 이미지입니다.",
  neverEnded: "끝나지 않음",
  otherNote: "실행한 뒤에 노트가 바뀌었습니다. 본문 없이, 실행한 그대로의 단계만 보여 줍니다.",
  filter: {
    failed: "실패한 것만",
    text: "단계에서 찾기",
    none: "그런 단계가 없습니다.",
    pictures: "그림 모두 펼치기",
  },
  shown: (count, of) => `${of}단계 중 ${count}단계`,
  link: "이 단계의 링크",
  linkCopied: "링크를 복사했습니다",
  firstFailure: "첫 번째 실패",
  previousFailure: "이전 실패",
  nextFailure: "다음 실패",
  terminal: (number) => `터미널 ${number}`,
  file: "파일",
  request: "요청",
  goesOn: "실행 중이던 것이 이어짐",
  seen: "화면",
  expected: "노트",
  missing: "노트에만 있음",
  extra: "화면에만 있음",
  heldTo: "비교 기준",
  line: (number) => `${number}행`,
  bound: (sample, value, line) => `${line}행부터 노트의 ${sample} 자리에는 ${value} 값이 옵니다`,
  endings: { running: "계속 실행 중", reboot: "호스트가 다시 시작됨" },
  exit: (status) => `종료 코드 ${status}`,
  folded: (count) => `${count}줄 더 보기`,
  cut: (bytes) => `가운데 ${bytes}바이트는 기록하지 않았습니다`,
  play: "터미널 재생",
  unplayable: "녹화를 재생하지 못했습니다. 다시 시도하거나 다른 브라우저에서 이 페이지를 열어 보십시오.",
  seconds: (seconds) => {
    if (seconds < 59.5) return `${short(seconds)}초`;
    const whole = Math.round(seconds);
    return whole % 60 === 0 ? `${whole / 60}분` : `${Math.floor(whole / 60)}분 ${whole % 60}초`;
  },
  shapes: {
    digest: "다이제스트: 16진수 64자리",
    id: "ID: 16진수 12자리 또는 64자리, 노트와 같은 길이",
    uuid: "UUID",
    date: "같은 형식의 날짜",
    mac: "MAC 주소",
    clock: "시각",
    address: "IPv4 주소",
    age: "시간의 길이, 예: “2 seconds”",
    duration: "걸린 시간, 예: 1.2s",
    rate: "속도, 예: 1.2MB/s",
    size: "크기, 예: 142MB",
    name: "도커가 지어 준 이름",
  },
  class: {
    title: "반 전체",
    student: "학생",
    all: "전체",
    failing: "실패한 학생 수",
    none: "실행하지 않음",
    verdict: (outcome, count, of) =>
      ({
        passed: "모든 학생이 통과했습니다",
        failed: `학생 ${of}명 중 ${count}명이 통과하지 못했습니다`,
        skipped: `실행한 것은 모두 노트와 같습니다. 학생 ${of}명 중 ${count}명은 일부만 실행했습니다`,
      })[outcome],
  },
  students: (count) => `학생 ${count}명`,
  handout: {
    copy: "복사",
    copied: "복사됨",
    signs: {
      empty: "아무것도 출력하지 않음",
      running: "계속 실행 중",
      reboot: "호스트가 다시 시작됨",
      exit: "이 상태 코드로 끝남",
      gap: "출력의 일부를 생략함",
      any: "실행할 때마다 다름",
    },
  },
  footnotes: { title: "각주", back: "돌아가기" },
  alerts: { note: "참고", tip: "도움말", important: "중요", warning: "주의", caution: "경고" },
  madeBy: "labnote가 실행 기록으로 만든 페이지입니다.",
};

/** Every language that pages speak. */
export const languages: readonly Words[] = [en, ko];

/** The words for a note in that language (a tag of BCP 47), English where there are none. */
export function wordsFor(language: string): Words {
  const [primary = ""] = language.toLowerCase().split("-");
  return languages.find((words) => words.language === primary) ?? en;
}
