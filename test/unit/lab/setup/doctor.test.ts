import { describe, expect, test } from "@jest/globals";
import type { Check } from "../../../../src/hosts/kind.ts";
import { type CheckInWords, checkInWords, checks, type MachineFacts } from "../../../../src/lab/setup/doctor.ts";

const engine = { version: "28.0.1", cgroupVersion: "2", operatingSystem: "Debian", dataFolder: "/var/lib/docker" };
const own = "/home/mina/.cache/labnote/pulumi/3.259.0-0";

/** A machine on which all is set up. */
const ready: MachineFacts = {
  node: "v24.0.0",
  npm: "npm/11.0.0",
  ssh: "OpenSSH_9.2p1",
  canInstall: false,
  pulumi: {
    ready: { root: own, version: "3.259.0", env: { PULUMI_HOME: `${own}/home` }, description: "3.259.0, downloaded" },
    onPath: { refused: "no pulumi is on PATH" },
    own,
  },
  go: undefined,
  noDownload: undefined,
  engine: {
    engine,
    endpoint: "unix:///var/run/docker.sock",
    platform: "linux",
    root: false,
    apt: true,
    dockerd: true,
    systemd: true,
  },
  dockerHub: true,
  free: [{ folder: "/home/mina", bytes: 50e9 }],
  state: {
    env: { PULUMI_BACKEND_URL: "file:///home/mina/it's%20here", PULUMI_CONFIG_PASSPHRASE: undefined },
    folder: "/home/mina/it's here",
  },
  readOnly: [],
  needsEngine: true,
  plugins: [],
  more: [],
};
const noPulumi = { ...ready.pulumi, ready: undefined };

const check = (name: string, change: Partial<MachineFacts>): CheckInWords => {
  const found = checks({ ...ready, ...change }).find((row) => row.name === name);
  if (found === undefined) throw new Error(`no check is named ${name}`);
  return checkInWords(found, "lab");
};

test("a machine on which all is set up lacks nothing", () => {
  const states = new Set(checks(ready).map(({ state }) => state));
  expect([...states].sort()).toEqual(["note", "ok"]);
});

test("everything that is missing says how to get it", () => {
  const worst: MachineFacts = {
    ...ready,
    ssh: undefined,
    pulumi: noPulumi,
    noDownload: "the official download does not answer",
    engine: { ...ready.engine, engine: "no-rights" },
    dockerHub: false,
    free: [{ folder: "/", bytes: 1e9 }],
    readOnly: ["/home/mina"],
  };
  const missing = checks(worst).filter(({ state }) => state === "missing");
  expect(missing.map(({ name }) => name)).toEqual(["OpenSSH client", "Pulumi", "Docker Engine", "Disk", "State"]);
  expect(missing.map(({ how }) => how)).toEqual(missing.map(() => expect.stringMatching(/\w/)));
});

describe("Pulumi", () => {
  test("Pulumi is downloaded where the download answers", () => {
    expect(check("Pulumi", { pulumi: noPulumi })).toMatchObject({
      state: "get",
      seen: expect.stringContaining("downloads"),
    });
  });

  test("Pulumi is not downloaded for a platform that there is no release for", () => {
    expect(check("Pulumi", { pulumi: noPulumi, noDownload: "no official download is known for win32-x64" })).toEqual({
      name: "Pulumi",
      state: "missing",
      seen: expect.stringContaining("no official download is known for win32-x64, and"),
      how: expect.any(String),
    });
  });

  test("Pulumi is built where the download does not answer and Go is there", () => {
    expect(
      check("Pulumi", { pulumi: noPulumi, noDownload: "the official download does not answer", go: "go1.26.8" }),
    ).toMatchObject({
      state: "get",
      seen: expect.stringContaining("builds"),
    });
  });

  test("Pulumi is missing where it can be neither downloaded nor built", () => {
    expect(
      check("Pulumi", { pulumi: noPulumi, noDownload: "the official download does not answer", go: "go1.19.8" }),
    ).toMatchObject({
      state: "missing",
      seen: expect.stringContaining("go1.19.8 is older"),
    });
  });
});

test("only a user who may install packages gets OpenSSH installed", () => {
  expect(check("OpenSSH client", { ssh: undefined, canInstall: true }).state).toBe("get");
  expect(check("OpenSSH client", { ssh: undefined }).how).toContain("openssh-client");
});

test("an engine that npm start would start is not missing", () => {
  const stopped = { ...ready.engine, engine: "no-engine", root: true } as const;
  expect(check("Docker Engine", { engine: stopped })).toMatchObject({
    state: "get",
    seen: "not running; `npm start` starts it",
  });
});

test("without Docker Hub the machine works, and doctor names the stand-ins", () => {
  expect(check("Docker Hub", { dockerHub: false })).toMatchObject({
    state: "note",
    seen: expect.stringContaining("stand-ins"),
  });
});

describe("a lab on EC2", () => {
  const plugin = { name: "aws", version: "7.48.0" };
  const credentials: Check = { name: "AWS credentials", state: "ok", seen: "the profile default" };
  const onEc2: Partial<MachineFacts> = {
    needsEngine: false,
    plugins: [{ plugin, at: undefined }],
    more: [credentials],
  };

  test("a lab on EC2 gets Pulumi plugin aws by npm start, unless it is there", () => {
    expect(check("Pulumi plugin aws", onEc2)).toMatchObject({
      state: "get",
      seen: expect.stringContaining("7.48.0"),
    });
    expect(check("Pulumi plugin aws", { ...onEc2, plugins: [{ plugin, at: "7.48.0" }] }).state).toBe("ok");
  });

  test("a lab on EC2 needs no Docker Engine on this machine, and shows its credentials", () => {
    const names = checks({ ...ready, ...onEc2 }).map(({ name }) => name);
    expect(names).not.toContain("Docker Engine");
    expect(names).not.toContain("Docker Hub");
    expect(names).toContain("AWS credentials");
  });
});
