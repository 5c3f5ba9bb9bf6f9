import { type IncomingMessage, request } from "node:http";
import { withTimeout } from "../common/abort.ts";
import { messageOf } from "../common/errors.ts";
import type { Host } from "../hosts/host.ts";
import type { Bindings } from "../note/compare/bindings.ts";
import { compareStep } from "../note/compare/compare.ts";
import type { HttpStep } from "../note/note.ts";
import { wrongLine } from "../record/reasons/against.ts";
import type { Reason } from "../record/reasons/reason.ts";
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
  const answer = await answerTo(step, host, signal);
  if ("reason" in answer) return failedResult(bindings, answer.reason);
  const { status, text, cut } = answer;
  const match = compareStep(step, text, bindings);
  return {
    output: text,
    exit: null,
    cut,
    bindings: match.holds ? match.bindings : bindings,
    reasons: [...(status < 400 ? [] : [{ kind: "answer", status } as const]), ...wrongLine(match)],
  };
}

/** An answer, without what is beyond {@link KEPT}; or why there is none. */
export type Answered = { status: number; text: string; cut: number } | { reason: Reason };

/** Requests a page of the host, once. */
export async function answerTo(step: HttpStep, host: Host, signal: AbortSignal): Promise<Answered> {
  const limited = withTimeout(signal, step.timeout);
  const port = host.ports[step.port];
  if (port === undefined) return { reason: { kind: "noPort", port: step.port } };
  try {
    return await ask(host.address, port, step.path, limited);
  } catch (error) {
    signal.throwIfAborted();
    return {
      reason: limited.aborted
        ? { kind: "noAnswer", within: step.timeout / 1000 }
        : { kind: "unanswered", why: messageOf(error) },
    };
  }
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
