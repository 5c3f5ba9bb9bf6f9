import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { expect, test } from "@jest/globals";
import { sshGreets } from "../../../../src/hosts/vm/machine/boot.ts";
import { until } from "../../../until.ts";

/** A server at a port of 127.0.0.1 that does something with each connection. */
async function serve(act: (connection: Socket) => void) {
  const open = new Set<Socket>();
  const server = createServer((connection) => {
    open.add(connection);
    connection.on("error", () => {}).on("close", () => open.delete(connection));
    act(connection);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    ...{ port: (server.address() as AddressInfo).port, open },
    async [Symbol.asyncDispose]() {
      for (const connection of open) connection.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

test("an SSH server greets, and is left", async () => {
  await using server = await serve((connection) => connection.write("SSH-2.0-OpenSSH_9.9\r\n"));
  expect(await sshGreets(server.port)).toBe(true);
  await until("the connection is closed", async () => server.open.size === 0 || undefined);
});

test.each([
  ["hangs up without a word, as what leads the port does before the machine is up,", (one: Socket) => one.end()],
  ["breaks off", (connection: Socket) => connection.resetAndDestroy()],
  ["greets for something else", (connection: Socket) => connection.write("220 mail.example ESMTP\r\n")],
  ["speaks an SSH that is too old", (connection: Socket) => connection.write("SSH-1.5-OpenSSH_2\r\n")],
])("a server that %s is no SSH server yet", async (_, act) => {
  await using server = await serve(act);
  expect(await sshGreets(server.port)).toBe(false);
});

test("nobody greets at a port at which nobody listens", async () => {
  const gone = await serve(() => {});
  await gone[Symbol.asyncDispose]();
  expect(await sshGreets(gone.port)).toBe(false);
});

test("a server that is silent is left when the work is interrupted", async () => {
  await using server = await serve(() => {});
  const interrupted = new AbortController();
  const asking = sshGreets(server.port, interrupted.signal);
  await until("the server has a connection", async () => server.open.size > 0 || undefined);
  interrupted.abort(new Error("Ctrl-C"));
  expect(await asking).toBe(false);
  await until("the connection is closed", async () => server.open.size === 0 || undefined);
});

test("nobody is asked when the work was interrupted before", async () => {
  await using server = await serve((connection) => connection.write("SSH-2.0-OpenSSH_9.9\r\n"));
  expect(await sshGreets(server.port, AbortSignal.abort())).toBe(false);
});
