// What a page does in a browser. It is whole without: this adds the filter, the reader's own way to write times, and the player.
(() => {
  document.documentElement.classList.add("scripted");
  const byId = (id) => document.getElementById(id);
  const { lang } = document.documentElement;

  const format = new Intl.DateTimeFormat(navigator.languages, { dateStyle: "medium", timeStyle: "short" });
  for (const time of document.querySelectorAll("time")) {
    time.title = time.textContent;
    time.textContent = format.format(new Date(time.dateTime));
  }

  const failed = byId(":failed");
  const text = byId(":text");
  const shown = byId(":shown");
  let contents;

  function filter() {
    const needle = text.value.trim().toLocaleLowerCase(lang);
    contents ??= Array.from(document.querySelectorAll(".step"), (step) => ({
      step,
      text: step.textContent.toLocaleLowerCase(lang),
      failed: step.classList.contains("failed"),
    }));
    let count = 0;
    for (const { step, text, failed: fails } of contents) {
      const fits = (fails || !failed.checked) && text.includes(needle);
      step.hidden = !fits;
      if (fits) count += 1;
    }
    const filtering = failed.checked || needle !== "";
    document.documentElement.classList.toggle("filtering", filtering);
    const { all, some, none } = shown.dataset;
    shown.textContent = filtering ? (count === 0 ? none : some.replace("-1", count)) : all;
  }

  if (failed) {
    failed.closest(".filter").hidden = false;
    failed.addEventListener("change", filter);
    text.addEventListener("input", filter);
    // A browser that goes back keeps what was written there.
    if (failed.checked || text.value !== "") filter();
    addEventListener("hashchange", () => {
      const target = byId(decodeURIComponent(location.hash.slice(1)));
      if (!target || target.checkVisibility()) return;
      failed.checked = false;
      text.value = "";
      filter();
      target.scrollIntoView();
    });
  }

  async function unpacked(id) {
    const bytes = Uint8Array.from(atob(byId(id).textContent), (sign) => sign.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  }

  let player;
  async function loadPlayer() {
    for (const kind of ["style", "script"]) {
      const element = document.createElement(kind);
      element.textContent = await unpacked(`:player:${kind}`);
      document.head.append(element);
    }
  }

  document.addEventListener("click", async ({ target }) => {
    const button = target.closest?.(".play");
    if (!button) return;
    button.disabled = true;
    player ??= loadPlayer();
    await player;
    const data = await unpacked(button.dataset.cast);
    const place = document.createElement("div");
    place.className = "player";
    button.closest(".bar").after(place);
    // As wide as what is beside it, and at the size of its text.
    globalThis.AsciinemaPlayer.create({ data }, place, { autoPlay: true, idleTimeLimit: 1, fit: "width" });
    button.remove();
    place.querySelector("[tabindex]")?.focus({ preventScroll: true });
    place.scrollIntoView({ block: "nearest" });
  });
})();
