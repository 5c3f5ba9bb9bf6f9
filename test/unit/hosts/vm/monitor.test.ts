import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { askMonitor, machineStatus } from "../../../../src/hosts/vm/machine/monitor.ts";
import { until } from "../../../until.ts";
import { answers, monitorAt, ownFolders } from "./own-machines.ts";

const folder = ownFolders();
let count = 0;
const newSocket = (): string => join(folder, `qmp-${++count}`);

test("a monitor is greeted, asked, and left", async () => {
  const socket = newSocket();
  await using monitor = await monitorAt(socket, answers({ "query-uuid": { UUID: "an id" } }));
  expect(await askMonitor(socket, "query-uuid")).toEqual({ UUID: "an id" });
  expect(monitor.asked).toEqual(["qmp_capabilities", "query-uuid"]);
  await until("the connection is closed", async () => monitor.open.size === 0 || undefined);
});

test("labnote knows an answer from events and from the answer to the greeting, and an answer may come in pieces", async () => {
  const socket = newSocket();
  const event = '{"event": "RTC_CHANGE", "data": {}}\r\n';
  const answer = (command: string, id: unknown) =>
    `${event}{"return": ${JSON.stringify({ to: command })}, "id": ${JSON.stringify(id)}}\r\n${event}{"eve`;
  await using _monitor = await monitorAt(
    socket,
    (...asked) => `nt": "STOP"}\r\n${answer(...asked)}`,
    '{"QMP": {}, "eve',
  );
  expect(await askMonitor(socket, "query-status")).toEqual({ to: "query-status" });
});

test("a command that a monitor does not know has no answer", async () => {
  const socket = newSocket();
  await using _monitor = await monitorAt(socket, answers({}));
  expect(await askMonitor(socket, "query-status")).toBeUndefined();
  expect(await machineStatus(socket)).toBeUndefined();
});

test("a machine's status is the word of its monitor", async () => {
  const socket = newSocket();
  await using _monitor = await monitorAt(socket, answers({ "query-status": { running: false, status: "io-error" } }));
  expect(await machineStatus(socket)).toBe("io-error");
});

test("where there is no monitor, there is no answer", async () => {
  const socket = newSocket();
  expect(await machineStatus(socket)).toBeUndefined();
  await writeFile(socket, "");
  expect(await machineStatus(socket)).toBeUndefined();
});

test("a monitor that hangs up, or speaks of other things, gives no answer", async () => {
  const [hangingUp, other] = [newSocket(), newSocket()];
  await using _one = await monitorAt(hangingUp, () => undefined);
  await using _two = await monitorAt(other, () => "220 mail.example ESMTP\r\n");
  expect(await askMonitor(hangingUp, "query-status")).toBeUndefined();
  expect(await askMonitor(other, "query-status")).toBeUndefined();
});

test("a monitor that is silent is left when the work is interrupted, which fails with the interruption's reason", async () => {
  const socket = newSocket();
  await using monitor = await monitorAt(socket, () => "");
  const interrupted = new AbortController();
  const asking = askMonitor(socket, "query-status", interrupted.signal);
  await until("the monitor is asked", async () => monitor.asked.includes("query-status") || undefined);
  interrupted.abort(new Error("Ctrl-C"));
  await expect(asking).rejects.toThrow("Ctrl-C");
  await until("the connection is closed", async () => monitor.open.size === 0 || undefined);
});

test("a monitor is not asked any more when the work was interrupted before", async () => {
  const socket = newSocket();
  await using monitor = await monitorAt(socket, answers({}));
  await expect(askMonitor(socket, "query-status", AbortSignal.abort(new Error("Ctrl-C")))).rejects.toThrow("Ctrl-C");
  expect(monitor.asked).toEqual([]);
});
