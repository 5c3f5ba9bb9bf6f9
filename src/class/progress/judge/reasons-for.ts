import { substitute } from "../../../note/compare/bindings.ts";
import type { Reason } from "../../../record/reasons/reason.ts";
import type { Evaluation } from "./evaluate.ts";
import type { SectionView } from "./section.ts";

/** Why a step is not done by its own command; with the step that comes before it and is open, if that may be the reason. */
export function reasonsFor(view: SectionView, { reasons, wanted }: Evaluation): readonly Reason[] {
  const telling = reasons.every(({ kind }) => OUTCOMES.has(kind));
  const before = view.open.find(({ place }) => place > view.progress.last && place < wanted.place);
  if (reasons.length === 0 || !telling || before === undefined) return reasons;
  const [typed = ""] = substitute(before.step.typed ?? "", view.bindings, before.step.known).split("\n");
  return [...reasons, { kind: "first", wanted: typed }];
}

/** The reasons that what was not done before may have. */
const OUTCOMES: ReadonlySet<Reason["kind"]> = new Set([
  "status",
  "early",
  "noPrompt",
  "otherLine",
  "noLine",
  "moreLine",
]);
