import { CHECKS } from "../note/note.ts";
import { type ReasonWords, reasonSentences } from "../record/reasons/words.ts";
import type { RunRecord, StepOutcome } from "../record/record.ts";

/** The words of a page itself, in one language. A sentence with values in it is a function, since languages order its parts differently. */
export interface Words {
  /** The language, as a tag of BCP 47. */
  language: string;
  skip: string;
  contents: string;
  summary: string;
  /** The result of a run as a whole. */
  verdict(outcome: RunRecord["outcome"], counts: Record<StepOutcome, number>): string;
  outcome: Record<StepOutcome, string>;
  /** "121 steps". */
  steps(count: number): string;
  /** "3 failed". */
  counted(outcome: StepOutcome, count: number): string;
  facts: Record<"host" | "base" | "images" | "note" | "started" | "ended" | "took" | "ends", string>;
  standIn: string;
  standIns: string;
  /** "2 of 5 images are stand-ins". */
  someStandIns(count: number, of: number): string;
  /** The kinds of hosts, by the record's names for them. */
  kinds: Record<string, string>;
  neverEnded: string;
  /** The note has changed since the run. */
  otherNote: string;
  filter: Record<"outcomes" | "all" | "text" | "none", string>;
  /** What stands above the note: that all of it was run. */
  legend: string;
  /** The note beside the screen. */
  beside: Record<"name" | "told" | "free", string> & {
    /** "`b` from line 12 on": what a word of the note stands for. */
    bound(value: string, line: number): string;
  };
  /** "12 of 121 steps". */
  shown(count: number, of: number): string;
  link: string;
  /** Shown when the link is in the clipboard. */
  linkCopied: string;
  /** The list of steps that failed. */
  failures: string;
  moreFailures(count: number): string;
  /** What the commands below the failures do; `undefined` where there are none. */
  help: { again(section: string): string; accept: string } | undefined;
  previousFailure: string;
  nextFailure: string;
  terminal(number: number): string;
  file: string;
  request: string;
  /** The step types nothing: it goes on with the command that still runs. */
  goesOn: string;
  seen: string;
  expected: string;
  /** Beside a line of the note that is not in the output. */
  missing: string;
  /** Beside a line of the output that is not in the note. */
  extra: string;
  /** Before the shape that a word of the note is compared by. */
  heldTo: string;
  line(number: number): string;
  /** "From line 12 on, `a` in the note stands for `b`". */
  bound(sample: string, value: string, line: number): string;
  endings: Record<"running" | "reboot", string>;
  /** Why a step failed or was skipped, and why a run stopped. */
  reasons: ReasonWords;
  /** The link from a skipped step to the failure that caused the skip. */
  culprit: string;
  exit(status: number): string;
  /** How many lines are folded away. */
  folded(count: number): string;
  /** How many bytes in the middle of an output the record does not have. */
  cut(bytes: number): string;
  play: string;
  /** Closes the player. */
  close: string;
  /** Shown when the player fails. */
  unplayable: string;
  /** The parts of a replay. `step` is before the number of the step that it begins with, `halt` stops it before each command. */
  replay: Record<"title" | "step" | "play" | "pause" | "next" | "halt" | "full" | "commands" | "space", string>;
  seconds(seconds: number): string;
  /** What fits each shape of `src/note/compare/shapes.ts`, by the shape's name. */
  shapes: Record<string, string>;
  class: Record<
    "title" | "live" | "student" | "all" | "failing" | "allPassed" | "stumbles" | "step" | "students" | "seen",
    string
  > & {
    /** How a student's run went as a whole. */
    states: Record<"passed" | "failed" | "running" | "interrupted" | "partly" | "none", string>;
    /** "3 failed": so many students are in that state. */
    counted(count: number, state: string): string;
  };
  students(count: number): string;
  handout: {
    copy: string;
    copied: string;
    /** Before the day on which a run held to the note, and its base system. */
    checked: string;
    /** What the grey words of an output are. */
    varies: string;
    /** What the note's signs in an output mean. */
    signs: Record<"empty" | "running" | "reboot" | "exit" | "gap" | "any", string>;
  };
  footnotes: Record<"title" | "back", string>;
  /** The titles of alerts, by GitHub's names for them. */
  alerts: Record<"note" | "tip" | "important" | "warning" | "caution", string>;
  madeBy: string;
}

