import { LabConsole } from "../../../src/cli/console.ts";

/** A console that keeps what is printed. */
export function recordedConsole(stack = "lab", env: { readonly [name: string]: string | undefined } = {}) {
  const said = { stdout: "", stderr: "" };
  const stream = (name: "stdout" | "stderr") => ({
    write(text: string) {
      said[name] += text;
    },
  });
  const streams = { env, stdout: stream("stdout"), stderr: stream("stderr") };
  return { said, streams, console: new LabConsole(stack, streams) };
}
