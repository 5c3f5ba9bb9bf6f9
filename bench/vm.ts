import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { poll } from "../src/common/abort.ts";
import { isFree } from "../src/hosts/local/ports.ts";
import { waitUntilReady } from "../src/hosts/readiness.ts";
import { connect } from "../src/hosts/ssh/openssh.ts";
import { createMachine, removeMachine } from "../src/hosts/vm/machine/machine.ts";
import { machineProcesses } from "../src/hosts/vm/machine/processes.ts";
import { architectureHere, emulator, qemuImg } from "../src/hosts/vm/machine/programs.ts";
import { qemuCommand } from "../src/hosts/vm/machine/qemu-command.ts";
import { filesOf } from "../src/hosts/vm/machine/store.ts";
import { loadNote } from "../src/note/load.ts";
import { hostOfPlan, planVm, type VmPlan } from "../test/vm/fixtures/vm.ts";
import { READY } from "./hosts.ts";
import { ownLab } from "./lab.ts";
import { NOTE } from "./note.ts";
import { type Row, timed } from "./row.ts";
import { upByHand } from "./start.ts";

/** From the order for a virtual machine to the moment when its note could be typed, and a lab that has one. */
export const vm: Row = {
  name: "vm",
  what: "a virtual machine until it is ready, baked and plain, against QEMU by hand; minutes where it is emulated",
  async measure({ repetitions, say, signal }) {
    const { images } = (await loadNote(NOTE)).frontMatter;
    const memory: number[] = [];
    const byLabnote = async (plan: VmPlan) => {
      const disposable = new AsyncDisposableStack();
      await using _all = disposable;
      disposable.defer(() => removeMachine(plan.spec.name));
      const seconds = await timed(async () => {
        const machine = await createMachine(plan.spec, signal);
        const remote = await waitUntilReady(hostOfPlan(plan, machine), { within: READY, images, signal });
        disposable.defer(() => remote.close());
        memory.push(await memoryBeside(machine.id, plan.spec.memory));
      });
      return seconds;
    };
    const [baked, byHand, plain]: [number[], number[], number[]] = [[], [], []];
    for (let done = 0; done < repetitions; done += 1) {
      say("a baked machine by labnote");
      baked.push(await byLabnote(await planVm({ name: "host-1", baked: true })));
      say("a baked machine by QEMU");
      byHand.push(await byQemu(await planVm({ name: "host-1", baked: true }), signal));
      say("a plain machine by labnote");
      plain.push(await byLabnote(await planVm({ name: "host-1", baked: false })));
    }
    const start = await unchanged(repetitions, say, signal);
    return {
      ratios: [
        { what: "a baked machine ready, against QEMU by hand", ours: baked, theirs: byHand, bound: 1.1 },
        { what: "a baked machine ready, against a plain one", ours: baked, theirs: plain, bound: 0.45 },
        { what: "npm start with a machine, nothing changed", ...start, bound: 1.5 },
      ],
      figures: [{ what: "QEMU's memory beside that of the machine in it", values: memory, unit: "MB" }],
    };
  },
};

/** `npm start` on a lab with a machine that is as it should be, and the same by hand. */
async function unchanged(repetitions: number, say: (line: string) => void, signal: AbortSignal) {
  await using lab = await ownLab({ say, signal });
  const note = join(lab.folder, "note.md");
  await writeFile(note, "# A\n\n## 1 One\n\n```console\n$ echo hello\nhello\n```\n");
  say("a lab with a machine");
  await lab.npm("start", "--stack", lab.stack, "--set", "target=vm", "--set", `note=${note}`);
  const pulumiUp = await upByHand(lab);
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let done = 0; done < repetitions; done += 1) {
    ours.push(await timed(() => lab.npm("start", "--stack", lab.stack)));
    theirs.push(await timed(pulumiUp));
  }
  return { ours, theirs };
}

/** The same machine with the same disk and seed, by hand: QEMU in the user's own network, and cloud-init waited for. */
async function byQemu(plan: VmPlan, signal: AbortSignal): Promise<number> {
  const { name, image, userData, hostname, memory, cpus, size, acceleration } = plan.spec;
  const folder = await mkdtemp(join(tmpdir(), "labnote-bench-"));
  const files = filesOf(folder);
  const port = await somePort();
  const machine = { name, id: randomUUID(), ports: { 22: port }, memory, cpus, acceleration, boot: image.boot };
  const plannedQemu = { machine, folder, architecture: architectureHere(), platform: process.platform, seeded: true };
  const [program = "", ...args] = qemuCommand(plannedQemu, emulator().name);
  await mkdir(files.seed);
  await writeFile(join(files.seed, "user-data"), userData);
  await writeFile(join(files.seed, "meta-data"), `instance-id: ${name}\nlocal-hostname: ${hostname}\n`);
  await qemuImg([
    "create",
    "-q",
    "-f",
    "qcow2",
    "-b",
    join(image.folder, image.file),
    "-F",
    image.format,
    files.disk,
    `${size}G`,
  ]);
  let child: ReturnType<typeof spawn> | undefined;
  try {
    return await timed(async () => {
      const qemu = spawn(program, args, { stdio: ["ignore", "ignore", "inherit"] });
      child = qemu;
      const host = hostOfPlan(plan, { id: machine.id, running: true, ports: { 22: port } });
      const log = () => {
        if (qemu.exitCode !== null) throw new Error(`${program} ended with status ${qemu.exitCode}`);
        return connect(host, signal).catch(() => undefined);
      };
      const remote = await poll(log, { until: (made) => made !== undefined, every: 150, within: READY, signal });
      const waited = await remote?.run("cloud-init status --wait", { timeout: READY, signal });
      await remote?.close();
      if (waited?.exit !== 0) throw new Error("the machine by hand did not get ready");
    });
  } finally {
    if (child?.exitCode === null && child.kill("SIGKILL")) await once(child, "close");
    await rm(folder, { recursive: true, force: true });
  }
}

async function somePort(): Promise<number> {
  let port = 32_500;
  while (!(await isFree(port))) port += 1;
  return port;
}

/** The memory of QEMU's process, in MB, without the part that is the machine's own: the one mapping that is as large as that. */
async function memoryBeside(id: string, memory: number): Promise<number> {
  const processes = (await machineProcesses(id)).filter(({ line }) => line.startsWith(emulator().name));
  const maps = await Promise.all(processes.map(({ pid }) => readFile(`/proc/${pid}/smaps`, "utf8")));
  const parts = maps.flatMap((text) => [...text.matchAll(/^Size: +(\d+) kB\n(?:.*\n)*?Pss: +(\d+) kB$/gm)]);
  const beside = parts.filter(([, size]) => Number(size) < memory * 1024);
  return beside.reduce((sum, [, , pss]) => sum + Number(pss), 0) / 1000;
}
