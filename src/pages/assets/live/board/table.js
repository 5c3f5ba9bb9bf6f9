// The table of the board: a row a student, a column a section.
import { become } from "/static/morph.js";
import { data, duration, element, find, findAll, say, tell } from "/static/page.js";

/** The step of a section that one wants to see of a student: one that differs, else the first open one, else the last. */
function stepOf({ section, steps }) {
  const differs = steps.findIndex(({ state }) => state === "differs");
  const open = steps.findIndex(({ state }) => state !== "done");
  const at = [differs, open, steps.length - 1].find((place) => place >= 0) ?? 0;
  return `${section}:${at + 1}`;
}

/** The part of the table that is for the sections, in percent. */
const SECTIONS = 76;
/** A strip of more steps has no room between them. */
const DENSE = 24;
/** Milliseconds after which a pointer that does not move is one that nobody uses. */
const REST = 3000;

/** Says of a step that its command still runs. */
const stillRuns = (step) => say("stillRuns", { command: data.steps[step] || step });

/** Whether a step is one of a section. */
const isIn = (step, { section }) => step?.slice(0, step.lastIndexOf(":")) === section;

/** What a cell says, for those who do not see it. @param runs the step of it whose command runs, if one does */
function nameOf({ section, done, total, differs, holes }, runs) {
  return [
    say("cell", { section, done, total }),
    differs > 0 && say("cellDiffers", { count: differs }),
    holes > 0 && say("cellHoles", { count: holes }),
    runs && stillRuns(runs),
  ]
    .filter(Boolean)
    .join(", ");
}

/** Each step as a small box: its state is its form, too. It is for the pointer; by keys one walks the cells. */
function stripOf({ section, steps }, { at, runs }) {
  const last = steps.findLastIndex(({ state }) => state === "done");
  const strip = element("span", { className: "strip" });
  strip.classList.toggle("dense", steps.length > DENSE);
  strip.setAttribute("aria-hidden", "true");
  strip.append(
    ...steps.map(({ state, how }, place) => {
      const step = `${section}:${place + 1}`;
      const isHole = state === "open" && place < last;
      const said = state === "done" ? say(how ?? "isDone") : isHole ? say("cellHoles", { count: 1 }) : say(state);
      const title = [`${step} ${data.steps[step] ?? ""}`, said, step === runs && stillRuns(step)];
      return element("span", {
        className: [
          state,
          how === "typed" || how === null ? "" : "other",
          isHole && "hole",
          step === at && "at",
          step === runs && "runs",
        ]
          .filter(Boolean)
          .join(" "),
        title: title.filter(Boolean).join("\n"),
        dataset: { step },
      });
    }),
  );
  return strip;
}

function cellOf(cell, row) {
  const { done, total, differs, holes } = cell;
  const runs = isIn(row.runs, cell) ? row.runs : undefined;
  const marks = [differs > 0 && `≠${differs}`, holes > 0 && `○${holes}`].filter(Boolean);
  const count = element("span", { className: "count", textContent: done === 0 && differs === 0 ? "" : `${done}` });
  const button = element(
    "button",
    { type: "button", className: "cell", tabIndex: -1, dataset: { step: stepOf(cell) } },
    element("span", { className: "unseen", textContent: nameOf(cell, runs) }),
    element(
      "span",
      { className: "numbers", ariaHidden: "true" },
      count,
      marks.length > 0 && element("span", { className: "marks", textContent: marks.join(" ") }),
      runs && element("span", { className: "running", textContent: "▸", title: stillRuns(runs) }),
    ),
    stripOf(cell, row),
  );
  if (done === total) button.classList.add("done");
  if (differs > 0) button.classList.add("differs");
  return button;
}

/** The name of a student, and what one must see of them at once. */
function headOf({ name, hand, stuck, host, present, tried }) {
  const signs = [
    stuck && element("span", { className: "sign stuck", textContent: say("stuck") }),
    hand && element("span", { className: "sign hand", textContent: "✋", title: hand.text || say("hands") }),
    host !== "ready" &&
      element("span", {
        className: "sign host",
        textContent: "⚠",
        title: say(`host${host[0].toUpperCase()}${host.slice(1)}`),
      }),
    tried?.works === false && element("span", { className: "sign host", textContent: "!", title: say("fails") }),
  ].filter(Boolean);
  for (const sign of signs) if (sign.title) labelled(sign);
  const button = element("button", {
    type: "button",
    className: "name",
    tabIndex: -1,
    textContent: name,
    title: present ? name : `${name} · ${say("away")}`,
  });
  return element("span", { className: "head" }, button, ...signs);
}

