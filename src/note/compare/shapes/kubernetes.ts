import type { Shape } from "./shape.ts";

/** The signs in the names that Kubernetes makes: no vowels, and no digits that look like letters. */
const safe = "[bcdfghjklmnpqrstvwxz2456789]";
const mixed = "(?=[a-z]*[0-9])(?=[0-9]*[a-z])";

/** The ends of names that Kubernetes makes, and its ages. The name of the workload before them stays to the letter. */
export const kubernetesShapes: readonly Shape[] = [
  // Of a ReplicaSet, and behind it of a pod.
  {
    name: "pod",
    pattern: String.raw`(?<=[a-z0-9]-)(?:${mixed}${safe}{8,10}|\d{8,10}(?=-${safe}{5}(?![a-z0-9])))(?=$|[ "',:)]|-${safe}{5}(?![a-z0-9]))`,
    seen: `${safe}{5,10}`,
    binds: true,
  },
  {
    name: "pod",
    pattern: `(?<=[a-z0-9]-(?:${safe}{8,10}|\\d{8,10})-)${safe}{5}`,
    seen: `${safe}{5}`,
    binds: true,
  },
  // Of a DaemonSet, which has none of a ReplicaSet before it.
  {
    name: "pod",
    typed: String.raw`\bkubectl\b`,
    before: "[a-z0-9]-",
    pattern: `(?=[a-z]{0,4}[0-9])(?=[0-9]{0,4}[a-z])${safe}{5}`,
    after: `$|[ "',:)]`,
    seen: `${safe}{5}`,
    binds: true,
  },
  {
    name: "age",
    column: String.raw`(?<=^NAME.*(?<!\S))AGE(?!\S)`,
    pattern: String.raw`(?:\d+[ydhms]){1,2}`,
    binds: false,
  },
  // Where the note leaves out the header: the line ends with it, or a version does.
  {
    name: "age",
    typed: String.raw`\bkubectl\b.* get\b`,
    before: String.raw`\S +`,
    pattern: String.raw`\d+[yd](?:\d+h)?|\d+h(?:\d+m)?|\d+m\d+s|\d+s`,
    after: String.raw`$| +v\d+\.\d+\.\d+`,
    binds: false,
  },
];
