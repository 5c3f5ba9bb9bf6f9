import type { ClassLog } from "../../progress/log.ts";
import type { Seats } from "../door/seats.ts";

/** Keeps in the log who sits where: now, and whenever a seat gets another name. The seats end with the class, and what it was written down as does not. */
export function keepNames(seats: Pick<Seats, "all" | "onNamed">, log: Pick<ClassLog, "append" | "progress">): void {
  const keep = (student: string, name: string | null) => {
    if ((log.progress.names.get(student) ?? null) === name) return;
    log.append({ at: new Date().toISOString(), type: "named", student, name });
  };
  // A seat that nobody has taken in this class leaves the name of who sat there in the one before.
  for (const { student, name } of seats.all) if (name !== null) keep(student, name);
  seats.onNamed(keep);
}
