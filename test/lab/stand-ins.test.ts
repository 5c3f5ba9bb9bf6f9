import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { docker, hasImage, unlessMissing } from "../../src/hosts/engine/cli.ts";
import { ensureStandIns, makeStandIns, STAND_INS } from "../../src/hosts/engine/stand-in-images.ts";
import { until } from "../until.ts";

/** How an image is started, stopped and reached. */
interface Ways {
  Entrypoint?: string[];
  Cmd?: string[];
  ExposedPorts?: Record<string, unknown>;
  Volumes?: Record<string, unknown>;
  WorkingDir?: string;
  StopSignal?: string;
  User?: string;
}

/** Where the images are in a registry, and their ways, as Dockerfiles and histories on Docker Hub have them. */
const real: Record<string, { path: string; ways: Ways }> = {
  nginx: {
    path: "library/nginx:latest",
    ways: {
      Entrypoint: ["/docker-entrypoint.sh"],
      Cmd: ["nginx", "-g", "daemon off;"],
      ExposedPorts: { "80/tcp": {} },
      StopSignal: "SIGQUIT",
    },
  },
  "docker/whalesay": { path: "docker/whalesay:latest", ways: { Cmd: ["/bin/bash"], WorkingDir: "/cowsay" } },
  "registry:2": {
    path: "library/registry:2",
    ways: {
      Entrypoint: ["/entrypoint.sh"],
      Cmd: ["/etc/docker/registry/config.yml"],
      ExposedPorts: { "5000/tcp": {} },
      Volumes: { "/var/lib/registry": {} },
    },
  },
  "ubuntu:16.04": { path: "library/ubuntu:16.04", ways: { Cmd: ["/bin/bash"] } },
  "ubuntu:18.04": { path: "library/ubuntu:18.04", ways: { Cmd: ["/bin/bash"] } },
};

/** Without what is not set, which engines say in different ways. */
function waysOf(config: Ways): Ways {
  const { Entrypoint, Cmd, ExposedPorts, Volumes, WorkingDir, StopSignal, User } = config;
  const all = { Entrypoint, Cmd, ExposedPorts, Volumes, WorkingDir, StopSignal, User };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== "" && (value ?? null) !== null));
}

/** A registry on the storage that {@link ensureStandIns} made, as a host has one. */
let registry: string;
let address: string;

beforeAll(async () => {
  const image = await ensureStandIns();
  registry = await docker([
    ...["run", "--detach", "--rm", "--label", "labnote=test-stand-ins", "--publish", "127.0.0.1::5000"],
    ...["--env", "REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY=/registry", "--entrypoint", "registry"],
    ...[image, "serve", "/etc/docker/registry/config.yml"],
  ]);
  const answers = "until (: < /dev/tcp/127.0.0.1/5000) 2> /dev/null; do sleep 0.1; done";
  await docker(["exec", registry, "timeout", "30", "bash", "-c", answers]);
  address = await docker(["port", registry, "5000"]);
}, 600_000);

afterAll(async () => {
  if (registry !== undefined) await unlessMissing(docker(["rm", "--force", "--volumes", registry]));
  for (const { path } of Object.values(real)) await unlessMissing(docker(["rmi", `${address}/${path}`]));
}, 60_000);

interface Inspected {
  Id: string;
  Config: Ways & { Labels: Record<string, string> };
}

async function pull(name: string): Promise<Inspected> {
  const path = `${address}/${real[name]?.path}`;
  await docker(["pull", path], { timeout: 600_000 });
  return JSON.parse(await docker(["image", "inspect", "--format", "{{json .}}", path])) as Inspected;
}

const run = (name: string, ...args: string[]) =>
  docker(["run", "--rm", "--label", "labnote=test-stand-ins", `${address}/${real[name]?.path}`, ...args]);

test.each(STAND_INS)(
  "$name is pulled under its own name, has the real one's ways, and says that it is a stand-in",
  async ({ name, from }) => {
    const { Config: config } = await pull(name);
    expect(waysOf(config)).toEqual(real[name]?.ways);
    expect(config.Labels["labnote.stand-in"]).toBe(`${name}, from ${from}`);
  },
  600_000,
);

test("each is an image of its own", async () => {
  const ids = [];
  for (const { name } of STAND_INS) ids.push((await pull(name)).Id);
  expect(new Set(ids).size).toBe(STAND_INS.length);
}, 600_000);

test("the whale says what it is given", async () => {
  await pull("docker/whalesay");
  expect(await run("docker/whalesay", "cowsay", "hello world!")).toContain("< hello world! >");
}, 600_000);

test.each(["ubuntu:16.04", "ubuntu:18.04"])(
  "%s has no manuals and no time zones, as the real one, and gets time zones with their package",
  async (name) => {
    await pull(name);
    const files = "find /usr/share/man /usr/share/zoneinfo -type f 2> /dev/null | sort";
    expect(await run(name, "sh", "-c", files)).toBe("");
    const install = "apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes tzdata";
    expect(await run(name, "sh", "-c", `(${install}) > /tmp/log 2>&1 || cat /tmp/log; ${files}`)).toMatch(
      /^(\/usr\/share\/zoneinfo\/\S+\n?)+$/,
    );
  },
  600_000,
);

test("nginx serves its page, and tells of its start and of the request on standard output", async () => {
  await pull("nginx");
  const image = `${address}/${real.nginx?.path}`;
  const id = await docker(["run", "--detach", "--rm", "--label", "labnote=test-stand-ins", image]);
  try {
    const page = await docker(["exec", id, "curl", "--silent", "--retry", "9", "--retry-connrefused", "localhost"]);
    expect(page).toContain("<h1>Welcome to nginx!</h1>");
    // nginx writes of a request when it is answered, and the engine reads that later.
    const logs = await until("nginx has told of the request", async () => {
      const said = await docker(["logs", id]);
      return said.includes("GET /") ? said : undefined;
    });
    expect(logs).toContain("/docker-entrypoint.sh: Configuration complete; ready for start up");
    expect(logs).toMatch(/^127\.0\.0\.1 - - \[.+\] "GET \/ HTTP\/1\.1" 200 \d+ "-" "curl\/[\d.]+" "-"$/m);
  } finally {
    await docker(["rm", "--force", id]);
  }
}, 600_000);

test("making them was interrupted: no image of the name, and nothing else, is left", async () => {
  const name = `labnote-test/stand-ins:${randomBytes(4).toString("hex")}`;
  const scratch = async () => {
    const images = await docker(["images", "--format", "{{.Repository}}", "--filter", "reference=labnote/stand-in-*"]);
    return new Set(images.split("\n"));
  };
  const before = await scratch();
  const stop = new AbortController();
  const say = (line: string) => line.startsWith("made") && stop.abort();
  await expect(makeStandIns(name, say, stop.signal)).rejects.toMatchObject({ fault: "interrupted" });
  expect(await hasImage(name)).toBe(false);
  expect([...(await scratch())].filter((image) => !before.has(image))).toEqual([]);
}, 600_000);
