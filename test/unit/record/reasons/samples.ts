import type { Reason, ReasonKind, ReasonOf } from "../../../../src/record/reasons/reason.ts";

/** What a value may be that comes from a host: it looks like a reason itself. */
export const HOSTILE = 'it "ended"; not run';

const both = { seen: HOSTILE, wanted: `${HOSTILE} 2` };
const line = { line: 7, ...both };
const bound = { sample: "73588180c437", value: HOSTILE, since: 3, other: "0123456789ab" };

const samples: { readonly [Kind in ReasonKind]: ReasonOf<Kind> } = {
  status: { kind: "status", seen: 127, wanted: 0 },
  early: { kind: "early", status: 3 },
  ended: { kind: "ended", status: 3 },
  endless: { kind: "endless", within: 2.5 },
  noPrompt: { kind: "noPrompt", prompt: HOSTILE, within: 2.5 },
  noLines: { kind: "noLines", within: 2.5 },
  stillUp: { kind: "stillUp", within: 2.5 },
  otherPrompt: { kind: "otherPrompt", ...both },
  keysLate: { kind: "keysLate", keys: "^C" },
  interrupted: { kind: "interrupted" },
  uninterrupted: { kind: "uninterrupted" },
  nothingRuns: { kind: "nothingRuns" },
  busy: { kind: "busy" },
  noShell: { kind: "noShell", prompt: HOSTILE },
  shellEnded: { kind: "shellEnded" },
  untyped: { kind: "untyped", text: HOSTILE },
  notWhole: { kind: "notWhole" },
  missingLine: { kind: "missingLine", line: 7, wanted: HOSTILE },
  unlikeLine: {
    kind: "unlikeLine",
    ...line,
    seenWord: "it",
    wantedWord: "2",
    seenSign: "U+0022",
    wantedSign: "U+201C",
  },
  otherValue: { kind: "otherValue", ...line, ...bound },
  otherSample: { kind: "otherSample", ...line, ...bound },
  moreLine: { kind: "moreLine", seen: HOSTILE },
  unwritten: { kind: "unwritten", why: HOSTILE },
  answer: { kind: "answer", status: 404 },
  noAnswer: { kind: "noAnswer", within: 2.5 },
  unanswered: { kind: "unanswered", why: HOSTILE },
  noPort: { kind: "noPort", port: 5000 },
  error: { kind: "error", why: HOSTILE },
  lost: { kind: "lost", why: HOSTILE },
  notRun: { kind: "notRun" },
  before: { kind: "before" },
  stopped: { kind: "stopped" },
  aborted: { kind: "aborted", why: HOSTILE },
  killed: { kind: "killed" },
  otherWord: { kind: "otherWord", ...both },
  noWord: { kind: "noWord", wanted: HOSTILE },
  moreWord: { kind: "moreWord", seen: HOSTILE },
  otherPlace: { kind: "otherPlace", seen: HOSTILE },
  hangul: { kind: "hangul", wanted: HOSTILE },
  otherSign: { kind: "otherSign", seen: HOSTILE },
  otherId: { kind: "otherId", ...both },
  sampleId: { kind: "sampleId", ...both },
  folder: { kind: "folder", ...both },
  onHost: { kind: "onHost", prompt: HOSTILE },
  inShell: { kind: "inShell", prompt: HOSTILE },
  first: { kind: "first", wanted: HOSTILE },
  otherLine: { kind: "otherLine", ...both },
  noLine: { kind: "noLine", wanted: HOSTILE },
  noFile: { kind: "noFile", path: HOSTILE },
  otherFile: { kind: "otherFile", line: 7, ...both },
  unbound: { kind: "unbound", sample: HOSTILE },
  unseen: { kind: "unseen", why: HOSTILE },
};

/** A reason of each kind, with all values that it may have. */
export const ALL_REASONS: readonly Reason[] = Object.values(samples);
