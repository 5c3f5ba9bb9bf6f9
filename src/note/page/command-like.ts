import { isKnownCommand, isSurelyCommand } from "./known-commands.ts";

/** What no command begins with, though shell fences have it: files, listings, outputs, and lines that go on without a `\`. */
const none: readonly RegExp[] = [
  // FROM ubuntu, Successfully built: no word of a shell, and hardly a program, begins with a capital letter
  /^(?!R(?:script)?\s|[A-Z_][A-Z0-9_]*\+?=)\p{Lu}/u,
  // apiVersion: v1, https://, ubuntu:24.04; name = x
  /^(?!\w+\+?=)[\w./-]+:/,
  /^\S+\s+=(?:\s|$)/,
  // 192.168.0.1, 64 bytes from …, 3f2a, started
  /^[\d.,:%]+(?:\s|$)/,
  /^\w+,\s/,
  // --name web, | grep x, && ls, "a": 1, <name>, }, * a
  /^[-|&"'<>})\],;=*+%@?^]/,
  // { "a": 1 }, [Service]
  /^\{\s*["}]/,
  /^\[(?!\[?\s)/,
  // sum(requests), up{job="x"}
  /^[\w.-]+[({](?!\))/,
  // quay.io/coreos/etcd, docs/a.md  # a note; an empty prompt
  /^\w[\w.-]*(?:\/[\w.@-]+)+(?:$|\s{2,}|\s+#)/,
  /^\S*\s?[$#]$/,
  // letters of other scripts, lines of trees, ticks
  /^[^\x20-\x7e]/,
];

/** What a command may begin with, if it is known by name. */
const unknown: readonly RegExp[] = [
  // drwxr-xr-x  3 root, total 48, 6f0d49f implement feature C
  /^[dlbcps-](?:[r-][w-][xsStT-]){3}/,
  /^total \d+$/,
  /^[0-9a-f]{7,}(?:\s|$)/,
  // the columns of a table
  /^\S+\s{4,}[^\s#]/,
];

/** Whether a line without a prompt may begin a command. */
export const mayBeCommand = (text: string): boolean =>
  !none.some((form) => form.test(text.trim())) &&
  (isKnownCommand(text) || !unknown.some((form) => form.test(text.trim())));

/** Whether a line begins a command, though a line of an output stands above it. */
export const endsOutput = (text: string): boolean => isSurelyCommand(text) && mayBeCommand(text);
