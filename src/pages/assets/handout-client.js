// The script of a handout: a button copies the command or the file beside it.
document.addEventListener("click", async ({ target }) => {
  const button = target.closest("button.copy");
  if (button === null) return;
  const { text, done } = button.dataset;
  const label = button.textContent;
  if (await copied(text)) button.textContent = done;
  setTimeout(() => {
    button.textContent = label;
  }, 1500);
});
