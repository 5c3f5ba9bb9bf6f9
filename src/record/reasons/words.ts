import type { LabFailure } from "../../common/errors.ts";
import type { Reason, ReasonKind, ReasonOf, ReasonValues } from "./reason.ts";

/** What each kind of reason is in words, with its values. */
export type ReasonWords = { readonly [Kind in ReasonKind]: (reason: ReasonOf<Kind>) => string };

/** In quotes, as JSON has it: the quotes separate what the note or the host has from the words around it. */
const q = (text: string): string => JSON.stringify(text);

const inTime = (within: number | undefined): string => (within === undefined ? "" : ` within ${within} s`);

/** A word of a line, or the line's end. */
const stands = (word: string): string => (word === "" ? "the line's end" : q(word));
const should = (word: string): string => (word === "" ? "the line ends" : `${q(word)} should`);

const wantedLine = ({ line, wanted }: { line: number; wanted: string }): string => `line ${line} expects ${q(wanted)}`;
const otherLine = (reason: { line: number; wanted: string; seen: string }): string =>
  `${wantedLine(reason)}, but this was seen: ${q(reason.seen)}`;

/** English clauses. Reports join them, pages make a sentence of each. */
const english: ReasonWords = {
  status: ({ seen, wanted }) => `it ended with status ${seen} and was to end with ${wanted}`,
  early: ({ status }) => `it ended${status === undefined ? "" : ` with status ${status}`}, but should still run`,
  ended: ({ status }) => (status === undefined ? "it ended" : `it ended with status ${status}`),
  endless: ({ within }) => `it did not end${inTime(within)}`,
  noPrompt: ({ prompt, within }) => `the prompt ${q(prompt)} did not come${inTime(within)}`,
  noLines: ({ within }) => `its lines were not seen${inTime(within)}`,
  stillUp: ({ within }) => `the host did not go down${inTime(within)}`,
  otherPrompt: ({ wanted, seen }) => `the prompt ${q(wanted)} was expected, but this was seen: ${q(seen)}`,
  keysLate: ({ keys }) => `it ended before ${keys} was sent`,
  interrupted: () => "the command was interrupted",
  uninterrupted: () => "Ctrl-C does not end the command",
  nothingRuns: () => "no step has left a command running in this terminal",
  busy: () => "it was not typed: the command before it still runs in this terminal",
  noShell: ({ prompt }) => `it was not typed: the shell with the prompt ${q(prompt)} is not open`,
  shellEnded: () => "the shell ended before the command was typed to its last line",
  untyped: ({ text }) => `the shell took the lines above ${q(text)} as a whole command, so that line was not typed`,
  notWhole: () => "the command is not whole: the shell waits for its next line (is a quote or a here-document open?)",
  missingLine: (reason) => `${wantedLine(reason)}, which was not seen`,
  unlikeLine: ({ wantedWord, seenWord, wantedSign, seenSign, ...reason }) =>
    `${otherLine(reason)}; ${stands(seenWord)} stands where ${should(wantedWord)}${seenSign === undefined ? "" : ` (${seenSign} in place of ${wantedSign})`}`,
  otherValue: ({ sample, value, since, other, ...reason }) =>
    `${otherLine(reason)}; ${q(sample)} stands for ${q(value)} since line ${since}, and ${q(other)} is another`,
  otherSample: ({ sample, value, since, other, ...reason }) =>
    `${otherLine(reason)}; ${q(value)} is what ${q(sample)} stands for since line ${since}, and ${q(other)} is another`,
  moreLine: ({ seen }) => `nothing more was expected, but this was seen: ${q(seen)}`,
  unwritten: ({ why }) => `the file could not be written: ${why}`,
  answer: ({ status }) => `the answer's status is ${status}`,
  noAnswer: ({ within }) => `no answer came${inTime(within)}`,
  unanswered: ({ why }) => `no answer: ${why}`,
  noPort: ({ port }) =>
    `port ${port} of the host cannot be reached from here: the front matter did not have it when the host was made`,
  error: ({ why }) => why,
  lost: ({ why }) => why,
  notRun: () => "not run",
  before: () => "a step before it did not end in time",
  stopped: () => "the run was stopped while it ran",
  aborted: ({ why }) => why,
  killed: () => "the run was killed before it could say how it ended",
  otherWord: ({ seen, wanted }) => `you typed ${q(seen)}; the note has ${q(wanted)}`,
  noWord: ({ wanted }) => `the command lacks ${q(wanted)}`,
  moreWord: ({ seen }) => `the note does not have ${q(seen)} in this command`,
  otherPlace: ({ seen }) => `${q(seen)} stands in another place of the command than in the note`,
  hangul: ({ wanted }) => `your keyboard is set to Hangul: ${q(wanted)}`,
  otherSign: ({ seen }) =>
    `${q(seen)} has signs that a shell does not take for quotes, dashes or blanks: type them by hand`,
  otherId: ({ seen, wanted }) => `${q(seen)} is another one: the section goes on with ${q(wanted)}`,
  sampleId: ({ seen, wanted }) => `${q(seen)} is the id in the note: yours is ${q(wanted)}`,
  folder: ({ seen, wanted }) => `you are in the folder ${q(seen)}: this belongs into ${q(wanted)}`,
  onHost: ({ prompt }) => `you typed this on the host: it belongs to the shell with the prompt ${q(prompt)}`,
  inShell: ({ prompt }) => `you typed this at the prompt ${q(prompt)}: it belongs to the host`,
  first: ({ wanted }) => `${q(wanted)} comes before it, and is not done yet`,
  otherLine: ({ seen, wanted }) => `the output has ${q(seen)}; the note has ${q(wanted)}`,
  noLine: ({ wanted }) => `the line ${q(wanted)} did not come`,
  noFile: ({ path }) => `there is no file ${q(path)}`,
  otherFile: ({ line, seen, wanted }) => `line ${line} of the file is ${q(seen)}; in the note it is ${q(wanted)}`,
  unbound: ({ sample }) => `cannot tell yet: nothing that you did stands for ${q(sample)} in the note`,
  unseen: ({ why }) => `it could not be looked at: ${why}`,
};

