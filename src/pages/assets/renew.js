// The page of a class renews itself while the note runs. The one that is written at the end says nothing of that, and stays.
(() => {
  // Milliseconds. A process that was killed writes no further page; one that goes on writes at least each minute.
  const [EVERY, OLDEST] = [3000, 180_000];
  const live = document.querySelector("[data-live]");
  const boxes = [...document.querySelectorAll(".scroll")];

  // The browser restores the place in the page. What scrolls in it, and what has the focus, is kept here.
  const { kept } = history.state ?? {};
  if (kept !== undefined) {
    for (const [index, box] of boxes.entries()) box.scrollLeft = kept.lefts[index] ?? 0;
    const focused = kept.focus !== null && document.querySelector(`[href="${CSS.escape(kept.focus)}"]`);
    if (focused) focused.focus({ preventScroll: true });
    history.replaceState(null, "");
  }
  if (live === null) return;

  const renew = () => {
    if (Date.now() - Date.parse(live.dataset.live) > OLDEST) return;
    // A reader who marks some text wants to copy it.
    if (document.hidden || getSelection().type === "Range") {
      setTimeout(renew, EVERY);
      return;
    }
    const focus = document.activeElement.getAttribute("href");
    history.replaceState({ kept: { lefts: boxes.map(({ scrollLeft }) => scrollLeft), focus } }, "");
    location.reload();
  };
  setTimeout(renew, EVERY);
})();
