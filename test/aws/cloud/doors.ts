import { once } from "node:events";
import { BlockList, connect, createServer, type Socket } from "node:net";
import { DescribeSecurityGroupsCommand, type EC2Client, type IpPermission } from "@aws-sdk/client-ec2";
import { wallUp } from "./wall.ts";

/** What of the network lies between the tests and an instance. */
export interface Way {
  /** The instance's public address, of this machine. */
  address: string;
  groups: readonly string[];
  ec2: EC2Client;
  /** As whom the tests come: the address that security groups see. */
  callerAddress: () => string;
  /** Where the instance itself is; `undefined` while it is down. */
  inside: () => Promise<string | undefined>;
}

/** The ports of an instance's public address, open and closed as its security groups have them. */
export interface Doors extends AsyncDisposable {
  /** Sees to it after rules, or the caller's address, have changed. */
  refresh(): Promise<void>;
}

/** A port, and whether the caller gets in. */
interface Door extends AsyncDisposable {
  open: boolean;
}

const SSH = 22;

export function openDoors({ address, groups, ec2, callerAddress, inside }: Way): Doors {
  const doors = new Map<number, Door>();
  const sockets = new Set<Socket>();
  // A port that no rule names is refused, but for those that one named before, and for SSH's.
  const ports = new Set([SSH]);

  async function refresh(): Promise<void> {
    const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [...groups] }));
    const rules = SecurityGroups.flatMap(({ IpPermissions = [] }) => IpPermissions);
    for (const { FromPort, ToPort } of rules) if (FromPort !== undefined && FromPort === ToPort) ports.add(FromPort);
    for (const port of ports) {
      const open = rules.some((rule) => letsIn(rule, port, callerAddress()));
      const door = doors.get(port);
      if (door?.open === open) continue;
      await door?.[Symbol.asyncDispose]();
      doors.set(port, open ? await openDoor(port) : Object.assign(await wallUp(address, port), { open }));
    }
  }

  async function openDoor(port: number): Promise<Door> {
    const server = createServer((socket) => {
      enter(keep(socket), port).catch(() => socket.destroy());
    });
    await once(server.listen(port, address), "listening");
    // Connections that are there live on: a security group looks at new ones only.
    return { open: true, [Symbol.asyncDispose]: async () => void server.close() };
  }

  async function enter(socket: Socket, port: number): Promise<void> {
    const host = await inside();
    if (host === undefined) return void socket.destroy();
    const instance = keep(connect({ host, port }));
    socket.pipe(instance).pipe(socket);
    socket.on("close", () => instance.destroy());
    instance.on("close", () => socket.destroy());
  }

  function keep(socket: Socket): Socket {
    sockets.add(socket);
    return socket.on("error", () => {}).on("close", () => sockets.delete(socket));
  }

  // One change after the other.
  let last: Promise<unknown> = Promise.resolve();
  const next = (change: () => Promise<void>): Promise<void> => {
    const mine = last.then(change);
    last = mine.catch(() => {});
    return mine;
  };
  return {
    refresh: () => next(refresh),
    [Symbol.asyncDispose]: () =>
      next(async () => {
        for (const door of doors.values()) await door[Symbol.asyncDispose]();
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Whether a rule of a security group lets a caller reach a port. */
export function letsIn(
  { IpProtocol, FromPort, ToPort, IpRanges = [] }: IpPermission,
  port: number,
  caller: string,
): boolean {
  const fits = IpProtocol === "-1" || (IpProtocol === "tcp" && port >= (FromPort ?? 0) && port <= (ToPort ?? 65_535));
  const allowed = new BlockList();
  for (const { CidrIp = "" } of IpRanges) {
    const [network = "", prefix] = CidrIp.split("/");
    allowed.addSubnet(network, Number(prefix));
  }
  return fits && allowed.check(caller);
}
