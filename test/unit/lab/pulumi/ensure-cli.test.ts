import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { CHECKOUT } from "../../../../src/common/paths.ts";
import { COMMAND } from "../../../../toolchain/command-package.ts";

const exec = promisify(execFile);
const VERSION = "3.259.0";

let folder: string;
let server: Server;
let archive: Buffer;

/** A machine with a server of releases, an old Go, and no Pulumi on PATH. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "labnote-pulumi-"));
  await program("bin/go", "echo go1.19.8");
  await program("release/pulumi/pulumi", `echo v${VERSION}`);
  await program("release/pulumi/pulumi-language-nodejs", "exit 0");
  await pack();
  server = createServer((_request, response) => response.end(archive)).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

async function program(path: string, script: string): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
}
async function pack(): Promise<void> {
  await exec("tar", ["-czf", join(folder, "pulumi.tar.gz"), "-C", join(folder, "release"), "pulumi"]);
  archive = await readFile(join(folder, "pulumi.tar.gz"));
}

/** In a process of its own, since where things are kept is settled once a process. */
async function ensure(sha256 = createHash("sha256").update(archive).digest("hex")) {
  const script = `
    import { appendFileSync } from "node:fs";
    const { RELEASE } = await import("${CHECKOUT}/src/lab/pulumi/releases.ts");
    RELEASE.url = () => "http://127.0.0.1:${(server.address() as AddressInfo).port}/pulumi.tar.gz";
    RELEASE.sha256[\`\${process.platform}-\${process.arch}\`] = "${sha256}";
    const { ensurePulumi } = await import("${CHECKOUT}/src/lab/pulumi/cli.ts");
    const said = await ensurePulumi((line) => appendFileSync("${folder}/said", line + "\\n"), new AbortController().signal).catch(({ message, cause, remedy }) => ({ message, cause: cause.message, remedy }));
    console.log(JSON.stringify(said));`;
  const { stdout } = await exec(process.execPath, ["--input-type=module", "--eval", script], {
    env: {
      PATH: `${join(folder, "bin")}:/usr/bin:/bin`,
      HOME: folder,
      XDG_CACHE_HOME: join(folder, "cache"),
      PULUMI_HOME: join(folder, "theirs"),
    },
  });
  return JSON.parse(stdout);
}
const kept = () => readdir(join(folder, "cache/labnote/pulumi"));

describe("without a Pulumi on PATH", () => {
  test("without a Pulumi on PATH, the official download is installed, with labnote's command provider in a home of its own", async () => {
    const pulumi = await ensure();
    expect(pulumi.description).toBe(`${VERSION}, downloaded`);
    expect((await exec(join(pulumi.root, "bin/pulumi"), ["version"])).stdout).toBe(`v${VERSION}\n`);
    expect(pulumi.env).toMatchObject({
      PULUMI_HOME: join(pulumi.root, "home"),
      PULUMI_CREDENTIALS_PATH: join(folder, "theirs"),
    });
    expect(await readdir(join(pulumi.env.PULUMI_HOME, `plugins/resource-command-v${COMMAND.version}`))).toEqual([
      "pulumi-resource-command",
    ]);
  });

  test("without a Pulumi on PATH, what was installed is used again, and nothing is fetched", async () => {
    const first = await ensure();
    archive = Buffer.from("gone");
    expect(await ensure("0".repeat(64))).toEqual(first);
  });

  test("without a Pulumi on PATH, what was installed gets the command provider of the package as it is now", async () => {
    const { root } = await ensure();
    await rename(
      join(root, "home/plugins", `resource-command-v${COMMAND.version}`),
      join(root, "home/plugins/resource-command-v0.1.0"),
    );
    archive = Buffer.from("gone");
    expect((await ensure()).root).toBe(root);
    expect(await readdir(join(root, "home/plugins"))).toContain(`resource-command-v${COMMAND.version}`);
  });

  test("without a Pulumi on PATH, a download with another checksum is not trusted, and the error names every source", async () => {
    const { message, cause, remedy } = await ensure("0".repeat(64));
    expect(message).toBe(`Pulumi ${VERSION} could be had from no source`);
    expect(cause).toMatch(
      /no pulumi is on PATH; .* is not the file it should be: .*; .*go1.19.8 is older than Go 1.21/,
    );
    expect(remedy).toContain("install Pulumi");
    expect(await kept()).toEqual([]);
  });

  test("without a Pulumi on PATH, a Go that does not answer is quoted", async () => {
    await program("bin/go", "echo 'go: cannot find GOROOT' >&2; exit 2");
    expect((await ensure("0".repeat(64))).cause).toMatch(/`go env` failed: go: cannot find GOROOT/);
  });

  test("without a Pulumi on PATH, tar is quoted when a download cannot be unpacked", async () => {
    archive = Buffer.from("no archive");
    expect((await ensure()).cause).toMatch(/could not be unpacked: .*gzip/);
    expect(await kept()).toEqual([]);
  });

  test("without a Pulumi on PATH, a download that does not say its version is not kept", async () => {
    await program("release/pulumi/pulumi", "exit 1");
    await pack();
    expect((await ensure()).cause).toContain(`does not say that it is ${VERSION}`);
    expect(await kept()).toEqual([]);
  });
});

describe("a Pulumi on PATH", () => {
  beforeEach(async () => {
    await program("bin/pulumi", 'echo "$@" >> "$HOME/calls"; [ "$1" = version ] && echo v3.300.1');
    await program("bin/pulumi-language-nodejs", "exit 0");
  });

  test("a Pulumi on PATH is used when it is recent enough and has its plugins, with the user's own home", async () => {
    await mkdir(join(folder, `theirs/plugins/resource-command-v${COMMAND.version}`), { recursive: true });
    expect(await ensure()).toEqual({
      root: folder,
      version: "3.300.1",
      env: { NODE_COMPILE_CACHE: join(folder, "cache/labnote/compiled") },
      description: `3.300.1, ${join(folder, "bin/pulumi")}`,
    });
  });

  test("a Pulumi on PATH that cannot get its plugin gives way to the download", async () => {
    expect((await ensure()).description).toBe(`${VERSION}, downloaded`);
    expect(await readFile(join(folder, "calls"), "utf8")).toContain(
      `plugin install resource command ${COMMAND.version}`,
    );
  });

  test("a Pulumi on PATH that gets its plugin is used, and its progress is shown", async () => {
    const slow = 'for i in 1 2 3; do echo "Downloading plugin: $i" >&2; done';
    await program("bin/pulumi", `[ "$1" = version ] && echo v3.300.1 || { ${slow}; }`);
    expect((await ensure()).description).toBe(`3.300.1, ${join(folder, "bin/pulumi")}`);
    expect(await readFile(join(folder, "said"), "utf8")).toContain("Downloading plugin: 3");
  });

  test("a Pulumi on PATH that cannot get its plugin says why, when no other source will do either", async () => {
    await program(
      "bin/pulumi",
      'if [ "$1" = version ]; then echo v3.300.1; else echo "error: 403 Forbidden" >&2; exit 1; fi',
    );
    expect((await ensure("0".repeat(64))).cause).toMatch(
      /could not get its plugin command \d+\.\d+\.\d+: error: 403 Forbidden; .*go1\.19\.8/,
    );
  });

  test("a Pulumi on PATH that is too old gives way to the download", async () => {
    await program("bin/pulumi", "echo v3.100.0");
    expect((await ensure()).description).toBe(`${VERSION}, downloaded`);
  });
});
