// The page of a student.
import { dividerIn } from "./divider.js";
import { homeIn } from "./home.js";
import { button, dismiss, notice, strong } from "./notices.js";
import { ask, clock, data, element, find, say, tell, toast } from "./page.js";
import { shownIn } from "./shown.js";
import { connect } from "./socket.js";
import { stepsIn } from "./steps.js";
import { tabsIn } from "./tabs.js";

const top = find(".top");
const note = find("#\\:note");
const phone = matchMedia("(max-width: 48rem)");
const heard = document.body.appendChild(element("p", { className: "unseen", role: "status" }));
const ends = clock(find(".clock", top));

/** The connection comes last: what it needs is there by then. */
const line = {
  keys: (...all) => socket.keys(...all),
  send: (message) => socket.send(message),
  again: () => socket.again(),
};
const tabs = tabsIn(find(".terminals"), { narrow: () => phone.matches, line });

const deeds = {
  type(step, terminal, run) {
    tabs.in(terminal, () => {
      line.send({ type: "type", step, terminal: tabs.isOpen(terminal) ? terminal : 1, run });
      tabs.focus();
    });
  },
  /** Types a command of the page's own, as the student would. */
  go(command) {
    if (!tabs.types(`${command}\r`)) toast(say("busy"));
    tabs.focus();
  },
  write: (step) => line.send({ type: "write", step }),
  check: (section) => line.send({ type: "check", section }),
  async again(section) {
    const wanted = await ask({
      title: say("againTitle", { section: titleOf(section) }),
      about: say("againAbout"),
      yes: say("again"),
      no: say("cancel"),
    });
    if (wanted !== false) line.send({ type: "again", section });
  },
};
const showSteps = stepsIn(note, {
  deeds,
  progress: find(".progress", top),
  announces: (text) => {
    heard.textContent = text;
  },
});
const showCommands = shownIn(find(".shown-commands"), {
  types(command, run) {
    const terminal = tabs.own();
    tabs.show(terminal);
    line.send({ type: "repeat", command, terminal, run });
    tabs.focus();
  },
});
const titleOf = (section) => data.sections.find(({ id }) => id === section)?.title ?? section;

function showSaid(text) {
  if (text === null || text === "") notice("said");
  else notice("said", strong(say("said")), element("p", { textContent: text }), dismiss("said"));
}

function showPointed(section) {
  find(".pointed-here", note)?.classList.remove("pointed-here");
  if (section === null || section === "") return notice("pointed");
  const heading = document.getElementById(section);
  heading?.classList.add("pointed-here");
  const go = button(say("goThere"), () => {
    heading?.scrollIntoView();
    notice("pointed");
  });
  notice("pointed", strong(say("pointed", { section: titleOf(section) })), heading !== null && go, dismiss("pointed"));
}

let shows = false;
function showShown({ on, commands }) {
  tabs.shows(on);
  showCommands(commands);
  if (on === shows) return;
  shows = on;
  if (!on || phone.matches) return notice("shown");
  const look = button(say("lookThere"), () => {
    tabs.show(0);
    notice("shown");
  });
  notice("shown", strong(say("shows")), look, dismiss("shown"));
}

let asked;
function showAsked({ question, terminal, until }) {
  const answer = (allow) => () => {
    line.send({ type: "consent", question, allow });
    if (allow) tabs.show(terminal);
    notice("asked");
  };
  notice(
    "asked",
    element("div", {}, strong(say("asked", { number: terminal })), element("p", { textContent: say("askedAbout") })),
    button(say("allow"), answer(true)),
    button(say("refuse"), answer(false)),
  );
  clearTimeout(asked);
  asked = setTimeout(() => notice("asked"), Math.max(0, until - Date.now()));
}

function showWatched({ by, typing }) {
  tell(find(".watched", top), typing ? say("typing") : by > 0 ? say("watched") : "");
  find(".terminals").classList.toggle("watched", by > 0);
  find(".terminals").classList.toggle("typing", typing);
  if (typing)
    notice(
      "typing",
      strong(say("typing")),
      button(say("stop"), () => line.send({ type: "stop" })),
    );
  else notice("typing");
}

