// What the teacher sees of one student: a step with its reasons and last lines, and a terminal.
import { fill } from "/static/morph.js";
import { data, element, find, say, tell } from "/static/page.js";
import { screenIn } from "/static/screen.js";

/**
 * The panel.
 *
 * @param line the connection: `keys(terminal, bytes)`, `send(message)`, `again()`
 * @param rowOf the row of a student
 */
export function panelIn(panel, { line, rowOf }) {
  const [title, catching, stepPart, choices, about, ask, stop, unwatch, place] = [
    "h2",
    ".catching",
    ".step",
    ".choices",
    ".about",
    ".ask",
    ".stop",
    ".unwatch",
    ".screens",
  ].map((one) => find(one, panel));
  let student;
  let looked;
  /** The terminal that is watched, and its screen. */
  let watched;
  let opener;

  function open(name, step) {
    if (panel.hidden) opener = document.activeElement;
    if (name !== student && watched !== undefined) leave();
    student = name;
    panel.hidden = false;
    document.body.classList.add("with-panel");
    looked = step ?? rowOf(name)?.at;
    stepPart.hidden = looked === undefined;
    look();
    refresh();
    title.focus();
  }

  /** Asks for what there is of the step. */
  function look() {
    if (!panel.hidden && looked !== undefined) line.send({ type: "look", student, step: looked });
  }

  /** What depends on the row of the student. */
  function refresh() {
    const row = rowOf(student);
    if (panel.hidden || row === undefined) return;
    tell(title, say("panelTitle", { student: row.name }));
    catching.hidden = row.catchUp === null;
    find("span", catching).textContent = row.catchUp === null ? "" : say("catching", { step: row.catchUp });
    fill(
      choices,
      ...row.terminals.map((number) =>
        element("button", {
          type: "button",
          textContent: say("watchTerminal", { number }),
          ariaPressed: String(watched?.student === student && watched.number === number),
          dataset: { number },
        }),
      ),
    );
    ask.hidden = watched === undefined || watched.state === "granted" || watched.state === "asked";
    stop.hidden = watched?.state !== "granted";
    unwatch.hidden = watched === undefined;
  }

  function close() {
    if (watched !== undefined) leave();
    panel.hidden = true;
    student = undefined;
    document.body.classList.remove("with-panel");
    opener?.isConnected && opener.focus();
  }

  function leave() {
    line.send({ type: "unwatch" });
    drop();
  }

  function drop() {
    watched?.screen.dispose();
    watched = undefined;
    place.replaceChildren();
    tell(about, "");
    panel.classList.remove("watching", "typing");
    refresh();
  }

  choices.addEventListener("click", ({ target: { dataset } }) => {
    if (dataset.number !== undefined) line.send({ type: "watch", student, terminal: Number(dataset.number) });
  });
  find(".close", panel).addEventListener("click", close);
  find(".halt", catching).addEventListener("click", () => line.send({ type: "stop-catch-up", students: [student] }));
  panel.addEventListener("keydown", ({ key, target }) => {
    if (key === "Escape" && !target.closest(".screens")) close();
  });
  ask.addEventListener("click", () => line.send({ type: "ask" }));
  stop.addEventListener("click", () => line.send({ type: "stop" }));
  unwatch.addEventListener("click", leave);

  return {
    open,
    close,
    refresh,
    look,
    student: () => student,
    /** What was typed for a step, and what came. */
    looked({ student: name, step, view, typed, lines }) {
      if (name !== student || step !== looked) return;
      stepPart.hidden = false;
      stepPart.dataset.state = view.state;
      find("h3", stepPart).textContent = say("step", { step });
      tell(find(".text", stepPart), view.own ?? data.steps[step] ?? "");
      const state = [view.runs ? say("runs") : say(view.state === "done" ? "isDone" : view.state)];
      if (view.how !== null) state.push(say(view.how));
      if (view.tries > 0) state.push(say("tries", { count: view.tries }));
      tell(find(".state", stepPart), state.join(" · "));
      fill(find(".why", stepPart), ...view.why.map((text) => element("p", { textContent: text })));
      const shown = typed ?? "";
      tell(find(".typed", stepPart), shown === "" ? "" : `${say("whatTyped")}: ${shown}`);
      const last = find(".lines", stepPart);
      tell(last, lines.join("\n"));
      last.scrollTop = last.scrollHeight;
      if (lines.length === 0 && shown === "") tell(find(".typed", stepPart), say("nothingSeen"));
    },
    watching({ student: name, terminal }) {
      if (terminal === null) return drop();
      // The same one again: what it does has changed.
      if (watched?.student === name && watched.number === terminal.terminal) return;
      watched?.screen.dispose();
      place.replaceChildren();
      const number = terminal.terminal;
      const row = rowOf(name);
      const screen = screenIn(place.appendChild(element("div", { className: "screen" })), {
        name: say("readOnly", { name: row?.name ?? name }),
        looks: true,
        types: (bytes) => line.keys(number, bytes),
        acks: (bytes) => line.send({ type: "ack", terminal: number, bytes }),
        gap: () => line.send({ type: "watch", student: name, terminal: number }),
        leaves: () => unwatch.focus(),
      });
      watched = { student: name, number, screen, state: "ended" };
      panel.classList.add("watching");
      tell(about, say("watching", { name: row?.name ?? name, number }));
      refresh();
    },
    typing({ state }) {
      if (watched === undefined) return;
      watched.state = state;
      const texts = { asked: "askedStudent", granted: "granted", refused: "refused", ended: "typingEnded" };
      tell(about, say(texts[state]));
      watched.screen.allow(state === "granted");
      panel.classList.toggle("typing", state === "granted");
      refresh();
      if (state === "granted") watched.screen.focus();
    },
    draw(frame) {
      if (frame.terminal === watched?.number) watched.screen.draw(frame);
    },
    /** The page is connected anew: what was watched is watched again. */
    welcome() {
      if (watched === undefined) return;
      const { student: name, number } = watched;
      // Typing has ended with the connection.
      watched.state = "ended";
      watched.screen.allow(false);
      panel.classList.remove("typing");
      refresh();
      line.send({ type: "watch", student: name, terminal: number });
    },
  };
}
