import { appendFileSync, existsSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";

// Stands for QEMU: `node fake-qemu.ts FOLDER ARGUMENT...`. It has a console and a monitor, and greets as an SSH server where its port 22 is
// led to. What it is asked is written to FOLDER/asked. While there is a FOLDER/silent, it does not greet; while there is a FOLDER/no-room, it
// stands still, and neither greets nor goes on for long.

const [, , folder = "", ...args] = process.argv;
const valueAfter = (option: string): string => (args[args.indexOf(option) + 1] ?? "").replaceAll(",,", ",");
const note = (line: string): void => appendFileSync(join(folder, "asked"), `${line}\n`);

const serial = valueAfter("-chardev").replace(/^.*path=/, "");
const monitor = valueAfter("-qmp").replace(/^unix:(.*),server=on,wait=off$/, "$1");
const [, ssh] = /hostfwd=tcp:127\.0\.0\.1:(\d+)-:22(?:,|$)/.exec(valueAfter("-netdev")) ?? [];

note(`start ${args.join(" ")}`);
writeFileSync(serial, "Linux version 6.12\r\n");
// The test that forgot it is gone.
setTimeout(() => process.exit(), 120_000);

const has = (name: string): boolean => existsSync(join(folder, name));
let status = has("no-room") ? "io-error" : "running";
const commands: { [name: string]: () => unknown } = {
  qmp_capabilities: () => ({}),
  "query-status": () => ({ status, running: status === "running" }),
  cont() {
    status = "running";
    // As QEMU does it: it is "running" until what could not be written fails again.
    setTimeout(() => {
      if (has("no-room")) status = "io-error";
    }, 20);
    return {};
  },
  system_powerdown() {
    setImmediate(() => {
      appendFileSync(serial, "reboot: Power down\r\n");
      process.exit();
    });
    return {};
  },
};

const monitors = createServer((connection) => {
  connection.on("error", () => {}).write('{"QMP": {}}\r\n');
  createInterface({ input: connection }).on("line", (line) => {
    const { execute, id } = JSON.parse(line);
    if (!["qmp_capabilities", "query-status"].includes(execute)) note(execute);
    connection.write(`${JSON.stringify({ return: commands[execute]?.(), id })}\r\n`);
  });
});
const greeter = createServer((connection) => {
  connection.on("error", () => {});
  // The machine behind it takes a moment.
  setTimeout(() => {
    if (status === "running") connection.end(has("silent") ? "" : "SSH-2.0-OpenSSH_9.9\r\n");
  }, 60);
});
// QEMU binds its ports before its monitor answers.
greeter.once("error", (error) => {
  console.error(`qemu: -netdev user,id=net: Could not set up host forwarding rule for port ${ssh}: ${error.message}`);
  process.exit(1);
});
greeter.listen(Number(ssh), "127.0.0.1", () => monitors.listen(monitor));
