import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { version as SDK_VERSION } from "@pulumi/pulumi/version.js";
import { coerce, gte } from "semver";
import { which } from "zx";
import { COMMAND } from "../../../toolchain/command-package.ts";
import { download } from "../../common/download.ts";
import { inOneLine, LabError } from "../../common/errors.ts";
import { CACHE_FOLDER, CHECKOUT } from "../../common/paths.ts";
import type { Say } from "../../common/progress.ts";
import { pluginFolder } from "./plugins.ts";
import { endOfOutput, quietly } from "./quiet.ts";
import { releaseHere } from "./releases.ts";

const TOOLCHAIN = join(CHECKOUT, "toolchain");
const PROBE_MS = 10_000;
const UNPACK_MS = 5 * 60_000;
const BUILD_MS = 60 * 60_000;

/**
 * Fills `folder` with `bin/` for the CLI and the language host, `home/` for the plugins, and `source`, which says where the CLI came from.
 *
 * @param reasons why other sources would not do; the error says them when no source will.
 */
export async function installCli(folder: string, reasons: string[], progress: Say, signal: AbortSignal): Promise<void> {
  for (const [source, fill] of Object.entries({ downloaded: downloadCli, "built from its Go module": buildCli })) {
    try {
      await rm(join(folder, "bin"), { recursive: true, force: true });
      await mkdir(join(folder, "bin"));
      await fill(folder, progress, signal);
      await verify(join(folder, "bin", "pulumi"));
      await placeCommandPlugin(folder);
      await writeFile(join(folder, "source"), source);
      return;
    } catch (error) {
      if (!(error instanceof LabError) || signal.aborted) throw error;
      reasons.push(inOneLine(error));
    }
  }
  throw new LabError(`Pulumi ${SDK_VERSION} could be had from no source`, {
    cause: new Error(reasons.join("; ")),
    remedy: `install Pulumi (https://www.pulumi.com/docs/install/), or Go ${GO_SINCE} or newer to let labnote build it, and run this again`,
  });
}

/** Puts labnote's own command provider into an installed Pulumi, under the version of the package that the program imports. */
export async function placeCommandPlugin(folder: string): Promise<void> {
  const plugin = pluginFolder(COMMAND, join(folder, "home"));
  await mkdir(plugin, { recursive: true });
  await cp(join(TOOLCHAIN, "bin", "pulumi-resource-command"), join(plugin, "pulumi-resource-command"));
}

async function verify(cli: string): Promise<void> {
  const said = await quietly({ timeout: PROBE_MS })`${cli} version`;
  if (said.exitCode === 0 && said.stdout.trim().replace(/^v/, "") === SDK_VERSION) return;
  throw new LabError(`${cli} does not say that it is ${SDK_VERSION}`, { cause: new Error(said.stdout + said.stderr) });
}

async function downloadCli(folder: string, progress: Say, signal: AbortSignal): Promise<void> {
  const release = releaseHere();
  if ("refused" in release) throw new LabError(release.refused);
  const archive = join(folder, "pulumi.tar.gz");
  await download(release.url, archive, release.sha256, progress, signal);
  const unpacked = await quietly({
    timeout: UNPACK_MS,
    signal,
  })`tar -xzf ${archive} --strip-components=1 -C ${join(folder, "bin")}`;
  await rm(archive);
  if (unpacked.exitCode !== 0)
    throw new LabError("the official download could not be unpacked", { cause: new Error(endOfOutput(unpacked)) });
}

/** Since this version, Go itself fetches the newer Go that a module asks for. */
const GO_SINCE = "1.21.0";

/** Why Go cannot build the CLI, from what `go env GOVERSION` says (`undefined` when there is no Go); `undefined` if it can. */
export function goRefusal(version: string | undefined): string | undefined {
  if (version === undefined) return "it cannot be built, because Go is not installed";
  if (gte(coerce(version) ?? "0.0.0", GO_SINCE)) return undefined;
  return `it cannot be built, because ${version} is older than Go ${GO_SINCE}`;
}

/** Builds the CLI. Go's downloads and intermediate results, some 3 GB, are removed when the build succeeds. */
async function buildCli(folder: string, progress: Say, signal: AbortSignal): Promise<void> {
  const go = await which("go", { nothrow: true });
  const asking = quietly({ timeout: PROBE_MS, signal, cwd: folder });
  const probe = go === null ? undefined : await asking`${go} env GOVERSION`;
  if (probe !== undefined && probe.exitCode !== 0)
    throw new LabError("it cannot be built, because `go env` failed", { cause: new Error(endOfOutput(probe)) });
  const refused = goRefusal(probe?.stdout.trim());
  if (refused !== undefined) throw new LabError(refused);
  const caches = join(CACHE_FOLDER, "go");
  const { GOMODCACHE = join(caches, "modules"), GOCACHE = join(caches, "build") } = process.env;
  const build = quietly({
    timeout: BUILD_MS,
    signal,
    cwd: TOOLCHAIN,
    env: { GOMODCACHE, GOCACHE, CGO_ENABLED: "0" },
  })`${go} build -v -modcacherw -trimpath -ldflags ${`-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${SDK_VERSION}`} -o ${join(folder, "bin", "pulumi")} github.com/pulumi/pulumi/pkg/v3/cmd/pulumi`;
  let packages = 0;
  for await (const line of createInterface({ input: build.stderr })) {
    if (line.startsWith("go: ")) progress(line.slice("go: ".length));
    else progress(`building from source, several minutes: ${++packages} packages, ${line}`);
  }
  const built = await build;
  if (built.exitCode !== 0)
    throw new LabError("it could not be built from its Go module", {
      cause: new Error(endOfOutput(built)),
    });
  await cp(join(TOOLCHAIN, "bin", "pulumi-language-nodejs"), join(folder, "bin", "pulumi-language-nodejs"));
  await rm(caches, { recursive: true, force: true });
}
