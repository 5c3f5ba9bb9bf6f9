// A terminal on the page: a grid of 120 x 40 whose letters have the size that fits its place.

import { Terminal } from "/static/xterm.mjs";
import { FRAME_KIND } from "./bytes.js";
import { data } from "./page.js";
import { takePastes } from "./paste.js";

const [COLUMNS, ROWS] = [120, 40];
/** Pixels: smaller letters cannot be read; the place scrolls then. */
const LEAST = 11;
const MOST = 28;
/** Bytes and milliseconds after which the server hears of what is drawn. */
const [ACKED, LATER] = [32 * 1024, 50];

allowStyles();

/**
 * xterm.js makes styles of its own, which the page's policy allows with its nonce alone, and gives letters their colours in an attribute, which it
 * does not allow at all.
 */
function allowStyles() {
  const { nonce } = document.querySelector("link[nonce]");
  const create = Document.prototype.createElement;
  Document.prototype.createElement = function (...names) {
    const made = create.apply(this, names);
    if (made.localName === "style") made.nonce = nonce;
    return made;
  };
  const set = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function (name, value) {
    if (name === "style") this.style.cssText = value;
    else set.call(this, name, value);
  };
}

/** Sequences of operating system commands that are swallowed: titles, colours, links, the clipboard. */
const SWALLOWED = [0, 1, 2, 4, 8, 9, 10, 11, 12, 52, 104, 110, 111, 112, 777, 1337];
/** What a terminal answers by itself: its kind, its state, its cursor's place, its settings. No key sends any of these. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are escape sequences.
const ANSWER = /^(?:\x1b\[[?>]?[\d;]*[cnR$y]+|\x1b[P\]].*|\x1b\[[IO])$/s;

/** What xterm.js does as often as a program says, up to 2^31 times in one go, and how often a screen can need it: what says more is nothing. */
const [COUNTED, MOST_TIMES] = ["LMSTIZb", 120];
/** Bytes that are drawn in one go. */
const PART = 4096;

const encoder = new TextEncoder();

/**
 * Makes a terminal in an element.
 *
 * @param name its accessible name
 * @param types what is typed into it, as bytes
 * @param looks whether it is there to look at: it takes no keys before it is allowed to, and never answers a program
 * @param acks how many more bytes are drawn
 * @param gap what was sent between is missing
 * @param leaves the keys that leave it were pressed
 */
export function screenIn(place, { name, types, looks = false, acks, gap, leaves }) {
  const terminal = new Terminal({
    cols: COLUMNS,
    rows: ROWS,
    cursorBlink: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    cursorInactiveStyle: "outline",
    disableStdin: looks,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue("--mono").replace(/\s+/g, " "),
    linkHandler: { activate() {} },
    logLevel: "off",
    minimumContrastRatio: 4.5,
    scrollback: 2000,
    theme: data.theme,
  });
  for (const code of SWALLOWED) terminal.parser.registerOscHandler(code, () => true);
  for (const final of COUNTED) terminal.parser.registerCsiHandler({ final }, ([count]) => count > MOST_TIMES);
  terminal.open(place);
  terminal.textarea.setAttribute("aria-label", name);
  const fit = fitIn(place, terminal);

  /** The sequence of the byte that comes next; `undefined` before the first snapshot. */
  let next;
  /** Whether it is as it is on the server; keys wait until it is. */
  let synced = false;
  let held = "";
  let mayType = !looks;

  function type(text) {
    if (!mayType) return;
    // A page that nobody looks at does not answer for the terminal: the one that is used does.
    if (ANSWER.test(text) && (looks || !synced || !document.hasFocus())) return;
    if (synced) types(encoder.encode(text));
    else if (held.length < 4096) held += text;
  }
  terminal.onData(type);
  terminal.onBinary((text) => {
    if (mayType && synced) types(Uint8Array.from(text, (sign) => sign.charCodeAt(0)));
  });
  takePastes(place, terminal, type);
  takeCompositions(place, type);
  terminal.attachCustomKeyEventHandler((event) => isForTerminal(event, terminal, leaves));

  let drawn = 0;
  let later;
  function ack(bytes) {
    drawn += bytes;
    clearTimeout(later);
    if (drawn >= ACKED) tellDrawn();
    else later = setTimeout(tellDrawn, LATER);
  }
  function tellDrawn() {
    clearTimeout(later);
    if (drawn > 0) acks(drawn);
    drawn = 0;
  }

  function draw({ kind, sequence, bytes }) {
    // The sequence that resets a terminal, since the function for it does not wait until what came before is drawn.
    if (kind === FRAME_KIND.snapshot) terminal.write("\x1bc");
    else if (next === undefined || sequence > next) return gap();
    const known = kind === FRAME_KIND.snapshot ? 0 : next - sequence;
    next = kind === FRAME_KIND.snapshot ? sequence : Math.max(next, sequence + bytes.length);
    let at = known;
    for (; at + PART < bytes.length; at += PART) terminal.write(bytes.subarray(at, at + PART));
    terminal.write(bytes.subarray(at), () => {
      ack(bytes.length);
      if (synced) return;
      acks(drawn);
      drawn = 0;
      synced = true;
      const waiting = held;
      held = "";
      if (waiting !== "") types(encoder.encode(waiting));
    });
  }

  return {
    terminal,
    draw,
    fit,
    /** Up to which byte it has the output; `undefined` before there is any. */
    have: () => next,
    /** The page is connected anew: keys wait until the terminal is as it is on the server. */
    attach() {
      synced = false;
    },
    /** Whether keys are taken. */
    allow(allowed) {
      mayType = allowed;
      terminal.options.disableStdin = !allowed;
    },
    focus: () => terminal.focus(),
    dispose() {
      fit.end();
      terminal.dispose();
    },
  };
}

