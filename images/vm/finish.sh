# Finishes the tree of a host's disk, which is the first argument. mmdebstrap runs it, as root of the tree, when all packages are there.
set -e

# Host keys are each host's own.
rm -f "$1"/etc/ssh/ssh_host_*
# Whoever makes the disk takes this out of the tree.
chmod a+r "$1"/boot/*

# The network is networkd's, with the files in /etc/systemd/network.
chroot "$1" systemctl --quiet enable systemd-networkd.service
chroot "$1" systemctl --quiet set-default multi-user.target

# The rest is of no use here, and takes seconds where the processor is emulated.
# Nobody types on a console, and systemd asks its generators at each boot and whenever it reads its units anew.
chroot "$1" systemctl --quiet mask getty.target
mkdir -p "$1/etc/systemd/system-generators"
for each in getty gpt-auto hibernate-resume ssh tpm2; do
  ln -s /dev/null "$1/etc/systemd/system-generators/systemd-$each-generator"
done
# The disk goes when the host goes.
chroot "$1" systemctl --quiet mask dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service fstrim.timer
# The machine has no display, no firmware that keeps or gives anything, and no network but the one.
chroot "$1" systemctl --quiet mask modprobe@drm.service systemd-network-generator.service \
  systemd-networkd-persistent-storage.service systemd-pstore.service systemd-udev-load-credentials.service
# What needs one of these mounts it, or loads the module.
chroot "$1" systemctl --quiet mask sys-fs-fuse-connections.mount sys-kernel-config.mount sys-kernel-debug.mount \
  sys-kernel-tracing.mount systemd-binfmt.service
# /tmp is on the disk, as on Ubuntu: memory is scarcer.
chroot "$1" systemctl --quiet mask tmp.mount
# The package's own registry serves nobody; labnote's has its own unit, whose user is a new one at each start.
chroot "$1" systemctl --quiet mask docker-registry.service
if [ -e "$1/var/lib/labnote/registry" ]; then
  chmod -R a+rX "$1/var/lib/labnote"
  chroot "$1" systemctl --quiet enable labnote-registry.service
fi

# What systemd makes from /usr is up to date.
touch "$1/etc/.updated" "$1/var/.updated"
