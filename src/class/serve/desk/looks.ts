import { LabError } from "../../../common/errors.ts";
import type { Section } from "../../../note/note.ts";
import { checkSection, isLastTyped, lookAtFiles } from "../../deeds/check.ts";
import { deedOf } from "./deed.ts";
import type { StudentDesk } from "./desk.ts";

/** Milliseconds after a command until its files are looked at: the next command may follow at once. */
const CALM = 1000;

/**
 * What labnote looks at by itself as a student works: the files of the section, a moment after a command, and all of the section once its last
 * command is done.
 */
export class Looks {
  readonly #desk: StudentDesk;
  readonly #checked = new Set<string>();
  #calm: NodeJS.Timeout | undefined;

  constructor(desk: StudentDesk) {
    this.#desk = desk;
  }

  /** A command is over. */
  afterCommand(): void {
    const section = this.#section();
    if (section === undefined || !isOpen(section, this.#desk)) return;
    if (this.#isLast(section)) {
      this.#checked.add(section.id);
      this.#look(() => checkSection(deedOf(this.#desk), section.id, this.#desk.options.signal));
    } else if (hasOpenFile(section, this.#desk)) {
      clearTimeout(this.#calm);
      const look = () => this.#look(() => lookAtFiles(deedOf(this.#desk), section.id, this.#desk.options.signal));
      this.#calm = setTimeout(look, CALM);
    }
  }

  end(): void {
    clearTimeout(this.#calm);
  }

  #section(): Section | undefined {
    return this.#desk.options.note.sections.find(({ id }) => id === this.#desk.progress.active);
  }

  /** Whether the student's last command of the section is done, for the first time. */
  #isLast(section: Section): boolean {
    const progress = this.#desk.progress.sections.get(section.id);
    const last = progress !== undefined && isLastTyped(section, progress);
    if (!last) this.#checked.delete(section.id);
    return last && !this.#checked.has(section.id);
  }

  /** Looks, if nothing else is done on the host. What cannot be looked at now is looked at when the student asks. */
  #look(work: () => Promise<void>): void {
    const { host, options } = this.#desk;
    if (host !== "ready") return;
    this.#desk.alone(work, undefined).catch((error) => {
      if (!(options.signal.aborted || error instanceof LabError)) options.failed(error);
    });
  }
}

const stepsOf = (section: Section, { progress }: StudentDesk) => progress.sections.get(section.id)?.steps ?? [];

/** Whether something of a section is still open. */
const isOpen = (section: Section, desk: StudentDesk): boolean =>
  stepsOf(section, desk).some(({ state }) => state !== "done");

const hasOpenFile = (section: Section, desk: StudentDesk): boolean =>
  section.steps.some(({ kind }, place) => kind === "file" && stepsOf(section, desk)[place]?.state !== "done");
