/** Copies text into the clipboard, and returns whether that worked. */
// biome-ignore lint/correctness/noUnusedVariables: the scripts that follow it in a page use it.
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Some browsers have no clipboard API for a page that is a file. A selection can still be copied.
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}
