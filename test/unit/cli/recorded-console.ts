import { LabConsole } from "../../../src/cli/console.ts";

/**
 * A console that keeps what is printed.
 *
 * @param columns those of its terminal; without them it has none
 */
export function recordedConsole(
  stack = "lab",
  env: { readonly [name: string]: string | undefined } = {},
  columns?: number,
) {
  const said = { stdout: "", stderr: "" };
  const stream = (name: "stdout" | "stderr") => ({
    write(text: string) {
      said[name] += text;
    },
  });
  const terminal = columns === undefined ? {} : { isTTY: true, columns };
  const streams = { env, stdout: { ...stream("stdout"), ...terminal }, stderr: stream("stderr") };
  return { said, streams, console: new LabConsole(stack, streams) };
}
