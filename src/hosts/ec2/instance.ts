/**
 * The zone of a region in which a lab is made: the first by name of those that offer its type of machine. Local zones, which have names of
 * their own behind the region's (us-west-2-lax-1a), lack much of what EC2 has and are not taken.
 *
 * @param offering zones that offer the type; some zones of a region have none of it (us-east-1e no t3).
 */
export const zoneFor = (region: string, offering: readonly string[]): string | undefined =>
  offering.filter((zone) => zone.length === region.length + 1).sort()[0];

/**
 * Whether a type of machine is a burstable one: it earns CPU credits, and can be charged for more than it earned. EC2 refuses a word about
 * credits for all others.
 */
export const isBurstable = (instanceType: string): boolean => /^t[2-9]/.test(instanceType);

/** GiB of the disk that a host has: Ubuntu, an engine, and the exercises' images. */
export const DISK_GIB = 10;

/** EBS's kind of that disk. */
export const DISK_TYPE = "gp3";