const limit = (within: number | undefined): string => (within === undefined ? "" : `${within}초 안에 `);

const differs = ({ line, wanted, seen }: { line: number; wanted: string; seen: string }): string =>
  `출력이 노트와 다릅니다. 노트(${line}행): ${q(wanted)}, 화면: ${q(seen)}`;

/** What has failed, and what to do now. */
const failures: Readonly<Record<LabFailure, string>> = {
  connection: "호스트에 연결할 수 없습니다. 잠시 뒤에 다시 해 보십시오.",
  timeout: "호스트가 제때 대답하지 않았습니다. 잠시 뒤에 다시 해 보십시오.",
  shell: "호스트에서 셸이 시작되지 않았습니다. 잠시 뒤에 다시 해 보십시오.",
  folder: "호스트에 절의 폴더를 만들지 못했습니다. 그 이름의 파일이 있으면 지우고 다시 해 보십시오.",
  boot: "호스트가 다시 켜지지 않았습니다.",
  reset: "호스트를 처음 상태로 되돌리지 못했습니다. 한 번 더 해 보고, 그래도 안 되면 호스트를 새로 만들어야 합니다.",
  log: "수업 기록을 저장하지 못했습니다. 수업을 연 컴퓨터의 디스크에 빈 곳이 있는지 확인해야 합니다.",
};

/** The error's own words stand behind it in brackets: they name the host, and what its programs have said. */
const failed = (otherwise: string, { why, failure }: ReasonValues["error"]): string =>
  failure === undefined ? `${otherwise}: ${why}` : `${failures[failure]} (${why})`;

