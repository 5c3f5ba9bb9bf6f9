// The board of the teacher.

import { fill } from "/static/morph.js";
import { clock, data, duration, element, find, say, tell, toast } from "/static/page.js";
import { connect } from "/static/socket.js";
import { catchUpIn } from "./catch-up.js";
import { ownIn } from "./own.js";
import { panelIn } from "./panel.js";
import { seatsIn } from "./seats.js";
import { showMedians, tableIn } from "./table.js";

const top = find(".top");
const halt = find("button.halt", top);
const table = find("table.class");
const rows = new Map();
let order = [];
const nameOf = (student) => rows.get(student)?.name ?? student;
const ends = clock(find(".clock", top));

const line = {
  keys: (...all) => socket.keys(...all),
  send: (message) => socket.send(message),
};
const panel = panelIn(find(".panel:not(.own)"), { line, rowOf: (student) => rows.get(student) });
const own = ownIn(find(".panel.own"), find("button.own", top), { line });
const opens = (student, step) => {
  own.close();
  panel.open(student, step);
};
const showRows = tableIn(table, { opens });

/** Rows that have changed, and the figures of the class. */
function showBoard({ rows: changed, order: now, medians, stumbles }) {
  for (const row of changed) rows.set(row.student, row);
  order = now ?? [...rows.keys()];
  for (const student of [...rows.keys()]) if (!order.includes(student)) rows.delete(student);
  showRows(
    changed.map(({ student }) => rows.get(student)),
    order,
  );
  showMedians(table, medians);
  const all = [...rows.values()];
  tell(find(".here", top), say("present", { count: all.filter(({ present }) => present).length, total: all.length }));
  const stuck = all.filter((row) => row.stuck).length;
  tell(find(".stuck", top), stuck === 0 ? "" : say("stuckCount", { count: stuck }));
  const catching = all.filter(({ catchUp }) => catchUp !== null).length;
  tell(halt, catching === 0 ? "" : say("haltAll", { count: catching }));
  showHands(all.filter(({ hand }) => hand));
  showStumbles(stumbles);
  panel.refresh();
  if (changed.some(({ student }) => student === panel.student())) panel.look();
  seats.refresh();
}

const chooser = (student, step) =>
  element("button", { type: "button", className: "choose", textContent: nameOf(student), dataset: { student, step } });
const [hands, stumblesList] = [find("ol.hands"), find("ol.standing")];
for (const list of [hands, stumblesList])
  list.addEventListener("click", ({ target: { dataset } }) => {
    if (dataset.student !== undefined) opens(dataset.student, dataset.step);
    if (dataset.lowers !== undefined) line.send({ type: "lower", student: dataset.lowers });
  });

/** Lowers a student's hand. */
function lowerer(student) {
  const title = say("lowerHand", { name: nameOf(student) });
  const made = element("button", { type: "button", textContent: say("lower"), title, dataset: { lowers: student } });
  made.setAttribute("aria-label", title);
  return made;
}

/** Raised hands, the longest first. */
function showHands(all) {
  const items = all
    .toSorted((a, b) => a.hand.since - b.hand.since)
    .map(({ student, at, hand }) =>
      element(
        "li",
        {},
        chooser(student, at),
        element("span", { className: "quiet", textContent: ` ${duration(Date.now() - hand.since)} ` }),
        lowerer(student),
        hand.text !== "" && element("p", { textContent: hand.text }),
      ),
    );
  fillOrSay(hands, items, "noHands");
}

function showStumbles(stumbles) {
  const items = stumbles.map(({ step, students, why }) =>
    element(
      "li",
      {},
      element("strong", { textContent: step }),
      element("code", { textContent: data.steps[step] ?? "" }),
      element(
        "p",
        { className: "students" },
        ...students.slice(0, MOST).map((student) => chooser(student, step)),
        students.length > MOST && element("span", { className: "quiet", textContent: `+${students.length - MOST}` }),
      ),
      ...why.map((text) => element("p", { className: "why", textContent: text })),
    ),
  );
  fillOrSay(stumblesList, items, "noStumbles");
}

/** So many names are listed at a step. */
const MOST = 8;

/** Shows items in a list, or says that there are none. */
function fillOrSay(list, items, none) {
  fill(list, ...(items.length > 0 ? items : [element("li", { className: "quiet", textContent: say(none) })]));
}

// Message to all, and where the class is.
const sayForm = find("form.say");
sayForm.addEventListener("submit", (event) => {
  event.preventDefault();
  line.send({ type: "say", text: sayForm.elements.text.value.trim() });
});
const point = find(".point select");
point.addEventListener("change", () => line.send({ type: "point", section: point.value || null }));

const seats = seatsIn(find("dialog.seats"), find("button.seats", top), {
  ...{ line, nameOf },
  rows: () => [...rows.values()],
});
catchUpIn(find("dialog.catch"), find("button.catch", top), {
  ...{ line, nameOf },
  order: () => order,
  rows: () => [...rows.values()],
  rowOf: (student) => rows.get(student),
  pointed: () => point.value,
  inSight: panel.student,
});
halt.addEventListener("click", () => {
  const students = order.filter((student) => rows.get(student).catchUp !== null);
  line.send({ type: "stop-catch-up", students });
});

function showCatchUp({ student, until, done, stopped, why }) {
  const name = nameOf(student);
  if (!done) toast(say("catches", { name }));
  else if (stopped) toast(say("halted", { name, step: until }));
  else if (why === null) toast(say("caught", { name, step: until }));
  else toast(say("catchFails", { name, step: until, why }));
}

const heardOf = {
  welcome(all) {
    rows.clear();
    showBoard({ ...all, order: all.order ?? all.rows.map(({ student }) => student) });
    ends(all.ends);
    if (all.said !== null) sayForm.elements.text.value = all.said;
    point.value = all.pointed ?? "";
    panel.welcome();
    own.welcome(all);
  },
  board: showBoard,
  looked: panel.looked,
  watching: panel.watching,
  typing: panel.typing,
  "catch-up": showCatchUp,
  said: ({ text }) => {
    sayForm.elements.text.value = text;
  },
  pointed: ({ section }) => {
    point.value = section ?? "";
  },
  own: own.own,
  shown: own.shown,
  link: seats.showLink,
  crowd: ({ address }) => toast(say("crowd", { address })),
  refused: ({ why }) => toast(why),
  bye: ({ why }) => toast(why),
};

function stands(state) {
  document.body.dataset.line = state;
  const texts = { ended: "classEnded" };
  tell(find(".link", top), state === "connected" ? "" : say(texts[state] ?? state));
}

const socket = connect({
  path: "/line?board",
  have: () => ({}),
  hears: (message) => heardOf[message.type]?.(message),
  draws: (frame) => (frame.terminal === 0 ? own : panel).draw(frame),
  stands,
});
