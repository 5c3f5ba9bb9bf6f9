import { expect, jest, test } from "@jest/globals";
import { docker } from "../../src/hosts/engine/cli.ts";
import { bootHost } from "./fixtures/host.ts";
import { brief, console_, onHost, passes, startRunner, typeNote } from "./fixtures/run.ts";

// On a busy machine, the packages of a host take minutes.
jest.setTimeout(15 * 60_000);

const section = (...blocks: string[]) => `# A\n\n## 1 One\n\n${blocks.join("\n")}`;
const shows = (text: string) => (event: { type: string; data?: string }) =>
  event.type === "output" && (event.data?.includes(text) ?? false);

test("a reboot is seen as a new boot, after which the section goes on in new terminals, in a new login", async () => {
  await using host = await bootHost({ name: "rebooted" });
  const typed = `$ touch here; sudo groupadd labgroup && sudo usermod -aG labgroup $USER
$ sudo reboot
[reboot]
$ ls; id -nG | grep -c labgroup; docker ps -q
here
1`;
  expect(await typeNote(host, section(console_(typed)))).toMatchObject(passes);
});

test("a reboot that does not come about fails, and says so", async () => {
  await using host = await bootHost({ name: "stays-up" });
  const { record } = await typeNote(host, section(console_("$ sh -c 'echo no; exit 3'\n[reboot]\n$ echo on\non")));
  expect(brief(record)).toMatchObject([
    [expect.anything(), "failed", 3, "no"],
    ["echo on", "passed", 0, "on"],
  ]);
  expect(record.steps[0]?.reasons).toContainEqual(expect.objectContaining({ kind: "stillUp" }));
});

test("a host that is rebooted by hand in the middle of a run fails that run, with its record, and can be used again", async () => {
  await using host = await bootHost({ name: "by-hand" });
  await using runner = await startRunner(
    host,
    section(console_("$ echo one\none\n$ echo begun; sleep 600\n$ echo not done")),
  );
  await runner.happened(shows("begun"));
  await docker(["restart", "--time", "1", host.id]);
  expect(await runner.ended).toMatchObject({ code: 1, stderr: expect.stringContaining("was lost") });
  const record = await runner.record();
  expect(record).toMatchObject({
    outcome: "failed",
    reasons: [{ kind: "lost", why: expect.stringContaining("was lost") }],
  });
  expect(record.steps.map(({ outcome }) => outcome)).toEqual(["passed", "failed", "skipped"]);
  expect(await typeNote(host, section(console_("$ echo again\nagain")))).toMatchObject(passes);
});

test("a host that is removed in the middle of a run fails that run, with its record", async () => {
  await using host = await bootHost({ name: "removed" });
  await onHost(host, "true");
  await using runner = await startRunner(
    host,
    `${section(console_("$ echo begun; sleep 600"))}\n## 2 Two\n\n${console_("$ echo not done")}`,
  );
  await runner.happened(shows("begun"));
  await docker(["rm", "--force", "--volumes", host.id]);
  expect(await runner.ended).toMatchObject({ code: 1, stderr: expect.stringContaining("was lost") });
  const record = await runner.record();
  expect(record.outcome).toBe("failed");
  expect(record.steps.map(({ outcome }) => outcome)).toEqual(["failed", "skipped"]);
});

test("a host that is cut off in the middle of a run is noticed, and fails that run", async () => {
  await using host = await bootHost({ name: "cut-off" });
  await using runner = await startRunner(host, section(console_("$ echo begun; sleep 600")));
  await runner.happened(shows("begun"));
  await docker(["pause", host.id]);
  try {
    expect(await runner.ended).toMatchObject({ code: 1, stderr: expect.stringContaining("was lost") });
  } finally {
    await docker(["unpause", host.id]);
  }
});
