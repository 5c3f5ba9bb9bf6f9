// Turns what a page shows into what it is now. What is the same already stays: a button that is pressed just then, the focus, a selection.
import morphdom from "/static/morphdom.mjs";
import { element } from "./page.js";

const options = {
  onBeforeElUpdated(shown, made) {
    // At which of many buttons the Tab key stops has changed since they were made.
    if (shown.hasAttribute("tabindex")) made.tabIndex = shown.tabIndex;
    return !shown.isEqualNode(made);
  },
};

/** Turns an element into one of the same kind that was made anew. It keeps its listeners, and gets none. */
export const become = (shown, made) => morphdom(shown, made, options);

/** Turns the children of an element into these; `false` and `undefined` are none. */
export const fill = (shown, ...children) =>
  morphdom(shown, element(shown.localName, {}, ...children), { ...options, childrenOnly: true });
