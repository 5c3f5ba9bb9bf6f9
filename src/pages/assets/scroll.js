// What is wider than its place can be scrolled, and so is reached by keys; what is not keeps nobody on the way.
(() => {
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      // The focus stays where it is.
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else if (target !== document.activeElement) target.removeAttribute("tabindex");
    }
  });
  for (const element of document.querySelectorAll(
    "pre:not(:is(.typed, .output *, .file *, .planned *)), table, .scroll, .output, .file, .planned",
  ))
    sizes.observe(element);
})();
