import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import { parse, stringify } from "yaml";
import { LabError } from "../../src/common/errors.ts";
import { prepareHostImage } from "../../src/hosts/docker/host-image.ts";
import { docker } from "../../src/hosts/engine/cli.ts";
import { endOf, extend, extendAll } from "../../src/hosts/expiry.ts";
import type { Host } from "../../src/hosts/host.ts";
import { waitUntilReady } from "../../src/hosts/readiness.ts";
import { connect } from "../../src/hosts/ssh/openssh.ts";
import { until } from "../until.ts";
import { bootHost, setUpText } from "./fixtures/host.ts";
import { testLab } from "./fixtures/lab.ts";

jest.setTimeout(15 * 60_000);

const HOUR = 3_600_000;
/** As hours. */
const seconds = (number: number) => number / 3600;

const patient = { within: 600_000, images: [] };
const signal = new AbortController().signal;

const stateOf = async (id: string) =>
  JSON.parse(await docker(["container", "inspect", "--format", "{{json .State}}", id])) as {
    Status: string;
    ExitCode: number;
    StartedAt: string;
    FinishedAt: string;
  };

/** Resolves when a host is down and is not started again, to when that was; it must have ended by its own will. */
async function ended(id: string): Promise<Date> {
  const state = await until(
    "the host is down",
    async () => {
      const now = await stateOf(id);
      return now.Status === "exited" ? now : undefined;
    },
    120_000,
  );
  expect(state.ExitCode).toBe(0);
  return new Date(state.FinishedAt);
}

/** Does this, and resolves to the times, in milliseconds, between which it was done: as the ends of hosts are told, from a whole second on. */
async function timed(act: () => Promise<unknown>): Promise<{ from: number; to: number }> {
  const from = Math.floor(Date.now() / 1000) * 1000;
  await act();
  return { from, to: Date.now() };
}

/** That a host whose making fell into these times is to end so many hours after it. */
function expectEnd(ends: string | null, { from, to }: { from: number; to: number }, hours: number): void {
  const end = Date.parse(ends ?? "none");
  expect(end).toBeGreaterThanOrEqual(from + hours * HOUR);
  expect(end).toBeLessThanOrEqual(to + hours * HOUR);
}

/** What comes of a host; `undefined` where it ended before that. @param end when the host ends by itself, in milliseconds */
const whileItLives = <Got>(end: number, coming: Promise<Got>): Promise<Got | undefined> =>
  coming.catch((error: unknown) => {
    if (Date.now() < end - 1000) throw error;
    return undefined;
  });

/** @returns false if the host ended before its end could be looked at again */
async function endsAfterReboot(life: number): Promise<boolean> {
  await using host = await bootHost({ name: `rebooted-${life}`, baked: true, hours: seconds(life), swap: 64 });
  const latest = Date.now() + life * 1000;
  const remote = await whileItLives(latest, waitUntilReady(host, { ...patient, within: life * 1000 }));
  if (remote === undefined) return false;
  const { StartedAt } = await stateOf(host.id);
  const told = await whileItLives(latest, endOf(remote, host));
  if (told === undefined) return false;
  const end = (told as Date).getTime();
  await remote.run("sudo reboot", { timeout: 10_000 }).catch(() => {});
  await remote.close();
  // On a busy machine, shutting down takes long, and the end may come first.
  const rebooted = async () => {
    const now = await stateOf(host.id);
    return now.StartedAt !== StartedAt || (now.Status === "exited" && Date.now() > end) || undefined;
  };
  await until("it has rebooted", rebooted, 120_000);
  const again = await whileItLives(end, waitUntilReady(host, { ...patient, within: life * 1000 }));
  const toldAgain = again && (await whileItLives(end, endOf(again, host)));
  if (again === undefined || toldAgain === undefined) return false;
  expect(toldAgain).toEqual(told);
  await again.close();
  expect((await ended(host.id)).getTime()).toBeGreaterThanOrEqual(end);
  return true;
}

// Once, and not by each.
beforeAll(() => prepareHostImage({ base: "auto", baked: true }, () => {}));

