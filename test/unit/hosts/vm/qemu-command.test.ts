import { describe, expect, test } from "@jest/globals";
import { OWN_ARM_FIRMWARE, type QemuPlan, qemuCommand } from "../../../../src/hosts/vm/machine/qemu-command.ts";
import { filesOf } from "../../../../src/hosts/vm/machine/store.ts";
import { machineOf } from "./own-machines.ts";

const folder = "/home/mina/.local/share/labnote/machines/labnote-mina";
const kernel = { kernel: "/disks/debian, 13/kernel", initrd: "/disks/debian, 13/initrd" };
const machine = machineOf({ ports: { 22: 20022, 5000: 20500 }, memory: 1536, cpus: 3 });

/** The command line of a machine, on x86-64 with Linux where nothing else is said. */
const commandOf = (changes: Partial<QemuPlan> = {}): string[] =>
  qemuCommand({ machine, folder, architecture: "x64", platform: "linux", seeded: true, ...changes }, "qemu");

/** The values that an option is given, one for each time that it is there. */
const valuesOf = (command: readonly string[], option: string): string[] =>
  command.flatMap((word, at) => (word === option ? [command[at + 1] ?? ""] : []));

/** A list of options as QEMU reads it: a comma that stands twice belongs to the value. */
function read(list: string): { [name: string]: string } {
  const parts = list.replaceAll(",,", "\0").split(",");
  return Object.fromEntries(parts.map((part) => part.replaceAll("\0", ",").split(/=(.*)/s, 2)));
}

const drives = (command: readonly string[]) => valuesOf(command, "-drive").map(read);

describe("what runs a machine's processors", () => {
  test.each([
    ["x64", "linux", "kvm", "kvm", "host"],
    ["x64", "linux", "emulation", "tcg", "max,-erms,-fsrm"],
    ["x64", "darwin", "hvf", "hvf", "host"],
    ["arm64", "linux", "kvm", "kvm", "host"],
    ["arm64", "linux", "emulation", "tcg", "max"],
    ["arm64", "darwin", "hvf", "hvf", "host"],
    ["arm64", "darwin", "emulation", "tcg", "max"],
  ] as const)(
    "on %s with %s and %s is %s, with the processor %s",
    (architecture, platform, acceleration, accel, cpu) => {
      const command = commandOf({ architecture, platform, machine: { ...machine, acceleration } });
      // QEMU would take a second one where the first does not work, and nobody would know.
      expect(valuesOf(command, "-accel").map((value) => value.split(",")[0])).toEqual([accel]);
      expect(valuesOf(command, "-cpu")).toEqual([cpu]);
    },
  );

  test("is given a thread for each emulated processor", () => {
    expect(valuesOf(commandOf(), "-accel")).toEqual(["tcg,thread=multi"]);
  });
});

test("a machine of QEMU goes by the architecture, and has no USB where it would have it by itself", () => {
  const machines = (["x64", "arm64"] as const).map((architecture) => valuesOf(commandOf({ architecture }), "-machine"));
  expect(machines).toEqual([[expect.stringMatching(/^q35,usb=off\b/)], [expect.stringMatching(/^virt\b/)]]);
});

test("a machine has the memory and the processors that it is to have", () => {
  expect(valuesOf(commandOf(), "-m")).toEqual(["1536M"]);
  expect(valuesOf(commandOf(), "-smp")).toEqual(["3"]);
});

test("a machine's processes are found by the name and the id in its command line", () => {
  expect(commandOf().join(" ")).toContain(`-name labnote-mina -uuid ${machine.id} `);
});

describe("how a machine starts", () => {
  test.each([
    ["x64", "ttyS0"],
    ["arm64", "ttyAMA0"],
  ] as const)("with a kernel that QEMU is given, on %s with the console %s", (architecture, console) => {
    const command = commandOf({ architecture, machine: { ...machine, boot: kernel } });
    expect(valuesOf(command, "-kernel")).toEqual([kernel.kernel]);
    expect(valuesOf(command, "-initrd")).toEqual([kernel.initrd]);
    const [line = ""] = valuesOf(command, "-append");
    expect(line.split(" ")).toEqual(expect.arrayContaining(["root=/dev/vda", `console=${console}`]));
    expect(command).not.toContain("-bios");
  });

  test.each([
    ["kvm", []],
    ["hvf", []],
    ["emulation", ["norandmaps", "mitigations=off"]],
  ] as const)(
    "with its addresses at random and the mitigations of processors, unless it is emulated: %s",
    (acceleration, more) => {
      const command = commandOf({ machine: { ...machine, boot: kernel, acceleration } });
      expect(valuesOf(command, "-append")).toEqual([["root=/dev/vda rw console=ttyS0 panic=-1", ...more].join(" ")]);
    },
  );

  test("from its own disk, with the firmware that it has, and with QEMU's own where it has none", () => {
    const withFirmware = commandOf({
      architecture: "arm64",
      machine: { ...machine, boot: { firmware: OWN_ARM_FIRMWARE } },
    });
    expect(valuesOf(withFirmware, "-bios")).toEqual([OWN_ARM_FIRMWARE]);
    for (const command of [withFirmware, commandOf()])
      for (const option of ["-kernel", "-initrd", "-append"]) expect(command).not.toContain(option);
    expect(commandOf()).not.toContain("-bios");
  });
});

