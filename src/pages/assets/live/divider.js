// The width of the note on a student's page: by the pointer and by keys. It is kept for the next time.

/** @param divider the line between the note and the terminals */
export function dividerIn(divider) {
  function divide(percent) {
    const width = Math.min(70, Math.max(20, Math.round(percent)));
    document.body.style.setProperty("--share", `${width}%`);
    divider.setAttribute("aria-valuenow", String(width));
    localStorage.setItem("note", String(width));
  }
  divider.addEventListener("pointerdown", (event) => {
    divider.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  divider.addEventListener("pointermove", ({ pointerId, clientX }) => {
    if (divider.hasPointerCapture(pointerId)) divide((100 * clientX) / innerWidth);
  });
  divider.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -2, ArrowRight: 2 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    divide(Number(divider.getAttribute("aria-valuenow")) + step);
  });
  const kept = localStorage.getItem("note");
  if (kept !== null) divide(Number(kept));
}
