// The terminals of a student: a tab for each, up to nine.
import { ask, element, find, say, tell } from "./page.js";
import { screenIn } from "./screen.js";

const MOST = 9;
/** The number of the teacher's own terminal, which is only looked at. */
const TEACHERS = 0;

/**
 * The terminals in a section of the page.
 *
 * @param narrow whether the screen has no room for terminals: nothing is drawn then
 * @param line the connection: `keys(terminal, bytes)`, `send(message)`, `again()`
 */
export function tabsIn(section, { narrow, line }) {
  const [list, screens, add, shut, folder] = ["[role=tablist]", ".screens", ".add", ".shut", ".folder"].map((one) =>
    find(one, section),
  );
  /** By their numbers: what the server says of each, its tab, its panel and its screen. */
  const all = new Map();
  let shown;
  /** The student's own that was in sight last. */
  let last;
  /** What is to be done when a terminal has a prompt. */
  let waiting;

  function open(number) {
    const looks = number === TEACHERS;
    const name = looks ? say("teachersTerminal") : say("terminal", { number });
    const text = looks ? name : String(number);
    const tab = element("button", { type: "button", role: "tab", id: `:tab-${number}`, textContent: text });
    tab.setAttribute("aria-label", name);
    tab.setAttribute("aria-controls", `:screen-${number}`);
    tab.addEventListener("click", () => show(number, true));
    const place = element("div", { className: "screen" });
    const note = element("p", { className: "phase", hidden: true });
    const panel = element("div", { role: "tabpanel", id: `:screen-${number}` }, place, note);
    panel.setAttribute("aria-labelledby", tab.id);
    const [after] = [...all.keys()].filter((other) => other > number).toSorted((a, b) => a - b);
    list.insertBefore(tab, all.get(after)?.tab ?? null);
    screens.append(panel);
    const screen = screenIn(place, {
      ...{ name: `${name}. ${say("leaveTerminal")}`, looks },
      types: (bytes) => line.keys(number, bytes),
      acks: (bytes) => line.send({ type: "ack", terminal: number, bytes }),
      gap: () => line.again(),
      leaves: () => tab.focus(),
    });
    all.set(number, { tab, panel, note, screen, view: undefined });
  }

  function close(number) {
    const { tab, panel, screen } = all.get(number);
    screen.dispose();
    tab.remove();
    panel.remove();
    all.delete(number);
    if (shown !== number) return;
    shown = undefined;
    const others = own();
    const next = all.has(last) ? last : (others.findLast((other) => other < number) ?? others[0]);
    if (next !== undefined) show(next);
  }

  /** The numbers of the student's own. */
  const own = () => [...all.keys()].filter((number) => number !== TEACHERS).toSorted((a, b) => a - b);

  function show(number, focuses) {
    if (!all.has(number)) return;
    shown = number;
    if (number !== TEACHERS) last = number;
    for (const [other, { tab, panel }] of all) {
      const isShown = other === number;
      tab.setAttribute("aria-selected", String(isShown));
      tab.tabIndex = isShown ? 0 : -1;
      panel.classList.toggle("shown", isShown);
      panel.inert = !isShown;
    }
    const { view, screen } = all.get(number);
    tell(folder, view?.folder ?? "");
    shut.hidden = own().length < 2 || number === TEACHERS;
    shut.setAttribute("aria-label", say("closeTerminal", { number }));
    shut.title = say("closeTerminal", { number });
    if (focuses) screen.focus();
  }

  /** What a terminal does now. */
  function update(view) {
    if (narrow()) return;
    const { terminal: number, phase } = view;
    if (!all.has(number)) open(number);
    const one = all.get(number);
    const before = one.view?.phase;
    one.view = view;
    one.tab.dataset.phase = phase;
    tell(one.note, phase === "starting" ? say("starting") : phase === "closed" ? say("closed") : "");
    if (shown === undefined || (before === undefined && waiting?.number === number)) show(number);
    else if (shown === number) tell(folder, view.folder ?? "");
    add.hidden = own().length >= MOST;
    shut.hidden = own().length < 2 || shown === TEACHERS;
    if (phase !== "prompt" || waiting?.number !== number) return;
    const { act } = waiting;
    waiting = undefined;
    act();
  }

  list.addEventListener("keydown", ({ key }) => {
    const numbers = [...all.keys()].toSorted((a, b) => a - b);
    const at = numbers.indexOf(shown);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: numbers.length - 1 }[key];
    if (next === undefined) return;
    show(numbers.at(next % numbers.length));
    all.get(shown).tab.focus();
  });
  add.addEventListener("click", () => {
    waiting = { number: firstFree(), act: () => all.get(shown)?.screen.focus() };
    line.send({ type: "open" });
  });
  shut.addEventListener("click", async () => {
    const number = shown;
    const runs = all.get(number)?.view?.phase === "running";
    const title = say("closeTerminal", { number });
    const about = say("closeAsked", { number });
    if (runs && (await ask({ title, about, yes: title, no: say("cancel") })) === false) return;
    line.send({ type: "close", terminal: number });
  });
  const firstFree = () => Array.from({ length: MOST }, (_, at) => at + 1).find((number) => !all.has(number));

  return {
    /** What terminals there are, each as it is. */
    welcome(views) {
      if (narrow()) return;
      const numbers = new Set(views.map(({ terminal }) => terminal));
      for (const number of own()) if (!numbers.has(number)) close(number);
      for (const { screen } of all.values()) screen.attach();
      for (const view of views) update(view);
    },
    update(view) {
      // A terminal that was closed goes with its tab; the last one stays, since a new shell comes.
      if (view.phase === "closed" && own().length > 1 && all.has(view.terminal)) close(view.terminal);
      else update(view);
    },
    draw(frame) {
      all.get(frame.terminal)?.screen.draw(frame);
    },
    /** Up to which byte each terminal has its output; `null` where nothing is drawn. */
    have: () =>
      narrow()
        ? null
        : Object.fromEntries(
            [...all].flatMap(([number, { screen, view }]) =>
              screen.have() === undefined || view?.phase === "closed" ? [] : [[number, screen.have()]],
            ),
          ),
    /** Does something in a terminal, which comes into sight; one that is missing is opened first. */
    in(number, act) {
      if (all.has(number)) {
        show(number);
        act();
      } else if (firstFree() === number) {
        waiting = { number, act };
        line.send({ type: "open" });
      } else act();
    },
    /** Types into the student's terminal that is in sight, or was last, and returns whether it had a prompt. */
    types(text) {
      show(last);
      const has = all.get(last)?.view.phase === "prompt";
      if (has) line.keys(last, new TextEncoder().encode(text));
      return has;
    },
    /** The teacher's own terminal is there to look at, or is not any more. */
    shows(on) {
      if (narrow() || on === all.has(TEACHERS)) return;
      if (on) open(TEACHERS);
      else close(TEACHERS);
    },
    /** The student's terminal that is in sight, or was last. */
    own: () => last ?? 1,
    show,
    focus: () => all.get(shown)?.screen.focus(),
    isOpen: (number) => all.has(number),
  };
}
