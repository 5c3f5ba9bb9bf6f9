import "../src/lab/setup/compile-cache.ts";
import { command, STACK } from "../src/cli/command.ts";
import { interruption } from "../src/common/abort.ts";
import { advice, npm } from "../src/common/advice.ts";
import { LabError } from "../src/common/errors.ts";
import { endOf, timeLeft } from "../src/hosts/expiry.ts";
import { connect } from "../src/hosts/ssh/openssh.ts";
import { findHosts } from "../src/lab/find.ts";

await command(
  {
    name: "ssh",
    summary:
      "Opens a shell on a host of the lab, and says when the host ends by itself. Exits with the status of the shell.",
    arguments: ["[HOST]"],
    options: { stack: STACK },
    exits: {
      0: "the shell ended with 0; any other status of the shell is passed on",
      1: "the lab is not up, or has no such host",
      130: "interrupted before the shell was open",
    },
  },
  async ({ stack }, [name], console) => {
    const { signal } = interruption();
    const hosts = await findHosts(stack, console.warn, signal, name);
    const [host] = hosts;
    if (host === undefined || hosts.length > 1)
      throw new LabError("The lab has several hosts", {
        remedy: hosts
          .map((each) => npm("ssh", each.name))
          .reduce((all, each, index) => advice`${all}${index === 0 ? "" : ", "}${each}`, advice`name one: `),
      });
    const remote = await connect(host, signal);
    // A signal to labnote closes the open shell. (Ctrl-C in the shell goes to the shell.)
    signal.addEventListener("abort", () => remote.close(), { once: true });
    try {
      const end = await endOf(remote, host, signal);
      if (end !== undefined) console.warn(`${host.name} ${timeLeft(end, new Date())}`);
      return await remote.login();
    } finally {
      await remote.close();
    }
  },
);
