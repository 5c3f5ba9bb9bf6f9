import { Ajv2020 } from "ajv/dist/2020.js";
import type { CLOSE, FromStudent, FromTeacher, Role } from "./messages.ts";

/** A message that came in: from whom, and what. */
export type Incoming = { role: "student"; message: FromStudent } | { role: "teacher"; message: FromTeacher };

const text = (maxLength: number) => ({ type: "string", maxLength });
const terminal = { type: "integer", minimum: 1, maximum: 9 };
/** Also the teacher's own. */
const anyTerminal = { ...terminal, minimum: 0 };
const count = { type: "integer", minimum: 0, maximum: 2 ** 53 - 1 };
const id = text(200);
const flag = { type: "boolean" };

type Properties = { readonly [name: string]: object };

/** A message as it must be: these properties, and no other. */
const exactly = (properties: Properties) => ({
  type: "object",
  properties: { type: {}, ...properties },
  required: Object.keys(properties),
  additionalProperties: false,
});

const have = { type: ["object", "null"], propertyNames: { pattern: "^[0-9]$" }, additionalProperties: count };
const hello = exactly({ version: text(100), have });
const ack = exactly({ terminal: anyTerminal, bytes: count });
const stop = exactly({});
const students = { type: "array", items: id, maxItems: 100 };

/** The one table of what may be said: by which role, and how it must be. */
const TABLE: {
  student: Record<FromStudent["type"], object>;
  teacher: Record<FromTeacher["type"], object>;
} = {
  student: {
    ...{ hello, ack, stop },
    open: exactly({}),
    close: exactly({ terminal }),
    type: exactly({ step: id, terminal, run: flag }),
    repeat: exactly({ command: count, terminal, run: flag }),
    write: exactly({ step: id }),
    check: exactly({ section: id }),
    again: exactly({ section: id }),
    hand: exactly({ up: flag, text: text(500) }),
    consent: exactly({ question: count, allow: flag }),
    halt: exactly({}),
    tried: exactly({ works: flag, what: text(200) }),
  },
  teacher: {
    ...{ hello, ack, stop },
    watch: exactly({ student: id, terminal }),
    unwatch: exactly({}),
    ask: exactly({}),
    look: exactly({ student: id, step: id }),
    "catch-up": exactly({
      students,
      until: id,
      how: { enum: ["forward", "anew"] },
    }),
    "stop-catch-up": exactly({ students }),
    say: exactly({ text: text(2000) }),
    point: exactly({ section: { ...id, type: ["string", "null"] } }),
    lower: exactly({ student: id }),
    own: exactly({}),
    show: exactly({ on: flag }),
    seat: {
      oneOf: [
        exactly({ student: id, act: { enum: ["free", "new link"] } }),
        exactly({ student: id, act: { const: "rename" }, name: text(40) }),
      ],
    },
  },
};

const ajv = new Ajv2020({ validateSchema: false });
const validators = Object.fromEntries(
  Object.entries(TABLE).map(([role, messages]) => [
    role,
    new Map(Object.entries(messages).map(([type, schema]) => [type, ajv.compile(schema)])),
  ]),
);

/**
 * A message from the text of a frame, if a page with that role may say it.
 * @returns a word on what is wrong where it may not
 */
export function incoming(role: Role, frame: string): Incoming | { wrong: string } {
  let message: unknown;
  try {
    message = JSON.parse(frame);
  } catch {
    return { wrong: "no JSON" };
  }
  const type = (message as { type?: unknown } | null)?.type;
  const valid = typeof type === "string" ? validators[role]?.get(type) : undefined;
  if (valid === undefined) return { wrong: "no message of this role" };
  return valid(message) ? ({ role, message } as Incoming) : { wrong: "another form" };
}

/** A status with which the server closes a socket. */
export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE];
