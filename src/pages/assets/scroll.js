// What is wider than its place scrolls, so it must be reachable by keys. What is not wider is no stop for the Tab key.
const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    // An element that has the focus keeps it.
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else if (target !== document.activeElement) target.removeAttribute("tabindex");
  }
});

function reachable(elements) {
  for (const element of elements) sizes.observe(element);
}

reachable(
  document.querySelectorAll(
    "pre:not(:is(.typed, .output *, .file *, .planned *)), table, .scroll, .output, .file, .planned",
  ),
);

// Where lines are wider than their place, the first difference in them comes into sight. It has a width once it is laid out.
const differences = new ResizeObserver((changes) => {
  for (const { target } of changes) {
    const [first] = target.querySelectorAll("del, ins");
    if (!first || target.scrollWidth <= target.clientWidth) continue;
    differences.unobserve(target);
    const [box, word] = [target.getBoundingClientRect(), first.getBoundingClientRect()];
    if (word.right > box.left + box.width * 0.7) target.scrollLeft += word.left - box.left - box.width / 3;
  }
});

// biome-ignore lint/correctness/noUnusedVariables: the scripts that follow it in a page use it.
function bringIntoSight(elements) {
  for (const element of elements) differences.observe(element);
}
