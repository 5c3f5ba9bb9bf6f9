import type { Shape } from "./shape.ts";

const octet = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`;
const group = "[0-9a-f]{1,4}";
/** The first group of an address of one machine. Others are the same everywhere: `::1`, `ff02::1`. */
const ownGroup = "(?:[23][0-9a-f]{3}|fe[89ab][0-9a-f]|f[cd][0-9a-f]{2})";
const ipv6 = [
  `${ownGroup}(?::${group}){7}`,
  `${ownGroup}(?::${group}){0,6}::${group}(?::${group}){0,5}`,
  `${ownGroup}(?::${group}){1,6}::`,
].join("|");

/** The ports that Linux and Docker choose from. */
const chosen = String.raw`(?:3276[89]|327[7-9]\d|32[89]\d\d|3[3-9]\d{3}|[45]\d{4}|60\d{3})`;
const port = (more: Pick<Shape, "before" | "after" | "typed">): Shape => ({
  name: "port",
  pattern: chosen,
  seen: String.raw`\d{4,5}`,
  binds: true,
  ...more,
});

const token = (pattern: string, before?: string): Shape => ({
  name: "token",
  pattern,
  ...(before !== undefined && { before }),
  binds: true,
});
const inAddress = String.raw`[?&][\w-]{0,20}(?:token|key|code|sig|signature|secret|state|nonce)=`;

/** Addresses, ports, interfaces, and the tokens that open a server. */
export const networkShapes: readonly Shape[] = [
  {
    name: "address",
    pattern: String.raw`(?<!\d\.)(?!0\.0\.0\.0|127\.|255\.)${octet}(?:\.${octet}){3}(?!\.\d)`,
    binds: true,
  },
  { name: "address", before: "(?<!:)", pattern: ipv6, after: `(?![:.]${group})`, binds: true },
  {
    name: "mac",
    pattern: `(?<!${group}:)[0-9a-f]{2}(?::[0-9a-f]{2}){5}(?!:${group})`,
    binds: false,
  },
  // The host's end of a container's network, and the numbers of both ends.
  { name: "interface", pattern: "veth[0-9a-f]{7}", binds: true },
  { name: "number", before: "^", pattern: String.raw`\d{1,5}`, after: String.raw`: [\w.-]+@if\d`, binds: false },
  { name: "number", before: "@", pattern: String.raw`if\d{1,5}`, after: ":", binds: false },
  { name: "duration", before: "_lft ", pattern: String.raw`\d{1,10}sec`, binds: false },
  // One that Docker chose: a published port that is the container's own was asked for.
  {
    name: "port",
    pattern: String.raw`(?<=:)(?<published>${chosen})(?=->(?!\k<published>/)\d+/)`,
    seen: String.raw`\d{4,5}`,
    binds: true,
  },
  // A client's.
  port({ before: String.raw`\bfrom \S{1,60} port ` }),
  port({
    typed: String.raw`\b(?:ss|netstat|lsof)\b`,
    before: String.raw`^(?!.{0,300}\bLISTEN).{0,300}:`,
    after: String.raw`$|[\s(]|->`,
  }),
  token(String.raw`(?=[a-f]{0,99}\d)(?=\d{0,99}[a-f])[0-9a-f]{16,}`, inAddress),
  token(String.raw`eyJ[\w-]{10,}(?:\.[\w-]{10,}){1,2}`, inAddress),
  token(String.raw`(?=\w{0,99}[a-z])(?=\w{0,99}[A-Z])(?=\w{0,99}\d)\w[\w-]{18,}\w`, inAddress),
  token("SWMTKN-1-[0-9a-z]{40,50}-[0-9a-z]{20,25}"),
  token(String.raw`[0-9a-z]{6}\.[0-9a-z]{16}`, "--token "),
];
