// Serves a class as `npm run class` does, in a process of its own: its request is a line on standard input, which stays open for as long as the class
// is wanted. Prints a line of JSON with the links, and one for each defect.

import { join } from "node:path";
import { createInterface } from "node:readline";
import { serveClass } from "../../src/class/serve/class.ts";
import { classHosts } from "../../src/cli/class/own-host.ts";
import { inOneLine } from "../../src/common/errors.ts";
import type { Host } from "../../src/hosts/host.ts";
import { connect } from "../../src/hosts/ssh/openssh.ts";
import { readNote } from "../../src/note/read.ts";
import { Redactor } from "../../src/record/redact/redactor.ts";
import type { HereRequest, Line, Links } from "./here.ts";
import { LocalHost } from "./local-connection.ts";

const print = (line: Line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const failed = (error: unknown) =>
  print({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
process.on("uncaughtException", failed);
process.on("unhandledRejection", failed);

const lines = createInterface({ input: process.stdin });
const over = new Promise((resolve) => lines.once("close", resolve));
const [first] = await new Promise<string[]>((resolve) => lines.once("line", (line) => resolve([line])));
const request = JSON.parse(first as string) as HereRequest;
const { markdown, students, hosts: real, folder, address, port, teachFrom, limits } = request;

const locals = students.map((student) => new LocalHost(student, join(folder, "homes")));
const all: readonly Host[] = real ?? locals.map(({ host }) => host);
const { own, hosts } = classHosts(all, undefined);
const running = await serveClass({
  ...{ note: readNote(markdown, "note.md"), markdown, hosts, own, failed, ...(limits !== undefined && { limits }) },
  ...{ data: join(folder, "data"), records: join(folder, "records") },
  listen: { address, port, teachFrom },
  redactor: new Redactor({ secrets: all.map(({ loginKey }) => loginKey).filter(Boolean), note: markdown }),
  trouble: (host, error) => print({ trouble: `${host.name}: ${inOneLine(error)}` }),
  ...(real === null
    ? { connect: (host: Host) => (locals.find(({ host: { name } }) => name === host.name) as LocalHost).connect() }
    : { connect }),
});
const link = (token: string) => `${running.url}/#${token}`;
const { seats } = running;
const links: Links = {
  url: running.url,
  teacher: link(seats.teacherToken),
  all: link(seats.classToken),
  students: Object.fromEntries(
    hosts.map(({ name }) => {
      const { token, code } = seats.linkOf(name);
      return [name, { link: link(token), code }];
    }),
  ),
};
print({ links });
// The teacher ends the class.
lines.once("line", () => void running.end("class").then(() => lines.close()));
process.once("SIGTERM", () => lines.close());
await over;
await running.end();
await Promise.all(locals.map((local) => local[Symbol.asyncDispose]()));
process.exit(0);