const showName = ({ name }) => tell(find(".who", top), name);

let pages = 1;
/** A page that is not the student's own may be among them. */
function showPages({ count }) {
  const more = count > pages;
  pages = count;
  if (count === 1) return notice("pages");
  // What was read and closed comes again with one more.
  if (!more && find(".notices .pages") === null) return;
  notice("pages", strong(say("pages", { count })), element("p", { textContent: say("pagesAbout") }), dismiss("pages"));
}

let handUp = false;
function showHand(up) {
  handUp = up;
  const hand = find(".hand", top);
  hand.setAttribute("aria-pressed", String(up));
  hand.textContent = say(up ? "lower" : "raise");
}
find(".hand", top).addEventListener("click", async () => {
  if (handUp) return line.send({ type: "hand", up: false, text: "" });
  const text = await ask({
    title: say("raiseTitle"),
    about: say("raiseAbout"),
    field: say("raiseField"),
    yes: say("raise"),
    no: say("cancel"),
  });
  if (text !== false) line.send({ type: "hand", up: true, text });
});

function showHost(host) {
  const place = find(".host", top);
  place.dataset.host = host;
  tell(place, say(`host${host[0].toUpperCase()}${host.slice(1)}`));
}

function showCatchUp({ until, done, stopped, why }) {
  const halt = button(say("halt"), () => line.send({ type: "halt" }));
  halt.className = "halt";
  if (!done) return notice("catch-up", strong(say("catchUp", { step: until })), halt);
  const failed = stopped ? say("catchUpStopped", { step: until }) : say("catchUpFailed", { step: until, why });
  const text = why === null ? say("catchUpDone", { step: until }) : failed;
  notice("catch-up", element("p", { textContent: text }), dismiss("catch-up"));
}

/** A page that has just been opened goes to the step with which its student goes on. */
let opened = false;
function goOn() {
  if (opened) return;
  opened = true;
  if (find(".step[data-state=done]", note) === null) return;
  find(".step[aria-current]", note)?.scrollIntoView({ block: "center" });
}

const heardOf = {
  welcome(all) {
    showName(all);
    showSteps(all.steps);
    goOn();
    tabs.welcome(all.terminals);
    showHost(all.host);
    ends(all.ends);
    showSaid(all.said);
    showPointed(all.pointed);
    showHand(all.hand);
    showWatched(all.watched);
    showShown(all.shown);
    // What was asked before counts only if it is asked now: that comes next.
    notice("asked");
    if (all.catchUp !== null) showCatchUp({ until: all.catchUp, done: false });
    else if (find(".notices .catch-up button.halt")) notice("catch-up");
  },
  steps: ({ steps }) => showSteps(steps),
  terminal: ({ type, ...view }) => tabs.update(view),
  host: ({ host }) => showHost(host),
  watched: showWatched,
  name: showName,
  pages: showPages,
  asked: showAsked,
  hint: ({ text }) => notice("told", element("p", { textContent: text }), dismiss("told")),
  said: ({ text }) => showSaid(text),
  pointed: ({ section }) => showPointed(section),
  shown: showShown,
  hand: ({ up }) => showHand(up),
  "catch-up": showCatchUp,
  refused: ({ why }) => toast(why),
  bye: ({ why }) => toast(why),
};

/** How the connection stands. One that is over says why, and can be tried again where that makes sense. */
function stands(state) {
  document.body.dataset.line = state;
  const texts = { ended: "classEnded" };
  const text = say(texts[state] ?? state);
  tell(find(".link", top), state === "connected" ? "" : text);
  if (state === "connected" || state === "connecting") return notice("line");
  if (state === "lost") return notice("line", strong(text));
  const again = state === "flood" || state === "otherPages";
  notice("line", strong(text), again && button(say("reconnect"), () => socket.again()));
}

const socket = connect({
  path: "/line",
  have: tabs.have,
  hears: (message) => heardOf[message.type]?.(message),
  draws: tabs.draw,
  stands,
});
phone.addEventListener("change", () => socket.again());
dividerIn(find(".divider"));
homeIn(find(".home", top));
