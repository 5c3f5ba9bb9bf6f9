import type { Shape } from "./shape.ts";

const mode = "[-bcdlps][-rwxsStT]{9}[.+@]?";

/** The source of a pattern for a line of `ls -l`, from its start to behind its mode: an inode number and blocks may stand before it. */
export const longFormat = `^ *(?:\\d+ +){0,2}${mode} +`;

const inode = String.raw`\d{1,20}`;
const row = (pattern: string, more: Pick<Shape, "typed"> = {}): Shape => ({
  name: "inode",
  pattern,
  seen: inode,
  binds: true,
  ...more,
});

/** What `ls`, `stat` and `/proc` say of files, beside their dates. */
export const fileShapes: readonly Shape[] = [
  row(String.raw`(?<=\bInode: ?)${inode}`),
  row(String.raw`(?<=^ *)${inode}(?= +(?:\d+ +)?${mode} +\d)`),
  // One name after the other, and no blank in any.
  row(String.raw`(?<=^(?! *\d+ +(?:\d+ +)?${mode}) *(?:\d+ +\S+ +){0,50})${inode}(?= +\S)`, {
    typed: String.raw`\bls\b(?: +-[\w=-]+)* +-(?:\w*i|-inode\b)`,
  }),
  row(`(?<=^)${inode}(?=$| )`, { typed: String.raw`\bstat\b.* (?:-c|--format|--printf)[ =]?["']?%i\b` }),
  // Pipes, sockets and namespaces, as `/proc` names them.
  row(String.raw`(?<=(?<![\p{L}\p{N}_])(?:pipe|socket|cgroup|ipc|mnt|net|pid|time|user|uts):\[)${inode}(?=\])`),
  {
    name: "number",
    pattern: String.raw`(?<=^ *Device: )(?:[0-9a-f]{1,8}h/\d{1,8}d|\d{1,6},\d{1,6})`,
    seen: String.raw`[0-9a-f]{1,8}h/\d{1,8}d|\d{1,6},\d{1,6}`,
    binds: false,
  },
];
