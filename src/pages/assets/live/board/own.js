// The teacher's own terminal on the board: one types in it, and shows it to all.
import { element, find, say, tell } from "/static/page.js";
import { screenIn } from "/static/screen.js";

/** The number of the teacher's own terminal. */
const TEACHERS = 0;

/**
 * The panel of the teacher's own terminal.
 *
 * @param button opens it
 * @param line the connection: `keys(terminal, bytes)`, `send(message)`
 */
export function ownIn(panel, button, { line }) {
  const [title, show, again, about, place] = ["h2", ".show", ".again", ".about", ".screens"].map((one) =>
    find(one, panel),
  );
  let screen;
  let view = null;
  let on = false;

  const isOpen = () => !panel.hidden;
  const ask = () => line.send({ type: "own" });

  function open() {
    panel.hidden = false;
    button.setAttribute("aria-expanded", "true");
    screen ??= screenIn(place.appendChild(element("div", { className: "screen" })), {
      name: say("ownName"),
      types: (bytes) => line.keys(TEACHERS, bytes),
      acks: (bytes) => line.send({ type: "ack", terminal: TEACHERS, bytes }),
      gap: ask,
      leaves: () => title.focus(),
    });
    screen.attach();
    ask();
    screen.focus();
    refresh();
  }

  function close() {
    panel.hidden = true;
    button.setAttribute("aria-expanded", "false");
    button.focus();
  }

  function refresh() {
    button.hidden = view === null;
    button.classList.toggle("shown", on);
    show.setAttribute("aria-pressed", String(on));
    show.textContent = say(on ? "showEnds" : "show");
    panel.classList.toggle("typing", on);
    panel.dataset.phase = view?.terminal?.phase ?? "closed";
    const isReady = view?.host === "ready";
    again.hidden = !isReady || view.terminal !== null;
    const host = view === null || isReady ? "" : say(`host${view.host[0].toUpperCase()}${view.host.slice(1)}`);
    const shell = view?.terminal === null && isReady ? say("closed") : "";
    tell(about, [host, shell, say(on ? "isShown" : "notShown")].filter(Boolean).join(" · "));
  }

  button.addEventListener("click", () => (isOpen() ? close() : open()));
  find(".close", panel).addEventListener("click", close);
  panel.addEventListener("keydown", ({ key, target }) => {
    if (key === "Escape" && !target.closest(".screens")) close();
  });
  show.addEventListener("click", () => line.send({ type: "show", on: !on }));
  again.addEventListener("click", ask);

  return {
    close: () => isOpen() && close(),
    /** The page is connected anew. */
    welcome({ own, shown }) {
      view = own;
      on = shown.on;
      refresh();
      if (!isOpen()) return;
      screen.attach();
      ask();
    },
    own({ type, ...now }) {
      view = now;
      refresh();
    },
    shown({ on: now }) {
      on = now;
      refresh();
    },
    draw: (frame) => screen?.draw(frame),
  };
}
