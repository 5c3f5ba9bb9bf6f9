// Pasting into a terminal. xterm.js 6.0.0 lets an escape sequence in a pasted text end the bracketed paste, so that what follows runs.
import { cleaned, pasted } from "./bytes.js";
import { ask, say } from "./page.js";

/**
 * Pastes in a terminal's place what a person wants to be pasted. One line is pasted without its end, so it does not run; several lines are shown
 * first.
 */
export function takePastes(place, terminal, types) {
  place.addEventListener(
    "paste",
    async (event) => {
      event.preventDefault();
      event.stopPropagation();
      const text = cleaned(event.clipboardData?.getData("text/plain") ?? "");
      if (text === "") return;
      const line = text.replace(/\n+$/, "");
      const count = line.split("\n").length;
      const wanted = count === 1 || (await isWanted(line, count));
      terminal.focus();
      if (wanted) types(pasted(line, terminal.modes.bracketedPasteMode));
    },
    true,
  );
  // What is dropped on a terminal would come without any of this.
  place.addEventListener("drop", (event) => event.preventDefault(), true);
}

const isWanted = async (text, count) =>
  (await ask({
    title: say("pasteTitle", { count }),
    about: say("pasteAbout"),
    lines: text.replaceAll("\n", "↵\n"),
    yes: say("paste"),
    no: say("cancel"),
  })) !== false;