/** The code of a key that an input method takes. */
const THEIRS = 229;

/**
 * Types what an input method composes, such as Hangul, as soon as that is handed over. xterm.js 6.0.0 reads it from its field a moment later. By then
 * the next key may have been typed, or the next syllable begun, and Hangul comes twice, or behind a blank. So the field is left empty, too.
 */
function takeCompositions(place, types) {
  let isTheirs = false;
  const on = (type, act) => place.addEventListener(type, act, true);
  on("compositionend", ({ data: composed, target }) => {
    if (composed !== "") types(composed);
    target.value = "";
  });
  on("keydown", ({ keyCode }) => {
    isTheirs = keyCode === THEIRS;
  });
  // It left the key alone after all.
  on("keypress", () => {
    isTheirs = false;
  });
  on("input", ({ data: text, inputType, isComposing, target }) => {
    if (isComposing) return;
    if (isTheirs && inputType === "insertText" && text !== null) types(text);
    target.value = "";
  });
}

/** Whether a key goes to the terminal: not those that copy, paste or leave it. */
function isForTerminal(event, terminal, leaves) {
  if (event.type !== "keydown") return true;
  // A key that ends a composition comes once more as a letter.
  if (event.isComposing) return false;
  const { ctrlKey, shiftKey, altKey, metaKey, code, key } = event;
  if (ctrlKey && key === "F6") {
    event.preventDefault();
    leaves?.();
    return false;
  }
  if (ctrlKey && !altKey && !metaKey && code === "KeyC" && shiftKey) {
    event.preventDefault();
    document.execCommand("copy");
    return false;
  }
  // An editor has its own meaning for Ctrl+V; a shell's is hardly ever meant.
  if (ctrlKey && !altKey && !metaKey && code === "KeyV")
    return !shiftKey && terminal.buffer.active.type === "alternate";
  return true;
}

/** Keeps the letters of a terminal as large as its place allows. */
function fitIn(place, terminal) {
  const pencil = document.createElement("canvas").getContext("2d");
  pencil.font = `100px ${terminal.options.fontFamily}`;
  const ratio = pencil.measureText("W").width / 100;
  function fit() {
    const { clientWidth, clientHeight } = place;
    if (clientWidth === 0 || clientHeight === 0) return;
    const fitting = Math.min((clientWidth - SCROLLBAR) / COLUMNS / ratio, clientHeight / ROWS / LINE);
    let size = Math.max(LEAST, Math.min(MOST, Math.floor(fitting * 4) / 4));
    terminal.options.fontSize = size;
    // Lines are whole pixels high, so some sizes are too large by a little.
    const screen = terminal.element.querySelector(".xterm-screen");
    for (; size > LEAST && isWider(screen, place); size -= 0.25) terminal.options.fontSize = size - 0.25;
  }
  const sizes = new ResizeObserver(fit);
  sizes.observe(place);
  // The page's letters may come later than the terminal.
  document.fonts.ready.then(fit);
  return { now: fit, end: () => sizes.disconnect() };
}

const SCROLLBAR = 15;
/** The height of a line, as a part of the letters' size. */
const LINE = 1.17;

const isWider = (screen, { clientWidth, clientHeight }) =>
  screen.offsetWidth > clientWidth - SCROLLBAR || screen.offsetHeight > clientHeight;
