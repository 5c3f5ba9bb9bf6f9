// The page that proves before the class that a seat's browser can do what the class needs.
import { copied, find, findAll, say, tell } from "/static/page.js";
import { connect } from "/static/socket.js";

const tests = new Map(findAll("[data-test]").map((item) => [item.dataset.test, item]));
const [SHORT, TEXT] = ["docker", "docker ps"];

let socket;
function show(name, works) {
  const item = tests.get(name);
  const state = works ? "works" : "fails";
  if (item.dataset.state === state) return;
  item.dataset.state = state;
  find(".state", item).setAttribute("aria-label", say(state));
  const left = [...tests.values()].filter(({ dataset }) => dataset.state !== "works");
  tell(find(".said"), left.length === 0 ? say("readyDone") : say("readyWaits", { count: left.length }));
  report();
}

/** Tells the server, and so the teacher, how it stands. */
function report() {
  const states = [...tests].map(([name, { dataset }]) => ({ name, state: dataset.state }));
  const wrong = states.filter(({ state }) => state !== "works").map(({ name }) => name);
  const what = wrong.length === 0 ? find(".more").textContent : wrong.join(", ");
  socket?.send({ type: "tried", works: wrong.length === 0, what: what.slice(0, 200) });
}

/** What the pages of the class use that an old browser lacks. */
const hasAll = () =>
  typeof Map.groupBy === "function" &&
  typeof Array.prototype.toSorted === "function" &&
  typeof HTMLDialogElement === "function" &&
  typeof ResizeObserver === "function" &&
  CSS.supports("selector(:has(a))");

let began = performance.now();
socket = connect({
  path: "/line",
  // The page shows no terminal, and gets none.
  have: () => null,
  hears({ type }) {
    if (type !== "welcome") return;
    const time = Math.round(performance.now() - began);
    tell(find(".more"), say("readySocketTime", { time }));
    show("socket", true);
    report();
  },
  draws() {},
  stands(state) {
    if (state === "connecting") began = performance.now();
    if (state === "connected" || state === "connecting") return;
    show("socket", false);
    tell(
      find(".more"),
      say(
        ["revoked", "flood", "otherPages"].includes(state)
          ? state
          : state === "ended"
            ? "classEnded"
            : "readySocketFails",
      ),
    );
  },
});

const field = (name) => find(`input[name=${name}]`);
field("keys").addEventListener("input", ({ target }) => show("keys", target.value.trim() === SHORT));
field("hangul").addEventListener("input", ({ target, isComposing }) => {
  // The last syllable is open until the next key.
  const text = target.value.trim();
  if (text.startsWith("도커")) show("hangul", true);
  else if (!isComposing && text.length > 3) show("hangul", false);
});
field("paste").addEventListener("paste", ({ clipboardData }) =>
  show("paste", clipboardData?.getData("text/plain").trim() === TEXT),
);
find(".copies").addEventListener("click", async () => {
  await copied(TEXT);
  field("paste").focus();
});
show("browser", hasAll());
