/** Programs and shell words that begin a command and hardly ever a sentence. */
const SURE = `
7z a2enmod ab ack addgroup adduser alias ansible ansible-galaxy ansible-inventory ansible-playbook apache2ctl apk
apropos apt apt-cache apt-get apt-key apt-mark aptitude ar arch argocd arp arping asciinema awk aws az base32 base64
basename bash bats bg black blkid brctl brew bridge bundle bunzip2 bzip2 cal cargo cat cd cdk certbot chage chattr
chgrp chmod chown chpasswd chroot chsh cilium cksum claude cmake cmp code column comm composer conda conntrack consul
containerd convert cosign cp cpio crane crictl crontab crypt csplit ctr curl cut dash dd delgroup deluser deno depmod
devpod df dialog diff diff3 dig dir dirname dirs disown dive dmesg dnf dnsmasq docker docker-app docker-compose
docker-machine docker-swarm dockerd doctl dos2unix dotnet dpkg dpkg-query dpkg-reconfigure du echo ed egrep eksctl
emacs env envsubst etcd etcdctl etckeeper eval exec exit expand export expr fallocate fastqc fdisk fg fgrep fish
flannel flask flux fmt fold fping free fsck fuser fzf g++ gawk gcc gcloud gdb gdebi gem getcap getconf getent getfacl
getopts gh gist git git-bug git-lfs gitk gits glances go golangci-lint gpasswd gpg gradle grep groupadd groupdel
groupmod groups gsutil gunzip gzip hadolint halt haproxy hash hdfs hdparm helm helmfile heroku hexdump hexedit hg
hostname hostnamectl htop http httpd hugo hwclock hyperfine hyperkit iconv id ifconfig ifdown iftop ifup info
inotifywait insmod iostat iotop ip ip6tables iperf iperf3 ipset iptables iptables-save ipvsadm istioctl iwconfig jar
java javac jekyll jobs journalctl jps jq jupyter k k3d k3s k9s kail killall kind kinit ko kompose kops krew kube-bench
kubeadm kubecolor kubectl kubectl-krew kubectx kubelet kubens kubeseal kustomize last lastlog ldapsearch ldconfig ldd
less linkerd ln locale locale-gen localectl locate logger login loginctl logname logout logrotate losetup lpr ls
lsattr lsb_release lsblk lscpu lsmod lsns lsof lspci lsusb ltrace lvcreate lvdisplay lvextend lvs lynis lynx make man
md5 md5sum mdadm microk8s microk8s.kubectl minikube mkdir mkfifo mkfs mkfs.ext4 mkfs.xfs mknod mkswap mktemp modinfo
modprobe mongo mongod mongosh mpstat mtr multipass mv mvn mycli myip mypy mysql mysqladmin mysqld mysqldump nano nc
ncat ncdu nerdctl netstat newgrp nginx ngrep ngrok nice nmap nmcli node nohup nomad notary npm npx nsenter nslookup
ntpdate ntpq numactl nvidia-smi nvim nvm oc od odo openssl packer pacman partprobe passwd patch pdsh perf perl pgrep
php pico pidof pidstat ping ping6 pip pip3 pipenv pipx pkill pmap pnpm podman podman-compose poetry popd portainer
poweroff printenv printf ps psql pstree pulumi pushd pvcreate pvdisplay pvs pwd pyenv pytest python python2 python3
qemu-img qemu-system-x86_64 quit rails rake rbenv reboot redis-benchmark redis-cli redis-server regctl reset resize2fs
restic restorecon rg rkt rlwrap rm rmdir rmmod route rpm rsync ruby ruff runc rustc rustup salloc sam samtools sar
sbatch scp screen sdiff sed semanage seq service sestatus setcap setenforce setfacl sftp sh sha1sum sha256sum
sha512sum shellcheck shopt showmount shred shuf shutdown sinfo skaffold skopeo sleep smbclient snap snapper snyk socat
sort source spark-submit spin sqlite3 squeue srun ss ssh ssh-add ssh-agent ssh-copy-id ssh-keygen ssh-keyscan sshd
sshfs start-dfs.sh start-yarn.sh stat stern strace strings stty su sudo supervisorctl swapoff swapon swarm syft sync
sysctl systemctl systemd-analyze systemd-cgls systemd-cgtop systemd-run tac tar taskset tcpdump tee telepresence
telnet terraform tig tilt timedatectl timeout tldr tmux top touch tr tracepath traceroute tree trivy truncate tshark
tty tune2fs tzselect ufw umask umount unalias uname uncompress unexpand uniq unlink unset unshare unxz unzip
update-alternatives update-grub update-initramfs uptime useradd userdel usermod users uuidgen uv uvx vagrant vault
vboxmanage vcluster velero vgcreate vgdisplay vgextend vgs vi vim vimdiff vimtutor virsh virt-install virtualbox
virtualenv visudo vmstat vncserver watch wc weave wget whereis whoami whois wrk xargs xdg-open xfs_growfs xxd xz yarn
yq yum yum-config-manager zcat zfs zgrep zip zless zpool zsh zypper
`;

/** Programs and shell words that begin sentences and lines of outputs, too: "find the file", "test passed". */
const COMMON_WORDS = `
as at bind break builtin caller case cc clear code column command compare complete continue convert declare dir
disable dive do done else enable env exec expand false fi file find fold for free function getopt go groups hash head
help history host http id if import info install jobs join kill last less let link local locale login look mail make
man mesg more mount move nice nl nm node notary open parallel paste patch perf play podman pr ps python read readonly
rename reset return review ring route screen script select service set shift size source spin split start stat stop
strings swarm switch sync tail tee test then time times top trap tree true type typeset ulimit until update upgrade
users vault view w wait wall watch which while who write xclip yes
`;

const words = (list: string): Set<string> => new Set(list.split(/\s+/).filter((word) => word !== ""));

const [sure, common] = [words(SURE), words(COMMON_WORDS)];

/** Whether a word is a program or a word of the shell that is known by its name. */
export const isProgram = (word: string): boolean => sure.has(word) || common.has(word);

/** Whether a word is known as a program, and is no common word of English. */
export const isSurelyProgram = (word: string): boolean => sure.has(word) && !common.has(word);
