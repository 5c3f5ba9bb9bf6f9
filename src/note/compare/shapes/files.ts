import type { Shape } from "./shape.ts";

const mode = "[-bcdlps][-rwxsStT]{9}[.+@]?";

/** The source of a pattern for a line of `ls -l`, from its start to behind its mode: an inode number and blocks may stand before it. */
export const longFormat = `^ *(?:\\d+ +){0,2}${mode} +`;

const inode = (more: Pick<Shape, "before" | "after" | "typed">): Shape => ({
  name: "inode",
  pattern: String.raw`\d{1,20}`,
  binds: true,
  ...more,
});

/** What `ls`, `stat` and `/proc` say of files, beside their dates. */
export const fileShapes: readonly Shape[] = [
  inode({ before: String.raw`\bInode: ?` }),
  inode({ before: "^ *", after: String.raw` +(?:\d+ +)?${mode} +\d` }),
  // One name behind the other, and no blank in any.
  inode({
    typed: String.raw`\bls\b(?: +-[\w=-]+)* +-(?:\w*i|-inode\b)`,
    before: String.raw`^(?! *\d+ +(?:\d+ +)?${mode}) *(?:\d+ +\S+ +){0,20}`,
    after: String.raw` +\S`,
  }),
  inode({ typed: String.raw`\bstat\b.* (?:-c|--format|--printf)[ =]?["']?%i\b`, before: "^", after: "$| " }),
  // Pipes, sockets and namespaces, as `/proc` names them.
  inode({
    before: String.raw`(?<![\p{L}\p{N}_])(?:pipe|socket|cgroup|ipc|mnt|net|pid|time|user|uts):\[`,
    after: String.raw`\]`,
  }),
  {
    name: "number",
    before: "^ *Device: ",
    pattern: String.raw`[0-9a-f]{1,8}h/\d{1,8}d|\d{1,6},\d{1,6}`,
    binds: false,
  },
];
