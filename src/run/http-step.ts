import { type IncomingMessage, request } from "node:http";
import { withTimeout } from "../common/abort.ts";
import { messageOf } from "../common/errors.ts";
import type { Host } from "../hosts/host.ts";
import type { Bindings } from "../note/compare/bindings.ts";
import { compareStep } from "../note/compare/compare.ts";
import type { HttpStep } from "../note/note.ts";
import { failedResult, type StepResult } from "./step-result.ts";

/** How many bytes of an answer are kept. */
const KEPT = 1024 * 1024;

/**
 * Requests a page of the host from this computer, as the user's own browser would, and compares the answer with the note. It follows no
 * redirect. (Node's `fetch` is not used: it refuses ports that browsers refuse, 6000 among them.)
 */
export async function runHttpStep(
  step: HttpStep,
  host: Host,
  bindings: Bindings,
  signal: AbortSignal,
): Promise<StepResult> {
  const limited = withTimeout(signal, step.timeout);
  const port = host.ports[step.port];
  if (port === undefined)
    return failedResult(
      bindings,
      `port ${step.port} of the host cannot be reached from here: the front matter did not have it when the host was made`,
    );
  let answer: { status: number; text: string; cut: number };
  try {
    answer = await ask(host.address, port, step.path, limited);
  } catch (error) {
    signal.throwIfAborted();
    return failedResult(
      bindings,
      limited.aborted ? `no answer came within ${step.timeout / 1000} s` : `no answer: ${messageOf(error)}`,
    );
  }
  const { status, text, cut } = answer;
  const match = compareStep(step, text, bindings);
  const reasons = [
    ...(status < 400 ? [] : [`the answer's status is ${status}`]),
    ...(match.holds ? [] : [match.reason]),
  ];
  return {
    output: text,
    exit: null,
    cut,
    bindings: match.holds ? match.bindings : bindings,
    reason: reasons.length === 0 ? null : reasons.join("; "),
  };
}

async function ask(host: string, port: number, path: string, signal: AbortSignal) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ host, port, path, signal, agent: false, headers: { accept: "*/*" } }, resolve)
      .on("error", reject)
      .end();
  });
  const kept: Buffer[] = [];
  let [size, cut] = [0, 0];
  for await (const data of response as AsyncIterable<Buffer>) {
    const first = data.subarray(0, KEPT - size);
    kept.push(first);
    size += first.length;
    cut += data.length - first.length;
  }
  return { status: response.statusCode ?? 0, text: Buffer.concat(kept).toString(), cut };
}
