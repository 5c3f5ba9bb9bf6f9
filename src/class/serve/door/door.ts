import { gunzipSync } from "node:zlib";
import { Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { NONCE, type SecureHeadersVariables, secureHeaders } from "hono/secure-headers";
import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import type { Role } from "../../messages/messages.ts";
import type { ClassFile } from "../../pages/files.ts";
import type { ServeWords } from "../words.ts";
import type { Entrance, NoEntry, Seats } from "./seats.ts";
import { serveFiles, takesGzip } from "./static-files.ts";

/** Where the class is served. */
export interface ServedAt {
  /** `http` or `https`, and the address with the port as browsers have it. */
  origins: ReadonlySet<string>;
  /** Values of the header `Host`. */
  hosts: ReadonlySet<string>;
  port: number;
  secure: boolean;
  /** Whether a teacher's pages may come from that address: the teacher sits at this machine. */
  mayTeach(address: string): boolean;
}

/** The pages, each for a nonce of its styles. */
export interface DoorPages {
  enter(nonce: string): string;
  student(nonce: string): string;
  board(nonce: string): string;
  ready(nonce: string): string;
  /** All links of the class, to print. */
  cards(nonce: string): string;
  files: ReadonlyMap<string, ClassFile>;
}

/** What the door needs. */
export interface DoorOptions {
  place: ServedAt;
  seats: Seats;
  pages: DoorPages;
  said: ServeWords;
  /** More seats are asked for from an address than may be taken there in a minute: told once for each of its minutes. */
  crowded(address: string): void;
  /** The page of a student's own run as it is now, as gzip; `undefined` for one who has taken it too often. */
  home(student: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** The address from which a request comes. */
  address(env: unknown): string;
  /** A defect. */
  failed(error: unknown): void;
}

/** Bytes of a request's body. */
const BODY = 4096;
/**
 * Wrong codes that may be tried a minute from one address. What all addresses try has no limit: a code has 50 bits of chance in it, and whoever used
 * such a limit up would keep everybody out.
 */
const TRIES = 5;
/** Seats that may be taken a minute from one address by the link for all: a class behind one address gets in within minutes, and no loop is quicker. */
const CLAIMS = 10;

/** The cookie of a role. Other servers of the same machine have cookies for all ports, so the port stands in the name. */
export const cookieName = (role: Role, { port, secure }: ServedAt): string =>
  `${secure ? "__Host-" : ""}labnote-${role}-${port}`;

/** Whether a request is for this server, by its `Host`: a name that others have pointed here is not. */
export const isForUs = (place: ServedAt, host: string | undefined): boolean =>
  host !== undefined && place.hosts.has(host);

/** Whether a request was made by a page of this server. One without an origin was not. */
export const isFromUs = (place: ServedAt, origin: string | undefined): boolean =>
  origin !== undefined && place.origins.has(origin);

const STATUS: Readonly<Record<NoEntry, 403 | 409>> = {
  ...{ noLink: 403, wrongCode: 403, noSeat: 403 },
  ...{ whatName: 409, badName: 409, nameTaken: 409 },
};

/** All that is served over HTTP. No file is read for a request, and only `POST /enter` changes anything. */
export function doorApp({
  place,
  seats,
  pages,
  said,
  crowded,
  home,
  address,
  failed,
}: DoorOptions): Hono<{ Variables: SecureHeadersVariables }> {
  const app = new Hono<{ Variables: SecureHeadersVariables }>();
  const wrong = new RateLimiterMemory({ points: TRIES, duration: 60 });
  /** Whether that address may try a code. Wrong ones count, and behind the last of them a right one is refused as a wrong one is. */
  const mayTry = async (from: string, code: string): Promise<boolean> => {
    if (seats.hasCode(code)) return ((await wrong.get(from))?.consumedPoints ?? 0) < TRIES;
    return wrong.consume(from).then(
      () => true,
      () => false,
    );
  };

  const claims = new RateLimiterMemory({ points: CLAIMS, duration: 60 });
  const mayClaim = (from: string): Promise<boolean> =>
    claims.consume(from).then(
      () => true,
      ({ consumedPoints }: RateLimiterRes) => {
        if (consumedPoints === CLAIMS + 1) crowded(from);
        return false;
      },
    );

  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", NONCE],
        connectSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        fontSrc: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
      },
      referrerPolicy: "no-referrer",
      xFrameOptions: "DENY",
      strictTransportSecurity: false,
    }),
  );
  app.use(async (c, next) => {
    if (!isForUs(place, c.req.header("host"))) return c.text("Misdirected Request", 421);
    c.header("Cache-Control", "no-store");
    await next();
  });
  app.use(async (c, next) => {
    const { method } = c.req;
    if (method !== "GET" && method !== "HEAD" && method !== "POST") return c.text("Method Not Allowed", 405);
    // Without this header, only reading the whole body would show its length.
    const length = c.req.header("content-length");
    if (method === "POST" && !/^\d{1,9}$/.test(length ?? "")) return c.text("Length Required", 411);
    if (Number(length ?? 0) > BODY) return c.text("Content Too Large", 413);
    await next();
  });
  app.onError((error, c) => {
    failed(error);
    return c.text("Internal Server Error", 500);
  });

  const page = (path: string, role: Role, shown: (nonce: string) => string) =>
    app.get(path, (c) => {
      if (role === "teacher" && !place.mayTeach(address(c.env))) return c.text(said.notHereTeach, 403);
      const nonce = c.get("secureHeadersNonce") ?? "";
      const known = seats.who(role, getCookie(c, cookieName(role, place))) !== undefined;
      return c.html((known ? shown : pages.enter)(nonce));
    });
  page("/", "student", pages.student);
  page("/ready", "student", pages.ready);
  page("/board", "teacher", pages.board);
  page("/cards", "teacher", pages.cards);

  serveFiles(app as never, pages.files);

  app.post("/enter", async (c) => {
    if (!isFromUs(place, c.req.header("origin"))) return c.json({ why: said.noLink }, 403);
    if (c.req.header("content-type")?.split(";")[0] !== "application/json") return c.json({ why: said.noLink }, 415);
    const entering = enteringOf(await c.req.json().catch(() => undefined));
    if (entering === undefined) return c.json({ why: said.noLink }, 400);
    const { token, code, name } = entering;
    const from = address(c.env);
    if (token === undefined && code !== undefined && !(await mayTry(from, code)))
      return c.json({ why: said.tooOften }, 429);
    if (token !== undefined && name !== undefined && seats.isForAll(token) && !(await mayClaim(from)))
      return c.json({ why: said.manyClaims }, 429);
    const entered = await seats.enter(entering);
    if ("who" in entered && entered.who.role === "teacher" && !place.mayTeach(from))
      return c.json({ why: said.notHereTeach }, 403);
    if ("no" in entered)
      return c.json({ why: said[entered.no], claim: STATUS[entered.no] === 409 }, STATUS[entered.no]);
    setCookie(c, cookieName(entered.who.role, place), entered.session, {
      ...{ path: "/", httpOnly: true, sameSite: "Strict", secure: place.secure },
    });
    return c.json({});
  });
  // It takes some of the processor, so no page of another server may ask for it with a student's cookie.
  app.post("/home", async (c) => {
    const who = seats.who("student", getCookie(c, cookieName("student", place)));
    if (!isFromUs(place, c.req.header("origin")) || who?.role !== "student") return c.text(said.noLink, 403);
    const page = await home(who.student);
    if (page === undefined) return c.text(said.homeTooOften, 429);
    const headers = {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Disposition": `attachment; filename="${who.student}.html"`,
      Vary: "Accept-Encoding",
    };
    return takesGzip(c)
      ? c.body(page, 200, { ...headers, "Content-Encoding": "gzip" })
      : c.body(new Uint8Array(gunzipSync(page)), 200, headers);
  });
  app.notFound((c) => c.text("Not Found", 404));
  return app;
}

/** What a page of the door has sent, if it has that form. */
function enteringOf(value: unknown): Entrance | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { token, code, name } = value as Record<string, unknown>;
  const known = { token, code, name };
  if (Object.values(known).some((each) => each !== undefined && typeof each !== "string")) return undefined;
  return token === undefined && code === undefined ? undefined : (known as Entrance);
}
