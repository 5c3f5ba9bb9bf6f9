import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import { type ClassListener, type Listening, listen } from "../../../../src/class/serve/listen.ts";
import { describe as inWords } from "../../../../src/common/errors.ts";
import { knock } from "../../../class/door.ts";
import { until } from "../../../until.ts";

let all: { close(): unknown }[] = [];
afterEach(async () => {
  await Promise.all(all.map((each) => each.close()));
  all = [];
});
async function listens(more: Partial<Listening> = {}): Promise<ClassListener> {
  const listener = await listen({ address: "127.0.0.1", port: 0, ...more });
  all.push(listener);
  return listener;
}
const portOf = (server: Server): number => (server.address() as AddressInfo).port;

describe("a class that listens", () => {
  test("is known by its address, by localhost on the loopback, and by the name that it has, each with its port", async () => {
    const { place, url, server } = await listens({ name: "class.test" });
    const port = portOf(server);
    expect(url).toBe(`http://class.test:${port}`);
    expect([...place.hosts]).toEqual([`class.test:${port}`, `127.0.0.1:${port}`, `localhost:${port}`]);
    expect([...place.origins]).toEqual([...place.hosts].map((host) => `http://${host}`));
    expect(place).toMatchObject({ port, secure: false });
  });

  test("answers from when it is served on, and a handler that breaks ends no server", async () => {
    const { url, serve } = await listens();
    serve((request) => {
      if (request.url.endsWith("/breaks")) throw new Error("it broke");
      return new Response("served");
    });
    expect(await knock(url)).toMatchObject({ status: 200, body: "served" });
    expect((await knock(url, { path: "/breaks" })).status).toBe(400);
    expect(await knock(url)).toMatchObject({ status: 200, body: "served" });
  });

  // Other systems have one address on the loopback.
  (process.platform === "linux" ? test : test.skip)(
    "lets one address hold 800 connections, so that others get in, and takes more when some have ended",
    async () => {
      const { serve, place } = await listens();
      serve(() => new Response("served"));
      const holds = () => {
        const socket = connect({ host: "127.0.0.1", port: place.port, localAddress: "127.0.0.9" });
        all.push({ close: () => socket.destroy() });
        return socket.on("error", () => {});
      };
      const sockets = Array.from({ length: 900 }, holds);
      const open = () => sockets.filter(({ destroyed }) => !destroyed).length;
      await Promise.all(sockets.map((socket) => once(socket, "connect").catch(() => {})));
      await until("all beyond 800 are closed", async () => open() === 800 || undefined);
      const url = `http://127.0.0.1:${place.port}`;
      expect(await knock(url)).toMatchObject({ status: 200, body: "served" });
      await expect(knock(url, { from: "127.0.0.9" })).rejects.toThrow();
      for (const socket of sockets.slice(0, 10)) socket.destroy();
      const again = () => knock(url, { from: "127.0.0.9" }).catch(() => undefined);
      expect(await until("it gets in", again)).toMatchObject({ status: 200, body: "served" });
    },
  );

  test("frees its port when it closes, with what is still connected", async () => {
    const first = await listen({ address: "127.0.0.1", port: 0 });
    const answering = Promise.withResolvers<void>();
    first.serve(() => {
      answering.resolve();
      return new Promise(() => {});
    });
    const waiting = knock(first.url);
    await answering.promise;
    const closed = first.close();
    await expect(waiting).rejects.toThrow();
    await closed;
    await listens({ port: first.place.port });
  });

  test("says that a port is taken, and what to do", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    all.push({ close: () => new Promise((resolve) => other.close(resolve)) });
    await new Promise((resolve) => other.once("listening", resolve));
    const port = portOf(other);
    const said = await listens({ port }).then(String, (error) => inWords(error, "lab"));
    expect(said).toContain(`The class cannot listen at 127.0.0.1, port ${port}`);
    expect(said).toContain("npm run class -- --port NUMBER");
    // An address of the documentation, which no machine has.
    const nowhere = await listens({ address: "203.0.113.7" }).then(String, (error) => inWords(error, "lab"));
    expect(nowhere).toContain("name an address of this machine");
  });
});
