/**
 * The zone of a region in which a lab is made: the first by name that offers its instance type. Local zones, whose names have more behind the
 * region's (us-west-2-lax-1a), are left out: they lack much of EC2.
 *
 * @param offering zones that offer the type; some zones of a region have none of it (us-east-1e no t3).
 */
export const zoneFor = (region: string, offering: readonly string[]): string | undefined =>
  offering.filter((zone) => zone.length === region.length + 1).sort()[0];

/**
 * Whether an instance type is burstable: it earns CPU credits, and AWS can charge for more than it earned. For all other types, EC2 refuses
 * settings about credits.
 */
export const isBurstable = (instanceType: string): boolean => /^t[2-9]/.test(instanceType);

/** GiB of a host's disk: room for Ubuntu, an engine, and the exercises' images. */
export const DISK_GIB = 10;

/** Its EBS volume type. */
export const DISK_TYPE = "gp3";
