import { DescribeInstancesCommand, type EC2Client, type Instance } from "@aws-sdk/client-ec2";

/** An instance that was made. */
export async function instanceOf(ec2: EC2Client, id: string): Promise<Instance> {
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
  const instance = Reservations[0]?.Instances?.[0];
  if (instance === undefined) throw new Error(`EC2 does not know ${id}, which it has made`);
  return instance;
}

/** All instances of a region that are not terminated, and so are in the way of what they use. */
export async function liveInstances(ec2: EC2Client): Promise<Instance[]> {
  const states = ["pending", "running", "shutting-down", "stopping", "stopped"];
  const Filters = [{ Name: "instance-state-name", Values: states }];
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ Filters }));
  return Reservations.flatMap(({ Instances = [] }) => Instances);
}

/** The ids of an instance's security groups. moto has those of an interface that came with the launch at the interface alone. */
export const groupsOf = ({ SecurityGroups = [], NetworkInterfaces = [] }: Instance): string[] => {
  const all = [...SecurityGroups, ...NetworkInterfaces.flatMap(({ Groups = [] }) => Groups)];
  return [...new Set(all.flatMap(({ GroupId }) => GroupId ?? []))];
};
