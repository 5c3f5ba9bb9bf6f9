/**
 * Commands that lessons type: what a line without a prompt is looked up in. A command that is missing here can still be read; these only
 * tell commands from other words where nothing else does.
 */
const names = `
alias apk apropos apt apt-cache apt-get apt-key aptitude arch arp awk base64 basename bash bc bg brew bzip2 cal cat cd chgrp chmod chown
chroot chsh clear cmp column comm cp crontab curl cut dd declare deluser df diff dig dirname dmesg dnf dpkg du echo egrep env ethtool eval
exec exit expr export fdisk fg fgrep find firewall-cmd fold free fuser gcc getent g++ gpg grep groupadd groupdel groups gunzip gzip
halt hash head help hexdump history host hostname hostnamectl htop iconv id ifconfig iostat ip iperf iperf3 iptables jobs journalctl jq kill
killall last ldconfig ldd less ln locale locate logger login logout losetup ls lsattr lsblk lscpu lsmod lsof make man md5sum mkdir mkfs
mkfs.ext4 mktemp modprobe more mount mv mysql mysqladmin mysqldump nano nc ncat netcat netplan netstat newgrp nice nl nmap nmcli nohup nproc
nsenter nslookup od openssl pacman passwd paste patch pgrep ping pidof pkill popd poweroff printenv printf ps pstree pushd pwd
read readlink reboot rename resize2fs rm rmdir route rpm rsync scp screen sed seq service sestatus set setenforce sftp sh sha256sum
shuf shutdown sleep snap sort source split ss ssh ssh-add ssh-copy-id ssh-keygen stat strace stty su sudo swapoff swapon sync sysctl systemctl tail
tar tcpdump tee telnet test time timedatectl timeout tmux top touch tr traceroute tree truncate type ufw ulimit umask umount unalias uname
uniq unlink unset unshare unxz unzip update-alternatives uptime useradd userdel usermod vi vim vmstat visudo w wall watch wc wget whereis which
who whoami xargs xz yes yum zcat zip zsh zypper
docker docker-compose docker-machine dockerd docker-credential-helper podman buildah skopeo containerd ctr crictl nerdctl runc compose
kubectl kubeadm kubelet kubectx kubens helm helmfile kustomize minikube kind k3d k3s k9s oc odo eksctl gcloud aws az doctl terraform tofu
packer vagrant ansible ansible-playbook ansible-galaxy pulumi vault consul nomad etcdctl istioctl k argocd flux linkerd velero stern ctop dive
git gh hub svn hg subl code gradle mvn java javac ant sbt cargo rustc rustup go gofmt node nodejs npm npx yarn pnpm bun deno nvm vue ng
python python2 python3 pip pip3 pipenv poetry conda mamba virtualenv uv pytest jupyter ipython django-admin flask gunicorn uvicorn
ruby gem bundle rails rake perl cpan php composer artisan lua dotnet Rscript R julia ghc stack cabal mix iex elixir erl swift cmake
meson ninja clang gdb valgrind psql createdb pg_dump pg_restore redis-cli redis-server mongo mongod mongosh sqlite3 nginx apachectl httpd
certbot ab wrk hey siege http httpie pandoc hugo jekyll mkdocs sphinx-build ffmpeg convert dos2unix open xdg-open choco winget scoop
`;

/** The names of known commands. */
export const knownCommands: ReadonlySet<string> = new Set(names.trim().split(/\s+/));

/** Words that are known commands, and begin English sentences, too. */
export const commandWords: ReadonlySet<string> = new Set(
  `arch cat clear code compose consul convert cut file find fold free go head help history host id join kill kind last less link login make
  man more mount node open paste patch read rename screen service set shutdown sleep sort source split stack stat sync test time top touch
  type uniq unlink vault w watch which who yes flux hash hey hub dive swift rake packer vagrant`
    .trim()
    .split(/\s+/),
);

/** What begins a compound command. */
const keywords = /^\s*(?:(?:for|while|until|if|case|select|function)\s+\S|[({]\s*(?:\w|$))/;

/** The program that a typed line runs: behind `sudo` and its options, and behind assignments. */
export const programOf = (typed: string): string =>
  /^\s*(?:(?:sudo|time|env|exec|nohup)\s+(?:-\w+\s+)*|[A-Za-z_]\w*=(?:"[^"]*"|'[^']*'|\S*)\s+)*([^\s;|&()<>]*)/.exec(
    typed,
  )?.[1] ?? "";

/** Whether a line runs a command that is known by name or a file by its path, or begins a compound command. */
const runsKnown = (typed: string): boolean =>
  keywords.test(typed) || knownCommands.has(programOf(typed)) || /^(?:\.{1,2}|~)?\/[\w.~/-]*\w$/.test(programOf(typed));

/** Whether a line is a command that is known by name, or sets a variable. */
export const isKnownCommand = (typed: string): boolean =>
  runsKnown(typed) || /^\s*(?:export\s+)?[A-Za-z_]\w*\+?=/.test(typed);

/** Whether a line runs a command that is known by name, and is no beginning of a sentence. */
export const isSurelyCommand = (typed: string): boolean =>
  runsKnown(typed) && (!commandWords.has(programOf(typed)) || /\s(?:-{1,2}\w|[\w.~]*\/)|[|>;&]|\w\.\w/.test(typed));
