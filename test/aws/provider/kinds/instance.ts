import {
  type _InstanceType,
  DescribeImagesCommand,
  DescribeInstanceAttributeCommand,
  DescribeInstanceCreditSpecificationsCommand,
  DescribeInstancesCommand,
  DescribeVolumesCommand,
  type HttpTokensState,
  type Instance,
  type InstanceMetadataEndpointState,
  ModifyInstanceAttributeCommand,
  ModifyInstanceCreditSpecificationCommand,
  ModifyInstanceMetadataOptionsCommand,
  ModifyNetworkInterfaceAttributeCommand,
  ModifyVolumeCommand,
  RunInstancesCommand,
  type RunInstancesCommandInput,
  type ShutdownBehavior,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
  type VolumeType,
  waitUntilInstanceRunning,
  waitUntilInstanceStopped,
  waitUntilInstanceTerminated,
} from "@aws-sdk/client-ec2";
import type { Changing, Context, Kind } from "../kind.ts";
import { changeTags, fromTags, specification, type Tags, tags } from "../tags.ts";
import { patience, unlessGone } from "../waiting.ts";

interface Inputs {
  ami?: string;
  instanceType?: _InstanceType;
  subnetId?: string;
  availabilityZone?: string;
  vpcSecurityGroupIds?: string[];
  associatePublicIpAddress?: boolean;
  keyName?: string;
  userDataBase64?: string;
  userDataReplaceOnChange?: boolean;
  instanceInitiatedShutdownBehavior?: ShutdownBehavior;
  metadataOptions?: {
    httpEndpoint?: InstanceMetadataEndpointState;
    httpTokens?: HttpTokensState;
    httpPutResponseHopLimit?: number;
  };
  rootBlockDevice?: {
    volumeType?: VolumeType;
    volumeSize?: number;
    encrypted?: boolean;
    deleteOnTermination?: boolean;
  };
  creditSpecification?: { cpuCredits?: string };
  volumeTags?: Tags;
  tags?: Tags;
}
interface State extends Inputs {
  instanceState?: string;
  privateIp?: string;
  publicIp?: string;
  publicDns?: string;
  primaryNetworkInterfaceId?: string;
}

async function find(id: string, { ec2 }: Context): Promise<Instance | undefined> {
  const found = await unlessGone(ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] })));
  const instance = found?.Reservations?.[0]?.Instances?.[0];
  return instance?.State?.Name === "terminated" ? undefined : instance;
}

const volumesOf = (instance: Instance): string[] =>
  (instance.BlockDeviceMappings ?? []).flatMap(({ Ebs }) => Ebs?.VolumeId ?? []);

/** A root device is named by the image. */
async function rootDevice(image: string, { ec2 }: Context): Promise<string | undefined> {
  const { Images } = await ec2.send(new DescribeImagesCommand({ ImageIds: [image] }));
  return Images?.[0]?.RootDeviceName;
}

/** An address is asked for with the network interface, and everything of that then stands there. */
const network = ({
  subnetId,
  vpcSecurityGroupIds,
  associatePublicIpAddress,
}: Inputs): Partial<RunInstancesCommandInput> =>
  associatePublicIpAddress === undefined
    ? { SubnetId: subnetId, SecurityGroupIds: vpcSecurityGroupIds }
    : {
        NetworkInterfaces: [
          {
            DeviceIndex: 0,
            DeleteOnTermination: true,
            AssociatePublicIpAddress: associatePublicIpAddress,
            SubnetId: subnetId,
            Groups: vpcSecurityGroupIds,
          },
        ],
      };

/** What EC2 changes only while an instance is stopped; its address is another one then. */
async function resize({ id, inputs }: Changing<Inputs, State>, context: Context): Promise<void> {
  const { ec2 } = context;
  await ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
  await waitUntilInstanceStopped(patience(context), { InstanceIds: [id] });
  await ec2.send(new ModifyInstanceAttributeCommand({ InstanceId: id, InstanceType: { Value: inputs.instanceType } }));
  await ec2.send(new StartInstancesCommand({ InstanceIds: [id] }));
  await waitUntilInstanceRunning(patience(context), { InstanceIds: [id] });
}

