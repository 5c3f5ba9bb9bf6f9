import { readFileSync } from "node:fs";
import { getAmiOutput, Instance, KeyPair as LoginKey } from "@pulumi/aws/ec2/index.js";
import { Provider } from "@pulumi/aws/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { advice, npm } from "../../common/advice.ts";
import type { Note } from "../../note/note.ts";
import type { Host } from "../host.ts";
import type { Hosts } from "../kind.ts";
import { labelOf, thisSite } from "../labels.ts";
import { KeyPair, Lab, Lifetime } from "../pulumi-resources.ts";
import { keyNames, TYPES } from "../urns.ts";
import { LOGIN_USER, SET_UP_FILE } from "../user-data.ts";
import { accountOf } from "./aws/identity.ts";
import { openness, toldAddress } from "./aws/public-address.ts";
import { DISK_GIB, DISK_TYPE, isBurstable } from "./instance.ts";
import { baseOf, imageQuery } from "./machine-image.ts";
import { Network } from "./network.ts";
import type { Ec2Settings } from "./settings.ts";
import { EXPIRES, type TagsOf, tagsFor } from "./tags.ts";
import { ec2UserData, requireFit } from "./user-data.ts";

/** SSH's port, which is open beside those of the note. */
const SSH = 22;

const HOUR = 3_600_000;

/** A host on EC2 for each student, in a network of the lab's own. */
export async function createEc2(settings: Ec2Settings, note: Note): Promise<Hosts> {
  const { students, region, instanceType, ami, hours } = settings;
  const setUp = readFileSync(SET_UP_FILE, "utf8");
  await requireFit(setUp, settings);
  const allowFrom = settings.allowFrom ?? [`${await toldAddress()}/32`];
  const open = openness(allowFrom);
  if (open !== undefined) {
    pulumi.log.warn(`allowFrom lets ${open} reach the hosts: SSH, and everything that the exercises start there`);
  }

  const stack = pulumi.getStack();
  // With credentials of another account, everything would seem to be gone, and Pulumi would forget it.
  const provider = new Provider("aws", { region, allowedAccountIds: [await accountOf(region)] });
  const lab = new Lab("lab", { stack });
  const lifetime = new Lifetime("lifetime", { hours: hours ?? undefined });
  const expires = hours === null ? undefined : new Date(Date.now() + hours * HOUR).toISOString();
  const tagsOf = tagsFor(lab.id.apply((lab) => ({ lab, ...thisSite(), stack, note: settings.note, expires })));
  const image = getAmiOutput({ ...imageQuery(ami), includeDeprecated: true, mostRecent: true }, { provider });
  const ports = note.frontMatter.ports;
  const network = new Network(
    "network",
    { region, instanceType, ports: [...new Set([SSH, ...ports])], allowFrom: [...new Set(allowFrom)], tagsOf },
    { providers: [provider] },
  );
  const hosts = students.map((student) => {
    const made = {
      student,
      region,
      instanceType,
      image,
      chosen: ami !== null,
      network,
      setUp,
      hours: lifetime.hours,
      ports,
      tagsOf,
    };
    return { name: student, host: new Ec2Host(student, made, { providers: [provider] }).host };
  });
  return { id: lab.id, hosts };
}

/** What an {@link Ec2Host} is made from. */
export interface Ec2HostArgs {
  student: string;
  region: string;
  instanceType: string;
  image: pulumi.Input<{ id: string; name: string }>;
  /** Whether the user chose the image. Then another choice replaces the host; a newer image of Canonical's does not. */
  chosen: boolean;
  network: Network;
  /** As text. */
  setUp: string;
  /** Until it ends by itself, if it does. */
  hours: pulumi.Input<number | undefined>;
  /** Ports of the note. */
  ports: readonly number[];
  tagsOf: TagsOf;
}

/** A student's host on EC2, with its keys. */
export class Ec2Host extends pulumi.ComponentResource {
  /** Secret, since the login key is in it. */
  readonly host: pulumi.Output<Host>;

