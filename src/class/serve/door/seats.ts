import { mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createFile, readIfExists, replaceFile } from "../../../common/files.ts";
import type { Role } from "../../messages/messages.ts";
import { cleanName } from "./names.ts";
import { newSeat, parseSeats, type SeatState, type StoredSeats } from "./seats-file.ts";
import { isSame, newKey, plainCode, Signer } from "./signer.ts";

/** What lets somebody in: the token of a link, or the code of a card; with the link of the whole class also a name. */
export interface Entrance {
  token?: string;
  code?: string;
  name?: string;
}

/** Who is in: the teacher, or the student of a seat. */
export type Who = { role: "teacher" } | { role: "student"; student: string };

/** Why nobody was let in. */
export type NoEntry = "noLink" | "wrongCode" | "whatName" | "badName" | "nameTaken" | "noSeat";

/** The file with the seats of a class, for its user alone. */
const FILE = "seats.json";

/**
 * Who sits where, and what lets them in. A class has one secret key, and links, codes and cookies are signatures by it. So they hold after the
 * server was killed, none of them stands in a file, and all of them end with the class.
 */
export class Seats {
  readonly #file: string;
  readonly #key: string;
  readonly #signer: Signer;
  /** By their students, in the lab's order. */
  readonly #seats: Map<string, SeatState>;
  readonly #onRevoked: ((student: string) => void)[] = [];
  readonly #onNamed: ((student: string, name: string | null) => void)[] = [];

  private constructor(file: string, { key, seats }: StoredSeats) {
    this.#file = file;
    this.#key = key;
    this.#signer = new Signer(key);
    this.#seats = new Map(seats.map((seat) => [seat.student, seat]));
  }

