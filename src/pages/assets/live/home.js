// The button with which a student takes the page of their own run home.
import { element, say, toast } from "./page.js";

/** Milliseconds after which a browser has begun to save what it was given. */
const SAVED = 60_000;

export function homeIn(button) {
  let underway = false;
  button.addEventListener("click", async () => {
    if (underway) return;
    underway = true;
    try {
      // A link to the page would show the browser's own words where the server refuses it.
      const answer = await fetch("/home", { method: "POST" });
      if (!answer.ok) return toast(answer.status < 500 ? await answer.text() : say("enterFailed"));
      const [, download] = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition")) ?? [];
      const href = URL.createObjectURL(await answer.blob());
      element("a", { href, download }).click();
      setTimeout(() => URL.revokeObjectURL(href), SAVED);
    } catch {
      toast(say("enterFailed"));
    } finally {
      underway = false;
    }
  });
}
