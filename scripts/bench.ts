import { chapter } from "../bench/chapter.ts";
import { classRow } from "../bench/class.ts";
import { ec2 } from "../bench/ec2.ts";
import { host } from "../bench/host.ts";
import { holds, type Measured, ratioOf, table, withinBound } from "../bench/measure.ts";
import { output } from "../bench/output.ts";
import { read } from "../bench/read.ts";
import { recording } from "../bench/recording.ts";
import type { Row } from "../bench/row.ts";
import { start } from "../bench/start.ts";
import { view } from "../bench/view.ts";
import { vm } from "../bench/vm.ts";
import { command } from "../src/cli/command.ts";
import { interruption } from "../src/common/abort.ts";
import { describe, Interrupted, LabError } from "../src/common/errors.ts";

const rows: readonly Row[] = [chapter, host, vm, start, output, recording, view, classRow, ec2, read];

await command(
  {
    name: "bench",
    summary: `Measures how long labnote takes and how long the plainest way to the same result takes, in turn on this machine, and checks the ratio of the medians against its bound. npm start must have set the machine up. Measures all rows, or those that are named: ${rows.map(({ name, what }) => `${name}, ${what}`).join("; ")}.`,
    arguments: ["[ROW...]"],
    options: {
      repeat: { type: "string", value: "TIMES", default: "3", help: "How often each side is measured." },
      pages: { type: "string", value: "FOLDER", help: "The courses for the row read, a folder for each." },
      json: { type: "boolean", default: false, help: "Print every measurement as JSON." },
    },
    exits: { 1: "a bound was missed, or something could not be measured", 130: "interrupted" },
  },
  async ({ repeat, json, pages }, names, console) => {
    const { signal } = interruption();
    const chosen = names.length === 0 ? rows.filter((row) => row !== read || pages !== undefined) : names.map(rowOf);
    const repetitions = /^[1-9]\d?$/.test(repeat) ? Number(repeat) : undefined;
    if (repetitions === undefined)
      throw new LabError(`--repeat is ${JSON.stringify(repeat)}`, { remedy: "give a whole number from 1 to 99" });
    const measured: { [name: string]: Measured } = {};
    for (const row of chosen) {
      const say = (line: string) => console.warn(`${new Date().toTimeString().slice(0, 8)} ${row.name}: ${line}`);
      try {
        measured[row.name] = await row.measure({ repetitions, say, signal, pages });
      } catch (error) {
        if (signal.aborted) throw new Interrupted("The measuring was interrupted", { cause: signal.reason });
        if (!(error instanceof LabError)) throw error;
        // The other rows took minutes to measure: their results are shown all the same.
        console.warn(`${row.name} could not be measured. ${describe(error)}`);
      }
    }
    const ratios = Object.values(measured).flatMap((each) => each.ratios);
    const figures = Object.values(measured).flatMap((each) => each.figures);
    const told = {
      ratios: ratios.map((ratio) => ({ ...ratio, ratio: ratioOf(ratio), holds: holds(ratio) })),
      figures: figures.map((figure) => ({ ...figure, ...(figure.bound !== undefined && { holds: holds(figure) }) })),
    };
    const held = withinBound({ ratios, figures });
    const missing = chosen.filter(({ name }) => !(name in measured)).map(({ name }) => name);
    const last = `${held.filter(holds).length} of ${held.length} bounds hold${missing.length === 0 ? "" : `; not measured: ${missing.join(", ")}`}`;
    if (json) console.json(told);
    else console.print(`\n${table({ ratios, figures })}\n\n${last}`);
    return held.every(holds) && missing.length === 0 ? 0 : 1;
  },
);

function rowOf(name: string): Row {
  const found = rows.find((row) => row.name === name);
  if (found !== undefined) return found;
  throw new LabError(`There is no row ${name}`, { remedy: `take one of: ${rows.map((row) => row.name).join(", ")}` });
}
