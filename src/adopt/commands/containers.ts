import { createHash } from "node:crypto";
import { split } from "../../note/compare/shapes.ts";
import { shellOpenedBy } from "../../note/console/openers.ts";
import { commandOf, type DraftStep } from "../draft.ts";
import { shellWords, simpleCommands } from "./shell-words.ts";

/** Where the id of a container is seen, though the page does not show it. */
type Shows = "output" | "prompt";

/** A container that a step makes. */
interface Container {
  /** The place of the step in the section. */
  step: number;
  name: string | undefined;
  shows: Shows | undefined;
  id: string | undefined;
}

/** An id that a step shows, in its output or in the prompt of the shell that it opens, and that the page does not show. */
export interface MissingId {
  step: number;
  shows: Shows;
  id: string;
}

/** What the commands of a section have made so far. */
export class Containers {
  readonly #containers: Container[] = [];
  readonly #shown = new Set<string>();
  /** The image that was built or pulled last. */
  image: string | undefined;

  /** Learns what a step makes and shows. @param place the step's place in the section */
  learn(step: DraftStep, place: number): void {
    for (const { text, shape } of step.below.flatMap((line) => split(line))) if (shape?.name === "id") this.#know(text);
    const command = commandOf(step);
    const commands = simpleCommands(command);
    for (const words of commands) {
      const line = words.map(({ text }) => text).join(" ");
      this.image = builtImage(line) ?? /^docker (?:image )?pull (\S+)/.exec(line)?.[1] ?? this.image;
      const [, verb] = /^(?:docker|podman)(?: container)? (run|create)\b/.exec(line) ?? [];
      if (verb === undefined) continue;
      const detached = verb === "create" || /\s(?:-[a-zA-Z]*d[a-zA-Z]*|--detach(?:=true)?)\s/.test(line);
      const [, name] = /\s--name[\s=](\S+)/.exec(line) ?? [];
      const alone = commands.length === 1 && !shellWords(command).some(({ kind }) => kind === "operator");
      const empty = step.below.every((text) => text.trim() === "");
      const shows =
        detached && alone && empty ? "output" : shellOpenedBy(line) === "container" && empty ? "prompt" : undefined;
      const id = step.below.find((text) => /^[0-9a-f]{64}\s*$/.test(text))?.trim();
      this.#containers.push({ step: place, name, shows, id });
    }
    const [, inside] = /@([0-9a-f]{12}):/.exec(step.prompt) ?? [];
    const last = this.#containers.at(-1);
    if (inside !== undefined && last?.shows === "prompt") this.#identify(last, last.shows, inside);
  }

  /** The word for the container that was made last: its name or its id. An id that the page does not show is made up. */
  lastContainer(): { word: string; missing: MissingId | undefined } | undefined {
    const last = this.#containers.at(-1);
    if (last === undefined) return undefined;
    if (last.name !== undefined) return { word: last.name, missing: undefined };
    if (last.id !== undefined) return { word: last.id.slice(0, 12), missing: undefined };
    if (last.shows === undefined) return undefined;
    const missing = this.#identify(last, last.shows, madeUp(`container ${last.step}`));
    return { word: missing.id.slice(0, 12), missing };
  }

  /**
   * The ids that the steps before this one must have printed, since it types them and no output shows them: each is that of the container
   * made last whose id is not known.
   */
  missingIds(step: DraftStep): MissingId[] {
    const command = commandOf(step);
    if (!ofContainers.test(command)) return [];
    return split(command).flatMap(({ text, shape }) => {
      if (shape?.name !== "id" || text.length !== 12 || this.#shown.has(text)) return [];
      const made = this.#containers.findLast(({ shows, id }) => shows !== undefined && id === undefined);
      return made?.shows === undefined ? [] : [this.#identify(made, made.shows, text + madeUp(text).slice(12))];
    });
  }

  #identify(container: Container, shows: Shows, id: string): MissingId {
    container.id = id;
    this.#know(id);
    return { step: container.step, shows, id };
  }

  #know(id: string): void {
    this.#shown.add(id).add(id.slice(0, 12));
  }
}

const ofContainers =
  /\b(?:docker|podman)(?: container)? (?:exec|logs|stop|start|restart|rm|kill|inspect|attach|port|top|stats|pause|unpause|commit|cp|rename|diff|export|wait|update)\b/;

/** The image that a command builds. */
export const builtImage = (command: string): string | undefined =>
  /\bdocker(?: image| buildx)? build\b.*\s(?:-t|--tag)[\s=](\S+)/.exec(command)?.[1];

/** A word with the form of an id. */
function madeUp(seed: string): string {
  for (let count = 0; ; count += 1) {
    const id = createHash("sha256").update(`${seed} ${count}`).digest("hex");
    if (/[a-f]/.test(id.slice(0, 12)) && /\d/.test(id.slice(0, 12))) return id;
  }
}
