// Which steps a page shows. The address says it, so that a reader can send it: `?failed`, `?skipped`, `?find=docker`.

/** Shows all steps. */
// biome-ignore lint/correctness/noUnusedVariables: the scripts beside it in a page use it.
function clearFilter() {
  dispatchEvent(new Event("clear-filter"));
}

(() => {
  const tools = document.querySelector(".tools");
  if (tools === null) return;
  const byId = (id) => document.getElementById(id);
  const { lang } = document.documentElement;
  const text = byId(":text");
  const shown = byId(":shown");
  const chips = [...document.querySelectorAll(".chips input")];
  let steps;

  /** What a reader can look for in a step: what was typed, its lines, and why it failed. */
  const textOf = (step) =>
    Array.from(step.querySelectorAll("pre, code, .why, .after, .kind, .held"), (part) => part.textContent)
      .join("\n")
      .toLocaleLowerCase(lang);

  const chosen = () => chips.find(({ checked }) => checked)?.value ?? "all";

  function filter() {
    const [outcome, needle] = [chosen(), text.value.trim().toLocaleLowerCase(lang)];
    steps ??= Array.from(document.querySelectorAll(".step"), (step) => ({ step, text: textOf(step) }));
    const found = steps.filter(
      ({ step, text }) => (outcome === "all" || step.classList.contains(outcome)) && text.includes(needle),
    );
    const kept = new Set(found.map(({ step }) => step));
    for (const { step } of steps) step.hidden = !kept.has(step);
    const filtering = outcome !== "all" || needle !== "";
    document.documentElement.classList.toggle("filtering", filtering);
    for (const { link, heading } of contents) link.parentElement.hidden = filtering && !heading?.checkVisibility();
    const { all, some, none } = shown.dataset;
    shown.textContent = filtering ? (kept.size === 0 ? none : some.replace("-1", kept.size)) : all;
    mark(needle === "" ? [] : [...kept], needle);
  }

  /** Marks what was looked for. Folded lines that have it are unfolded. A very frequent text is marked up to a number of places. */
  function mark(found, needle) {
    const MOST = 2000;
    const ranges = [];
    for (const step of found) {
      const walk = document.createTreeWalker(step, NodeFilter.SHOW_TEXT);
      while (ranges.length < MOST && walk.nextNode()) {
        const { currentNode: node } = walk;
        const own = node.data.toLocaleLowerCase(lang);
        // In a few languages a letter becomes two.
        if (own.length !== node.data.length) continue;
        for (let at = own.indexOf(needle); at !== -1; at = own.indexOf(needle, at + needle.length)) {
          const range = new Range();
          range.setStart(node, at);
          range.setEnd(node, at + needle.length);
          ranges.push(range);
          const folded = node.parentElement.closest("details");
          if (folded !== null) folded.open = true;
        }
      }
    }
    if (globalThis.Highlight) CSS.highlights.set("found", new Highlight(...ranges));
  }

  function write() {
    const [outcome, needle] = [chosen(), text.value.trim()];
    const said = [outcome !== "all" && outcome, needle !== "" && `find=${encodeURIComponent(needle)}`];
    const address = new URL(location.href);
    address.search = said.filter((part) => part !== false).join("&");
    // A step that is not shown cannot be what the address leads to.
    if (named(location.hash)?.checkVisibility() === false) address.hash = "";
    try {
      history.replaceState(history.state, "", address);
    } catch {
      // Some browsers refuse it for a page that is a file, or when it comes too often.
    }
  }

  function read() {
    const query = new URLSearchParams(location.search);
    for (const chip of chips) chip.checked = query.has(chip.value);
    if (chips.length > 0 && !chips.some(({ checked }) => checked)) chips[0].checked = true;
    text.value = query.get("find") ?? "";
    if (location.search !== "") filter();
  }

  const change = () => {
    filter();
    write();
  };
  for (const chip of chips) chip.addEventListener("change", change);
  text.addEventListener("input", change);
  addEventListener("clear-filter", () => {
    for (const chip of chips) chip.checked = chip.value === "all";
    text.value = "";
    change();
  });
  read();
})();
