import type { Note } from "../../../note/note.ts";
import type { ObservedEvent } from "../../progress/events.ts";
import { judgeObservation } from "../../progress/judge/judge.ts";
import type { Observation } from "../../progress/observe/observation.ts";
import type { StudentProgress } from "../../progress/state.ts";
import { isNews, observedEvent } from "../../progress/tell.ts";

/** The event that comes of what a terminal showed; `undefined` where it tells nothing new. */
export function newsOf(
  observation: Observation,
  note: Note,
  student: StudentProgress,
  home: string | undefined,
): ObservedEvent | undefined {
  const event = observedEvent(observation, judgeObservation(observation, note, student, { home }), note);
  return isNews(observation, event, student) ? event : undefined;
}
