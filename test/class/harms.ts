/** Commands with which a student's host does harm to itself, and to others if they are not kept from it. Each ends by itself. */

/** Forks without end for so many seconds. Root is not held by what systemd allows a service. */
export const forks = (seconds: number): string =>
  `sudo systemd-run -q --wait -p TasksMax=infinity -p RuntimeMaxSec=${3 * seconds} ` +
  `perl -e 'use constant END => time + ${seconds}; fork while time < END'`;

/** Takes three times the memory of a host with 2 GiB: with its swap, that is more than it has. */
export const TAKES_MEMORY = "head -c 6G /dev/zero | tail > /dev/null";
