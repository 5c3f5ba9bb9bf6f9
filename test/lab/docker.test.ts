import { describe, expect, test } from "@jest/globals";
import { docker, faultOf } from "../../src/docker.ts";
import { describe as inWords } from "../../src/errors.ts";

describe("what an engine's words tell of", () => {
  test.each([
    ["no-client", "/bin/bash: line 1: docker: command not found"],
    ["no-engine", "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?"],
    [
      "no-engine",
      'error during connect: this error may indicate that the docker daemon is not running: Get "http://…"',
    ],
    ["no-engine", "failed to connect to the docker API at unix:///var/run/docker.sock; check if the path is correct"],
    [
      "no-rights",
      'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://…/json": dial unix /var/run/docker.sock: connect: permission denied',
    ],
    ["disk-full", "Error response from daemon: mkdir /var/lib/docker/overlay2/1: no space left on device"],
    [
      "name-taken",
      'Error response from daemon: Conflict. The container name "/labnote-a" is already in use by container "0f…". You have to remove (or rename) that container to be able to reuse that name.',
    ],
    [
      "port-taken",
      "Error response from daemon: driver failed programming external connectivity on endpoint a (0f…): Bind for 127.0.0.1:20022 failed: port is already allocated",
    ],
    ["port-taken", "Error starting userland proxy: listen tcp4 127.0.0.1:20022: bind: address already in use"],
    ["port-taken", "Ports are not available: exposing port TCP 127.0.0.1:20022 -> 0.0.0.0:0: listen tcp"],
    ["not-found", "Error: No such container: labnote-a"],
    ["not-found", "Error response from daemon: No such image: labnote/host:0"],
    ["not-found", "Error response from daemon: get labnote-a: no such volume"],
    ["not-found", "Error response from daemon: network labnote-a not found"],
    ["engine-died", "error during copy: unexpected EOF"],
    ["engine-died", 'Post "http://…/create": read unix @->/var/run/docker.sock: read: connection reset by peer'],
    ["other", "Error response from daemon: invalid reference format"],
  ])("%s: %s", (fault, words) => {
    expect(faultOf(words).fault).toBe(fault);
  });

  test("a fault that a user can mend comes with a remedy", () => {
    for (const words of [
      "Cannot connect to the Docker daemon",
      "no space left on device",
      "docker: command not found",
    ]) {
      expect(faultOf(words).remedy).toMatch(/run this again$/);
    }
  });
});

describe("the docker client", () => {
  test("that finds no engine says what to do, with the engine's words as the cause", async () => {
    const refused = await docker(["--host", "unix:///nowhere/docker.sock", "version"]).catch((error) => error);
    expect(inWords(refused)).toMatch(/because: (.|\n)*\/nowhere\/docker\.sock(.|\n)*try: start Docker/);
    expect(refused).toMatchObject({ name: "LabError", fault: "no-engine" });
  });

  test("is ended when its time is up, and that is a failure", async () => {
    await expect(docker(["events"], { timeout: 300 })).rejects.toMatchObject({
      fault: "timeout",
      message: "docker events did not end within 0.3 s",
    });
  });

  test("is ended when nobody wants its answer any more", async () => {
    await expect(docker(["events"], { signal: AbortSignal.timeout(300) })).rejects.toMatchObject({
      fault: "interrupted",
    });
    await expect(docker(["version"], { signal: AbortSignal.abort() })).rejects.toMatchObject({ fault: "interrupted" });
  });

  test("that ends before it took its input fails by what it said, and by nothing else", async () => {
    const input = "x".repeat(1_000_000);
    await expect(docker(["exec", "--interactive", "labnote-no-such-container", "sh"], { input })).rejects.toMatchObject(
      {
        fault: "not-found",
      },
    );
  });

  test("takes arguments as they are, whatever a shell would make of them", async () => {
    const words = await docker(["version", "--format", "$HOME `id` 'a' \"b\""]);
    expect(words).toBe("$HOME `id` 'a' \"b\"");
  });
});
