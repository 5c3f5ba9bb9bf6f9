/** GiB of the disk that a host has: Ubuntu, an engine, and the exercises' images. */
export const DISK_GIB = 10;

/** EBS's kind of that disk. */
export const DISK_TYPE = "gp3";
