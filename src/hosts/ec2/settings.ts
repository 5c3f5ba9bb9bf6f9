import { isIPv4 } from "node:net";
import { matching, reject, type SettingReader, type Settings, yesOrNo } from "../../common/settings.ts";

/** The settings of hosts on EC2 alone. */
export interface Ec2Settings extends Settings {
  region: string;
  instanceType: string;
  /** An image's id; `null` for Canonical's newest Ubuntu 20.04. */
  ami: string | null;
  /** IPv4 ranges in CIDR notation; `null` for the caller's own public address. */
  allowFrom: readonly string[] | null;
  /** Whether a type that the free tier never covers is refused. */
  freeTierOnly: boolean;
}

/** Hours until a host ends by itself, unless the user says otherwise: a class, and time to look at what was left. */
export const EC2_HOURS = 4;

const region = matching(/^$|^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/, "the name of an AWS region, such as ap-northeast-2");
const imageId = matching(/^ami-[0-9a-f]{8,17}$/, "auto, or an image's id: ami- and hex digits");

export const ec2Readers = {
  region: (value, chosen) =>
    value === "" && chosen
      ? reject("the AWS region in which hosts are made, since none is taken by itself: ap-northeast-2, us-east-1, …")
      : region(value),
  instanceType: matching(/^[a-z0-9-]+\.[a-z0-9-]+$/, "a type of EC2, such as t3.micro"),
  ami: (value) => (value === "auto" ? null : imageId(value)),
  allowFrom: (value) => (value === "auto" ? null : value.split(",").map((range) => readRange(range.trim()))),
  freeTierOnly: yesOrNo,
} satisfies { [key: string]: SettingReader };

/** An IPv4 range, written from its first address as AWS wants it. An address alone is a range of one. */
function readRange(value: string): string {
  const [address = "", length = "32", ...more] = value.split("/");
  const fine = isIPv4(address) && /^\d{1,2}$/.test(length) && Number(length) <= 32 && more.length === 0;
  if (!fine) return reject("auto, or IPv4 addresses and ranges: 203.0.113.7,198.51.100.0/24");
  const size = 2 ** (32 - Number(length));
  const number = address.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);
  const first = number - (number % size);
  return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join(".")}/${Number(length)}`;
}
