/** Commands with which a student's host does harm to itself, and to others if they are not kept from it. Each ends by itself. */

/** Forks without end for so many seconds. Root is not held by what systemd allows a service. */
export const forks = (seconds: number): string =>
  `sudo systemd-run -q --wait -p TasksMax=infinity -p RuntimeMaxSec=${3 * seconds} ` +
  `perl -e 'use constant END => time + ${seconds}; fork while time < END'`;

/**
 * Takes three times the memory of a host with 2 GiB, again and again for so many seconds: with its swap, that is more than it has. A fast machine has
 * it all in a second.
 */
export const takesMemory = (seconds: number): string =>
  `SECONDS=0; while ((SECONDS < ${seconds})); do head -c 6G /dev/zero | tail > /dev/null; sleep 0.5; done`;