function labelled(sign) {
  sign.role = "img";
  sign.setAttribute("aria-label", sign.title);
}

/** Where a student stands, and since when. */
function standOf({ at, since, stuck }) {
  if (at === undefined) return say("allDone");
  if (stuck) return say("stuckAt", { step: at, tries: stuck.tries, time: duration(stuck.for) });
  return since === undefined ? at : `${at} · ${duration(Date.now() - since)}`;
}

/**
 * The table.
 *
 * @param opens a student, and a step of theirs or none, were chosen
 * @returns what shows rows that have changed, in an order of all students
 */
export function tableIn(table, { opens }) {
  const body = find("tbody", table);
  // A section is as wide as its steps.
  const widths = data.sections.map(({ steps }) => 8 + steps);
  const all = widths.reduce((sum, width) => sum + width, 0);
  for (const [at, head] of findAll("thead th", table).slice(2).entries())
    head.style.width = `${(SECTIONS * widths[at]) / all}%`;
  const shown = new Map();

  function rowOf(row) {
    const total = row.cells.reduce((sum, cell) => sum + cell.total, 0);
    const all = element(
      "td",
      { className: "all", title: standOf(row) },
      element("strong", { textContent: String(row.done) }),
      element("span", { className: "quiet", textContent: `/${total}` }),
    );
    const head = element("th", { scope: "row" }, headOf(row));
    const cells = row.cells.map((cell) => element("td", {}, cellOf(cell, row)));
    const made = element("tr", { dataset: { student: row.student } }, head, all, ...cells);
    made.classList.toggle("away", !row.present);
    made.classList.toggle("stuck", Boolean(row.stuck));
    return made;
  }

  body.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button === null) return;
    opens(button.closest("tr").dataset.student, target.dataset.step ?? button.dataset.step);
  });

  // One cell is a stop of the Tab key; from there one walks by arrows.
  const stops = () => findAll("tr", body).map((row) => findAll("button", row));
  body.addEventListener("focusin", ({ target }) => {
    for (const other of findAll("button[tabindex='0']", body)) other.tabIndex = -1;
    target.tabIndex = 0;
  });
  body.addEventListener("keydown", (event) => {
    const { key, target } = event;
    const rows = stops();
    const y = rows.findIndex((row) => row.includes(target));
    const x = rows[y]?.indexOf(target) ?? -1;
    const [down, right] = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[key] ?? [];
    if (down === undefined || x < 0) return;
    event.preventDefault();
    rows[y + down]?.[x + right]?.focus();
  });

  let order = [];
  // No row goes away from under a pointer that moves, and so is about to press it.
  let pointed = false;
  let rest;
  const rests = () => {
    pointed = false;
    clearTimeout(rest);
    arrange();
  };
  const points = ({ buttons }) => {
    pointed = true;
    clearTimeout(rest);
    if (buttons === 0) rest = setTimeout(rests, REST);
  };
  for (const kind of ["pointermove", "pointerdown", "pointerup"]) body.addEventListener(kind, points);
  body.addEventListener("pointerleave", rests);

  /** Puts the rows in their order. */
  function arrange() {
    const focused = body.contains(document.activeElement) ? document.activeElement : undefined;
    for (const [at, student] of order.entries()) {
      const row = shown.get(student);
      if (row !== undefined && body.children[at] !== row && !(pointed && row.isConnected))
        body.insertBefore(row, body.children[at] ?? null);
    }
    // A row that comes to another place loses the focus.
    if (focused !== undefined && document.activeElement !== focused) focused.focus({ preventScroll: true });
  }

  return (rows, now) => {
    order = now;
    for (const row of rows) {
      const [before, made] = [shown.get(row.student), rowOf(row)];
      shown.set(row.student, before === undefined ? made : become(before, made));
    }
    for (const [student, row] of shown)
      if (!order.includes(student)) {
        row.remove();
        shown.delete(student);
      }
    arrange();
    if (!find("button[tabindex='0']", body)) (find("button", body) ?? {}).tabIndex = 0;
    document.body.style.setProperty("--students", String(order.length));
  };
}

/** The medians of the class below the columns. */
export function showMedians(table, medians) {
  const [, ...cells] = findAll("tfoot td", table);
  for (const [at, cell] of cells.entries()) tell(cell, String(medians[at] ?? 0));
  for (const cell of cells) cell.hidden = false;
}
