import { adjectives, surnames } from "./docker-names.ts";
import { notInWord, type Shape } from "./shape.ts";

const md5 = "[0-9a-f]{2}(?::[0-9a-f]{2}){15}";

/**
 * Ids and fingerprints whose form alone says what they are.
 *
 * In a note, an id of decimal digits alone counts as a number, since nothing shows that it is an id. A run may show such an id: about one
 * in 280 of the ids that Docker computes has only decimal digits.
 */
export const idShapes: readonly Shape[] = [
  // A part of a fingerprint may look like an id.
  { name: "fingerprint", pattern: "(?<=SHA256:)[A-Za-z0-9+/]{43}(?![+/=])", seen: "[A-Za-z0-9+/]{43}", binds: true },
  { name: "fingerprint", pattern: `(?<=MD5:)${md5}`, seen: md5, binds: true },
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
];

const number = String.raw`\d+(?:,\d{3}){0,4}(?:\.\d+)?`;
const bytes = "[kKMGTP]?i?B";

/** Other words whose form alone says what they are: amounts, and names that Docker makes. */
export const generalShapes: readonly Shape[] = [
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
  // Swarm's. Some lists show only the first 12 signs.
  {
    name: "id",
    pattern: "(?=[a-z]*[0-9])(?=[0-9]*[a-z])[0-9a-z]{25}",
    seen: "[0-9a-z]{25}",
    binds: true,
    abbreviated: true,
  },
];