/** More digits than these mean nothing to a reader. */
const short = (seconds: number): string => seconds.toFixed(seconds < 1 ? 2 : seconds < 10 ? 1 : 0);

const total = (counts: Record<StepOutcome, number>): number => counts.passed + counts.failed + counts.skipped;

const en: Words = {
  language: "en",
  skip: "Skip to the note",
  contents: "Contents",
  summary: "About the run",
  verdict: (outcome, counts) => {
    if (outcome === "interrupted") return "The run was interrupted";
    if (outcome === "running") return "The run has not ended";
    if (counts.failed > 0) return `${counts.failed} of ${en.steps(total(counts))} did not match the note`;
    if (outcome === "failed") return "The run failed";
    return counts.skipped > 0
      ? `All steps that ran match the note: ${counts.passed} of ${total(counts)}`
      : counts.passed === 1
        ? "The step matches the note"
        : `All ${counts.passed} steps match the note`;
  },
  outcome: { passed: "passed", failed: "failed", skipped: "skipped" },
  steps: (count) => (count === 1 ? "1 step" : `${count} steps`),
  counted: (outcome, count) => `${count} ${outcome}`,
  facts: {
    host: "Host",
    base: "System",
    images: "Images",
    note: "Note",
    started: "Started",
    ended: "Ended",
    took: "Duration",
    ends: "Host ends",
  },
  standIn: "stand-in",
  standIns: "A stand-in is an image that labnote made to replace the original of the same name.",
  someStandIns: (count, of) => (count === of ? "all images are stand-ins" : `${count} of ${of} images are stand-ins`),
  kinds: { container: "container", vm: "virtual machine", ec2: "EC2 instance" },
  neverEnded: "did not end",
  otherNote: "The note has changed since this run. The steps are shown as they ran, without the text of the note.",
  filter: {
    outcomes: "Which steps",
    all: "All",
    text: "Find in steps",
    none: "No step matches.",
  },
  legend: "The results of a real run, compared with the note",
  beside: {
    name: "Beside the note",
    told: "Words with a colour may differ at every run",
    free: "The note has no output here, so any will do.",
    bound: (value, line) => `${value} from line ${line} on`,
  },
  shown: (count, of) => `${count} of ${of} steps`,
  link: "Link to this step",
  linkCopied: "Link copied",
  failures: "Steps that failed",
  moreFailures: (count) => `${count} more`,
  help: { again: (section) => `Run ${section} again`, accept: "Take the output into the note" },
  previousFailure: "Previous failure",
  nextFailure: "Next failure",
  terminal: (number) => (number === CHECKS ? "check" : `terminal ${number}`),
  file: "File",
  request: "Request",
  goesOn: "the command above is still running",
  seen: "Output",
  expected: "Note",
  missing: "only in the note",
  extra: "only in the output",
  heldTo: "Compared as",
  line: (number) => `line ${number}`,
  bound: (sample, value, line) => `from line ${line} on, ${sample} in the note stands for ${value}`,
  endings: { running: "still running", reboot: "the host reboots" },
  reasons: reasonSentences.en,
  culprit: "The step that failed",
  exit: (status) => `exit ${status}`,
  folded: (count) => (count === 1 ? "1 more line" : `${count} more lines`),
  cut: (bytes) => `${bytes} bytes in the middle were not recorded`,
  play: "Play the recording",
  close: "Close the player",
  unplayable: "The recording could not be played. Try again, or open the page in another browser.",
  replay: {
    title: "Replay",
    step: "Play from this step",
    play: "Play",
    pause: "Pause",
    next: "Next command",
    halt: "Stop before each command",
    full: "Full screen",
    commands: "Commands",
    space: "Space",
  },
  seconds: (seconds) => {
    if (seconds < 59.5) return `${short(seconds)} s`;
    const whole = Math.round(seconds);
    return whole % 60 === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
  },
  shapes: {
    digest: "a digest (64 hexadecimal digits)",
    id: "an id of the same kind",
    uuid: "a UUID",
    date: "a date in the same form",
    mac: "a MAC address",
    clock: "a time of day",
    address: "an IP address of the same version",
    age: "an amount of time, such as “2 seconds”",
    duration: "a duration, such as 1.2s",
    rate: "a rate, such as 1.2MB/s",
    size: "a size, such as 142MB",
    name: "a name that Docker made up",
    fingerprint: "a key's fingerprint",
    interface: "a network interface that Docker made",
    port: "a port that the system chose",
    pid: "a process id (PID)",
    tty: "the name of a terminal",
    inode: "an inode number",
    token: "a token of the same form",
    kernel: "a kernel's release or version",
    percent: "a percentage",
    number: "a number",
    pod: "the end of a name that Kubernetes made up",
    varies: "a word that differs at every run, as the front matter says",
  },
  class: {
    title: "The class",
    live: "The note is running. This page renews itself.",
    student: "Student",
    all: "All",
    failing: "Students with failures",
    allPassed: "All steps match the note for every student",
    states: {
      passed: "passed",
      failed: "failed",
      running: "running",
      interrupted: "interrupted",
      partly: "ran in part",
      none: "not run",
    },
    counted: (count, state) => `${count} ${state}`,
    stumbles: "Where most students failed",
    step: "Step",
    students: "Students",
    seen: "What most of them saw",
  },
  students: (count) => (count === 1 ? "1 student" : `${count} students`),
  handout: {
    copy: "Copy",
    copied: "Copied",
    checked: "Checked",
    varies: "Grey words in an output differ at every run.",
    signs: {
      empty: "prints nothing",
      running: "still running",
      reboot: "the host reboots",
      exit: "ends with this exit code",
      gap: "lines are left out here",
      any: "varies from run to run",
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
  summary: "실행 정보",
  verdict: (outcome, counts) => {
    if (outcome === "interrupted") return "실행이 중단되었습니다";
    if (outcome === "running") return "실행이 아직 끝나지 않았습니다";
    if (counts.failed > 0) return `${total(counts)}단계 중 ${counts.failed}단계가 노트와 다릅니다`;
    if (outcome === "failed") return "실행하지 못했습니다";
    return counts.skipped > 0
      ? `실행한 단계는 모두 노트와 같습니다(${total(counts)}단계 중 ${counts.passed}단계)`
      : `${counts.passed}단계 모두 노트와 같습니다`;
  },
  outcome: { passed: "통과", failed: "실패", skipped: "건너뜀" },
  steps: (count) => `${count}단계`,
  counted: (outcome, count) => `${count}개 ${ko.outcome[outcome]}`,
  facts: {
    host: "호스트",
    base: "운영체제",
    images: "이미지",
    note: "노트",
    started: "시작",
    ended: "종료",
    took: "걸린 시간",
    ends: "호스트 종료 예정",
  },
  standIn: "대체",
  standIns: "‘대체’라고 표시된 것은 같은 이름의 원래 이미지 대신 쓰도록 labnote가 만든 이미지입니다.",
  someStandIns: (count, of) =>
    count === of ? "이미지는 모두 대체 이미지" : `이미지 ${of}개 중 ${count}개는 대체 이미지`,
  kinds: { container: "컨테이너", vm: "가상 머신", ec2: "EC2 인스턴스" },
  neverEnded: "끝나지 않음",
  otherNote: "실행한 뒤에 노트가 바뀌었습니다. 본문은 빼고, 실행한 단계만 보여 줍니다.",
  filter: {
    outcomes: "보여 줄 단계",
    all: "전체",
    text: "단계에서 찾기",
    none: "조건에 맞는 단계가 없습니다.",
  },
  legend: "실제로 실행해 노트와 비교한 결과입니다",
  beside: {
    name: "노트와 나란히",
    told: "색칠한 낱말은 실행할 때마다 다를 수 있습니다",
    free: "노트에 출력이 없어서 무엇이 나와도 됩니다.",
    bound: (value, line) => `${line}행부터 ${value}`,
  },
  shown: (count, of) => `${of}단계 중 ${count}단계`,
  link: "이 단계의 링크",
  linkCopied: "링크를 복사했습니다",
  failures: "실패한 단계",
  moreFailures: (count) => `${count}개 더 보기`,
  help: { again: (section) => `${section}만 다시 실행하기`, accept: "출력을 노트에 반영하기" },
  previousFailure: "이전 실패",
  nextFailure: "다음 실패",
  terminal: (number) => (number === CHECKS ? "점검" : `터미널 ${number}`),
  file: "파일",
  request: "요청",
  goesOn: "실행 중이던 명령이 계속됨",
  seen: "출력",
  expected: "노트",
  missing: "노트에만 있음",
  extra: "출력에만 있음",
  heldTo: "비교 기준",
  line: (number) => `${number}행`,
  bound: (sample, value, line) => `노트의 ${sample} 자리에는 ${line}행부터 ${value} 값이 와야 합니다`,
  endings: { running: "계속 실행 중", reboot: "호스트 재부팅" },
  reasons: reasonSentences.ko,
  culprit: "실패한 단계",
  exit: (status) => `종료 코드 ${status}`,
  folded: (count) => `${count}줄 더 보기`,
  cut: (bytes) => `가운데 ${bytes}바이트는 기록하지 않았습니다`,
  play: "녹화 재생",
  close: "재생 닫기",
  unplayable: "녹화를 재생하지 못했습니다. 다시 시도하거나 다른 브라우저에서 이 페이지를 열어 보십시오.",
  replay: {
    title: "녹화 재생",
    step: "이 단계부터 재생",
    play: "재생",
    pause: "멈춤",
    next: "다음 명령",
    halt: "명령마다 멈추기",
    full: "전체 화면",
    commands: "명령 목록",
    space: "스페이스",
  },
  seconds: (seconds) => {
    if (seconds < 59.5) return `${short(seconds)}초`;
    const whole = Math.round(seconds);
    return whole % 60 === 0 ? `${whole / 60}분` : `${Math.floor(whole / 60)}분 ${whole % 60}초`;
  },
  shapes: {
    digest: "다이제스트(16진수 64자리)",
    id: "같은 종류의 ID",
    uuid: "UUID",
    date: "같은 형식의 날짜",
    mac: "MAC 주소",
    clock: "시각",
    address: "같은 버전의 IP 주소",
    age: "경과 시간(예: 2 seconds)",
    duration: "걸린 시간(예: 1.2s)",
    rate: "속도(예: 1.2MB/s)",
    size: "크기(예: 142MB)",
    name: "도커가 지어 준 이름",
    fingerprint: "키의 지문",
    interface: "도커가 만든 네트워크 인터페이스",
    port: "시스템이 고른 포트",
    pid: "프로세스 번호(PID)",
    tty: "터미널의 이름",
    inode: "아이노드 번호",
    token: "같은 형식의 토큰",
    kernel: "커널 릴리스나 버전",
    percent: "백분율",
    number: "숫자",
    pod: "쿠버네티스가 지어 준 이름의 끝부분",
    varies: "머리말(varies)에 따라 실행할 때마다 달라지는 단어",
  },
  class: {
    title: "반 전체",
    live: "노트를 실행하고 있습니다. 이 페이지는 저절로 새로 고쳐집니다.",
    student: "학생",
    all: "전체",
    failing: "실패한 학생 수",
    allPassed: "모든 학생의 결과가 노트와 같습니다",
    states: {
      passed: "통과",
      failed: "실패",
      running: "실행 중",
      interrupted: "중단",
      partly: "일부만 실행",
      none: "실행하지 않음",
    },
    counted: (count, state) => `${state} ${count}명`,
    stumbles: "가장 많이 막힌 단계",
    step: "단계",
    students: "막힌 학생",
    seen: "가장 많이 나온 출력이나 이유",
  },
  students: (count) => `학생 ${count}명`,
  handout: {
    copy: "복사",
    copied: "복사됨",
    checked: "확인함",
    varies: "출력에서 흐린 글자는 실행할 때마다 달라지는 부분입니다.",
    signs: {
      empty: "아무것도 출력하지 않음",
      running: "계속 실행 중",
      reboot: "호스트 재부팅",
      exit: "이 종료 코드로 끝남",
      gap: "출력의 일부를 생략함",
      any: "실행할 때마다 다름",
    },
  },
  footnotes: { title: "각주", back: "돌아가기" },
  alerts: { note: "참고", tip: "팁", important: "중요", warning: "경고", caution: "주의" },
  madeBy: "labnote가 실행 기록으로 만든 페이지입니다.",
};

/** The languages of pages. */
export const languages: readonly Words[] = [en, ko];

/** The words for a note's language (a tag of BCP 47); English for a language that is not in the list. */
export function wordsFor(language: string): Words {
  const [primary = ""] = language.toLowerCase().split("-");
  return languages.find((words) => words.language === primary) ?? en;
}
