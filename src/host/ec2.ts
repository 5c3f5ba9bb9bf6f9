import type { Note } from "../note/note.ts";
import type { Settings } from "../settings.ts";
import type { Hosts } from "./index.ts";

/** A student's host on EC2 each, in a network of the lab's own. */
export function createEc2(_settings: Settings, _note: Note): Hosts {
  throw new Error("not yet");
}
