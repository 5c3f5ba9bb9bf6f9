import type { TerminalSize } from "./connection.ts";

/**
 * Runs the master connection and ends it when standard input ends, so that it never outlives labnote. `$0` is its folder, the arguments are
 * its command line.
 * labnote writes a line to end it in order. Standard input that ends without a line, while there is a connection, means that labnote was
 * killed: the script then removes the folder with the keys, too. (Node closes the input of a child that has ended, without a line.)
 * ssh checks for signals before it waits, and notices one that comes in between only when the host sends something, seconds later. So the
 * script sends the signal until ssh is gone.
 * `sh` leads its own session, so that Ctrl-C at the user's terminal does not cut the connection before labnote has ended the run over it.
 */
export const MASTER = `folder=$0
exec 3<&0
"$@" </dev/null 3<&- & master=$!
{ read -r _ <&3 || { kill -0 "$master" && rm -rf "$folder"; }; while kill "$master"; do sleep 0.1; done; } >/dev/null 2>&1 &
exec 3<&-
wait "$master"`;

/**
 * Wraps a script so that it, too, ends when its standard input does. bash reads up to the closing brace before it runs anything, so any end of
 * the input after that is the end of the connection.
 */
export const bounded = (script: string): string => `{
exec 3<&0 </dev/null
{ read -r _ <&3; kill 0; } >/dev/null 2>&1 &
trap "kill $! 2>/dev/null" EXIT
exec 3<&-
${script}
exit
}
`;

/**
 * Starts a terminal's shell. labnote's standard input is not a terminal, so ssh sends terminal modes that are all off, and `stty sane` sets
 * them. The script reads the shell's rc file from standard input, up to a line with a dot, without an echo.
 */
export const shellOn = ({
  columns,
  rows,
}: TerminalSize): string => `exec bash -c 'stty sane iutf8 -echo cols ${columns} rows ${rows}
rc=
while IFS= read -r line && [ "$line" != . ]; do rc+="$line
"; done
stty echo
exec bash --rcfile <(printf %s "$rc") -i'`;
