// The one before the page of a student: a test's eyes there. They are there before the page's own scripts, which know nothing of them.
{
  const find = (selector) => document.querySelector(selector);
  const textOf = (nodes) => nodes.map(({ textContent }) => textContent.replaceAll("\u00a0", " ")).join("");
  const tab = (number) => document.getElementById(`:tab-${number}`);
  const step = (id) => document.getElementById(id);

  /** What came, and may have gone again. */
  const came = { differing: [], hosts: [], toasts: [], violations: [] };

  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    came.violations.push(`${violatedDirective}: ${blockedURI}`),
  );

  function keep({ type, attributeName, target, addedNodes }) {
    if (type === "childList" && target.matches?.(".toast") && addedNodes.length > 0)
      came.toasts.push(target.textContent);
    if (attributeName === "data-host") came.hosts.push(target.dataset.host);
    if (attributeName === "data-state" && target.matches(".step[data-state=differs]")) came.differing.push(target.id);
  }

  /** The row of the cursor in the terminal in sight, up to the cursor. A terminal that never had the focus shows none. */
  function line() {
    const before = [];
    for (let node = find(".shown .xterm-cursor"); node !== null; node = node.previousSibling) before.unshift(node);
    return before.length === 0 ? undefined : textOf(before.slice(0, -1));
  }

  const rows = () => [...document.querySelectorAll(".shown .xterm-rows > div")].map((row) => textOf([row]).trimEnd());

  /** What the page says of a step beside whether its command runs. */
  function said(id) {
    const { state } = step(id).dataset;
    return [state, ...[".how", ".why"].map((part) => find(`[id="${id}"] ${part}`).textContent)].join("\n");
  }

  /** What may be waited for. */
  const sights = {
    /** It is in sight, and has the focus. */
    terminal: (number) => tab(number)?.ariaSelected === "true" && find(".shown").contains(document.activeElement),
    prompt: (number) =>
      sights.terminal(number) && tab(number).dataset.phase === "prompt" && /[$#] $/.test(line() ?? ""),
    line: (text) => line() === text,
    otherLine: (text) => line() !== text,
    row: (part) => rows().some((row) => row.includes(part)),
    wholeRow: (text) => rows().includes(text),
    folder: (name) => find(".tabs .folder").textContent.endsWith(`/${name}`),
    done: (id) => step(id).dataset.state === "done",
    /** A step is done, or differs anew, or what was asked for was refused. */
    answer(id, before) {
      const { state, runs } = step(id).dataset;
      const differs = state === "differs" && runs === undefined && said(id) !== before.said;
      return state === "done" || differs || came.toasts.length > before.toasts;
    },
    /** The host has restarted since so many changes of its state. */
    restarted: (since) => came.hosts.slice(since).includes("restarting") && came.hosts.at(-1) === "ready",
  };

  const waiting = new Set();
  new MutationObserver((records) => {
    for (const record of records) keep(record);
    for (const look of [...waiting]) look();
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });

  globalThis.person = {
    came,
    line,
    rows,
    now: (id) => ({ said: said(id), toasts: came.toasts.length, hosts: came.hosts.length }),
    /** Resolves with `true` once this is in sight, which is looked for at each change of the page; with `false` after so many milliseconds. */
    sees: (name, things, limit) =>
      new Promise((resolve) => {
        const over = (seen) => {
          waiting.delete(look);
          clearTimeout(timer);
          resolve(seen);
        };
        const look = () => sights[name](...things) && over(true);
        const timer = setTimeout(over, limit, false);
        waiting.add(look);
        look();
      }),
    /** Pastes into the terminal in sight as the browser does after Ctrl+V. The clipboard itself is one for all pages. */
    paste(text) {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
      find(".shown .xterm-helper-textarea").dispatchEvent(event);
    },
  };
}
