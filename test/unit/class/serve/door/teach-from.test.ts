import { expect, test } from "@jest/globals";
import { WebSocket } from "ws";
import { listen } from "../../../../../src/class/serve/listen.ts";
import { cookieOf, enter, knock } from "../../../../class/door.ts";
import { serveHere } from "../../../../class/here.ts";

// Other systems have one address on the loopback.
const onLinux = process.platform === "linux" ? test : test.skip;
const [NAMED, OTHER] = ["127.0.0.20", "127.0.0.21"];

onLinux(
  "the board opens on this machine and at the addresses that are named, and anywhere else it says why not",
  async () => {
    await using here = await serveHere(undefined, { students: ["mina"], teachFrom: [NAMED] });
    const token = new URL(here.teacher).hash.slice(1);
    const cookie = await cookieOf(here.teacher);
    const host = new URL(here.url).host;
    const boards = async (from?: string) => {
      const at = from === undefined ? {} : { from };
      const pages = ["/board", "/cards"].map((path) => knock(here.url, { path, headers: { host, cookie }, ...at }));
      return (await Promise.all([enter(here.url, { token }, at), ...pages])).map(({ status, body }) => [
        status,
        /--teach-from/.test(body),
      ]);
    };
    const line = (from?: string) =>
      new Promise<string>((resolve) => {
        const headers = { cookie, origin: here.url };
        const at = from === undefined ? {} : { localAddress: from };
        const socket = new WebSocket(`${here.url.replace("http", "ws")}/line?board`, { headers, ...at });
        socket.once("open", () => resolve("open")).once("error", ({ message }) => resolve(message));
        socket.once("open", () => socket.close());
      });
    for (const from of [undefined, NAMED]) {
      expect([from, await boards(from)]).toEqual([from, Array(3).fill([200, false])]);
      expect([from, await line(from)]).toEqual([from, "open"]);
    }
    expect(await boards(OTHER)).toEqual(Array(3).fill([403, true]));
    expect(await line(OTHER)).toContain("403");
    // A student's page opens there.
    expect((await knock(here.url, { headers: { host }, from: OTHER })).status).toBe(200);
  },
);

test("an address counts as one that is named in whichever way it is written", async () => {
  const listener = await listen({ address: "127.0.0.1", port: 0, teachFrom: ["192.168.0.20", "2001:DB8::0:1"] });
  try {
    const { mayTeach } = listener.place;
    expect(
      ["127.0.0.1", "::ffff:127.0.0.1", "192.168.0.20", "::ffff:192.168.0.20", "2001:db8::1"].map(mayTeach),
    ).toEqual(Array(5).fill(true));
    expect(["192.168.0.2", "192.168.0.200", "2001:db8::2", "", "evil"].map(mayTeach)).toEqual(Array(5).fill(false));
  } finally {
    await listener.close();
  }
});
