/**
 * The type tokens of labnote's own resources. `labnote:index:` resources are made by labnote's provider; `labnote:host:` components only
 * group a host, or its network, with what belongs to it.
 */
export const TYPES = {
  lab: "labnote:index:Lab",
  keyPair: "labnote:index:KeyPair",
  lifetime: "labnote:index:Lifetime",
  hostImage: "labnote:index:HostImage",
  containerHost: "labnote:index:ContainerHost",
  vmDisk: "labnote:index:VmDisk",
  vmHost: "labnote:index:VmHost",
  container: "labnote:host:Container",
  vm: "labnote:host:Vm",
  ec2Host: "labnote:host:Ec2Host",
  network: "labnote:host:Network",
} as const;

/** The types of what all students of a lab share. */
const SHARED: ReadonlySet<string> = new Set([TYPES.lab, TYPES.lifetime, TYPES.hostImage, TYPES.vmDisk, TYPES.network]);

/** A URN is `urn:pulumi:STACK::PROJECT::TYPES::NAME`; TYPES are those of the resource's parents and its own, joined by `$`. */
const partsOf = (urn: string) => {
  const [, , types = "", ...name] = urn.split("::");
  return { types: types.split("$"), name: name.join("::") };
};

/** A resource's name in the Pulumi program. */
export const nameOfUrn = (urn: string): string => partsOf(urn).name;

/** A resource's own type, without those of its parents. */
export const typeOfUrn = (urn: string): string => partsOf(urn).types.at(-1) ?? "";

/** The resource names of the two keys of a student's host. A student's other resources have the student's name. */
export const keyNames = (student: string) => ({ hostKey: `${student}-host-key`, loginKey: `${student}-login-key` });

/** The student that a resource belongs to; `undefined` for what students share. A name alone is not enough: a student may be called `mina-login-key`. */
export function studentOf(urn: string, students: readonly string[]): string | undefined {
  const { types, name } = partsOf(urn);
  if (SHARED.has(types[0] ?? "") || types[0]?.startsWith("pulumi:")) return undefined;
  const isKey = types.at(-1)?.endsWith(":KeyPair");
  return students.find((student) => (isKey ? Object.values(keyNames(student)).includes(name) : name === student));
}
