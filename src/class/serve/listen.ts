import { createServer as createPlain, type Server } from "node:http";
import { createServer as createSecure } from "node:https";
import { type AddressInfo, BlockList, isIP } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { advice, npm } from "../../common/advice.ts";
import { LabError } from "../../common/errors.ts";
import { isLoopback, ownAddresses } from "../../hosts/local/addresses.ts";
import type { ServedAt } from "./door/door.ts";

/** Where a class is to listen. */
export interface Listening {
  /** An address of this machine. */
  address: string;
  /** 0: any that is free. */
  port: number;
  /** A certificate and its key, both in PEM; without them it is http. */
  tls?: { cert: string; key: string } | undefined;
  /** The name by which browsers find the address, if it has one. */
  name?: string | undefined;
  /** Addresses of other machines at which a teacher's pages open. */
  teachFrom?: readonly string[];
}

/** A server that listens. */
export interface ClassListener {
  server: Server;
  place: ServedAt;
  url: string;
  /** Handles requests from now on. */
  serve(handle: (request: Request, env: unknown) => Response | Promise<Response>): void;
  /** Resolves when the port is free, and no connection is left. */
  close(): Promise<void>;
}

/** Bytes of all headers, milliseconds for them, for a whole request, until a connection without a request is closed, and for the keys of https. */
const LIMITS = {
  ...{ maxHeaderSize: 8192, headersTimeout: 5000, requestTimeout: 10_000, keepAliveTimeout: 5000 },
  handshakeTimeout: 10_000,
} as const;
/**
 * Connections at once, and those of one address: a class of 100 behind one address has 100 lines, and at most 600 while all its browsers load the page
 * at once. Whoever holds as many as they may leaves others room.
 */
const [CONNECTIONS, OF_ADDRESS] = [2000, 800];
/** Milliseconds between two looks for requests that take too long. */
const LOOKS = 1000;

/**
 * Listens at one address.
 * @throws {LabError} when it cannot
 */
export async function listen({ address, port, tls, name, teachFrom = [] }: Listening): Promise<ClassListener> {
  const options = { ...LIMITS, connectionsCheckingInterval: LOOKS };
  const server: Server = tls === undefined ? createPlain(options) : createSecure({ ...options, ...tls });
  server.maxConnections = CONNECTIONS;
  boundEach(server);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => reject(notListening(address, port, cause)));
    server.listen(port, address, resolve);
  });
  const placed = placeOf((server.address() as AddressInfo).port, {
    ...{ address, name, secure: tls !== undefined, mayTeach: teachers(teachFrom) },
  });
  return {
    server,
    ...placed,
    serve: (handle) => {
      server.on(
        "request",
        getRequestListener(async (request, env) => handle(request, env), {
          overrideGlobalObjects: false,
          // A client that goes away in the middle is nobody's fault.
          errorHandler: () => new Response(null, { status: 400 }),
        }),
      );
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Closes connections beyond those that one address may have. */
function boundEach(server: Server): void {
  const held = new Map<string, number>();
  server.on("connection", (socket) => {
    const from = socket.remoteAddress;
    // It is gone already.
    if (from === undefined) return;
    const before = held.get(from) ?? 0;
    if (before >= OF_ADDRESS) return void socket.destroy();
    held.set(from, before + 1);
    socket.once("close", () => {
      const left = (held.get(from) ?? 0) - 1;
      if (left > 0) held.set(from, left);
      else held.delete(from);
    });
  });
}

/** The one set of names and origins by which a class is reached. */
function placeOf(
  port: number,
  {
    address,
    name,
    secure,
    mayTeach,
  }: Pick<ServedAt, "secure" | "mayTeach"> & { address: string; name: string | undefined },
): { place: ServedAt; url: string } {
  const scheme = secure ? "https" : "http";
  const own = address.includes(":") ? `[${address}]` : address;
  const loopback = isLoopback(address) ? ["localhost"] : [];
  const names = [...(name === undefined ? [] : [name]), own, ...loopback];
  // A browser leaves the usual port out.
  const usual = port === (secure ? 443 : 80);
  const hosts = names.flatMap((each) => (usual ? [each, `${each}:${port}`] : [`${each}:${port}`]));
  const origins = new Set(hosts.map((host) => `${scheme}://${host}`));
  return {
    place: { origins, hosts: new Set(hosts), port, secure, mayTeach },
    url: `${scheme}://${hosts[0]}`,
  };
}

/** Whether a teacher's pages may come from an address: from this machine, and from those that are named. Addresses can be written in several ways. */
function teachers(named: readonly string[]): (address: string) => boolean {
  const known = new BlockList();
  for (const address of named) known.addAddress(address, familyOf(address));
  const isNamed = (address: string) => isIP(address) !== 0 && known.check(address, familyOf(address));
  return (address) => ownAddresses().includes(address.replace(/^::ffff:/, "")) || isNamed(address);
}

const familyOf = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4");

function notListening(address: string, port: number, cause: Error): LabError {
  const taken = (cause as NodeJS.ErrnoException).code === "EADDRINUSE";
  return new LabError(`The class cannot listen at ${address}, port ${port}`, {
    cause,
    remedy: taken
      ? advice`end what listens there, or choose another port: ${npm("class", "--port", "NUMBER")}`
      : "name an address of this machine, and a port above 1023",
  });
}
