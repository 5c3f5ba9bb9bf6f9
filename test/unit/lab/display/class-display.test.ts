import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "@jest/globals";
import { ClassDisplay } from "../../../../src/lab/display/class-display.ts";
import { begun, did, enters, note, over } from "./runs.ts";

test("the display of a class leaves each student's result and all of them, and below it what was printed meanwhile", async () => {
  const terminal = Object.assign(new PassThrough(), { columns: 80, rows: 24, isTTY: true });
  const chunks: string[] = [];
  terminal.on("data", (chunk) => chunks.push(String(chunk)));
  const display = new ClassDisplay(["mina", "jun"], note.sections, terminal as unknown as NodeJS.WriteStream);
  terminal.write("said meanwhile\n");
  display.making("mina", "made");
  for (const event of [begun, enters("1"), did(0), did(1, { outcome: "failed" }), over("failed")])
    display.run("mina", event);
  await display.end("interrupted");
  terminal.write("said later\n");
  terminal.end();
  await new Promise((resolve) => terminal.once("end", resolve));
  const [, left = ""] = stripVTControlCharacters(chunks.join("")).split(/(?=✖ mina)/);
  expect(left).toMatch(
    /^✖ mina +██.* 2\/5 .*1 failed: 1:2\n– jun .*interrupted\n\n +all 2 .*\n\s*said meanwhile\nsaid later\n$/,
  );
});
