// The commands that the teacher has run in the terminal that all see, beside the note.
import { become } from "./morph.js";
import { copied, element, find, say, toast } from "./page.js";

/**
 * The list.
 *
 * @param types types a command into the student's own terminal: its number, and whether it runs at once
 * @returns what shows commands that are new
 */
export function shownIn(place, { types }) {
  const list = find("ol", place);
  const items = new Map();

  /** A command, the step of the note that it is, and what one may do with it. */
  function itemOf({ number, typed, step }) {
    const button = (text, name, act) => {
      const made = element("button", { type: "button", textContent: text });
      made.setAttribute("aria-label", name);
      made.addEventListener("click", act);
      return made;
    };
    const copy = async () => {
      if (await copied(typed)) toast(say("copied"));
    };
    const at = step !== null && element("a", { href: `#${step}`, textContent: step });
    const code = element("code", { textContent: typed });
    code.lang = "en";
    code.translate = false;
    return element(
      "li",
      { dataset: { number: String(number) } },
      code,
      at,
      button(say("typeIt"), say("typeShown", { command: typed }), ({ shiftKey }) => types(number, shiftKey)),
      button(say("copy"), say("copyShown", { command: typed }), copy),
    );
  }

  return (commands) => {
    for (const command of commands) {
      const [before, item] = [items.get(command.number), itemOf(command)];
      if (before === undefined) list.append(item);
      items.set(command.number, before === undefined ? item : become(before, item));
    }
    place.hidden = items.size === 0;
    // The last one is in sight.
    if (commands.length > 0) list.scrollTop = list.scrollHeight;
  };
}
