import type { Channel, Connection } from "../../hosts/ssh/connection.ts";
import { rcFile } from "./marks.ts";

/** A shell that marks what it does with this nonce. Its folder is the section's, relative to the home folder; it exists when the promise resolves. */
export interface NewShell {
  nonce: string;
  folder: Promise<string>;
  /** Whether it is root's. */
  root: boolean;
}

/** Opens a shell on a real terminal of the host; its bytes come with its marks. */
export type OpenShell = (shell: NewShell, onData: (data: Uint8Array) => void) => Channel;

/** Opens the shells of a run. */
export const runShells =
  (remote: Pick<Connection, "terminal">): OpenShell =>
  ({ nonce, folder, root }, onData) =>
    remote.terminal(
      folder.then((name) => rcFile({ nonce, folder: name, root })),
      onData,
    );
