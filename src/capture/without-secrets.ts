import type { Redactor } from "../record/redact/redactor.ts";
import type { UntimedCapture } from "./events.ts";

/**
 * Takes secrets out of the events before they are kept. What may be the start of a secret is held back until more output comes, or anything else
 * happens.
 */
export const withoutSecrets = (redactor: Redactor, tell: (event: UntimedCapture) => void) => {
  const outputs = (data: string | undefined) =>
    data === undefined ? redactor.end() : redactor.take({ type: "output", index: 0, time: "", data });
  return (event: UntimedCapture): void => {
    for (const kept of outputs(event.type === "output" ? event.data : undefined))
      if ("data" in kept) tell({ type: "output", data: kept.data });
    if (event.type === "mark" && event.mark.kind === "start" && event.mark.told !== undefined)
      tell({ ...event, mark: { ...event.mark, told: redactor.text(event.mark.told) } });
    else if (event.type === "files")
      tell({ ...event, files: event.files.map((file) => ({ ...file, content: redactor.text(file.content) })) });
    else if (event.type !== "output") tell(event);
  };
};
