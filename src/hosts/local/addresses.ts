import { networkInterfaces } from "node:os";

/** The address at which this machine alone reaches itself. */
export const LOOPBACK = "127.0.0.1";

/** Whether no other machine reaches that address. */
export const isLoopback = (address: string): boolean => address === LOOPBACK || address === "::1";

/** The addresses of this machine at which a browser can find it. */
export const ownAddresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, scopeid }) => family === "IPv4" || !scopeid)
    .map(({ address }) => address);
