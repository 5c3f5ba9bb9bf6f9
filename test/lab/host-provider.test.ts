import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { LocalWorkspace, PulumiCommand, type Stack } from "@pulumi/pulumi/automation/index.js";
import { CHECKOUT } from "../../src/common/paths.ts";
import { ensureHostImage } from "../../src/hosts/docker/base-image.ts";
import { readContainer } from "../../src/hosts/docker/container.ts";
import { docker } from "../../src/hosts/engine/cli.ts";
import type { Host } from "../../src/hosts/host.ts";
import type { LocalSettings } from "../../src/hosts/local/settings.ts";
import { ensurePulumi } from "../../src/lab/pulumi/cli.ts";
import { noFrontMatter } from "../../src/note/front-matter.ts";
import type { Note } from "../../src/note/note.ts";

jest.setTimeout(15 * 60_000);

const settings: Omit<LocalSettings, "students"> = {
  ...{ target: "container", note: "", base: "auto", baked: true },
  ...{ readyWithin: 0, hours: null, parallel: 16 },
  ...{ memory: 2048, cpus: 2, disk: 10 },
};

/** A note, as far as the program looks into one. */
const note: Note = {
  ...{ file: "", hash: "", sections: [], warnings: [], passedOver: { keys: [], blocks: [], suggested: undefined } },
  frontMatter: { ...noFrontMatter, ports: [5000] },
};

const program = `
import * as pulumi from "@pulumi/pulumi";
import { createHosts } from "${CHECKOUT}/src/hosts/kinds.ts";
const config = new pulumi.Config();
const students = config.require("students").split(",");
const memory = config.getNumber("memory") ?? ${settings.memory};
const lab = await createHosts({ ...${JSON.stringify(settings)}, students, memory }, ${JSON.stringify(note)});
export const id = lab.id;
export const hosts = pulumi.secret(lab.hosts.map(({ host }) => host));
`;

describe("hosts as Pulumi resources", () => {
  const name = `t${randomBytes(4).toString("hex")}`;
  let folder: string;
  let stack: Stack;
  let lab: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "labnote-test-"));
    // The toolchain's plugins expect to be started in a checkout.
    for (const shared of ["node_modules", "toolchain"]) await symlink(join(CHECKOUT, shared), join(folder, shared));
    await writeFile(join(folder, "package.json"), '{"type":"module"}');
    await writeFile(join(folder, "index.ts"), program);
    const project = {
      name: "labnote",
      runtime: { name: "nodejs", options: { typescript: false } },
      main: "index.ts",
      options: { refresh: "always" },
      plugins: { providers: [{ name: "labnote", path: join(CHECKOUT, "src/hosts/provider") }] },
    };
    await writeFile(join(folder, "Pulumi.yaml"), JSON.stringify(project));
    const { root, env } = await ensurePulumi(() => {}, new AbortController().signal);
    stack = await LocalWorkspace.createStack(
      { stackName: name, workDir: folder },
      {
        pulumiCommand: await PulumiCommand.get({ root }),
        envVars: { ...env, PULUMI_BACKEND_URL: pathToFileURL(folder).href, PULUMI_CONFIG_PASSPHRASE: "of a test" },
      },
    );
  });

  afterAll(async () => {
    await stack?.destroy();
    await rm(folder, { recursive: true });
  });

  const up = async (students: string) => {
    await stack.setConfig("students", { value: students });
    const { outputs, summary } = await stack.up({ continueOnError: true });
    lab = outputs.id?.value;
    return { hosts: outputs.hosts?.value as Host[], changes: summary.resourceChanges };
  };
  /** Containers and volumes of this lab on the engine. */
  const things = async () => {
    const lists = ["ps --all --format {{.Names}}", "volume ls --quiet"].map((list) =>
      docker([...list.split(" "), `--filter=label=labnote=${lab}`]),
    );
    return (await Promise.all(lists)).flatMap((names) => names.split("\n")).filter((line) => line !== "");
  };

  test("are made side by side, each with keys, ports and labels of its own", async () => {
    const { hosts } = await up("mina,jun");
    expect(hosts.map((host) => host.name)).toEqual(["mina", "jun"]);
    expect(lab).toMatch(new RegExp(`^${name}-[0-9a-f]{8}$`));
    for (const property of ["hostKey", "loginKey", "sshPort", "id"] as const) {
      expect(new Set(hosts.map((host) => host[property])).size).toBe(2);
    }
    expect(Object.keys(hosts[0]?.ports ?? {})).toEqual(["5000"]);
    const made = ["jun", "mina"].map((student) => `labnote-${lab}-${student}`);
    expect((await things()).sort()).toEqual([...made, ...made].sort());
    const labels = JSON.parse(await docker(["inspect", "--format", "{{json .Config.Labels}}", hosts[0]?.id as string]));
    expect(labels).toMatchObject({ labnote: lab, "labnote.student": "mina", "labnote.checkout": CHECKOUT });
  });

  test("are left alone when nothing changed", async () => {
    const before = await stack.outputs();
    const { changes } = await up("mina,jun");
    expect(Object.keys(changes ?? {})).toEqual(["same"]);
    expect((await stack.outputs()).hosts).toEqual(before.hosts);
  });

  test("have no private key in clear in the state", async () => {
    const state = await readFile(join(folder, ".pulumi", "stacks", "labnote", `${name}.json`), "utf8");
    const hosts = (await stack.outputs()).hosts?.value as Host[];
    const lines = ["PRIVATE KEY", ...hosts.flatMap(({ loginKey }) => loginKey.split("\n").slice(1, -2))];
    expect(lines.filter((line) => state.includes(line))).toEqual([]);
  });

  test("are made anew when they vanished, without touching another's", async () => {
    const before = (await stack.outputs()).hosts?.value as [Host, Host];
    await docker(["rm", "--force", before[0].id]);
    const { hosts, changes } = await up("mina,jun");
    expect(changes).toMatchObject({ create: 1 });
    expect(hosts[0]?.id).not.toBe(before[0].id);
    expect(hosts[1]).toEqual(before[1]);
  });

  test("are started again when they were stopped", async () => {
    const before = (await stack.outputs()).hosts?.value as [Host, Host];
    await docker(["stop", "--time", "20", before[1].id]);
    const { hosts } = await up("mina,jun");
    expect(hosts).toEqual(before);
    expect((await readContainer(before[1].id))?.running).toBe(true);
  });

  test("are given other memory where they run, not made anew", async () => {
    const before = (await stack.outputs()).hosts?.value as [Host, Host];
    for (const memory of [1024, settings.memory]) {
      await stack.setConfig("memory", { value: String(memory) });
      const { hosts, changes } = await up("mina,jun");
      expect(changes).toMatchObject({ update: 2 });
      expect(hosts).toEqual(before);
      for (const { id } of hosts)
        expect(await docker(["inspect", "--format", "{{.State.Running}} {{.HostConfig.Memory}}", id])).toBe(
          `true ${memory * 1024 ** 2}`,
        );
    }
  });

  test("that fail stop no other, and say why", async () => {
    const taken = `labnote-${lab}-sora`;
    const { image } = await ensureHostImage("auto");
    await docker(["create", "--name", taken, "--label", "labnote=somebody-else", image]);
    try {
      await expect(up("mina,jun,sora,yuna")).rejects.toThrow(`a container ${taken} that is not of this lab`);
      expect(await things()).toContain(`labnote-${lab}-yuna`);
    } finally {
      await docker(["rm", "--force", taken]);
    }
  });

  test("are gone with their volumes after a destroy", async () => {
    await stack.destroy();
    expect(await things()).toEqual([]);
  });
});
