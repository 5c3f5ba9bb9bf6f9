import { dirname } from "node:path";
import { shellQuote } from "../../common/advice.ts";
import { CHECKOUT, FOLDER } from "../../common/paths.ts";
import type { Backend } from "../pulumi/backend.ts";
import type { PulumiFacts } from "../pulumi/cli.ts";
import { projectFolder } from "../pulumi/project.ts";

/** What Pulumi needs to work for a folder that is not the checkout. */
export interface Workplace {
  /** The folder of the project. */
  project: string;
  /** The folder of labnote's Node. */
  node: string;
  /** What labnote's own command says to all below it. */
  variables: { readonly [name: string]: string };
}

function workplace(): Workplace | undefined {
  if (FOLDER === CHECKOUT) return undefined;
  const { LABNOTE_COMMAND = "" } = process.env;
  const variables = { LABNOTE_FOLDER: FOLDER, LABNOTE_COMMAND };
  return { project: projectFolder(), node: dirname(process.execPath), variables };
}

/**
 * How `pulumi` by hand works on the same labs, as lines for a shell.
 *
 * @param place `undefined` for the labs of the checkout, in which the user is then
 */
export function byHand(
  { pulumi, state }: { pulumi: Pick<PulumiFacts, "ready" | "own">; state: Pick<Backend, "env"> },
  place: Workplace | undefined = workplace(),
): string[] {
  const root = pulumi.ready?.root;
  const own = root !== undefined && root === pulumi.own;
  const programs = [
    ...(own ? [shellQuote(`${root}/bin`)] : []),
    ...(place !== undefined ? [shellQuote(place.node)] : own ? ['"$PWD/node_modules/.bin"'] : []),
  ];
  return [
    // The physical path: Pulumi finds the settings relative to it.
    ...(place === undefined ? [] : [`cd -P ${shellQuote(place.project)}`]),
    ...(programs.length === 0 ? [] : [`export PATH=${[...programs, '"$PATH"'].join(":")}`]),
    ...Object.entries({ ...pulumi.ready?.env, ...state.env, ...place?.variables }).map(([name, value]) =>
      value === undefined ? `unset ${name}` : `export ${name}=${shellQuote(value)}`,
    ),
  ];
}
