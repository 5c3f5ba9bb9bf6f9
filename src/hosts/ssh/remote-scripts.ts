import { TERMINAL } from "./connection.ts";

/**
 * Runs the master connection, whose folder is `$0` and whose command line follows, and ends it when standard input ends: it must not outlive this process, however that ends.
 * A line says that all is in order. An end without one, while there is a connection, says that this process was killed: the folder with
 * its keys goes, too. (Node closes the input of a child that has ended, without a line.)
 * ssh looks for a signal before it waits, and misses one that comes in between until its host is heard of again, seconds later: so it is sent
 * until ssh is gone.
 * `sh` leads a session of its own, so that Ctrl-C at the user's terminal does not cut the connection before the run was ended over it.
 */
export const MASTER = `folder=$0
exec 3<&0
"$@" </dev/null 3<&- & master=$!
{ read -r _ <&3 || { kill -0 "$master" && rm -rf "$folder"; }; while kill "$master"; do sleep 0.1; done; } >/dev/null 2>&1 &
exec 3<&-
wait "$master"`;

/**
 * Goes around a script so that it, too, ends when its standard input does: bash has read the braces to their end when it
 * starts, and whatever comes after them is the end.
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
 * What starts a terminal's shell. Standard input is no terminal here, so ssh sends modes that are all off; the shell takes its rc
 * file from standard input, up to a line with a dot, and shows none of it.
 */
export const SHELL = `exec bash -c 'stty sane iutf8 -echo cols ${TERMINAL.columns} rows ${TERMINAL.rows}
rc=
while IFS= read -r line && [ "$line" != . ]; do rc+="$line
"; done
stty echo
exec bash --rcfile <(printf %s "$rc") -i'`;
