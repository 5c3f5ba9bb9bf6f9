import type { Architecture } from "./programs.ts";
import type { Acceleration, StoredMachine } from "./store.ts";
import { filesOf } from "./store.ts";

/** What differs between the machines that QEMU makes. */
export interface QemuPlan {
  machine: Pick<StoredMachine, "name" | "id" | "ports" | "memory" | "cpus" | "acceleration" | "boot" | "maker">;
  /** The machine's own folder. */
  folder: string;
  architecture: Architecture;
  platform: NodeJS.Platform;
  /** Whether the seed is there still. */
  seeded: boolean;
}

/** The console that the kernel writes to, which is the serial log. */
export const CONSOLES: { readonly [architecture in Architecture]: string } = { x64: "ttyS0", arm64: "ttyAMA0" };

const MACHINES: { readonly [architecture in Architecture]: string } = { x64: "q35,usb=off,vmport=off", arm64: "virt" };

const ACCELERATORS: { readonly [acceleration in Acceleration]: string } = {
  kvm: "kvm",
  hvf: "hvf",
  // A thread for each of the machine's processors.
  emulation: "tcg,thread=multi",
};

/** An emulated processor does without what is slow there: `rep movsb` and `rep stosb`, which go byte by byte. */
const EMULATED: { readonly [architecture in Architecture]: string } = { x64: "max,-erms,-fsrm", arm64: "max" };

/**
 * QEMU's command line for a machine. Nothing is shared with it: no folder but the seed, which it cannot write to; no USB, no display. Its
 * monitor is a socket in the machine's folder. https://www.qemu.org/docs/master/system/invocation.html
 */
export function qemuCommand({ machine, folder, architecture, platform, seeded }: QemuPlan, program: string): string[] {
  const { name, id, ports, memory, cpus, acceleration, boot, maker } = machine;
  // A disk that goes anyway, if this machine goes down, need not be written in order.
  const cache = maker === undefined ? "writeback" : "unsafe";
  const files = filesOf(folder);
  const forwards = Object.entries(ports).map(([inside, outside]) => `hostfwd=tcp:127.0.0.1:${outside}-:${inside}`);
  return [
    program,
    ...["-name", name, "-uuid", id, "-nodefaults", "-no-user-config"],
    ...["-machine", MACHINES[architecture], "-accel", ACCELERATORS[acceleration]],
    ...["-cpu", acceleration === "emulation" ? EMULATED[architecture] : "host"],
    ...["-smp", `${cpus}`, "-m", `${memory}M`],
    ...["-display", "none", "-chardev", `file,id=serial,path=${escaped(files.serial)}`, "-serial", "chardev:serial"],
    ...["-qmp", `unix:${escaped(files.monitor)},server=on,wait=off`],
    // Only Linux can confine it.
    ...(platform === "linux"
      ? ["-sandbox", "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny"]
      : []),
    ...["-drive", drive({ file: files.disk, format: "qcow2", cache, discard: "unmap", "detect-zeroes": "unmap" })],
    ...(seeded ? ["-drive", seedDrive(files.seed)] : []),
    ...["-device", "virtio-rng-pci"],
    ...[
      "-netdev",
      ["user", "id=net", "ipv6=off", ...forwards].join(","),
      "-device",
      "virtio-net-pci,netdev=net,romfile=",
    ],
    ...("kernel" in boot
      ? ["-kernel", boot.kernel, "-initrd", boot.initrd, "-append", kernelLine(architecture, acceleration)]
      : boot.firmware === undefined
        ? []
        : ["-bios", boot.firmware]),
  ];
}

/**
 * The kernel's parameters. A kernel that panics starts again at once, as in Ubuntu's images: an emulated one may panic when it changes its own
 * code while its other processor runs it, as QEMU 7.2 does not keep the two apart. QEMU translates a program's code anew at each address that
 * it is loaded at: with addresses that are the same in every process, an emulated machine starts a program in half the time. The flaws that
 * the mitigations guard against are those of real processors.
 */
const kernelLine = (architecture: Architecture, acceleration: Acceleration): string =>
  [
    `root=/dev/vda rw console=${CONSOLES[architecture]} panic=-1`,
    ...(acceleration === "emulation" ? ["norandmaps", "mitigations=off"] : []),
  ].join(" ");

const drive = (options: { [name: string]: string }): string =>
  ["if=virtio", ...Object.entries(options).map(([name, value]) => `${name}=${escaped(value)}`)].join(",");

/** QEMU shows a folder as a disk with a FAT file system. cloud-init looks for its label. */
const seedDrive = (folder: string): string =>
  drive({ format: "raw", readonly: "on", "file.driver": "vvfat", "file.dir": folder, "file.label": "cidata" });

/** In a list of options, a comma within a value is written twice. */
const escaped = (value: string): string => value.replaceAll(",", ",,");

/** Where the firmware of an arm64 machine is that starts a disk by itself: Debian's and Ubuntu's, then QEMU's own name for Homebrew's. */
export const ARM_FIRMWARE = ["/usr/share/qemu-efi-aarch64/QEMU_EFI.fd", "/usr/share/AAVMF/AAVMF_CODE.fd"] as const;

/** QEMU looks for it in its own folder. */
export const OWN_ARM_FIRMWARE = "edk2-aarch64-code.fd";
