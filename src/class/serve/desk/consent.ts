/** How long a question to a student counts, and how long the teacher may type then, in milliseconds. */
export const [ASKING, TYPING] = [60_000, 10 * 60_000];

/** What comes of a question whether the teacher may type. */
export interface ConsentEdges<Teacher> {
  /** Keeps it, before any page hears of it. */
  keep(type: "asked" | "granted" | "stopped", terminal: number): void;
  /** The students' pages. */
  asks(question: number, terminal: number, until: number): void;
  typing(types: boolean): void;
  /** The board that asked. */
  tell(teacher: Teacher, state: "asked" | "granted" | "refused" | "ended"): void;
}

/** Whether a teacher may type in a student's terminal: asked, allowed by the student, and ended by either of them, or by the clock. */
export class Consent<Teacher> {
  readonly #edges: ConsentEdges<Teacher>;
  #question = 0;
  #now: { teacher: Teacher; terminal: number; granted: boolean; until: number; timer: NodeJS.Timeout } | undefined;

  constructor(edges: ConsentEdges<Teacher>) {
    this.#edges = edges;
  }

  /** Whether that teacher may type in that terminal. */
  allows(teacher: Teacher, terminal: number): boolean {
    return this.#now?.granted === true && this.#now.teacher === teacher && this.#now.terminal === terminal;
  }

  get typing(): boolean {
    return this.#now?.granted === true;
  }

  /** The question that is open, for a page that comes. */
  get open(): { question: number; terminal: number; until: number } | undefined {
    if (this.#now === undefined || this.#now.granted) return undefined;
    const { terminal, until } = this.#now;
    return { question: this.#question, terminal, until };
  }

  /** @returns whether it could be asked: one teacher asks at a time */
  ask(teacher: Teacher, terminal: number): boolean {
    if (this.#now !== undefined) return false;
    this.#edges.keep("asked", terminal);
    this.#question += 1;
    this.#set(teacher, terminal, false, ASKING);
    this.#edges.tell(teacher, "asked");
    this.#edges.asks(this.#question, terminal, Date.now() + ASKING);
    return true;
  }

  answer(question: number, allow: boolean): void {
    const now = this.#now;
    if (now === undefined || now.granted || question !== this.#question) return;
    if (allow) this.#grant(now);
    else this.end();
  }

  #grant({ teacher, terminal }: { teacher: Teacher; terminal: number }): void {
    this.#edges.keep("granted", terminal);
    this.#set(teacher, terminal, true, TYPING);
    this.#edges.tell(teacher, "granted");
    this.#edges.typing(true);
  }

  /** Ends the question, or the typing. @param teacher only that of this one */
  end(teacher?: Teacher): void {
    const now = this.#now;
    if (now === undefined || (teacher !== undefined && now.teacher !== teacher)) return;
    clearTimeout(now.timer);
    // Nobody may type any more, whether this can be kept or not.
    this.#now = undefined;
    this.#edges.tell(now.teacher, now.granted ? "ended" : "refused");
    this.#edges.typing(false);
    this.#edges.keep("stopped", now.terminal);
  }

  /** A terminal has ended, or begun: what was asked or allowed was for the one before it. */
  renewed(terminal: number): void {
    if (this.#now?.terminal === terminal) this.end();
  }

  #set(teacher: Teacher, terminal: number, granted: boolean, within: number): void {
    clearTimeout(this.#now?.timer);
    const timer = setTimeout(() => this.end(), within);
    this.#now = { teacher, terminal, granted, until: Date.now() + within, timer };
  }
}