describe("a machine's disks", () => {
  test("are its own and the seed, which it cannot write to and which cloud-init knows by its label", () => {
    const [own, seed, ...others] = drives(commandOf());
    expect(own).toMatchObject({ if: "virtio", file: filesOf(folder).disk, format: "qcow2" });
    expect(own).not.toHaveProperty("readonly");
    const { seed: dir } = filesOf(folder);
    const fat = { "file.driver": "vvfat", "file.dir": dir, "file.label": "cidata" };
    expect(seed).toEqual({ if: "virtio", format: "raw", readonly: "on", ...fat });
    expect(others).toEqual([]);
  });

  test("are its own alone when the seed is gone", () => {
    expect(drives(commandOf({ seeded: false }))).toEqual([expect.objectContaining({ file: filesOf(folder).disk })]);
  });

  test("are written in order, so that they outlive this machine, unless the machine is thrown away", () => {
    expect(drives(commandOf())[0]).toMatchObject({ cache: "writeback" });
    const maker = { pid: 1, start: "then" };
    expect(drives(commandOf({ machine: { ...machine, maker } }))[0]).toMatchObject({ cache: "unsafe" });
  });

  test("give room back that the machine does not use any more", () => {
    expect(drives(commandOf())[0]).toMatchObject({ discard: "unmap", "detect-zeroes": "unmap" });
  });
});

describe("a machine's console and monitor", () => {
  test("are a file and a socket in its own folder, and nobody waits for the monitor", () => {
    const command = commandOf();
    const files = filesOf(folder);
    expect(valuesOf(command, "-chardev").map(read)).toEqual([{ file: undefined, id: "serial", path: files.serial }]);
    expect(valuesOf(command, "-serial")).toEqual(["chardev:serial"]);
    expect(valuesOf(command, "-qmp")).toEqual([`unix:${files.monitor},server=on,wait=off`]);
    for (const option of ["-monitor", "-mon", "-gdb", "-vnc", "-spice"]) expect(command).not.toContain(option);
  });
});

test("a folder with commas and blanks in its name is one name for QEMU, each time that it stands in a list of options", () => {
  const odd = "/home/mina, of class a,b/machines,,/labnote-mina";
  const files = filesOf(odd);
  const command = commandOf({ folder: odd });
  const [own, seed] = drives(command);
  expect(own?.file).toBe(files.disk);
  expect(seed?.["file.dir"]).toBe(files.seed);
  expect(read(valuesOf(command, "-chardev")[0] ?? "").path).toBe(files.serial);
  const [monitor = ""] = valuesOf(command, "-qmp");
  expect(read(`path=${monitor.replace(/^unix:/, "")}`)).toEqual({ path: files.monitor, server: "on", wait: "off" });
});

test("a kernel's name is a word of its own, in which a comma stands once", () => {
  expect(commandOf({ machine: { ...machine, boot: kernel } })).toContain("/disks/debian, 13/kernel");
});

describe("a machine's network", () => {
  /** What follows each `hostfwd=`. */
  const forwards = (command: readonly string[]): string[] =>
    valuesOf(command, "-netdev").flatMap((list) => list.split(",").flatMap((part) => part.split(/^hostfwd=/)[1] ?? []));

  test("is reached by the ports that are the machine's, of 127.0.0.1 alone", () => {
    expect(forwards(commandOf())).toEqual(["tcp:127.0.0.1:20022-:22", "tcp:127.0.0.1:20500-:5000"]);
  });

  test("is one, with no address of IPv6, and shares no folder and no program of this machine", () => {
    const netdevs = valuesOf(commandOf(), "-netdev");
    expect(netdevs).toEqual([expect.stringMatching(/^user,/)]);
    expect(netdevs[0]).toContain(",ipv6=off");
    expect(netdevs[0]).not.toMatch(/guestfwd|smb|tftp|bootfile/);
    expect(commandOf()).not.toContain("-nic");
  });
});

describe.each(["x64", "arm64"] as const)("a machine of %s", (architecture) => {
  test("has no display and no USB, and no device but those that it is given", () => {
    const command = commandOf({ architecture });
    expect(valuesOf(command, "-display")).toEqual(["none"]);
    expect(command).toEqual(expect.arrayContaining(["-nodefaults", "-no-user-config"]));
    expect(command.join(" ")).not.toMatch(/usb(?!=off)|vga|gpu|audio|-device \S*(serial|console)/i);
    const devices = valuesOf(command, "-device").map((device) => device.split(",")[0]);
    expect(devices).toEqual(["virtio-rng-pci", "virtio-net-pci"]);
  });

  test("shares no folder but the seed", () => {
    const command = commandOf({ architecture });
    expect(command.join(" ")).not.toMatch(/virtfs|fsdev|9p|vhost|memory-backend-file/);
    expect(drives(command).filter((drive) => "file.dir" in drive)).toHaveLength(1);
  });
});

test("QEMU is confined where it can be, which is on Linux: it starts no program and gets no rights", () => {
  const [sandbox = ""] = valuesOf(commandOf({ platform: "linux" }), "-sandbox");
  expect(sandbox.split(",")[0]).toBe("on");
  expect(read(sandbox)).toMatchObject({ spawn: "deny", elevateprivileges: "deny", obsolete: "deny" });
  expect(commandOf({ platform: "darwin" })).not.toContain("-sandbox");
});

test("nothing secret is in a machine's command line: the user data are in a file", () => {
  expect(commandOf().join(" ")).not.toMatch(/user-data|ssh_keys|PRIVATE/);
});
