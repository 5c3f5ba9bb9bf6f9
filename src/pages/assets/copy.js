/** Puts text into the clipboard, and says whether it is there. */
// biome-ignore lint/correctness/noUnusedVariables: the scripts that stand behind it in a page use it.
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
