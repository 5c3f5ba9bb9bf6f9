import { once } from "node:events";
import { BlockList, connect, createServer, type Server, type Socket } from "node:net";
import type { EC2Client, IpPermission } from "@aws-sdk/client-ec2";
import { DescribeSecurityGroupsCommand } from "@aws-sdk/client-ec2";

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

/** The ports of an instance's public address, as its security groups open them. */
export interface Doors extends AsyncDisposable {
  /** Listens on the ports that rules name by now. */
  refresh(): Promise<void>;
}

/**
 * Each connection is held to the rules of that moment. Where none lets the caller in, nothing ever comes back, as from EC2, but for the
 * handshake, which is the kernel's.
 */
export function openDoors({ address, groups, ec2, callerAddress, inside }: Way): Doors {
  const doors = new Map<number, Server>();
  const sockets = new Set<Socket>();

  const rules = async (): Promise<IpPermission[]> => {
    const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [...groups] }));
    return SecurityGroups.flatMap(({ IpPermissions = [] }) => IpPermissions);
  };

  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    return socket;
  };

  const enter = async (socket: Socket, port: number) => {
    if (!(await rules()).some((rule) => letsIn(rule, port, callerAddress()))) return;
    const host = await inside();
    if (host === undefined) return void socket.destroy();
    const instance = keep(connect({ host, port }));
    socket.pipe(instance).pipe(socket);
    socket.on("close", () => instance.destroy());
    instance.on("close", () => socket.destroy());
  };

  return {
    async refresh() {
      const ports = (await rules()).flatMap(({ FromPort, ToPort }) =>
        FromPort === ToPort && FromPort ? [FromPort] : [],
      );
      for (const port of new Set(ports)) {
        if (doors.has(port)) continue;
        const door = createServer((socket) => {
          enter(keep(socket), port).catch(() => socket.destroy());
        });
        doors.set(port, door);
        await once(door.listen(port, address), "listening");
      }
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all([...doors.values()].map((door) => once(door.close(), "close")));
    },
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
