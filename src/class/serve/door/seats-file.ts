import { LabError } from "../../../common/errors.ts";

/** A seat of a class: a student's host, and who sits there. */
export interface SeatState {
  /** The student's name in the lab: that of the host. */
  student: string;
  /** The name under which somebody took it; `null` where it is the lab's own. */
  name: string | null;
  /** Whether somebody has taken it. */
  taken: boolean;
  /** How often its link was made anew: older links let nobody in. */
  renewed: number;
}

/** The seats of a class, as its file has them. */
export interface StoredSeats {
  /** All links, codes and cookies of the class are made from this. */
  key: string;
  seats: SeatState[];
}

/** A seat that nobody has taken yet. */
export const newSeat = (student: string): SeatState => ({ student, name: null, taken: false, renewed: 0 });

/**
 * The seats of a class, from the text of their file.
 * @throws {LabError} when no class wrote it
 */
export function parseSeats(text: string, file: string): StoredSeats {
  try {
    const { key, seats } = JSON.parse(text) as StoredSeats;
    if (typeof key === "string" && Array.isArray(seats)) return { key, seats };
  } catch {
    // The error below says all there is to say.
  }
  throw new LabError(`${file} is broken: a class did not write this`, {
    remedy: "remove the file, and start the class again; it then has new links",
  });
}
