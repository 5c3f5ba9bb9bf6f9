import { longFormat } from "./files.ts";
import type { Shape } from "./shape.ts";

const month = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
const weekday = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
const clock = String.raw`\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?`;
const isoDate = String.raw`\d{4}-\d{2}-\d{2}`;
// Named one by one: a word in capitals may follow a date, as in "2026-11-24 06:15:46 INFO".
const zoneName = "(?:UTC|GMT|CES?T|EES?T|[BIJK]ST|MSK|[ECMP][SD]T|AE[SD]T)";
const zone = String.raw`(?: ?Z| ?[+-]\d{2}:?\d{2}(?: ${zoneName})?| ${zoneName})`;
const upToSize = String.raw`${longFormat}(?:\S+ +){2,5}`;
const halfDay = "(?: [AP]M)?";
const date = (pattern: string, more: Pick<Shape, "typed" | "before"> = {}): Shape => ({
  name: "date",
  pattern,
  binds: false,
  ...more,
});

/** Dates and times of day in the forms of programs. */
export const dateShapes: readonly Shape[] = [
  // What `docker logs`, `inspect` and `date --iso` print, and Go's own form.
  date(`${isoDate}[T ]${clock}${zone}?`),
  date(String.raw`${isoDate}(?![T ]\d{2}:\d{2})`),
  // systemd's.
  date(`${weekday} ${isoDate} ${clock}(?: ${zoneName})?`),
  // The Common Log Format, and what Python's web server makes of it; lists of files of web servers; and the error log of nginx.
  date(String.raw`\d{2}/${month}/\d{4}[: ]${clock}(?: [+-]\d{4})?`),
  date(String.raw`\d{2}-${month}-\d{4} (?:${clock}|\d{2}:\d{2}(?!:))`),
  date(String.raw`\d{4}/\d{2}/\d{2} ${clock}`),
  // HTTP's and that of mail.
  date(String.raw`${weekday}, \d{1,2} ${month} \d{4} ${clock} (?:GMT|[+-]\d{4})`),
  // Those of `date`, in English and in Korean; and that of git.
  date(String.raw`${weekday} ${month} {1,2}\d{1,2} ${clock}${halfDay} ${zoneName} \d{4}`),
  date(String.raw`${weekday} {1,2}\d{1,2} ${month} \d{4} ${clock}${halfDay} ${zoneName}`),
  date(
    String.raw`(?:\d{4}\. {1,2}\d{1,2}\. {1,2}\d{1,2}\. \([월화수목금토일]\)|\d{4}년 \d{1,2}월 {1,2}\d{1,2}일 \(?[월화수목금토일](?:요일)?\)?)(?: 오[전후])? ${clock} ${zoneName}`,
  ),
  date(String.raw`${weekday} ${month} {1,2}\d{1,2} ${clock} \d{4}(?: [+-]\d{4})?`),
  // Seconds since 1970.
  date(String.raw`[12]\d{9}`, { typed: String.raw`\bdate\b.*\+["']?%s\b` }),
  // Those of `ls -l`, in all languages; and that of `last`.
  date(
    String.raw`(?:(?:\d{1,2}월|\p{L}{2,5}\.?) {1,2}\d{1,2}일?|\d{1,2}\.? \p{L}{2,5}\.?) {1,2}(?:\d{2}:\d{2}(?!:)| {0,2}\d{4})`,
    { before: upToSize },
  ),
  date(String.raw`\d{2}-\d{2} \d{2}:\d{2}(?!:)`, { before: upToSize }),
  date(String.raw`(?:${weekday} )?${month} {1,2}\d{1,2} (?:\d{2}:\d{2}(?!:)| ?\d{4})`),
  date(String.raw`${isoDate} \d{2}:\d{2}(?!:)`),
  // The system's log.
  date(String.raw`${month} {1,2}\d{1,2} ${clock}`),
  { name: "clock", pattern: `(?<!:)${clock}(?!:)`, binds: false },
];
