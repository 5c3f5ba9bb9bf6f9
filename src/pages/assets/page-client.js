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
  const entries = Array.from(document.querySelectorAll("nav a"), (link) => ({
    entry: link.parentElement,
    target: named(link.hash),
  }));
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
    for (const { entry, target } of entries) entry.hidden = filtering && !target?.checkVisibility();
    const { all, some, none } = shown.dataset;
    shown.textContent = filtering ? (count === 0 ? none : some.replace("-1", count)) : all;
  }

  if (failed) {
    failed.closest(".filter").hidden = false;
    failed.addEventListener("change", filter);
    text.addEventListener("input", filter);
    // A browser that goes back keeps what was written there.
    if (failed.checked || text.value !== "") filter();
    // What stays in sight above the note covers nothing that a link leads to.
    const bar = failed.closest(".filter");
    new ResizeObserver(() => {
      document.documentElement.style.setProperty("--bar", `${bar.offsetHeight}px`);
    }).observe(bar);
  }

  /** What the end of an address names; nothing where it is no address at all. */
  function named(hash) {
    try {
      return byId(decodeURIComponent(hash.slice(1)));
    } catch {
      return null;
    }
  }

  /** Shows what the address names, whatever the filter hides. */
  function show() {
    const target = named(location.hash);
    if (!target) return;
    if (failed && !target.checkVisibility()) {
      failed.checked = false;
      text.value = "";
      filter();
    }
    settle(target);
  }

  const FRAMES = 60;
  const STABLE = 4;
  let settling = 0;

  /**
   * Scrolls to an element until it stays where it is: what stands above it is laid out only when it comes into sight, and then has
   * another height than was guessed. A reader who scrolls has the last word.
   */
  function settle(target) {
    settling += 1;
    const [own, begin] = [settling, { top: undefined, stable: 0, frames: 0 }];
    const next = ({ top, stable, frames }) => {
      if (own !== settling || stable === STABLE || frames === FRAMES) return;
      target.scrollIntoView();
      requestAnimationFrame(() => {
        const now = target.getBoundingClientRect().top;
        next({ top: now, stable: now === top ? stable + 1 : 0, frames: frames + 1 });
      });
    };
    next(begin);
  }
  for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"])
    addEventListener(kind, () => (settling += 1), { passive: true });

  addEventListener("hashchange", show);
  // A link to where one is already changes no address.
  document.addEventListener("click", ({ target }) => {
    if (target.closest?.('a[href^="#"]')?.hash === location.hash) show();
  });

  // Who presses the link of a step wants to send it.
  const said = document.querySelector(".said");
  document.addEventListener("click", async ({ target }) => {
    const link = target.closest?.(".link");
    if (!link || !(await copied(link.href))) return;
    said.textContent = said.dataset.link;
    setTimeout(() => {
      said.textContent = "";
    }, 2500);
  });
  // A page that was there before is shown where its reader had been, as long as that can be seen.
  const fresh = performance.getEntriesByType("navigation")[0]?.type === "navigate";
  if (fresh || named(location.hash)?.checkVisibility() === false) show();

  // Beside the note there is room for its contents, above it there is not.
  const folded = document.querySelector("nav > details");
  const narrow = matchMedia("(max-width: 64rem)");
  const fold = () => {
    if (folded) folded.open = !narrow.matches;
  };
  narrow.addEventListener("change", fold);
  fold();

  // The switch says what is so, also when the pictures were opened one by one.
  const all = byId(":pictures");
  if (all) {
    const pictures = [...document.querySelectorAll("details.picture")];
    all.addEventListener("change", () => {
      const { checked } = all;
      for (const picture of pictures) picture.open = checked;
    });
    for (const picture of pictures)
      picture.addEventListener("toggle", () => {
        all.checked = pictures.every(({ open }) => open);
      });
  }

  // Paper has no summaries to press; where styles alone cannot unfold what is below them, this does.
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll(".output details:not([open])")];
    for (const details of unfolded) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of unfolded) details.open = false;
  });

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
    // As wide as its place, whose width goes by the window's height, so that all of it can be seen.
    const shown = globalThis.AsciinemaPlayer.create({ data }, place, {
      autoPlay: true,
      idleTimeLimit: 1,
      fit: "width",
      theme: "labnote",
    });
    button.remove();
    shown.addEventListener("ready", () => {
      place.querySelector("[tabindex]")?.focus({ preventScroll: true });
      requestAnimationFrame(() => place.scrollIntoView({ block: "nearest" }));
    });
  });
})();