/** Korean sentences. One that ends with a value has no full stop. */
const korean: ReasonWords = {
  status: ({ seen, wanted }) => `종료 코드가 ${seen}입니다(노트에서는 ${wanted}).`,
  early: ({ status }) => `계속 실행되어야 하는데 ${status === undefined ? "" : `종료 코드 ${status}로 `}끝났습니다.`,
  ended: ({ status }) => (status === undefined ? "끝났습니다." : `종료 코드 ${status}로 끝났습니다.`),
  endless: ({ within }) => `${limit(within)}끝나지 않았습니다.`,
  noPrompt: ({ prompt, within }) => `${limit(within)}프롬프트 ${q(prompt)}가 나오지 않았습니다.`,
  noLines: ({ within }) => `${limit(within)}노트에 있는 줄이 나오지 않았습니다.`,
  stillUp: ({ within }) => `${limit(within)}호스트가 꺼지지 않았습니다.`,
  otherPrompt: ({ wanted, seen }) => `프롬프트가 ${q(wanted)}이어야 하는데 ${q(seen)}입니다.`,
  keysLate: ({ keys }) => `${keys}를 누르기 전에 끝났습니다.`,
  interrupted: () => "그래서 명령을 중단시켰습니다.",
  uninterrupted: () => "Ctrl-C로도 명령이 끝나지 않습니다.",
  nothingRuns: () => "이 터미널에는 앞 단계에서 실행해 둔 명령이 없습니다.",
  busy: () => "앞의 명령이 이 터미널에서 아직 실행 중이어서 입력하지 않았습니다.",
  noShell: ({ prompt }) => `프롬프트가 ${q(prompt)}인 셸이 열려 있지 않아서 입력하지 않았습니다.`,
  shellEnded: () => "명령을 마지막 줄까지 입력하기 전에 셸이 끝났습니다.",
  untyped: ({ text }) => `셸이 ${q(text)} 앞까지를 하나의 명령으로 실행해서, 이 줄은 입력하지 않았습니다.`,
  notWhole: () => "명령이 완성되지 않았습니다. 따옴표나 히어독이 닫혀 있는지 확인하십시오.",
  missingLine: ({ line, wanted }) => `노트의 ${line}행이 나오지 않았습니다: ${q(wanted)}`,
  unlikeLine: ({ wantedSign, seenSign, ...reason }) =>
    seenSign === undefined ? differs(reason) : `${differs(reason)} (${wantedSign} 자리에 ${seenSign})`,
  otherValue: ({ sample, value, since, ...reason }) =>
    `${differs(reason)} (노트의 ${q(sample)} 자리에는 ${since}행부터 ${q(value)} 값이 와야 합니다.)`,
  otherSample: ({ sample, value, since, ...reason }) =>
    `${differs(reason)} (${q(value)} 값은 ${since}행부터 노트의 ${q(sample)} 자리에 오는 값입니다.)`,
  moreLine: ({ seen }) => `노트에 없는 출력이 있습니다: ${q(seen)}`,
  unwritten: ({ why }) => `파일을 쓰지 못했습니다: ${why}`,
  answer: ({ status }) => `응답의 상태 코드가 ${status}입니다.`,
  noAnswer: ({ within }) => `${limit(within)}응답이 오지 않았습니다.`,
  unanswered: ({ why }) => `응답을 받지 못했습니다: ${why}`,
  noPort: ({ port }) =>
    `호스트의 ${port}번 포트에 접속할 수 없습니다. 호스트를 만들 때 노트의 머리말에 이 포트가 없었습니다.`,
  error: (reason) => failed("오류가 났습니다", reason),
  lost: (reason) => failed("호스트를 더 쓸 수 없게 되었습니다", reason),
  notRun: () => "실행하지 않았습니다.",
  before: () => "앞 단계가 제때 끝나지 않아서 건너뛰었습니다.",
  stopped: () => "이 단계를 실행하는 동안 실행이 중단되었습니다.",
  aborted: ({ why }) => `실행을 중단시켰습니다: ${why}`,
  killed: () => "어떻게 끝났는지 기록하기 전에 실행이 강제로 종료되었습니다.",
  otherWord: ({ seen, wanted }) => `명령이 노트와 다릅니다. 노트: ${q(wanted)}, 입력: ${q(seen)}`,
  noWord: ({ wanted }) => `명령에서 빠진 것이 있습니다: ${q(wanted)}`,
  moreWord: ({ seen }) => `노트의 명령에 없는 것이 있습니다: ${q(seen)}`,
  otherPlace: ({ seen }) => `명령 안의 순서가 노트와 다릅니다: ${q(seen)}`,
  hangul: ({ wanted }) => `한글 입력 상태입니다. 한/영 키를 누르고 다시 입력해 보십시오: ${q(wanted)}`,
  otherSign: ({ seen }) => `셸이 알아보지 못하는 따옴표나 줄표, 빈칸이 있습니다. 직접 입력해 보십시오: ${q(seen)}`,
  otherId: ({ seen, wanted }) => `다른 것을 가리키고 있습니다. 실습을 이어 갈 것: ${q(wanted)}, 입력: ${q(seen)}`,
  sampleId: ({ seen, wanted }) => `${q(seen)} 값은 노트에 있는 ID입니다. 여러분의 ID: ${q(wanted)}`,
  folder: ({ seen, wanted }) => `지금 폴더는 ${q(seen)}입니다. ${q(wanted)} 폴더에서 입력하십시오.`,
  onHost: ({ prompt }) => `호스트에서 입력하셨습니다. 프롬프트가 ${q(prompt)}인 셸에서 입력하십시오.`,
  inShell: ({ prompt }) => `프롬프트가 ${q(prompt)}인 셸에서 입력하셨습니다. 호스트에서 입력하십시오.`,
  first: ({ wanted }) => `앞 단계를 아직 하지 않았습니다: ${q(wanted)}`,
  otherLine: ({ seen, wanted }) => `출력이 노트와 다릅니다. 노트: ${q(wanted)}, 화면: ${q(seen)}`,
  noLine: ({ wanted }) => `다음 줄이 나오지 않았습니다: ${q(wanted)}`,
  noFile: ({ path }) => `파일이 없습니다: ${q(path)}`,
  otherFile: ({ line, seen, wanted }) => `파일의 ${line}행이 노트와 다릅니다. 노트: ${q(wanted)}, 파일: ${q(seen)}`,
  unbound: ({ sample }) => `아직 알 수 없습니다. 노트의 ${q(sample)} 자리에 올 값을 아직 보지 못했습니다.`,
  unseen: (reason) => `확인하지 못했습니다${reason.failure === undefined ? "" : ". "}${failed("", reason)}`,
};

/** A reason in words of one language. */
export const inWords = (reason: Reason, words: ReasonWords): string =>
  (words[reason.kind] as (reason: Reason) => string)(reason);

/** Reasons in one line of English, for terminals and for reports that programs read; "" of none. */
export const inEnglish = (reasons: readonly Reason[]): string =>
  reasons.map((reason) => inWords(reason, english)).join("; ");

/** A reason as an English sentence. An error's text may begin with a name, which stays as it is written. */
function asSentence(reason: Reason): string {
  const clause = inWords(reason, english);
  const begun = "why" in reason && clause === reason.why ? clause : clause.charAt(0).toUpperCase() + clause.slice(1);
  return /[.?!]$/.test(begun) ? begun : `${begun}.`;
}

/** The sentences of pages, by their languages. */
export const reasonSentences: { readonly en: ReasonWords; readonly ko: ReasonWords } = {
  en: Object.fromEntries(Object.keys(english).map((kind) => [kind, asSentence])) as unknown as ReasonWords,
  ko: korean,
};
