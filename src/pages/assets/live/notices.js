// Messages above the note.
import { element, find, say } from "./page.js";

const notices = find(".notices");

/** A message above the note, in the place of an earlier one of its kind; without content there is none. */
export function notice(kind, ...content) {
  find(`.${kind}`, notices)?.remove();
  if (content.length === 0) return;
  notices.append(element("div", { className: `notice ${kind}` }, ...content));
}

export const button = (text, act) => {
  const made = element("button", { type: "button", textContent: text });
  made.addEventListener("click", act);
  return made;
};
export const strong = (text) => element("strong", { textContent: text });
export const dismiss = (kind) => {
  const made = button("×", () => notice(kind));
  made.setAttribute("aria-label", say("dismiss"));
  made.className = "dismiss";
  return made;
};
