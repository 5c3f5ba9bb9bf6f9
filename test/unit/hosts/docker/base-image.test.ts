import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { ensureHostImage } from "../../../../src/hosts/docker/base-image.ts";
import { withProgram } from "../../with-program.ts";

/** An engine that has all that is made without Docker Hub, but no base of a host, and pulls with those words. */
const engine = (words: string) =>
  withProgram(
    "docker",
    `printf '%s\\n' "$*" >> "$(dirname "$0")/asked"
case "$*" in
  "image inspect"*labnote/base:* | "image inspect"*" ubuntu:"*) echo "Error: No such image" >&2; exit 1 ;;
  "pull"*) echo '${words}' >&2; exit 1 ;;
esac`,
  );

test.each([
  'Error response from daemon: Get "https://registry-1.docker.io/v2/": read: connection reset by peer',
  'Error response from daemon: Get "https://registry-1.docker.io/v2/": EOF',
  "toomanyrequests: You have reached your pull rate limit",
  // In the middle of a download the client passes on what befell the engine, and does not say that it was the engine.
  "read tcp 10.0.0.2:40000->1.2.3.4:443: read: connection reset by peer",
  "unexpected EOF",
])("hosts are made from Debian where Docker Hub does not give Ubuntu: %s", async (words) => {
  await using client = await engine(words);
  const said: string[] = [];
  const made = await ensureHostImage("auto", (line) => said.push(line));
  expect(made.base).toBe("Debian 12");
  expect(said).toContain("Docker Hub is out of reach, so hosts are made from Debian 12");
  expect(await readFile(join(client.folder, "asked"), "utf8")).toContain("pull --quiet ubuntu:20.04");
});

test("an engine that is down is told of, and nothing else is tried", async () => {
  await using _client = await engine("Cannot connect to the Docker daemon at unix:///var/run/docker.sock.");
  await expect(ensureHostImage("auto")).rejects.toMatchObject({ fault: "no-engine" });
});

test("Ubuntu that was asked for and cannot be pulled is a failure with the engine's words and what to do", async () => {
  await using _client = await engine("toomanyrequests: slow down");
  await expect(ensureHostImage("ubuntu")).rejects.toMatchObject({
    message: "The image ubuntu:20.04 could not be pulled from Docker Hub",
    remedy: expect.stringContaining("set base to debian"),
    cause: expect.objectContaining({ cause: expect.objectContaining({ message: "toomanyrequests: slow down" }) }),
  });
});
