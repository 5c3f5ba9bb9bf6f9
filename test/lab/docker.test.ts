import { describe, expect, test } from "@jest/globals";
import { describe as inWords } from "../../src/common/errors.ts";
import { docker } from "../../src/hosts/engine/cli.ts";

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

  test("is ended when its caller aborts", async () => {
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

  test("gets its arguments as they are: no shell expands them", async () => {
    const words = await docker(["version", "--format", "$HOME `id` 'a' \"b\""]);
    expect(words).toBe("$HOME `id` 'a' \"b\"");
  });
});
