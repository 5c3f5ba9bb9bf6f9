import { wordsFor } from "../../pages/translations.ts";

/** What the server of a class says to people on its pages, in one language. */
export interface ServeWords {
  /** A page has no valid link. */
  noLink: string;
  wrongCode: string;
  tooOften: string;
  manyClaims: string;
  homeTooOften: string;
  notHereTeach: string;
  whatName: string;
  badName: string;
  nameTaken: string;
  noSeat: string;
  noStep: string;
  notTyped: string;
  noCommand: string;
  noOwnHost: string;
  running: string;
  noTerminal: string;
  allTerminals: string;
  labnoteTypes: string;
  catchesUp: string;
  notReady: string;
  notWatching: string;
  othersAsk: string;
  notHere: string;
  underway: string;
  /** A student begins tmux, or another program with terminals of its own. */
  unseenInside: string;
  /** labnote itself has failed. */
  defect: string;
  revoked: string;
  ended: string;
  flood: string;
  version: string;
  otherPages: string;
}

const all: Readonly<Record<string, ServeWords>> = {
  en: {
    noLink: "This link is not valid. Ask the teacher for your link, or type the code of your card.",
    wrongCode: "There is no such code. Compare each letter with your card.",
    tooOften: "Too many wrong codes were typed. Wait a minute, then try again.",
    manyClaims: "Many people are taking a seat just now. Wait a minute, then try again.",
    homeTooOften: "You have saved this page several times in the last minute. Wait a minute, then try again.",
    notHereTeach:
      "The board opens only on the computer that serves the class, and on those that its teacher has named with --teach-from.",
    whatName: "Type your name to take a seat.",
    badName: "A name has 1 to 40 letters.",
    nameTaken: "That name has a seat already. Add a letter, or ask the teacher for that seat's link.",
    noSeat: "All seats are taken. Tell the teacher.",
    noStep: "The note has no such step.",
    notTyped: "Nothing is typed for this step.",
    noCommand: "The teacher has shown no such command.",
    noOwnHost: "No host of the lab is yours. Start the class with --teacher and the name of a host.",
    running: "A program is running in this terminal. Wait for its end, or end it with Ctrl-C.",
    noTerminal: "This terminal is not open.",
    allTerminals: "No more than nine terminals can be open.",
    labnoteTypes: "labnote is typing in this terminal. Wait until it has ended.",
    catchesUp: "labnote types what is missing, or is about to. Wait until it has ended, or stop it.",
    notReady: "Your host is not ready yet.",
    notWatching: "Watch a terminal of the student first.",
    othersAsk: "Somebody else asks this student already.",
    notHere: "The student has no page open that shows terminals.",
    underway: "That is under way already.",
    unseenInside:
      "This page does not see what you type inside tmux or screen, so no step is marked there. Leave it with exit. For another terminal, press + above the terminals.",
    defect: "labnote has failed. Look at the terminal in which the class runs.",
    revoked: "This link does not hold any more. Ask the teacher for a new one.",
    ended: "The class has ended.",
    flood: "This page has sent too much. Load it again.",
    version: "The class runs another version. Load the page again.",
    otherPages: "Too many pages of this seat are open. Close one.",
  },
  ko: {
    noLink: "이 링크는 유효하지 않습니다. 선생님께 링크를 받거나 카드의 코드를 입력하세요.",
    wrongCode: "그런 코드는 없습니다. 카드의 글자와 하나씩 비교해 보세요.",
    tooOften: "틀린 코드를 너무 많이 입력했습니다. 1분 뒤에 다시 시도하세요.",
    manyClaims: "지금 많은 사람이 한꺼번에 자리에 앉고 있습니다. 1분 뒤에 다시 시도하세요.",
    homeTooOften: "1분 동안 이 페이지를 여러 번 저장했습니다. 1분 뒤에 다시 시도하세요.",
    notHereTeach: "현황판은 수업을 제공하는 컴퓨터와, 수업을 열 때 --teach-from으로 정한 컴퓨터에서만 열립니다.",
    whatName: "이름을 입력하면 자리에 앉습니다.",
    badName: "이름은 1자에서 40자까지입니다.",
    nameTaken: "그 이름의 자리가 이미 있습니다. 글자를 더 붙이거나 선생님께 그 자리의 링크를 받으세요.",
    noSeat: "자리가 모두 찼습니다. 선생님께 알리세요.",
    noStep: "노트에 그런 단계가 없습니다.",
    notTyped: "이 단계에는 입력할 명령이 없습니다.",
    noCommand: "선생님이 보여 준 명령 가운데 그런 것은 없습니다.",
    noOwnHost: "선생님의 호스트가 없습니다. --teacher에 호스트 이름을 주어 수업을 시작하세요.",
    running: "이 터미널에서 프로그램이 실행 중입니다. 끝날 때까지 기다리거나 Ctrl-C로 끝내세요.",
    noTerminal: "이 터미널은 열려 있지 않습니다.",
    allTerminals: "터미널은 아홉 개까지 열 수 있습니다.",
    labnoteTypes: "labnote가 이 터미널에 입력하고 있습니다. 끝날 때까지 기다리세요.",
    catchesUp: "labnote가 빠진 것을 입력하고 있거나 곧 입력합니다. 끝날 때까지 기다리거나 멈추세요.",
    notReady: "호스트가 아직 준비되지 않았습니다.",
    notWatching: "먼저 학생의 터미널을 보세요.",
    othersAsk: "다른 사람이 이미 이 학생에게 물었습니다.",
    notHere: "학생이 열어 둔 페이지 가운데 터미널이 보이는 것이 없습니다.",
    underway: "이미 진행 중입니다.",
    unseenInside:
      "tmux나 screen 안에서 입력한 것은 이 페이지에 보이지 않아 단계가 표시되지 않습니다. exit로 나오세요. 터미널이 더 필요하면 터미널 위의 +를 누르세요.",
    defect: "labnote에 오류가 났습니다. 수업을 실행한 터미널을 보세요.",
    revoked: "이 링크는 더 이상 유효하지 않습니다. 선생님께 새 링크를 받으세요.",
    ended: "수업이 끝났습니다.",
    flood: "이 페이지가 너무 많이 보냈습니다. 페이지를 새로 고치세요.",
    version: "수업의 버전이 다릅니다. 페이지를 새로 고치세요.",
    otherPages: "이 자리의 페이지가 너무 많이 열려 있습니다. 하나를 닫으세요.",
  },
};

/** The words for a note's language; English where there are none. */
export const serveWords = (language: string): ServeWords => all[wordsFor(language).language] ?? (all.en as ServeWords);
