import type { Host } from "../../hosts/host.ts";
import type { Channel, Connection } from "../../hosts/ssh/connection.ts";
import type { Note } from "../../note/note.ts";
import type { StudentEvent } from "../progress/events.ts";
import type { StudentProgress } from "../progress/state.ts";

/** A student's host in a class, as far as what labnote does there by itself needs it. */
export interface DeedHost {
  note: Note;
  host: Host;
  /** The connection as it is now. */
  remote: Pick<Connection, "run" | "terminal">;
  progress(): StudentProgress;
  /** On disk, folded and shown when it returns. */
  append(event: StudentEvent): void;
  /** Opens a shell into which labnote types, in a terminal that the student sees. Until it is {@link release released}, only labnote types there. */
  shell(spec: LabnoteShell): Channel;
  /** Resolves when what the terminals have shown so far is judged. */
  settled(): Promise<void>;
  /** The shells that labnote has opened and that still are open are the student's from now on. */
  release(): void;
  /** Logs in again, for groups that the user has joined. Shells of the old login end. */
  relogin(signal: AbortSignal): Promise<void>;
  /**
   * The host goes down, as a step wants it. Resolves when it is back as a new boot, and ready.
   * @throws {LabError} when it is not within so many milliseconds
   */
  rebooted(within: number, signal: AbortSignal): Promise<void>;
}

/** A shell into which labnote types. */
export interface LabnoteShell {
  /** The terminal of the note. A further shell of the same terminal shows in the same place, below the one that has ended. */
  terminal: number;
  /** The nonce of its marks. */
  nonce: string;
  /** Its rc file, once it is known. */
  rc: Promise<string>;
  /** Gets its bytes with its marks, until the shell is the student's. */
  onData: (data: Uint8Array) => void;
  /** The id of the step that labnote types now; `undefined` where it types none. */
  step: () => string | undefined;
}
