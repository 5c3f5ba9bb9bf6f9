import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, CDPSession } from "playwright-core";
import { type ClassHere, serveHere } from "../class/here.ts";
import { StudentPage } from "../class/student-page.ts";
import { launch } from "./chromium.ts";

/** Milliseconds: a browser may have to be installed first. */
const INSTALL = 300_000;
/** Milliseconds for one test, on a machine that is busy with much else. */
const LIMIT = 180_000;

let browser: Browser;
let here: ClassHere;
let student: StudentPage;
let session: CDPSession;

beforeAll(async () => {
  browser = await launch();
  here = await serveHere(undefined, { students: ["mina"] });
  student = await StudentPage.open(browser, here.students.mina?.link ?? "");
  session = await student.page.context().newCDPSession(student.page);
  await student.prompt(1);
}, INSTALL);
afterAll(async () => {
  await browser?.close();
  await here?.[Symbol.asyncDispose]();
}, INSTALL);

/** What an input method or a keyboard does, for the browser's protocol. */
type Act = readonly [method: "Input.imeSetComposition" | "Input.insertText" | "Input.dispatchKeyEvent", given: object];

const composes = (text: string): Act => ["Input.imeSetComposition", { text, selectionStart: 1, selectionEnd: 1 }];
const commits = (text: string): Act => ["Input.insertText", { text }];
const down = (windowsVirtualKeyCode: number): Act => [
  "Input.dispatchKeyEvent",
  { type: "rawKeyDown", windowsVirtualKeyCode },
];
const letter = (text: string): Act => ["Input.dispatchKeyEvent", { type: "char", text, unmodifiedText: text }];
/** A key that the input method takes. */
const taken = down(229);
const blank = down(32);

/** How input methods hand over a syllable, a blank and a syllable. */
const METHODS: readonly (readonly [how: string, acts: readonly Act[]])[] = [
  [
    "in a composition, and the blank is a key",
    [composes("가"), commits("가"), blank, letter(" "), composes("다"), commits("다")],
  ],
  [
    "in a composition that the key of the blank ends",
    [
      taken,
      composes("ㄱ"),
      taken,
      composes("가"),
      taken,
      commits("가"),
      letter(" "),
      taken,
      composes("다"),
      taken,
      commits("다"),
    ],
  ],
  [
    "in a composition behind the key of the blank",
    [
      taken,
      composes("ㄱ"),
      taken,
      composes("가"),
      blank,
      commits("가"),
      letter(" "),
      taken,
      composes("다"),
      taken,
      commits("다"),
    ],
  ],
  [
    "in a composition, and the blank as a text of its own",
    [taken, composes("가"), taken, commits("가"), commits(" "), taken, composes("다"), taken, commits("다")],
  ],
  [
    "as a text of its own, once its composition is taken back",
    [
      taken,
      composes("가"),
      taken,
      composes(""),
      commits("가"),
      blank,
      letter(" "),
      taken,
      composes("다"),
      taken,
      composes(""),
      commits("다"),
    ],
  ],
];

test.each(METHODS)(
  "Hangul that an input method hands over %s reaches the shell once, and in its order, however busy the page is",
  async (_how, acts) => {
    for (const busy of [0, 300]) {
      await student.goTo(1);
      // Ctrl+C at an empty prompt leaves one that looks like the next.
      const empty = await student.line();
      await student.press("y");
      await student.lineIs(`${empty}y`);
      await student.press("Control+c");
      await student.prompt(1);
      const before = await student.line();
      // Keys wait meanwhile, and come then one behind the other, before anything that the page has put off.
      const works = student.page.evaluate(`for (const end = performance.now() + ${busy}; performance.now() < end; );`);
      await Promise.all(acts.map(([method, given]) => session.send(method, given as never)));
      await works;
      await student.press("x");
      await student.lineIs(`${before}가 다x`);
    }
    expect(student.complaints).toEqual([]);
  },
  LIMIT,
);
