/** When a Node process ran, as trace.cjs tells it, and what it started. Milliseconds since 1970. */
export interface Traced extends Span {
  args: readonly string[];
  children: readonly (Span & { args: readonly string[] })[];
}

interface Span {
  start: number;
  end: number;
}

/** What the seconds of one `npm start` went to, in their order; together they are all of it. */
export function phases(traced: readonly Traced[]): { [name: string]: number } {
  const npm = theOne(traced, ({ args }) => /(^|\/)npm(-cli\.js)?$/.test(args[1] ?? ""), "npm");
  const script = theOne(traced, ({ args }) => args[1]?.endsWith("scripts/start.ts") === true, "start.ts");
  const { children } = script;
  const up = theOne(children, ({ args }) => args.includes("up"), "pulumi up");
  const isPulumi = ({ args }: Traced["children"][number]) => args.some((word) => /(^|\/)pulumi$/.test(word));
  const set = Math.min(...children.map((child) => child.start));
  const after = children.filter((child) => child.start >= up.end && isPulumi(child));
  const asked = (after.at(-1)?.end ?? up.end) - up.end;
  const milliseconds = {
    npm: npm.end - npm.start - (script.end - script.start),
    "Node, a look at the packages, imports, settings, note": set - script.start,
    "the machine is looked at, the stack opened": up.start - set,
    "pulumi up": up.end - up.start,
    "Pulumi is asked for what came of it": asked,
    "report and end": script.end - up.end - asked,
  };
  return Object.fromEntries(Object.entries(milliseconds).map(([name, value]) => [name, value / 1000]));
}

function theOne<T>(all: readonly T[], wanted: (each: T) => boolean, name: string): T {
  const found = all.find(wanted);
  if (found === undefined) throw new Error(`the trace has no ${name}`);
  return found;
}
