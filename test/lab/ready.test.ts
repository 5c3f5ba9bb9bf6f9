import { describe, expect, jest, test } from "@jest/globals";
import { parse, stringify } from "yaml";
import { docker } from "../../src/hosts/engine/cli.ts";
import { type Requirement, requirements, waitUntilReady } from "../../src/hosts/readiness.ts";
import { makeKey } from "../../src/hosts/ssh-keys.ts";
import { until } from "../until.ts";
import { bareSetUp, bootHost, setUpText } from "./fixtures/host.ts";

jest.setTimeout(15 * 60_000);

const setUpWith = async (changes: object) => `#cloud-config\n${stringify({ ...parse(await setUpText()), ...changes })}`;
/** As long as a user's lab takes at most: on a busy machine, packages take minutes. */
const patient = { within: 600_000, images: [] };
const hasty = { within: 2000, images: [] };
const why = (promise: Promise<unknown>) =>
  promise.then(
    () => "it is ready",
    (error: Error) => error.message,
  );

test("a host is ready once all of it is, and not before", async () => {
  await using host = await bootHost({ name: "ready" });
  const images = host.images.map(({ name }) => name);
  const remote = await waitUntilReady(host, { ...patient, images });
  try {
    const { stdout } = await remote.run("cloud-init status; docker ps -q; id -nG", { timeout: 10_000 });
    expect(stdout).toMatch(/^status: done\n.*docker/s);
  } finally {
    await remote.close();
  }

  const [another, login] = await Promise.all([makeKey(), makeKey()]);
  // Side by side, as each is a wait.
  const [otherHost, otherLogin, noPort, noImage] = await Promise.all([
    why(waitUntilReady({ ...host, hostKey: another.public }, patient)),
    // So long that a host with OpenSSH 9.8 or newer would not talk to this machine any more, were it asked all the time.
    why(waitUntilReady({ ...host, loginKey: login.private }, { within: 8000, images: [] })),
    why(waitUntilReady({ ...host, sshPort: 1 }, hasty)),
    why(waitUntilReady(host, { ...patient, images: ["no-such-image:1"] })),
  ]);
  expect(otherHost).toMatch(
    /What does not hold: its key is that of the host that was made.*Host key verification failed/s,
  );
  expect(otherLogin).toMatch(/What does not hold: its user can log in.*Permission denied/s);
  expect(noPort).toMatch(/What does not hold: the host answers.*refused/s);
  expect(noImage).toMatch(/What does not hold: the note's images.*no-such-image:1 is not available.*404/s);
  const [stop, reason] = [new AbortController(), new Error("stopped")];
  setTimeout(() => stop.abort(reason), 300);
  await expect(waitUntilReady({ ...host, sshPort: 1 }, { ...patient, signal: stop.signal })).rejects.toBe(reason);
});

describe("the wait for a host that was set up wrongly fails at once, with what did not hold and the end of cloud-init's log:", () => {
  test("a command of cloud-init failed", async () => {
    const setUp = await setUpWith({ runcmd: [["sh", "-c", "echo the words in the log; exit 3"]] });
    await using host = await bootHost({ name: "failing", setUp });
    const said = await why(waitUntilReady(host, patient));
    expect(said).toMatch(/What does not hold: cloud-init has finished without an error\n {2}seen: .*error/s);
    expect(said).toContain("the words in the log");
  });

  test("there is no docker on it", async () => {
    await using host = await bootHost({ name: "no-docker", setUp: await bareSetUp() });
    expect(await why(waitUntilReady(host, patient))).toMatch(
      /What does not hold: docker answers its user without sudo.*docker: .*not found/s,
    );
  });
});

test("a host that restarts while it is waited for is waited for on", async () => {
  await using host = await bootHost({ name: "restarting", baked: true });
  const restarts: Requirement = {
    ...{ description: "it has restarted", hint: "wait", patience: 60_000 },
    probe: { script: () => "[ -e ~/been ] || { touch ~/been; sudo reboot; sleep 60; }" },
  };
  const remote = await waitUntilReady(host, { ...patient, requirements: [...requirements, restarts] });
  try {
    expect(await remote.run("ls", { timeout: 10_000 })).toMatchObject({ exit: 0, stdout: "been\n" });
  } finally {
    await remote.close();
  }
});

test("the wait for a host that takes too long fails with what the host was still doing", async () => {
  const setUp = await setUpWith({ runcmd: [["sh", "-c", "echo about to sleep; sleep 600"]] });
  await using host = await bootHost({ name: "slow", setUp });
  // On a busy machine, the packages alone take minutes.
  const log = () => docker(["exec", host.id, "cat", "/var/log/cloud-init-output.log"]).catch(() => "");
  await until("it sleeps", async () => ((await log()).includes("about to sleep") ? true : undefined), 600_000);
  expect(await why(waitUntilReady(host, { within: 45_000, images: [] }))).toMatch(
    /What does not hold: cloud-init has finished.*about to sleep/s,
  );
});
