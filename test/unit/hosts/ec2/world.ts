import { STSClient } from "@aws-sdk/client-sts";
import { jest } from "@jest/globals";
import type { AllSettings, World } from "../mocked.ts";

/** The account that runs the program. */
export const ACCOUNT = "123456789012";
jest.spyOn(STSClient.prototype, "send").mockImplementation(async () => ({ Account: ACCOUNT }));

/** A class of two on EC2. */
export const onEc2: Partial<AllSettings> = {
  ...{ target: "ec2", region: "us-west-2", hours: 4 },
  allowFrom: ["203.0.113.7/32"],
};

export const FOCAL = "ubuntu/images/hvm-ssd/ubuntu-focal-20.04-amd64-server-20250603";

/** AWS as its provider would show it, as far as the program looks. */
export const aws: World = {
  resources: {
    "labnote:index:Lab": () => ({}),
    "labnote:index:Lifetime": () => ({}),
    "labnote:index:KeyPair": (name) => ({ publicKey: `ssh-ed25519 ${name}`, privateKey: `private ${name}` }),
    "pulumi:providers:aws": () => ({}),
    "aws:ec2/vpc:Vpc": () => ({ defaultRouteTableId: "rtb-1" }),
    "aws:ec2/subnet:Subnet": () => ({}),
    "aws:ec2/internetGateway:InternetGateway": () => ({}),
    "aws:ec2/defaultRouteTable:DefaultRouteTable": () => ({}),
    "aws:ec2/securityGroup:SecurityGroup": () => ({}),
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": () => ({}),
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": () => ({}),
    "aws:ec2/keyPair:KeyPair": (_, { keyNamePrefix }) => ({ keyName: `${keyNamePrefix}1` }),
    "aws:ec2/instance:Instance": (name) => ({ publicIp: `198.51.100.${name.length}` }),
  },
  functions: {
    "aws:ec2/getAmi:getAmi": ({ owners }) =>
      owners === undefined ? { id: "ami-0c0ffee0", name: "mine" } : { id: "ami-0f0ca100", name: FOCAL },
    "aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings": () => ({
      locations: ["us-west-2-lax-1a", "us-west-2c", "us-west-2b"],
    }),
  },
};
