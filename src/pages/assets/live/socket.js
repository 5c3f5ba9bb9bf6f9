// The one WebSocket of a page: it connects, and connects again. What it says and hears are the messages of src/class/messages/.
import { frameOf, keysFrame } from "./bytes.js";
import { data } from "./page.js";

/** Statuses with which the server closes a socket for good. */
const CLOSE = { revoked: 4003, flood: 4008, otherPages: 4009, ended: 4010, version: 4012 };

/** Milliseconds before the first attempt to connect again, how much longer each next one waits, and the longest. */
const [FIRST, FACTOR, LONGEST] = [250, 1.5, 5000];
/** The most bytes of keys in a frame: what is more goes in several. */
const MOST = 8 * 1024;
/** Milliseconds between two pages that load because of another version. */
const RELOADS = 30_000;

/**
 * Connects the page.
 *
 * @param path the address on the server that sent the page
 * @param have the bytes of each terminal that the page has already, by its number; `null` where it shows none
 * @param hears a message; @param draws a binary frame
 * @param stands how the connection stands: `connecting`, `connected`, `lost`, or why it is over: `revoked`, `flood`, `otherPages`, `ended`
 */
export function connect({ path, have, hears, draws, stands }) {
  let socket;
  let wait = FIRST;
  let timer;
  let over = false;

  function open() {
    clearTimeout(timer);
    over = false;
    const own = new WebSocket(new URL(path, location.href.replace(/^http/, "ws")));
    socket = own;
    own.binaryType = "arraybuffer";
    own.addEventListener("open", () =>
      own.send(JSON.stringify({ type: "hello", version: data.version, have: have() })),
    );
    own.addEventListener("message", ({ data: received }) => {
      if (own !== socket) return;
      if (typeof received !== "string") return draws(frameOf(received));
      const message = JSON.parse(received);
      if (message.type === "welcome") {
        wait = FIRST;
        stands("connected");
      }
      hears(message);
    });
    own.addEventListener("close", ({ code }) => {
      if (own === socket) closed(code);
    });
  }

  function closed(code) {
    socket = undefined;
    if (code === CLOSE.version && loadAgain()) return;
    const reason = ["revoked", "flood", "otherPages", "ended"].find((name) => CLOSE[name] === code);
    over = reason !== undefined;
    stands(reason ?? "lost");
    if (over) return;
    timer = setTimeout(open, wait);
    wait = Math.min(wait * FACTOR, LONGEST);
  }

  /** Leaves what there is, and connects anew. */
  function again() {
    const old = socket;
    socket = undefined;
    old?.close();
    wait = FIRST;
    open();
  }

  // A laptop that wakes up has lost its connection, and does not know it yet.
  addEventListener("online", () => !over && again());
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && socket === undefined && !over) again();
  });
  // A page that comes back out of the browser's memory.
  addEventListener("pageshow", ({ persisted }) => persisted && again());

  stands("connecting");
  open();
  const isOpen = () => socket?.readyState === WebSocket.OPEN;
  return {
    again,
    isOpen,
    /** Says something; nothing while the page is not connected. */
    send(message) {
      if (isOpen()) socket.send(JSON.stringify(message));
    },
    keys(terminal, bytes) {
      for (let at = 0; at < bytes.length && isOpen(); at += MOST)
        socket.send(keysFrame(terminal, bytes.subarray(at, at + MOST)));
    },
  };
}

/** The server has another version of the page. A page that was loaded for this reason just now waits, as after a loss. */
function loadAgain() {
  const last = Number(sessionStorage.getItem("loaded") ?? 0);
  if (Date.now() - last < RELOADS) return false;
  sessionStorage.setItem("loaded", String(Date.now()));
  location.reload();
  return true;
}
