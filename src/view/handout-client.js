// What a handout does: a button copies the command or the file beside it.
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

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Some browsers give a page that is a file no clipboard: what is selected can still be copied.
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}
