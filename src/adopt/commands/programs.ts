/** Programs that lessons type, as data. */

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Programs whose first word after the options must be one of these. */
export const subcommands: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    docker: `attach build builder buildx commit compose config container context cp create diff events exec export history image images
      import info init inspect kill load login logout logs manifest network node pause plugin port ps pull push rename restart rm rmi run
      save scout search secret service stack start stats stop swarm system tag top trust unpause update version volume wait`,
    "docker-compose":
      "build config create down events exec images kill logs ls pause port ps pull push restart rm run start stop top unpause up version",
    podman:
      "build commit container cp create exec image images info inspect kill login logs network pod port ps pull push restart rm rmi run start stop system tag volume",
    git: `add am apply archive bisect blame branch bundle cat-file checkout cherry-pick clean clone commit config describe diff fetch
      for-each-ref format-patch fsck gc grep hash-object help init log ls-files ls-remote ls-tree merge mergetool mv notes pull push
      range-diff rebase reflog remote reset restore rev-list rev-parse revert rm shortlog show show-ref sparse-checkout stash status
      submodule switch symbolic-ref tag update-index update-ref version worktree`,
    kubectl: `annotate api-resources api-versions apply attach autoscale cluster-info config cordon cp create debug delete describe diff
      drain edit exec explain expose get label logs patch port-forward proxy replace rollout run scale set taint top uncordon version wait`,
    helm: "create dependency env get history install lint list ls package pull repo rollback search show status template test uninstall upgrade version",
    apt: "autoremove clean full-upgrade install list purge reinstall remove search show update upgrade",
    "apt-get":
      "autoclean autoremove build-dep check clean dist-upgrade download install purge remove source update upgrade",
    "apt-cache": "depends madison pkgnames policy rdepends search show showpkg stats",
    snap: "find info install list refresh remove run services version",
    systemctl: `cat daemon-reload disable edit enable get-default is-active is-enabled is-failed kill list-timers list-unit-files list-units
      mask poweroff reboot reload restart set-default show start status stop unmask`,
    npm: "audit ci config create exec i init install list login ls outdated pack prefix publish r run start stop test uninstall update version view",
    yarn: "add build create dev info init install list remove run start test upgrade",
    pnpm: "add create dev exec i init install list ls remove run start test update",
    pip: "cache check config debug download freeze index install list search show uninstall wheel",
    pip3: "cache check config debug download freeze index install list search show uninstall wheel",
    conda: "activate config create deactivate env info init install list remove run search update",
    cargo: "add bench build check clean clippy doc fmt init install new publish run test update",
    go: "build clean doc env fmt generate get install list mod run test tool version vet work",
    terraform:
      "apply console destroy fmt force-unlock get graph import init output plan providers refresh show state taint validate version workspace",
    vagrant: "box destroy halt init plugin provision reload ssh status suspend up",
    minikube: "addons dashboard delete ip logs profile service ssh start status stop tunnel version",
    openssl: "ca dgst enc genpkey genrsa passwd pkey pkeyutl rand req rsa s_client sha256 verify version x509",
    ip: "a addr address l link n neigh netns r route rule -4 -6 -br",
    nmcli: "connection con device dev general networking radio",
    ufw: "allow default delete deny disable enable reload reset status",
    tmux: "attach attach-session detach kill-server kill-session list-sessions ls new new-session",
    gem: "build install list search uninstall update",
    brew: "cask install list search services tap uninstall update upgrade",
  }).map(([name, list]) => [name, new Set(words(list))]),
);

/**
 * Known commands that begin sentences, too, beside those of the reader of notes: a line of prose that begins with one is a command only
 * where an option, a path or a sign shows it.
 */
export const moreWords: ReadonlySet<string> = new Set(
  words(`at batch case command date eval exec exit expand export expr factor false for if info install links look mail nice poweroff reboot
  screen set shutdown size strip sum trap true until uptime users wait while`),
);

/** Programs of lessons beside those that the reader of notes knows. */
export const morePrograms: ReadonlySet<string> = new Set(
  words(`addgroup adduser add-apt-repository black blkid capsh chattr chpasswd cosign cowsay csplit diskutil docker-slim dpkg-query
  dpkg-reconfigure figlet firebase flake8 flyctl fmt fortune getcap getconf getfacl gpasswd grype heroku htpasswd ip6tables ipconfig launchctl
  locale-gen loginctl logrotate lolcat lsns lspci lsusb ltrace lvcreate lvs mdadm mkfifo mknod mkswap mpstat mypy netsh nft parted pbcopy
  ping6 pipx pivot_root powershell pvcreate pvs reset rev route sar setcap setfacl setsid shred sl ssh-agent ssh-keyscan strings
  systemd-analyze systemd-run tac tput tracepath trivy vgcreate vgs wsl xxd`),
);

/** Programs that are typed without a word behind them, and mean something. */
export const alone: ReadonlySet<string> = new Set(
  words(`
  ls pwd whoami id date hostname uptime env exit clear ifconfig df free ps history who w jobs uname lsblk lscpu lsmod groups htop top logout
  reboot mount dmesg vmstat netstat ss printenv cal arch users sl fortune tree nproc docker-compose`),
);

/** Programs that take any words. */
export const freeText: ReadonlySet<string> = new Set(words("echo printf cowsay figlet logger"));

/** Commands that do nothing without an argument: a line that has no more names one, and types none. */
export const withArguments: readonly RegExp[] = [
  /^(?:docker|podman) (?:run|exec|build|pull|push|start|stop|restart|rm|rmi|logs|cp|tag|inspect|kill|attach|create|commit|save|load|rename|history)$/,
  /^(?:docker|podman) (?:container|image|volume|network|system|compose|service|swarm|node)$/,
  /^docker (?:network (?:create|rm|inspect|connect|disconnect)|volume (?:rm|inspect)|image (?:rm|inspect|tag|push|pull|save|build|history))$/,
  /^docker (?:container (?:run|exec|create|start|stop|restart|rm|inspect|logs|attach|cp|kill)|service (?:create|rm|ps|inspect|scale|update)|stack (?:deploy|rm|ps|services))$/,
  /^terraform (?:import|state (?:rm|mv|show))$/,
  /^git (?:clone|checkout|merge|add|switch|rm|mv|tag|rebase|revert)$/,
  /^kubectl (?:get|describe|apply|create|delete|exec|logs|edit|scale|expose|label|rollout)$/,
  /^(?:apt|apt-get|yum|dnf|pip|pip3|brew|snap) (?:install|remove|purge|show|search)$/,
  /^systemctl (?:start|stop|restart|enable|disable|cat)$/,
  /^(?:mkdir|rmdir|rm|cp|mv|touch|chmod|chown|grep|curl|wget|ssh|scp|kill|source|tar|sed|awk|xargs|find|ping|dig|nslookup|pkill|useradd)$/,
];

/** Commands that take no words but options: what stands behind one is a remark. */
export const withoutWords: readonly RegExp[] = [
  /^docker (?:ps|info|version|stats|login|logout)$/,
  /^docker (?:container|image|volume|network|system|node|service) (?:ls|prune|df|info)$/,
  /^(?:apt|apt-get) (?:update|upgrade|autoremove|dist-upgrade|clean)$/,
  /^(?:pwd|whoami|uptime|reboot|exit|clear|ifconfig|history|jobs|free|lsblk|hostname|date)$/,
  /^git (?:status|init|log)$/,
  /^kubectl (?:version|cluster-info)$/,
];