// Side by side, as each is a wait.
describe("a host", () => {
  test.concurrent("ends by itself, at the time that was set when it was made, though it was rebooted since", async () => {
    // On a busy machine a host may end before it was looked at twice. Another one then lives longer.
    for (const life of [90, 200]) if (await endsAfterReboot(life)) return;
    throw new Error("no host lived until it was looked at twice");
  });

  test.concurrent("ends by itself even if its packages could not be had", async () => {
    const changes = { packages: ["no-such-package"], package_update: false, runcmd: [] };
    const setUp = `#cloud-config\n${stringify({ ...parse(await setUpText()), ...changes })}`;
    // A busy machine takes long to see that they cannot be had. The end comes nearer then.
    await using host = await bootHost({ name: "failed", setUp, hours: 0.5 });
    await expect(waitUntilReady(host, patient)).rejects.toThrow("cloud-init has finished without an error");
    const remote = await connect(host);
    expect(await endOf(remote, host)).toEqual(expect.any(Date));
    await extend(remote, host, seconds(5));
    await remote.close();
    await ended(host.id);
  });

  test.concurrent("that was down when its end came ends as soon as it is started", async () => {
    await using host = await bootHost({ name: "down", baked: true, hours: 1 });
    const remote = await waitUntilReady(host, patient);
    // From now and not from its making: a busy machine takes long to have it ready.
    const end = (await extend(remote, host, seconds(60))) as Date;
    await remote.close();
    await docker(["stop", "--time", "20", host.id]);
    await until("its end has passed", async () => (Date.now() > end.getTime() ? true : undefined), 120_000);
    expect((await stateOf(host.id)).ExitCode).not.toBe(0);
    await docker(["start", host.id]);
    await ended(host.id);
  });

  test.concurrent("has its end moved, each by itself, and told", async () => {
    await using host = await bootHost({ name: "moved", baked: true, hours: 0.5 });
    await using endless = await bootHost({ name: "endless", baked: true });
    const remotes = await Promise.all([waitUntilReady(host, patient), waitUntilReady(endless, patient)]);
    const [remote] = remotes;
    try {
      expect(await Promise.all(remotes.map((each) => endOf(each, host)))).toEqual([expect.any(Date), undefined]);
      const unreachable: Host = { ...host, name: "gone", sshPort: 1 };
      const started = Date.now();
      const moved = await extendAll([unreachable, host, endless], 3, signal);
      expect(moved.map(({ host }) => host.name)).toEqual(["gone", "moved", "endless"]);
      expect(moved.map(({ end }) => end)).toEqual([expect.any(LabError), expect.any(Date), undefined]);
      const end = moved[1]?.end as Date;
      expect(end.getTime()).toBeGreaterThanOrEqual(Math.floor(started / 1000) * 1000 + 3 * HOUR);
      expect(await endOf(remote, host)).toEqual(end);
      expect(((await extend(remote, host)) as Date).getTime()).toBeGreaterThanOrEqual(end.getTime());
      expect(((await extend(remote, host, seconds(5))) as Date).getTime()).toBeLessThan(end.getTime());
    } finally {
      await Promise.all(remotes.map((each) => each.close()));
    }
    await ended(host.id);
    expect((await stateOf(endless.id)).Status).toBe("running");
  });

  test.concurrent("of a lab tells its end to ssh and to the record, keeps it from a changed number of hours, and is made anew after it, or to have none", async () => {
    await using lab = await testLab();
    const note = await lab.writeNote("# A note\n\n## A section\n\n```console\n$ echo hello\nhello\n```\n");
    const start = (hours: number) => lab.run("start", "--set", `note=${note}`, "--set", `hours=${hours}`);
    const container = async () => (await docker(["ps", "--all", "--quiet", "--filter", `name=-${lab.stack}-`])).trim();

    const made = await timed(async () => expect(await start(1)).toMatchObject({ code: 0 }));
    const { ends, ...record } = (await lab.record()).host;
    expect(record).toMatchObject({ kind: "container" });
    expectEnd(ends, made, 1);
    let told = "";
    const looked = await timed(async () => {
      told = (await lab.run("ssh")).stderr;
    });
    // Its end was moved at the end of npm start. Whole minutes are told.
    const [, hours = "0", minutes = "0"] =
      /^host-1 ends by itself at \d\d:\d\d.* \(in (?:(\d+) h)? ?(?:(\d+) min)?\)$/m.exec(told) ?? [];
    const left = (Number(hours) * 60 + Number(minutes)) * 60_000;
    expect(left).toBeGreaterThan(made.from + HOUR - looked.to - 60_000);
    expect(left).toBeLessThanOrEqual(made.to + HOUR - looked.from);

    const id = await container();
    const before = await lab.record();
    expect(await start(2)).toMatchObject({ code: 0 });
    expect(await container()).toBe(id);
    expect(await lab.record()).toEqual(before);

    // Late enough that a busy host has said it before it comes.
    await docker(["exec", id, "labnote-extend", String(seconds(5))]);
    await ended(id);
    const gone = (await lab.run("ssh")).stderr;
    expect(gone).toMatch(/^The host host-1 .*\n {2}because: .*\n {2}try: .*replaces one that has ended/m);
    expect(gone).toContain(`npm start -- --stack ${lab.stack}`);
    expect(await start(2)).toMatchObject({ code: 0 });
    const another = await container();
    expect(another).not.toBe(id);
    expect((await stateOf(another)).Status).toBe("running");

    expect(await lab.run("start", "--unset", "hours")).toMatchObject({ code: 0 });
    expect(await container()).not.toBe(another);
    expect((await lab.record()).host.ends).toBeNull();
    expect((await lab.run("ssh")).stderr).not.toContain("ends by itself");
  });

  test.concurrent("that is new in an older lab ends after the hours that are set now, and on the others the note is not run again", async () => {
    await using lab = await testLab();
    const note = await lab.writeNote("# A note\n\n## A section\n\n```console\n$ echo hello\nhello\n```\n");
    expect(await lab.run("start", "--set", `note=${note}`, "--set", "hours=0.5")).toMatchObject({ code: 0 });
    const before = await lab.record("host-1");

    const made = await timed(async () =>
      expect(await lab.run("start", "--set", "hours=4", "--set", "students=2")).toMatchObject({ code: 0 }),
    );
    expectEnd((await lab.record("host-2")).host.ends, made, 4);
    expect(await lab.record("host-1")).toEqual(before);
  });
});
