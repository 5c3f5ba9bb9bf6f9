import { command, STACK } from "../src/cli/command.ts";
import { interruption } from "../src/common/abort.ts";
import { npm } from "../src/common/advice.ts";
import { endOf, timeLeft } from "../src/hosts/expiry.ts";
import { connect } from "../src/hosts/ssh/openssh.ts";
import { findHosts, oneHost } from "../src/lab/find.ts";

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
    const host = oneHost(await findHosts(stack, console.warn, signal, name), (each) => npm("ssh", each));
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
