import { expect, test } from "@jest/globals";
import { type EngineFacts, planEngine } from "../../../../src/lab/setup/docker-engine.ts";

const engine = { version: "28.0.1", cgroupVersion: "2", operatingSystem: "Debian", dataFolder: "/var/lib/docker" };

/** Debian, as root, with nothing of Docker. */
const bare: EngineFacts = {
  engine: "no-client",
  endpoint: "unix:///var/run/docker.sock",
  platform: "linux",
  root: true,
  apt: true,
  dockerd: false,
  systemd: true,
};

const refused = (sight: EngineFacts) => {
  const plan = planEngine(sight);
  if (plan.do !== "refuse") throw new Error(`not refused, but: ${JSON.stringify(plan)}`);
  return { what: plan.error.message, remedy: plan.error.remedy };
};

test("the plan for an engine uses one that answers, for every user and on every machine", () => {
  expect(planEngine({ ...bare, engine, root: false, apt: false })).toEqual({ do: "use", engine });
  expect(planEngine({ ...bare, engine, platform: "darwin" })).toEqual({ do: "use", engine });
});

test.each(["tcp://10.0.0.7:2375", "ssh://someone@elsewhere", "tcp://localhost.example.org:2375"])(
  "the plan for an engine refuses one on another machine, %s, although it answers",
  (endpoint) => {
    expect(refused({ ...bare, engine, endpoint })).toEqual({
      what: expect.stringContaining(endpoint),
      remedy: expect.stringContaining("unset DOCKER_HOST"),
    });
  },
);

test.each(["tcp://localhost:2375", "tcp://127.0.0.1:2375", "unix:///home/a/.colima/docker.sock"])(
  "the plan for an engine uses one on this machine that listens elsewhere than usual, %s",
  (endpoint) => expect(planEngine({ ...bare, engine, endpoint }).do).toBe("use"),
);

test("the plan for an engine installs and starts one on Debian as root, by systemd where that runs", () => {
  expect(planEngine(bare)).toEqual({ do: "start", install: true, by: "systemd" });
  expect(planEngine({ ...bare, systemd: false })).toEqual({ do: "start", install: true, by: "dockerd" });
});

test("the plan for an engine installs one where there is only a client", () => {
  expect(planEngine({ ...bare, engine: "no-engine" })).toMatchObject({ do: "start", install: true });
});

test("the plan for an engine installs the client where there is only an engine", () => {
  expect(planEngine({ ...bare, dockerd: true })).toMatchObject({ do: "start", install: true });
});

test("the plan for an engine only starts one that is installed, on any distribution", () => {
  expect(planEngine({ ...bare, engine: "no-engine", dockerd: true, apt: false })).toEqual({
    do: "start",
    install: false,
    by: "systemd",
  });
});

test("the plan for an engine tells a user who may not install what to install", () => {
  expect(refused({ ...bare, root: false }).remedy).toContain("sudo apt-get install docker.io");
  expect(refused({ ...bare, root: false, apt: false }).remedy).toContain("docs.docker.com/engine/install");
});

test("the plan for an engine tells a user who may not start it how to start it", () => {
  expect(refused({ ...bare, root: false, engine: "no-engine", dockerd: true })).toEqual({
    what: "The Docker Engine is not running",
    remedy: expect.stringContaining("sudo systemctl start docker"),
  });
});

test("the plan for an engine tells a user without rights on the socket how to get them", () => {
  expect(refused({ ...bare, root: false, engine: "no-rights" }).remedy).toContain("sudo usermod -aG docker $USER");
});

test("the plan for an engine installs nothing on a distribution that it does not know", () => {
  expect(refused({ ...bare, apt: false }).what).toContain("Debian and Ubuntu only");
});

test("the plan for an engine names Docker Desktop and Colima on macOS", () => {
  expect(refused({ ...bare, platform: "darwin" })).toEqual({
    what: "Docker is not installed",
    remedy: expect.stringMatching(/Docker Desktop.*Colima/),
  });
  expect(refused({ ...bare, platform: "darwin", engine: "no-engine" }).what).toContain("not running");
});

test("the plan for an engine starts none when Docker is set to a socket where that one would not listen", () => {
  expect(refused({ ...bare, engine: "no-engine", dockerd: true, endpoint: "unix:///tmp/other.sock" }).what).toContain(
    "unix:///tmp/other.sock",
  );
});

test("the plan for an engine starts none beside one that answers wrongly", () => {
  expect(refused({ ...bare, engine: "timeout", dockerd: true }).remedy).toContain("docker info");
});