const metadata = ({ id, inputs }: Changing<Inputs, State>, { ec2 }: Context) =>
  ec2.send(new ModifyInstanceMetadataOptionsCommand({ InstanceId: id, ...metadataOptions(inputs) }));

const metadataOptions = ({ metadataOptions: options }: Inputs) => ({
  HttpEndpoint: options?.httpEndpoint,
  HttpTokens: options?.httpTokens,
  HttpPutResponseHopLimit: options?.httpPutResponseHopLimit,
});

export const instance: Kind<Inputs, State> = {
  inputs: {
    ami: "replaces",
    instanceType: resize,
    subnetId: "replaces",
    availabilityZone: "replaces",
    associatePublicIpAddress: "replaces",
    keyName: "replaces",
    userDataBase64: "replaces",
    userDataReplaceOnChange: async () => {},
    vpcSecurityGroupIds: ({ state, inputs }: Changing<Inputs, State>, { ec2 }) =>
      ec2.send(
        new ModifyNetworkInterfaceAttributeCommand({
          NetworkInterfaceId: state.primaryNetworkInterfaceId,
          Groups: inputs.vpcSecurityGroupIds,
        }),
      ),
    instanceInitiatedShutdownBehavior: ({ id, inputs }: Changing<Inputs, State>, { ec2 }) =>
      ec2.send(
        new ModifyInstanceAttributeCommand({
          InstanceId: id,
          InstanceInitiatedShutdownBehavior: { Value: inputs.instanceInitiatedShutdownBehavior },
        }),
      ),
    "metadataOptions.httpEndpoint": metadata,
    "metadataOptions.httpTokens": metadata,
    "metadataOptions.httpPutResponseHopLimit": metadata,
    "rootBlockDevice.encrypted": "replaces",
    "rootBlockDevice.volumeType": resizeDisk,
    "rootBlockDevice.volumeSize": resizeDisk,
    "rootBlockDevice.deleteOnTermination": keepDisk,
    "creditSpecification.cpuCredits": ({ id, inputs }: Changing<Inputs, State>, { ec2 }) =>
      ec2.send(
        new ModifyInstanceCreditSpecificationCommand({
          InstanceCreditSpecifications: [{ InstanceId: id, CpuCredits: inputs.creditSpecification?.cpuCredits }],
        }),
      ),
    async volumeTags({ id, state, inputs }: Changing<Inputs, State>, context) {
      const instance = await find(id, context);
      if (instance) await changeTags(volumesOf(instance), state.volumeTags, inputs.volumeTags, context);
    },
    tags,
  },
  refusal: ({ userDataBase64, userDataReplaceOnChange }) =>
    userDataBase64 !== undefined && userDataReplaceOnChange !== true
      ? "its user data are not to replace it when they change, and nothing else is served"
      : undefined,
  async create(inputs, context) {
    const { ami = "", instanceType, availabilityZone, keyName, userDataBase64, rootBlockDevice: disk } = inputs;
    const { Instances } = await context.ec2.send(
      new RunInstancesCommand({
        MinCount: 1,
        MaxCount: 1,
        ImageId: ami,
        InstanceType: instanceType,
        KeyName: keyName,
        UserData: userDataBase64,
        Placement: availabilityZone === undefined ? undefined : { AvailabilityZone: availabilityZone },
        ...network(inputs),
        InstanceInitiatedShutdownBehavior: inputs.instanceInitiatedShutdownBehavior,
        MetadataOptions: inputs.metadataOptions && metadataOptions(inputs),
        CreditSpecification: inputs.creditSpecification && { CpuCredits: inputs.creditSpecification.cpuCredits },
        BlockDeviceMappings: disk && [
          {
            DeviceName: await rootDevice(ami, context),
            Ebs: {
              VolumeType: disk.volumeType,
              VolumeSize: disk.volumeSize,
              Encrypted: disk.encrypted,
              DeleteOnTermination: disk.deleteOnTermination ?? true,
            },
          },
        ],
        TagSpecifications: [...specification("instance", inputs.tags), ...specification("volume", inputs.volumeTags)],
      }),
    );
    return Instances?.[0]?.InstanceId ?? "";
  },
  async settle(id, _, context) {
    await waitUntilInstanceRunning(patience(context), { InstanceIds: [id] });
  },
  async read(id, context) {
    const instance = await find(id, context);
    if (instance === undefined) return undefined;
    const { ec2 } = context;
    const root = instance.BlockDeviceMappings?.find(({ DeviceName }) => DeviceName === instance.RootDeviceName)?.Ebs;
    const volumes = volumesOf(instance);
    const [userData, shutdown, credits, disks] = await Promise.all([
      ec2.send(new DescribeInstanceAttributeCommand({ InstanceId: id, Attribute: "userData" })),
      ec2.send(
        new DescribeInstanceAttributeCommand({ InstanceId: id, Attribute: "instanceInitiatedShutdownBehavior" }),
      ),
      ec2.send(new DescribeInstanceCreditSpecificationsCommand({ InstanceIds: [id] })),
      volumes.length === 0 ? undefined : ec2.send(new DescribeVolumesCommand({ VolumeIds: volumes })),
    ]);
    const disk = disks?.Volumes?.find(({ VolumeId }) => VolumeId === root?.VolumeId);
    const primary = instance.NetworkInterfaces?.find(({ Attachment }) => Attachment?.DeviceIndex === 0);
    return {
      ami: instance.ImageId,
      instanceType: instance.InstanceType,
      instanceState: instance.State?.Name,
      subnetId: instance.SubnetId,
      availabilityZone: instance.Placement?.AvailabilityZone,
      vpcSecurityGroupIds: primary?.Groups?.flatMap(({ GroupId }) => GroupId ?? []),
      associatePublicIpAddress: instance.PublicIpAddress !== undefined,
      keyName: instance.KeyName,
      privateIp: instance.PrivateIpAddress,
      publicIp: instance.PublicIpAddress ?? "",
      publicDns: instance.PublicDnsName ?? "",
      primaryNetworkInterfaceId: primary?.NetworkInterfaceId,
      userDataBase64: userData.UserData?.Value,
      instanceInitiatedShutdownBehavior: shutdown.InstanceInitiatedShutdownBehavior?.Value as ShutdownBehavior,
      metadataOptions: {
        httpEndpoint: instance.MetadataOptions?.HttpEndpoint,
        httpTokens: instance.MetadataOptions?.HttpTokens,
        httpPutResponseHopLimit: instance.MetadataOptions?.HttpPutResponseHopLimit,
      },
      rootBlockDevice: {
        volumeType: disk?.VolumeType,
        volumeSize: disk?.Size,
        encrypted: disk?.Encrypted,
        deleteOnTermination: root?.DeleteOnTermination,
      },
      creditSpecification: { cpuCredits: credits.InstanceCreditSpecifications?.[0]?.CpuCredits },
      volumeTags: fromTags(disk?.Tags),
      tags: fromTags(instance.Tags),
    };
  },
  async delete(id, context) {
    const asked = await unlessGone(context.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] })));
    if (asked !== undefined) await waitUntilInstanceTerminated(patience(context), { InstanceIds: [id] });
  },
};

async function resizeDisk({ id, inputs }: Changing<Inputs, State>, context: Context): Promise<void> {
  const instance = await find(id, context);
  const [VolumeId] = instance === undefined ? [] : volumesOf(instance);
  const { volumeType, volumeSize } = inputs.rootBlockDevice ?? {};
  await context.ec2.send(new ModifyVolumeCommand({ VolumeId, VolumeType: volumeType, Size: volumeSize }));
}

async function keepDisk({ id, inputs }: Changing<Inputs, State>, context: Context): Promise<void> {
  const DeviceName = (await find(id, context))?.RootDeviceName;
  const Ebs = { DeleteOnTermination: inputs.rootBlockDevice?.deleteOnTermination };
  await context.ec2.send(
    new ModifyInstanceAttributeCommand({ InstanceId: id, BlockDeviceMappings: [{ DeviceName, Ebs }] }),
  );
}
