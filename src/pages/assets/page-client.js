// The script of a page. The page is complete without it: this adds buttons, times in the reader's own time zone, and the player.
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

  // Each command and each file has a button that copies it.
  const toast = document.querySelector(".toast");
  const copy = document.createElement("button");
  Object.assign(copy, { type: "button", className: "copy", textContent: toast?.dataset.copy });
  for (const step of document.querySelectorAll(".step:has(pre.typed, .file)")) {
    const own = copy.cloneNode(true);
    own.ariaLabel = `${copy.textContent}: ${step.id}`;
    step.querySelector(".link").before(own);
  }

  /** A file of a step, or what was typed, without the prompts. */
  function copyOf(step) {
    const text = step.querySelector(".file pre, pre.typed code").cloneNode(true);
    for (const prompt of text.querySelectorAll(".prompt")) prompt.remove();
    return text.textContent;
  }

  // A click on the link of a step also copies it, since the reader probably wants to send it.
  document.addEventListener("click", async ({ target }) => {
    const [link, button] = [".link", ".copy"].map((kind) => target.closest?.(kind));
    if (!link && !button) return;
    if (!(await copied(link?.href ?? button.dataset.text ?? copyOf(button.closest(".step"))))) return;
    toast.textContent = link ? toast.dataset.link : toast.dataset.copied;
    setTimeout(() => {
      toast.textContent = "";
    }, 2500);
  });

  bringIntoSight(document.querySelectorAll(".failed .output:has(del, ins)"));

  // On a reload or on the way back, the browser restores the place, unless the filter hides it.
  const fresh = performance.getEntriesByType("navigation")[0]?.type === "navigate";
  if (fresh || named(location.hash)?.checkVisibility() === false) showTarget();

  // Paper cannot be unfolded. In browsers whose styles cannot unfold details, this does.
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll(":is(.output details, .facts):not([open])")];
    for (const details of unfolded) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of unfolded) details.open = false;
  });

  /** The recordings, once the player is in the page. A failure is forgotten, so that the next click tries again. */
  let loaded;
  async function loadReplays() {
    const [style, script, wasm, replays] = await Promise.all([
      unpacked(":player:style").text(),
      unpacked(":player:script").text(),
      unpacked(":player:wasm").arrayBuffer(),
      unpacked(":replays").json(),
    ]);
    // The script has its WebAssembly in base64. The page has it as bytes, which are smaller.
    const base64 = btoa(Array.from(new Uint8Array(wasm), (byte) => String.fromCharCode(byte)).join(""));
    for (const [kind, text] of Object.entries({ style, script: script.replace("\0", () => base64) })) {
      const element = document.createElement(kind);
      element.textContent = text;
      document.head.append(element);
    }
    return replays;
  }

  /** A new element from the template of replays. */
  const part = (kind) => byId(":replay").content.querySelector(kind).cloneNode(true);

  // Each step that a recording has gets a button that plays the recording from there.
  for (const step of document.querySelectorAll(".step[data-terminal]")) {
    const button = part(".play-step");
    const { id } = step;
    button.dataset.replay = id.replace(/\d+$/, step.dataset.terminal);
    button.dataset.step = id.slice(id.lastIndexOf(":") + 1);
    button.setAttribute("aria-label", `${button.getAttribute("aria-label")} ${id}`);
    step.querySelector(".meta").prepend(button);
  }

  document.addEventListener("click", async ({ target }) => {
    const button = target.closest?.("[data-replay]");
    if (!button) return;
    const above = button.closest(".step, .bar");
    const place = part(".replay");
    const failed = (error) => {
      console.error(error);
      place.remove();
      above.after(part(".unplayable"));
    };
    if (above.nextElementSibling?.matches(".unplayable")) above.nextElementSibling.remove();
    button.disabled = true;
    try {
      loaded ??= loadReplays();
      const replays = await loaded;
      above.after(place);
      const { replay, step } = button.dataset;
      globalThis.openReplay(place, replays[replay], step, { closed: () => button.focus(), failed });
    } catch (error) {
      loaded = undefined;
      failed(error);
    } finally {
      button.disabled = false;
    }
  });
})();
