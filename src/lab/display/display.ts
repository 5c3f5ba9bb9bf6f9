import type { RunEvent } from "../../record/events.ts";

/** Why something was not run: nothing had changed, the user stopped it before, or something that it needs failed. */
export type NotRunReason = "unchanged" | "interrupted" | "not run";

/** How far the making of a host is. */
export type Making = "begun" | "made" | "unchanged" | "failed";

/** Shows an update of a lab while it runs. Its events may come in any order. */
export interface Display {
  making(host: string, making: Making): void;
  run(host: string, event: RunEvent): void;
  /** No more will come. What still waits was not run, for that reason. Resolves when all is shown. */
  end(reason: NotRunReason): Promise<void>;
}
