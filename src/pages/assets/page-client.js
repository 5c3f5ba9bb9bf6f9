// The script of a page. The page is complete without it: this adds the filter, times in the reader's own time zone, and the player.
(() => {
  document.documentElement.classList.add("scripted");
  const byId = (id) => document.getElementById(id);
  const { lang } = document.documentElement;

  // The page's language, in the form of it that the reader's browser asks for: en-GB, say.
  const forms = navigator.languages.filter((form) => form.split("-")[0] === lang.split("-")[0]);
  const format = new Intl.DateTimeFormat([...forms, lang], { dateStyle: "medium", timeStyle: "short" });
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
    // A browser that goes back keeps what the reader had entered.
    if (failed.checked || text.value !== "") filter();
    // The filter sticks to the top. Its height keeps it from covering the target of a link.
    const bar = failed.closest(".filter");
    new ResizeObserver(() => {
      document.documentElement.style.setProperty("--bar", `${bar.offsetHeight}px`);
    }).observe(bar);
  }

  /** The element that a hash names; `null` where the hash cannot be decoded or names none. */
  function named(hash) {
    try {
      return byId(decodeURIComponent(hash.slice(1)));
    } catch {
      return null;
    }
  }

  /** Shows the element that the address names. The filter is cleared if it hides the element. */
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
   * Scrolls to an element until it stays in place. The browser lays out what is above it only when it comes into view, and its height
   * then differs from the estimate. Scrolling by the reader stops this.
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
  // A link to the present place does not change the address, so there is no hashchange.
  document.addEventListener("click", ({ target }) => {
    if (target.closest?.('a[href^="#"]')?.hash === location.hash) show();
  });

  // A click on the link of a step also copies it, since the reader probably wants to send it.
  const said = document.querySelector(".said");
  document.addEventListener("click", async ({ target }) => {
    const link = target.closest?.(".link");
    if (!link || !(await copied(link.href))) return;
    said.textContent = said.dataset.link;
    setTimeout(() => {
      said.textContent = "";
    }, 2500);
  });
  // On a reload or on the way back, the browser restores the place, unless the filter hides it.
  const fresh = performance.getEntriesByType("navigation")[0]?.type === "navigate";
  if (fresh || named(location.hash)?.checkVisibility() === false) show();

  // On a wide screen the contents stand open beside the note. On a narrow one they are above it, and folded.
  const folded = document.querySelector("nav > details");
  const narrow = matchMedia("(max-width: 64rem)");
  const fold = () => {
    if (folded) folded.open = !narrow.matches;
  };
  narrow.addEventListener("change", fold);
  fold();

  // The checkbox is right, too, when the reader opens or closes pictures one by one.
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

  // Paper cannot be unfolded. In browsers whose styles cannot unfold details, this does.
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

  /** The player, once it is in the page. A failure is forgotten, so that the next click tries again. */
  let player;
  async function loadPlayer() {
    const [style, script] = await Promise.all([unpacked(":player:style"), unpacked(":player:script")]);
    for (const [kind, text] of Object.entries({ style, script })) {
      const element = document.createElement(kind);
      element.textContent = text;
      document.head.append(element);
    }
  }

  /** Plays a button's recording in `place`, below the section's bar. The player may report later that it cannot read the recording. */
  async function play(button, place, failed) {
    player ??= loadPlayer();
    await player.catch((error) => {
      player = undefined;
      throw error;
    });
    const data = await unpacked(button.dataset.cast);
    button.hidden = true;
    button.closest(".bar").after(place);
    // As wide as its place, whose width follows the window's height, so that all of it can be seen.
    const shown = globalThis.AsciinemaPlayer.create({ data }, place, {
      autoPlay: true,
      idleTimeLimit: 1,
      fit: "width",
      theme: "labnote",
    });
    shown.addEventListener("error", failed);
    shown.addEventListener("ready", () => {
      place.querySelector("[tabindex]")?.focus({ preventScroll: true });
      requestAnimationFrame(() => place.scrollIntoView({ block: "nearest" }));
    });
  }

  document.addEventListener("click", async ({ target }) => {
    const button = target.closest?.(".play");
    if (!button) return;
    const place = document.createElement("div");
    place.className = "player";
    const failed = (error) => {
      console.error(error);
      place.remove();
      button.hidden = button.disabled = false;
      const word = document.createElement("span");
      word.className = "unplayable";
      word.role = "alert";
      word.textContent = button.dataset.unplayable;
      button.after(word);
    };
    button.disabled = true;
    if (button.nextElementSibling?.matches(".unplayable")) button.nextElementSibling.remove();
    await play(button, place, failed).catch(failed);
  });
})();
