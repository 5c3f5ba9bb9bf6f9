// The note beside the screen, step by step. The page's data have what its outputs lack; they are unpacked when a reader asks.
(() => {
  const all = document.getElementById(":beside");
  if (all === null) return;
  const words = all.dataset;
  const name = all.parentElement.textContent.trim();
  let data;

  /** The elements of a step's two columns: for each stretch of lines one in both, level with each other. */
  function columns(step, rows) {
    const printed = [...step.querySelectorAll(".output :is(pre, .seen code)")].flatMap(({ textContent }) =>
      textContent.split("\n"),
    );
    const cells = { noted: [], seen: [] };
    for (const [noted, seen, count, folded] of rows) {
      const lines = printed.splice(0, count).map((line) => `${line}\n`);
      cells.noted.push(cellOf(noted, lines));
      const cell = cellOf(seen, lines);
      cells.seen.push(folded === undefined ? cell : foldedCell(cell, folded));
    }
    return cells;
  }

  /** @param html what stands there; 0 for the lines of the output */
  function cellOf(html, lines) {
    const pre = document.createElement("pre");
    pre.lang = "en";
    pre.translate = false;
    if (html === 0) pre.textContent = lines.join("");
    else pre.innerHTML = html;
    return pre;
  }

  function foldedCell(cell, summary) {
    const [details, line] = ["details", "summary"].map((tag) => document.createElement(tag));
    line.textContent = summary;
    details.append(line, cell);
    return details;
  }

  function besideOf(step, rows) {
    const beside = document.createElement("div");
    beside.className = "beside";
    // The first row has the names of the columns.
    beside.style.setProperty("--rows", rows.length + 1);
    for (const [kind, cells] of Object.entries(columns(step, rows))) {
      const column = document.createElement("div");
      Object.assign(column, { className: "column", role: "group", ariaLabel: words[kind] });
      column.append(...cells);
      beside.append(column);
    }
    const [noted, seen] = beside.children;
    for (const word of noted.querySelectorAll("i")) word.tabIndex = 0;
    // What is below each other in a table stays level when it is scrolled.
    for (const [one, other] of [
      [noted, seen],
      [seen, noted],
    ])
      one.addEventListener("scroll", () => (other.scrollLeft = one.scrollLeft), { passive: true });
    reachable([noted, seen]);
    bringIntoSight([noted, seen]);
    const line = document.createElement("p");
    Object.assign(line, { className: "told", role: "status" });
    if (beside.querySelector("i")) beside.append(line);
    return beside;
  }

  for (const kind of ["pointerover", "focusin"])
    document.addEventListener(kind, ({ target }) => {
      const word = target.closest?.(".column i");
      if (word) word.closest(".beside").querySelector(".told").textContent = `${word.textContent}: ${word.title}`;
    });

  const steps = [...document.querySelectorAll(".step:has(.output)")];
  const buttons = new Map(steps.map((step) => [step, document.createElement("button")]));

  async function show(step, on) {
    data ??= unpacked(":pairs").json();
    const rows = (await data)[step.id];
    const shown = step.querySelector(".beside");
    if (!on) shown?.remove();
    else if (!shown) step.querySelector(".output").after(besideOf(step, rows));
    step.classList.toggle("paired", on);
    buttons.get(step).ariaPressed = on;
  }

  for (const [step, button] of buttons) {
    Object.assign(button, { type: "button", className: "pair", title: name, ariaLabel: name, ariaPressed: false });
    button.addEventListener("click", async () => {
      await show(step, !step.classList.contains("paired"));
      const line = step.querySelector(".told");
      if (line) line.textContent = words.told;
      all.checked = steps.every((one) => one.classList.contains("paired"));
    });
    step.querySelector(".link").before(button);
  }

  all.addEventListener("change", async () => {
    // The place that the reader looks at stays in view.
    const place = scrollY > 0 && lookedAt();
    await Promise.all(steps.map((step) => show(step, all.checked)));
    if (place) settle(place);
  });
})();
