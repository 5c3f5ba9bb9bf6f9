import { isGap, trimBlank } from "./compare/lines.ts";
import type { BlockPlace } from "./console/block.ts";
import type { FenceLine } from "./markdown.ts";
import type { HttpStep } from "./note.ts";
import type { Problems } from "./problems.ts";

/**
 * Reads an http block: `GET http://host:PORT/path`, and lines that must be in the answer. A block that does not begin with a request to
 * `http://host` only shows HTTP to the reader, and is not a step.
 */
export function readHttpBlock(
  fence: readonly FenceLine[],
  { section, line, attributes }: BlockPlace,
  ports: readonly number[],
  findings: Problems,
): HttpStep | undefined {
  const [request, ...lines] = trimBlank(fence, ({ text }) => text.trim() === "");
  const [, method, target = ""] = /^([A-Z]+)\s+(http:\/\/host(?:[:/?#]\S*)?)\s*$/.exec(request?.text ?? "") ?? [];
  if (request === undefined || method === undefined) {
    findings.warn(line, "shown, not requested: this block does not begin with GET http://host:PORT/path");
    return undefined;
  }
  if (method !== "GET")
    findings.refuse(
      request.line,
      `An http block cannot send ${method}, only GET`,
      "write GET, or use curl in a console block",
    );
  const url = URL.canParse(target) ? new URL(target) : undefined;
  const port = url === undefined ? 0 : Number(url.port || "80");
  if (!ports.includes(port))
    findings.refuse(
      request.line,
      `Port ${url === undefined ? target : port} is not among the ports of the front matter`,
      `add it there: ports: [${[...ports, port || 5000].join(", ")}]`,
    );
  return {
    kind: "http",
    section,
    line: request.line,
    port,
    path: url === undefined ? "/" : `${url.pathname}${url.search}`,
    typed: request.text.trim(),
    expected: trimBlank(lines, ({ text }) => text.trim() === "").filter(
      ({ text }) => text.trim() !== "" && !isGap(text),
    ),
    within: attributes.within,
    timeout: attributes.timeout,
  };
}
