import { randomBytes } from "node:crypto";
import { LabError } from "../common/errors.ts";
import type { Closed, Connection } from "../hosts/ssh/connection.ts";
import { LONGEST_TOLD, MarkReader, tellingRcFile } from "../run/terminal/marks.ts";
import { AttendedShell } from "./attended-shell.ts";
import type { UntimedCapture } from "./events.ts";
import { type OwnTerminal, sizeOf } from "./own-terminal.ts";
import { PasteFilter } from "./paste-filter.ts";

/** Milliseconds for the shell to begin. */
const OPENING = 30_000;
/** What a program may have left in the user's terminal when the connection broke: another screen, a hidden cursor, reports of the mouse, colours. */
const RESTORE = "\x1b[?1047l\x1b[?25h\x1b[?1l\x1b>\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[0m\r\n";

/**
 * Opens a shell on a host in the user's terminal, which passes all keys and all output through, and tells what happens there.
 *
 * @param folder the section's, relative to the home folder
 * @param tell gets each event at once. No event has what was typed.
 * @param signal closes the shell
 * @throws {LabError} when no shell begins; also what `tell` throws, when the shell is closed
 */
export async function attend(
  remote: Connection,
  own: OwnTerminal,
  folder: string,
  tell: (event: UntimedCapture) => void,
  signal: AbortSignal,
): Promise<Closed> {
  const nonce = randomBytes(8).toString("hex");
  const shell = new AttendedShell(remote, folder, tell);
  const marks = new MarkReader(nonce, LONGEST_TOLD);
  const pastes = new PasteFilter();
  /** Resolves to why the shell did not begin, or to nothing when it did. */
  const begun = Promise.withResolvers<string | undefined>();
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => {});
  /** What happens in a callback has no caller that could catch its error. */
  const safely =
    <Given extends unknown[]>(act: (...given: Given) => void) =>
    (...given: Given): void => {
      try {
        act(...given);
      } catch (error) {
        failed.reject(error);
      }
    };
  let detach: (() => void) | undefined;
  const onOutput = safely((data: Uint8Array) => {
    for (const part of marks.push(data)) {
      // What is typed before the first mark would become a part of the shell's rc file.
      if (!(part instanceof Uint8Array)) detach ??= attach();
      shell.shows(part);
      if (part instanceof Uint8Array) own.output.write(pastes.pass(part));
      else begun.resolve(undefined);
    }
  });
  const channel = remote.terminal(tellingRcFile(nonce, folder), onOutput, sizeOf(own.output));
  const close = () => channel.close();
  const attach = () => {
    const onKeys = safely((bytes: Uint8Array) => shell.types(bytes, channel));
    const onResize = safely(() => shell.resized(sizeOf(own.output)));
    const restore = own.raw();
    own.input.on("data", onKeys).on("end", close).on("error", close).resume();
    own.output.on("resize", onResize);
    return () => {
      own.input.off("data", onKeys).off("end", close).pause();
      own.output.off("resize", onResize);
      restore();
    };
  };
  signal.addEventListener("abort", close, { once: true });
  try {
    const ended = Promise.race([channel.closed, failed.promise]);
    const timer = setTimeout(begun.resolve, OPENING, `no answer came within ${OPENING / 1000} s`);
    const why = await Promise.race([begun.promise, ended.then((end) => end.why)]).finally(() => clearTimeout(timer));
    if (why !== undefined) throw new LabError(`A shell on the host did not start: ${why}`);
    const end = await ended;
    await shell.ends();
    if (end.exit === undefined && shell.busy) own.output.write(RESTORE);
    return end;
  } finally {
    await channel.close();
    signal.removeEventListener("abort", close);
    detach?.();
  }
}
