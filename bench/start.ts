import { type OwnLab, ownLab } from "./lab.ts";
import type { Figure } from "./measure.ts";
import { phases, type Traced } from "./phases.ts";
import { type Row, timed } from "./row.ts";

/** A command on a lab that is up and as it should be. */
export const start: Row = {
  name: "start",
  what: "npm start with nothing changed, against pulumi up by hand, both with the compile cache; makes a lab with the chapter first, minutes",
  async measure({ repetitions, say, signal }) {
    await using lab = await ownLab({ say, signal });
    const npmStart = () => lab.npm("start", "--stack", lab.stack);
    say("a lab to measure on");
    await npmStart();
    const pulumiUp = await upByHand(lab);

    const [ours, theirs, traces]: [number[], number[], Traced[][]] = [[], [], []];
    for (let done = 0; done < repetitions; done += 1) {
      say("npm start with nothing changed");
      ours.push(await timed(npmStart));
      say("pulumi up with nothing changed");
      theirs.push(await timed(pulumiUp));
      say("npm start with nothing changed, traced");
      traces.push(await lab.traced(npmStart));
    }
    const figures = Object.entries(transposed(traces.map(phases))).map(
      ([what, values]): Figure => ({ what: `npm start, traced: ${what}`, values, unit: "s" }),
    );
    return { ratios: [{ what: "npm start, nothing changed", ours, theirs, bound: 1.5 }], figures };
  },
};

/** `pulumi up` by hand as doctor says it, so that it uses the same state, program, plugins and compile cache as `npm start`. */
export async function upByHand(lab: OwnLab): Promise<() => Promise<unknown>> {
  const { byHand } = JSON.parse(await lab.npm("run", "--silent", "doctor", "--", "--json")) as { byHand: string[] };
  const up = [...byHand, `exec pulumi up --yes --skip-preview --stack ${lab.stack}`].join("\n");
  return () => lab.run("bash", ["-c", up]);
}

/** The values of each name, from several of one value each. */
const transposed = (rows: readonly { [name: string]: number }[]): { [name: string]: number[] } =>
  Object.fromEntries(Object.keys(rows[0] ?? {}).map((name) => [name, rows.map((row) => row[name] ?? 0)]));
