// What is wider than its place scrolls, so it must be reachable by keys. What is not wider is no stop for the Tab key.
(() => {
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      // An element that has the focus keeps it.
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else if (target !== document.activeElement) target.removeAttribute("tabindex");
    }
  });
  for (const element of document.querySelectorAll(
    "pre:not(:is(.typed, .output *, .file *, .planned *)), table, .scroll, .output, .file, .planned",
  ))
    sizes.observe(element);
})();
