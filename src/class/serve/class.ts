import { getConnInfo } from "@hono/node-server/conninfo";
import { LabError } from "../../common/errors.ts";
import type { Host } from "../../hosts/host.ts";
import { connect } from "../../hosts/ssh/openssh.ts";
import type { Note } from "../../note/note.ts";
import { type Assets, loadAssets } from "../../pages/assets.ts";
import type { Redactor } from "../../record/redact/redactor.ts";
import { renderCards } from "../cards/cards.ts";
import { HomePages } from "../export/home-pages.ts";
import { recordOf, studentPage } from "../export/write-class-files.ts";
import { renderBoardPage } from "../pages/board-page.ts";
import { renderEnterPage, renderReadyPage } from "../pages/door-pages.ts";
import { loadClassFiles } from "../pages/files.ts";
import { renderStudentPage } from "../pages/student-page.ts";
import type { ClassProgress } from "../progress/fold.ts";
import { ClassLog } from "../progress/log.ts";
import { type DoorPages, doorApp } from "./door/door.ts";
import { Seats } from "./door/seats.ts";
import { Lines } from "./line.ts";
import { type Listening, listen } from "./listen.ts";
import { spareMemory } from "./memory.ts";
import { noHostIsLeft } from "./room/over.ts";
import { Room, type RoomOptions } from "./room/room.ts";

/** What a class is served from, and where. */
export interface ClassOptions {
  note: Note;
  /** The note's text. */
  markdown: string;
  /** The students'. */
  hosts: readonly Host[];
  /** The teacher's own. */
  own?: Host | undefined;
  /** The class's own folder, among the data of the lab. */
  data: string;
  /** The lab's folder of records. */
  records: string;
  listen: Listening;
  redactor: Redactor;
  /** The SHA-256 fingerprint of a certificate that browsers do not know, for people to compare. */
  fingerprint?: string | undefined;
  connect?: RoomOptions["connect"];
  /** Whether the lab still has hosts. It is asked when none can be reached. */
  exists?(): Promise<boolean>;
  /** Why a host cannot be used now. */
  trouble(host: Host, error: LabError): void;
  /** Something that the teacher is to look at, for the teacher's terminal. */
  warn?(about: LabError): void;
  /** A defect: it is shown, and the class goes on. */
  failed(error: unknown): void;
  /** Milliseconds for a page's first message, and between two signs of its life. */
  limits?: { hello: number; ping: number };
}

/** A class that is served. */
export interface RunningClass {
  url: string;
  seats: Seats;
  progress(): ClassProgress;
  /** The cards of all seats, to print. @param nonce of the response with them, where they are served */
  cards(nonce?: string): string;
  /** When the first host ends by itself. */
  ends: Date | undefined;
  /** Resolves by itself when the lab is taken down, or has ended: with why. */
  over: Promise<string>;
  /** Ends it: closes pages, shells and connections. @param links whether the class and its links end, too; else the next start goes on with it */
  end(links?: "class"): Promise<void>;
}

/**
 * Serves a class. Resolves when each host is ready, or when `trouble` has told why it is not.
 * @throws {LabError} when it cannot listen, or its files cannot be read or written
 */
