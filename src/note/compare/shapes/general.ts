import { adjectives, surnames } from "./docker-names.ts";
import { clock, month, notInWord, type Shape, weekday } from "./shape.ts";

const isoDate = String.raw`\d{4}-\d{2}-\d{2}`;
// Named one by one: a word in capitals may follow a date, as in "2026-11-24 06:15:46 INFO".
const zoneName = "(?:UTC|GMT|CES?T|EES?T|[BIJK]ST|MSK|[ECMP][SD]T|AE[SD]T)";
const zone = String.raw`(?: ?Z| ?[+-]\d{2}:?\d{2}(?: ${zoneName})?| ${zoneName})`;
const octet = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`;
const number = String.raw`\d+(?:,\d{3}){0,4}(?:\.\d+)?`;
const bytes = "[kKMGTP]?i?B";

/**
 * Words whose form alone says what they are.
 *
 * In a note, an id of decimal digits alone counts as a number, since nothing shows that it is an id. A run may show such an id: about one
 * in 280 of the ids that Docker computes has only decimal digits.
 */
export const generalShapes: readonly Shape[] = [
  // Above the ids, with which one may begin.
  { name: "fingerprint", pattern: "(?<=SHA256:)[A-Za-z0-9+/]{43}(?![+/=])", seen: "[A-Za-z0-9+/]{43}", binds: true },
  { name: "digest", pattern: "(?<=sha256:)[0-9a-f]{64}", binds: true, abbreviated: true },
  { name: "id", pattern: String.raw`(?!\d{64}(?![0-9a-f]))[0-9a-f]{64}`, binds: true, abbreviated: true },
  { name: "uuid", pattern: "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", binds: true },
  {
    name: "id",
    pattern: String.raw`(?!\d{12}(?![0-9a-f]))[0-9a-f]{12}`,
    seen: "[0-9a-f]{12}",
    binds: true,
    abbreviated: true,
  },
  // What `docker logs`, `inspect` and `date --iso` print, and Go's own form.
  { name: "date", pattern: `${isoDate}[T ]${clock}${zone}?`, binds: false },
  { name: "date", pattern: String.raw`${isoDate}(?![T ]\d{2}:\d{2})`, binds: false },
  // systemd's.
  { name: "date", pattern: `${weekday} ${isoDate} ${clock}(?: ${zoneName})?`, binds: false },
  // The Common Log Format, and the error log of nginx.
  { name: "date", pattern: String.raw`\d{2}/${month}/\d{4}:${clock} [+-]\d{4}`, binds: false },
  { name: "date", pattern: String.raw`\d{4}/\d{2}/\d{2} ${clock}`, binds: false },
  // HTTP's, the one of `date`, that of git, and those of `ls -l`.
  { name: "date", pattern: String.raw`${weekday}, \d{2} ${month} \d{4} ${clock} GMT`, binds: false },
  { name: "date", pattern: String.raw`${weekday} ${month} {1,2}\d{1,2} ${clock} ${zoneName} \d{4}`, binds: false },
  { name: "date", pattern: String.raw`${weekday} ${month} {1,2}\d{1,2} ${clock} \d{4}(?: [+-]\d{4})?`, binds: false },
  { name: "date", pattern: String.raw`${month} {1,2}\d{1,2} (?:\d{2}:\d{2}(?!:)| ?\d{4})`, binds: false },
  { name: "date", pattern: String.raw`${isoDate} \d{2}:\d{2}(?!:)`, binds: false },
  // The system's log.
  { name: "date", pattern: String.raw`${month} {1,2}\d{1,2} ${clock}`, binds: false },
  { name: "mac", pattern: "[0-9a-f]{2}(?::[0-9a-f]{2}){5}", binds: false },
  { name: "clock", pattern: `(?<!:)${clock}(?!:)`, binds: false },
  {
    name: "address",
    pattern: String.raw`(?<!\d\.)(?!0\.0\.0\.0|127\.|255\.)${octet}(?:\.${octet}){3}(?!\.\d)`,
    binds: true,
  },
  // Docker's words for an amount of time: "Up", "Exited (0)" and "ago" around it stay to the letter.
  {
    name: "age",
    pattern: String.raw`(?:Less than a (?:second|minute)|[Aa]bout an? (?:minute|hour)|\d+(?:\.\d+)? (?:second|minute|hour|day|week|month|year)s?)`,
    binds: false,
  },
  { name: "duration", pattern: String.raw`(?:\d+(?:\.\d+)?(?:h|ms|m|s|us|µs|ns))+`, binds: false },
  // With a blank, a fraction shows that it was measured.
  { name: "duration", pattern: String.raw`\d+\.\d+ (?:ms|secs?|s)`, binds: false },
  { name: "rate", pattern: `${number} ?${bytes}/s`, binds: false },
  { name: "size", pattern: `${number} ?${bytes}(?!/s${notInWord.after})`, binds: false },
  { name: "name", pattern: String.raw`(?:${adjectives.join("|")})_(?:${surnames.join("|")})\d?`, binds: true },
  // Swarm's, of which some lists show the first 12 signs.
  {
    name: "id",
    pattern: "(?=[a-z]*[0-9])(?=[0-9]*[a-z])[0-9a-z]{25}",
    seen: "[0-9a-z]{25}",
    binds: true,
    abbreviated: true,
  },
  // An interface of the host's end of a container's network.
  { name: "interface", pattern: "veth[0-9a-f]{7}", binds: true },
  // A port that Docker chose.
  {
    name: "port",
    pattern: String.raw`(?<=:)(?:3276[89]|327[7-9]\d|32[89]\d\d|3[3-9]\d{3}|[45]\d{4}|60\d{3})(?=->\d+/)`,
    binds: true,
    seen: String.raw`\d{4,5}`,
  },
];
