import { describe, expect, test } from "@jest/globals";
import { docker, dockerFaultOf } from "../../../../src/hosts/engine/cli.ts";
import { withProgram } from "../../with-program.ts";

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
    // The engine lives, and tells that somebody else broke off.
    [
      "other",
      'Error response from daemon: Get "https://registry-1.docker.io/v2/": read tcp 10.0.0.2:40000->1.2.3.4:443: read: connection reset by peer',
    ],
    ["other", 'Error response from daemon: Get "https://registry-1.docker.io/v2/": EOF'],
    [
      "other",
      'Using default tag: latest\nError response from daemon: Head "https://registry-1.docker.io/v2/library/ubuntu/manifests/latest": unexpected EOF',
    ],
  ])("%s: %s", (fault, words) => {
    expect(dockerFaultOf(words).fault).toBe(fault);
  });

  test("a fault that a user can mend comes with a remedy", () => {
    for (const words of [
      "Cannot connect to the Docker daemon",
      "no space left on device",
      "docker: command not found",
    ]) {
      expect(dockerFaultOf(words).remedy).toMatch(/run this again$/);
    }
  });
});

test("the docker client, and the shell that may miss it, are asked for the words that are known here", async () => {
  await using _client = await withProgram("docker", 'echo "$LC_ALL"');
  expect(await docker(["version"])).toBe("C");
});

test("a docker command that fails is named whole, as it can be typed again, and without its standard input", async () => {
  await using _client = await withProgram("docker", "exit 1");
  const args = ["create", "--name", "host-1", "--label", "of=a lab", "image"];
  const failure = docker(args, { input: "what is sent" });
  await expect(failure).rejects.toThrow("docker create --name host-1 --label $'of=a lab' image failed");
  await expect(failure).rejects.not.toThrow("what is sent");
});

test("the middle of a very long docker command that fails is left out", async () => {
  await using _client = await withProgram("docker", "exit 1");
  const labels = Array.from({ length: 500 }, (_, index) => `--label=l${index}`);
  const failure = docker(["create", ...labels, "image"]);
  await expect(failure).rejects.toThrow(
    /^docker create --label=l0 --label=l1 [^…]{100,} … [^…]{100,} --label=l499 image failed$/,
  );
  expect(String(await failure.catch((error) => error.message)).length).toBeLessThan(700);
});