  constructor(name: string, args: Ec2HostArgs, options: pulumi.ComponentResourceOptions) {
    super(TYPES.ec2Host, name, {}, options);
    const { student, region, instanceType, chosen, network, setUp, hours, ports, tagsOf } = args;
    const image = pulumi.output(args.image);
    const keys = keyNames(student);
    const hostKey = new KeyPair(keys.hostKey, { parent: this });
    const loginKey = new KeyPair(keys.loginKey, { parent: this });
    const registered = new LoginKey(
      keys.loginKey,
      {
        keyNamePrefix: `labnote-${student}-`,
        publicKey: loginKey.publicKey,
        tags: tagsOf(keys.loginKey, { student }),
      },
      { parent: this, ignoreChanges: EXPIRES },
    );

    const userData = pulumi
      .all([hostKey.privateKey, hostKey.publicKey, loginKey.publicKey, hours])
      .apply(([hostSecret, hostPublic, login, hours]) =>
        ec2UserData(setUp, {
          hostname: student,
          hostKey: { private: hostSecret, public: hostPublic },
          loginKey: login,
          hours: hours ?? null,
        }),
      );
    const instance = new Instance(
      name,
      {
        ami: image.id,
        instanceType,
        subnetId: network.subnetId,
        vpcSecurityGroupIds: [network.securityGroupId],
        associatePublicIpAddress: true,
        keyName: registered.keyName,
        userDataBase64: pulumi.secret(userData),
        userDataReplaceOnChange: true,
        // A host ends by powering itself off.
        instanceInitiatedShutdownBehavior: "terminate",
        // Containers of the exercises are one hop further away: they must not reach the instance's metadata.
        metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
        rootBlockDevice: { volumeType: DISK_TYPE, volumeSize: DISK_GIB, encrypted: true, deleteOnTermination: true },
        // EC2's default for most types is unlimited, which can cost money.
        ...(isBurstable(instanceType) ? { creditSpecification: { cpuCredits: "standard" } } : {}),
        tags: tagsOf(
          name,
          image.name.apply((image) => ({ student, image })),
        ),
        // Not the block device's own tags: a later call sets them, and a crash in between would leave a disk that is not known.
        volumeTags: tagsOf(name, { student }),
      },
      {
        parent: this,
        dependsOn: network.paths,
        additionalSecretOutputs: ["userData", "userDataBase64"],
        ignoreChanges: [
          ...EXPIRES,
          ...EXPIRES.map((path) => path.replace("tags", "volumeTags")),
          ...(chosen ? [] : ["ami", `tags["${labelOf("image")}"]`]),
        ],
        // Otherwise the provider would stop this instance and start it as another type, at another address.
        replaceOnChanges: ["instanceType"],
        // A quota may have room for only one.
        deleteBeforeReplace: true,
      },
    );

    const host = pulumi
      .all([hostKey.publicKey, loginKey.privateKey, instance.id, instance.publicIp, instance.ami, instance.tags])
      .apply(([hostKey, loginKey, id, address, ami, tags]): Host => {
        // The image that it was made from; a newer one may be there now.
        const imageName = tags?.[labelOf("image")] ?? "";
        return {
          name: student,
          address,
          sshPort: SSH,
          user: LOGIN_USER,
          hostKey,
          loginKey,
          ports: Object.fromEntries(ports.map((port) => [port, port])),
          kind: "ec2",
          base: baseOf(imageName),
          images: [],
          facts: { instance: id, image: ami, "image name": imageName, region, type: instanceType },
          unreachable: UNREACHABLE,
          id,
        };
      });
    this.host = pulumi.secret(host);
    this.registerOutputs({ host: this.host });
  }
}

/** The same text for every host, always: a change of it would run the note again. */
const UNREACHABLE = advice`if nothing answered in time, your own address may have changed, or the host may have ended by itself: ${npm("start")} lets your address in and makes the host anew; where the setting allowFrom names other addresses, ${npm("start", "--set", "allowFrom=YOUR.ADDRESS")}`;
