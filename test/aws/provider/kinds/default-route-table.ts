import {
  CreateRouteCommand,
  DeleteRouteCommand,
  DescribeRouteTablesCommand,
  type RouteTable,
} from "@aws-sdk/client-ec2";
import type { Changing, Context, Kind } from "../kind.ts";
import { changeTags, fromTags, type Tags, tags } from "../tags.ts";
import { unlessGone } from "../waiting.ts";

interface Route {
  cidrBlock?: string;
  gatewayId?: string;
}
interface Inputs {
  defaultRouteTableId: string;
  routes?: Route[];
  tags?: Tags;
}
interface State extends Inputs {
  vpcId?: string;
}

async function find(id: string, { ec2 }: Context): Promise<RouteTable | undefined> {
  const found = await unlessGone(ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [id] })));
  return found?.RouteTables?.[0];
}

/** Those that were made: the one to the VPC itself comes with the table. */
const routesOf = (table: RouteTable | undefined): Route[] =>
  (table?.Routes ?? [])
    .filter(({ GatewayId }) => GatewayId !== "local")
    .map(({ DestinationCidrBlock, GatewayId }) => ({ cidrBlock: DestinationCidrBlock, gatewayId: GatewayId }));

const same = (a: Route) => (b: Route) => a.cidrBlock === b.cidrBlock && a.gatewayId === b.gatewayId;

async function setRoutes(RouteTableId: string, olds: Route[], news: Route[], { ec2 }: Context): Promise<void> {
  for (const old of olds.filter((route) => !news.some(same(route))))
    await ec2.send(new DeleteRouteCommand({ RouteTableId, DestinationCidrBlock: old.cidrBlock }));
  for (const { cidrBlock, gatewayId } of news.filter((route) => !olds.some(same(route))))
    await ec2.send(new CreateRouteCommand({ RouteTableId, DestinationCidrBlock: cidrBlock, GatewayId: gatewayId }));
}
const routes = ({ id, state, inputs }: Changing<Inputs, State>, context: Context) =>
  setRoutes(id, state.routes ?? [], inputs.routes ?? [], context);

/** The table that a VPC comes with: it is taken over, its routes replaced, and left to go with its VPC. */
export const defaultRouteTable: Kind<Inputs, State> = {
  inputs: { defaultRouteTableId: "replaces", "routes.cidrBlock": routes, "routes.gatewayId": routes, tags },
  create: async ({ defaultRouteTableId }) => defaultRouteTableId,
  async settle(id, { routes = [], tags = {} }, context) {
    const table = await find(id, context);
    await setRoutes(id, routesOf(table), routes, context);
    await changeTags([id], fromTags(table?.Tags), tags, context);
  },
  async read(id, context) {
    const table = await find(id, context);
    return (
      table && {
        defaultRouteTableId: id,
        routes: routesOf(table),
        vpcId: table.VpcId,
        tags: fromTags(table.Tags),
      }
    );
  },
  delete: async () => {},
};