  /**
   * The seats of a class: those of the class that a killed server has left, or new ones.
   *
   * @param folder the class's own, among the data of the lab
   * @param students of the lab, in their order
   * @throws {LabError} when the file is broken or cannot be written
   */
  static async open(folder: string, students: readonly string[]): Promise<Seats> {
    const file = join(folder, FILE);
    const text = await readIfExists(file);
    const stored = text === undefined ? undefined : parseSeats(text, file);
    const seats = students.map((student) => stored?.seats.find((seat) => seat.student === student) ?? newSeat(student));
    const opened = new Seats(file, { key: stored?.key ?? newKey(), seats });
    if (stored === undefined) {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await createFile(file, opened.#text(), 0o600);
    } else await opened.#write();
    return opened;
  }

  /** Every seat, in the lab's order. */
  get all(): readonly SeatState[] {
    return [...this.#seats.values()];
  }

  /** The name of who sits there; without one, the student's name in the lab. */
  nameOf(student: string): string {
    return this.#seats.get(student)?.name ?? student;
  }

  /** Whether somebody has entered by its link. */
  isTaken(student: string): boolean {
    return this.#seats.get(student)?.taken ?? false;
  }

  /** The token of the teacher's link. */
  get teacherToken(): string {
    return this.#signer.token("teacher");
  }

  /** The token of the link for all: it takes a free seat under a name. */
  get classToken(): string {
    return this.#signer.token("class");
  }

  /** What lets a student in: the token of the seat's link, and the code of its card, as `XXXXX-XXXXX`. */
  linkOf(student: string): { token: string; code: string } {
    const { renewed } = this.#known(student);
    const code = this.#signer.code(student, renewed);
    return { token: this.#signer.token("seat", student, renewed), code: `${code.slice(0, 5)}-${code.slice(5)}` };
  }

  /** All that lets anybody in now: tokens, codes with and without their dash, and sessions. No record may have them. */
  get secrets(): string[] {
    const students = this.all.flatMap(({ student }) => {
      const { token, code } = this.linkOf(student);
      return [token, code, plainCode(code), this.#session({ role: "student", student })];
    });
    return [this.teacherToken, this.classToken, this.#session({ role: "teacher" }), ...students];
  }

  /** Lets somebody in, and returns the session for their cookie; or says why not. Takes the seat, if it was free. */
  async enter({ token, code, name }: Entrance): Promise<{ who: Who; session: string } | { no: NoEntry }> {
    if (token !== undefined && isSame(token, this.teacherToken)) return this.#entered({ role: "teacher" });
    if (token !== undefined && this.isForAll(token)) return this.#claim(name);
    const seat = this.#fitting(token, code);
    if (seat === undefined) return { no: token === undefined ? "wrongCode" : "noLink" };
    await this.#change(seat.student, { taken: true });
    return this.#entered({ role: "student", student: seat.student });
  }

  /** Whether that is the token of the link for all. */
  isForAll(token: string): boolean {
    return isSame(token, this.classToken);
  }

  /** Whether a code lets somebody in. */
  hasCode(code: string): boolean {
    return this.#fitting(undefined, code) !== undefined;
  }

  /** The seat that a token or a code is for. Every seat is compared, so that the time tells nothing. */
  #fitting(token: string | undefined, code: string | undefined): SeatState | undefined {
    const typed = code === undefined ? undefined : plainCode(code);
    const fitting = this.all.filter(
      ({ student, renewed }) =>
        (token !== undefined && isSame(token, this.#signer.token("seat", student, renewed))) ||
        (typed !== undefined && isSame(typed, this.#signer.code(student, renewed))),
    );
    return fitting[0];
  }

  async #claim(given: string | undefined): Promise<{ who: Who; session: string } | { no: NoEntry }> {
    if (given === undefined) return { no: "whatName" };
    const name = cleanName(given);
    if (name === undefined) return { no: "badName" };
    if (this.#isNamed(name)) return { no: "nameTaken" };
    const free = this.all.find(({ taken }) => !taken);
    if (free === undefined) return { no: "noSeat" };
    await this.#change(free.student, { taken: true, name });
    return this.#entered({ role: "student", student: free.student });
  }

  /** Whose cookie of a role that is; `undefined` where it is nobody's any more. */
  who(role: Role, session: string | undefined): Who | undefined {
    if (session === undefined) return undefined;
    const all: Who[] =
      role === "teacher" ? [{ role }] : this.all.map(({ student }): Who => ({ role: "student", student }));
    return all.filter((who) => isSame(session, this.#session(who)))[0];
  }

  /** Calls back with each student whose link and cookies have ended. */
  onRevoked(revoked: (student: string) => void): void {
    this.#onRevoked.push(revoked);
  }

  /** Calls back with each student at whose seat somebody sits under another name than before, before anybody is let in. */
  onNamed(named: (student: string, name: string | null) => void): void {
    this.#onNamed.push(named);
  }

  /** Makes a seat free for somebody else. Its old link lets nobody in any more. */
  async free(student: string): Promise<void> {
    await this.#revoke(student, { taken: false, name: null });
  }

  /** Makes a seat's link anew. Who has the old one is out. */
  async renew(student: string): Promise<void> {
    await this.#revoke(student, {});
  }

  /** Gives who sits there another name. @returns why not */
  async rename(student: string, given: string): Promise<NoEntry | undefined> {
    const name = cleanName(given);
    if (name === undefined) return "badName";
    if (this.#isNamed(name, student)) return "nameTaken";
    await this.#change(student, { name });
    return undefined;
  }

  /** The class has ended: no link of it lets anybody in, ever. */
  async end(): Promise<void> {
    await rm(this.#file, { force: true });
  }

  async #revoke(student: string, change: Partial<SeatState>): Promise<void> {
    const { renewed } = this.#known(student);
    await this.#change(student, { ...change, renewed: renewed + 1 });
    for (const revoked of this.#onRevoked) revoked(student);
  }

  #isNamed(name: string, but?: string): boolean {
    const same = (other: string) => other.toLocaleLowerCase() === name.toLocaleLowerCase();
    return this.all.some((seat) => seat.student !== but && (same(seat.student) || same(seat.name ?? "")));
  }

  #known(student: string): SeatState {
    const seat = this.#seats.get(student);
    if (seat === undefined) throw new Error(`the class has no seat ${student}`);
    return seat;
  }

  async #change(student: string, change: Partial<SeatState>): Promise<void> {
    this.#seats.set(student, { ...this.#known(student), ...change });
    await this.#write();
    const { name } = change;
    if (name !== undefined) for (const named of this.#onNamed) named(student, name);
  }

  /** One after the other: the last one that is written has all that was changed. */
  #written: Promise<void> = Promise.resolve();
  #write(): Promise<void> {
    const next = this.#written.then(() => replaceFile(this.#file, this.#text(), 0o600));
    this.#written = next.catch(() => {});
    return next;
  }

  #text(): string {
    const stored: StoredSeats = { key: this.#key, seats: [...this.#seats.values()] };
    return `${JSON.stringify(stored, undefined, 2)}\n`;
  }

  #entered(who: Who) {
    return { who, session: this.#session(who) };
  }

  #session(who: Who): string {
    return who.role === "teacher"
      ? this.#signer.token("session of the teacher")
      : this.#signer.token("session", who.student, this.#known(who.student).renewed);
  }
}
