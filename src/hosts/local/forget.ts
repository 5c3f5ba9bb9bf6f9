/**
 * A script for root on a throw-away host, after its set-up: removes the traces of its boot, and all that must differ between hosts (SSH keys,
 * machine id, Docker's own key and id, random seed). What is left can become many hosts.
 */
export const FORGET = `set -e
cloud-init clean --logs --seed
rm -rf /etc/ssh/ssh_host_* /etc/docker/key.json /var/lib/docker/engine-id /var/lib/systemd/random-seed /var/lib/dbus/machine-id /var/log/journal
: > /etc/machine-id
apt-get clean
`;
