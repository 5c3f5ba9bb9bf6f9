import {
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  DeleteInternetGatewayCommand,
  DescribeInternetGatewaysCommand,
  DetachInternetGatewayCommand,
} from "@aws-sdk/client-ec2";
import type { Changing, Context, Kind } from "../kind.ts";
import { fromTags, specification, type Tags, tags } from "../tags.ts";
import { takeAway, unlessGone } from "../waiting.ts";

interface Inputs {
  vpcId?: string;
  tags?: Tags;
}

async function attach(InternetGatewayId: string, VpcId: string | undefined, { ec2 }: Context) {
  if (VpcId !== undefined) await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId }));
}
async function detach(InternetGatewayId: string, VpcId: string | undefined, context: Context) {
  if (VpcId !== undefined)
    await takeAway(() => context.ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId, VpcId })), context);
}

async function read(id: string, { ec2 }: Context): Promise<Inputs | undefined> {
  const found = await unlessGone(ec2.send(new DescribeInternetGatewaysCommand({ InternetGatewayIds: [id] })));
  const gateway = found?.InternetGateways?.[0];
  return gateway && { vpcId: gateway.Attachments?.[0]?.VpcId, tags: fromTags(gateway.Tags) };
}

export const internetGateway: Kind<Inputs, Inputs> = {
  inputs: {
    async vpcId({ id, state, inputs }: Changing<Inputs, Inputs>, context) {
      await detach(id, state.vpcId, context);
      await attach(id, inputs.vpcId, context);
    },
    tags,
  },
  async create({ tags }, { ec2 }) {
    const { InternetGateway } = await ec2.send(
      new CreateInternetGatewayCommand({ TagSpecifications: specification("internet-gateway", tags) }),
    );
    return InternetGateway?.InternetGatewayId ?? "";
  },
  settle: (id, { vpcId }, context) => attach(id, vpcId, context),
  read,
  async delete(id, context) {
    await detach(id, (await read(id, context))?.vpcId, context);
    await takeAway(() => context.ec2.send(new DeleteInternetGatewayCommand({ InternetGatewayId: id })), context);
  },
};