export async function serveClass(options: ClassOptions): Promise<RunningClass> {
  const { note, hosts, own, trouble, failed, limits } = options;
  spareMemory();
  const students = hosts.map(({ name }) => name);
  const [seats, files, assets] = await Promise.all([
    Seats.open(options.data, students),
    loadClassFiles(),
    loadAssets("run"),
  ]);
  // A link that somebody types or says aloud stands in no record.
  const hide = () => options.redactor.know(seats.secrets);
  hide();
  seats.onRevoked(hide);
  const log = new ClassLog(options.records, note, options.redactor);
  const listener = await listen(options.listen).catch((error) => {
    log.close();
    throw error;
  });
  const { server, place, url } = listener;
  const linkTo = (token: string) => `${url}/#${token}`;
  const room = new Room({
    ...{ note, hosts, own, log, seats, trouble, failed, connect: options.connect ?? connect },
    linkOf: linkTo,
  });
  const cards = (nonce?: string) => cardsOf(options, url, seats, linkTo, nonce);
  const pages: DoorPages = { ...pagesOf(options), cards, files };
  const address = (env: unknown) => getConnInfo({ env } as never).remote.address ?? "";
  const crowded = (from: string) => {
    room.tellTeachers({ type: "crowd", address: from });
    options.warn?.(manyClaims(from));
  };
  const homePages = homePagesOf(options, { log, seats, assets });
  const home = (student: string) => homePages.take(student);
  const app = doorApp({ place, seats, pages, said: room.said, crowded, home, address, failed });
  listener.serve((request, env) => app.fetch(request, env as object));
  const lines = new Lines(server, {
    ...{ place, seats, said: room.said, failed, limits },
    join: (who, out) => room.join(who, out),
  });
  const stopped = new AbortController();
  let ending: Promise<void> | undefined;
  const end = async (links?: "class") => {
    stopped.abort();
    await lines.end(links === "class");
    await listener.close();
    await room.end(links === "class");
    if (links === "class") await seats.end();
  };
  const running: RunningClass = {
    ...{ url, seats, cards, progress: () => log.progress },
    ends: undefined,
    over: overOf(room, options, stopped.signal),
    end: (links) => {
      ending ??= end(links);
      return ending;
    },
  };
  try {
    await room.begin();
  } catch (error) {
    await running.end();
    throw error;
  }
  return Object.assign(running, { ends: room.ends === null ? undefined : new Date(room.ends) });
}

const manyClaims = (from: string): LabError =>
  new LabError(`From ${from}, more seats are asked for by the link for all than may be taken there in a minute`, {
    remedy: "look at the list of seats on the board, and free those whose names you do not know",
  });

/** Never resolves, when the class ends before. */
function overOf(room: Room, { exists = async () => true, failed }: ClassOptions, signal: AbortSignal): Promise<string> {
  const left = { hosts: () => [...room.desks.values()].map(({ host }) => host), ends: () => room.ends, exists };
  return noHostIsLeft(left, signal).catch((error) => {
    if (!signal.aborted) failed(error);
    return new Promise<never>(() => {});
  });
}

function pagesOf({ note, markdown }: ClassOptions): Omit<DoorPages, "cards" | "files"> {
  const { language } = note.frontMatter;
  return {
    enter: (nonce) => renderEnterPage({ language, nonce }),
    ready: (nonce) => renderReadyPage({ note, nonce }),
    student: (nonce) => renderStudentPage({ note, markdown, nonce }),
    board: (nonce) => renderBoardPage({ note, nonce }),
  };
}

/** The pages that students take home before the class ends: those that it leaves, as they are by then. */
function homePagesOf(
  { markdown, hosts, redactor }: ClassOptions,
  { log, seats, assets }: { log: ClassLog; seats: Seats; assets: Assets },
): HomePages {
  const nameOf = (student: string) => seats.nameOf(student);
  return new HomePages({
    basis: (student) => [log.progress.students.get(student)?.sections, nameOf(student)],
    make(student) {
      const input = { progress: log.progress, markdown, hosts, nameOf };
      const host = hosts.find(({ name }) => name === student);
      if (host === undefined) throw new Error(`the class has no host of ${student}`);
      // A value may have turned out to be secret since it was kept.
      return studentPage(redactor.record(recordOf(host, input)), input, assets);
    },
  });
}

const cardsOf = (
  { note, fingerprint }: ClassOptions,
  address: string,
  seats: Seats,
  linkTo: (token: string) => string,
  nonce?: string,
): string =>
  renderCards({
    ...{ language: note.frontMatter.language, title: note.frontMatter.title ?? note.file, address, fingerprint, nonce },
    seats: seats.all.map(({ student }) => {
      const { token, code } = seats.linkOf(student);
      return { name: seats.nameOf(student), link: linkTo(token), code };
    }),
  });
