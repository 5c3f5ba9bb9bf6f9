// Where the reader is in a page: the targets of links, the contents, and the failures before and after.

/** The element that a hash names; `null` where the hash cannot be decoded or names none. */
function named(hash) {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return null;
  }
}

/** Shows the element that the address names. The filter is cleared if it hides the element. */
function showTarget() {
  const target = named(location.hash);
  if (!target) return;
  if (!target.checkVisibility()) clearFilter();
  settle(target);
}

let settling = 0;

/**
 * Scrolls to an element until it stays in place. The browser lays out what is above it only when it comes into view, and its height
 * then differs from the estimate. Scrolling by the reader stops this.
 */
function settle(target) {
  const [FRAMES, STABLE] = [60, 4];
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

/** The lower edge of what stays in view. What is above it is covered. */
const toolsBottom = () => Number.parseFloat(document.documentElement.style.getPropertyValue("--bar")) || 0;

/** The uppermost part of the note that is in sight; `undefined` where there is none. What is far away has no place: it is not laid out. */
function lookedAt() {
  const left = document.querySelector(".note").getBoundingClientRect().left + 40;
  for (let y = toolsBottom() + 1; y < innerHeight; y += 10) {
    const part = document.elementFromPoint(left, y)?.closest(".step, .note section > *");
    if (part) return part;
  }
}

/** The entries of the contents, and the headings that they lead to. */
const contents = Array.from(document.querySelectorAll("nav a"), (link) => ({ link, heading: named(link.hash) }));

(() => {
  const byId = (id) => document.getElementById(id);
  for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"])
    addEventListener(kind, () => (settling += 1), { passive: true });
  addEventListener("hashchange", showTarget);
  // A link to the present place does not change the address, so there is no hashchange.
  document.addEventListener("click", ({ target }) => {
    if (target.closest?.('a[href^="#"]')?.hash === location.hash) showTarget();
  });

  const tools = document.querySelector(".tools");
  if (tools === null) return;
  tools.hidden = false;
  // The tools stick to the top. Their height keeps them from covering the target of a link.
  const bar = new ResizeObserver(() => {
    const sticky = getComputedStyle(tools).display === "contents" ? tools.firstElementChild : tools;
    document.documentElement.style.setProperty("--bar", `${sticky.offsetHeight}px`);
  });
  for (const element of [tools, tools.firstElementChild]) bar.observe(element);

  // On a wide screen the contents stand beside the note. On a narrow one a button opens them.
  const nav = document.querySelector("nav");
  const narrow = matchMedia("(max-width: 64rem)");
  const fold = () => {
    nav.popover = narrow.matches ? "auto" : null;
  };
  narrow.addEventListener("change", fold);
  fold();
  nav.addEventListener("toggle", () => keepInView(contents[here]?.link));
  nav.addEventListener("click", ({ target }) => {
    if (nav.popover !== null && target.closest("a")) nav.hidePopover();
  });

  // The last heading above a line near the top is where the reader is. A heading that is not laid out, since it is far away, is not above.
  const trail = byId(":trail");
  const above = new Set();
  let here;
  const places = new IntersectionObserver(
    (changes) => {
      for (const { target, isIntersecting } of changes)
        if (isIntersecting) above.add(target);
        else above.delete(target);
      const now = contents.findLastIndex(({ heading }) => above.has(heading));
      if (now === here) return;
      contents[here]?.link.removeAttribute("aria-current");
      here = now;
      contents[here]?.link.setAttribute("aria-current", "location");
      trail.replaceChildren(...trailTo(here).map(({ link }) => copyOf(link)));
      keepInView(contents[here]?.link);
    },
    { rootMargin: "1000000px 0px -70% 0px" },
  );
  for (const { heading } of contents) if (heading) places.observe(heading);

  /** An entry of the contents and those that it belongs to, without the page's own title. */
  function trailTo(index) {
    const depth = ({ link }) => Number(link.parentElement.className.replace("depth", ""));
    const found = [];
    for (let at = index; at >= 0; at -= 1)
      if (depth(contents[at]) < (found.length > 0 ? depth(found[0]) : Infinity)) found.unshift(contents[at]);
    return found.filter((entry) => depth(entry) > 1);
  }

  function copyOf(link) {
    const copy = document.createElement("a");
    copy.href = link.hash;
    copy.append(link.firstElementChild.cloneNode(true));
    return copy;
  }

  /** Scrolls the contents alone, and not the page. */
  function keepInView(link) {
    if (!link?.checkVisibility()) return;
    const [box, entry] = [nav.getBoundingClientRect(), link.getBoundingClientRect()];
    if (entry.top < box.top || entry.bottom > box.bottom) nav.scrollTop += entry.top - box.top - box.height / 3;
  }

  /** The next failure below (1) or above (-1): of the one that the address names, if it is in sight, else of what the reader looks at. */
  function failureFrom(direction) {
    const shown = [...document.querySelectorAll(".step.failed:not([hidden])")];
    const at = shown.indexOf(named(location.hash));
    // At the page's end, a step cannot come up to the top.
    if (at !== -1 && isInSight(shown[at])) return shown[at + direction];
    const place = lookedAt();
    const is = (relation) => (step) => place !== undefined && place.compareDocumentPosition(step) & relation;
    if (direction < 0) return shown.findLast(is(Node.DOCUMENT_POSITION_PRECEDING));
    return place === undefined ? shown[0] : shown.find(is(Node.DOCUMENT_POSITION_FOLLOWING));
  }

  function isInSight(element) {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > toolsBottom() && top < innerHeight;
  }

  function jump(direction) {
    const step = failureFrom(direction);
    if (step === undefined) return;
    const hash = `#${encodeURIComponent(step.id)}`;
    if (hash === location.hash) showTarget();
    else location.hash = hash;
  }

  const jumps = { previous: -1, next: 1 };
  for (const [id, direction] of Object.entries(jumps)) byId(`:${id}`)?.addEventListener("click", () => jump(direction));

  // A key means nothing here while the reader types, or has the player. A keyboard for Korean gives the letters beside them.
  const keys = {
    n: () => jump(1),
    ㅜ: () => jump(1),
    p: () => jump(-1),
    ㅔ: () => jump(-1),
    "/": () => byId(":text").focus(),
  };
  addEventListener("keydown", (event) => {
    const { key, target, ctrlKey, metaKey, altKey, isComposing } = event;
    if (ctrlKey || metaKey || altKey || isComposing || !Object.hasOwn(keys, key)) return;
    if (target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, .player, [contenteditable]"))
      return;
    event.preventDefault();
    keys[key]();
  });
})();
