import { simpleCommands } from "./shell-words.ts";

/** Commands that cannot do on a lab host what the lesson means, and why. The first row that fits counts. */
const rows: readonly { form: RegExp; why: string }[] = [
  // Other platforms. A lab host is Ubuntu or Debian.
  {
    form: /^(?:choco|winget|scoop|wsl|powershell|pwsh|cmd|cmd\.exe|reg|regedit|msiexec|setx|ipconfig|netsh)\b/,
    why: "it is a command of Windows",
  },
  { form: /^[A-Z][a-z]+-[A-Z]\w+/, why: "it is a command of PowerShell" },
  { form: /^\S*(?:[A-Z]:\\|\.exe\b)/, why: "it names a program of Windows" },
  {
    form: /^(?:brew|diskutil|launchctl|pbcopy|pbpaste|osascript|softwareupdate|dscl|sw_vers|mas)\b/,
    why: "it is a command of macOS",
  },
  {
    form: /^(?:yum|dnf|zypper|pacman|apk|emerge|rpm|subscription-manager)\b/,
    why: "it is a command of another Linux distribution",
  },
  // Screens.
  {
    form: /^(?:open|xdg-open|start|explorer|gedit|kate|code|subl|atom|idea|pycharm|firefox|google-chrome|chromium|wireshark|virtualbox|virt-manager|gimp|eog|evince)\b/,
    why: "it opens a window, and a lab host has no screen",
  },
  { form: /^jupyter (?:notebook|lab)\b/, why: "it opens a page in a browser on the host" },
  // Editors and pagers wait for keys.
  {
    form: /^(?:vi|vim|nvim|nano|pico|emacs|ed|joe|mcedit|micro|visudo)\b/,
    why: "it opens an editor: show the file that it makes, with its name above it",
  },
  {
    form: /^(?:crontab -e|git rebase .*(?:-i|--interactive)|git add (?:-p|-i)\b|kubectl edit|systemctl edit)\b/,
    why: "it opens an editor",
  },
  {
    form: /^git commit(?!.*(?:\s-\w*m|\s-F|--message|--file|--no-edit|\s-C|\s--amend --no-edit))/,
    why: "it opens an editor: write -m",
  },
  { form: /^(?:less|more|most|man|info|perldoc)\b/, why: "it waits for keys: write `| cat` behind it" },
  {
    form: /^(?:htop|btop|nmtui|aptitude$|mc|tmux|screen|byobu|ranger|ncdu|tig|lazydocker|k9s|ctop)\b/,
    why: "it draws on the whole screen and waits for keys",
  },
  { form: /^top\b(?!.*\s-\w*b)/, why: "it draws on the whole screen: write top -b -n 1" },
  {
    form: /^(?:dpkg-reconfigure|raspi-config|cfdisk|fdisk (?!-l)|gdisk (?!-l))/,
    why: "it asks questions on the whole screen",
  },
  // Accounts that a lab has not.
  { form: /^(?:docker|podman|nerdctl|skopeo|buildah) login\b(?!.*\blocalhost)/, why: "it logs in with a real account" },
  { form: /^docker logout\b(?!.*\blocalhost)/, why: "it is for a real account" },
  {
    form: /^(?:docker|podman|nerdctl|buildah)(?: image)? push (?!.*localhost)/,
    why: "it sends to a registry, which asks for a real account",
  },
  {
    form: /^(?:aws|gcloud|gsutil|bq|az|doctl|linode-cli|ibmcloud|oci|heroku|firebase|flyctl|fly|vercel|netlify|eksctl|kops|doppler)\b(?!.*--version)/,
    why: "it works on a real account",
  },
  {
    form: /^(?:npm|yarn|gh|hub|glab|vault|terraform|pulumi|cargo|helm registry|huggingface-cli|wandb) (?:auth )?(?:login|adduser|publish|logout)\b/,
    why: "it logs in with a real account",
  },
  {
    form: /^git (?:push|remote add|clone git@)\b.*(?:github|gitlab|bitbucket|git@)/,
    why: "it sends to a server, which asks for a real account",
  },
  { form: /^git push\b/, why: "it sends to a server, which asks for a real account" },
  {
    form: /^(?:ssh|scp|sftp|ssh-copy-id|rsync)\b(?=.*(?:\S@|\S:\S))(?!.*\blocalhost)(?!.*-V)/,
    why: "it logs in to another machine",
  },
  // Questions that nothing answers.
  { form: /^(?:passwd|chsh|chfn|su|vigr)\b(?!.*\s-c\b)/, why: "it asks for a password" },
  {
    form: /^(?:mysql|mariadb|mysqldump|mysqladmin)\b.*(?:\s-p(?=\s|$)|--password(?=\s|$))/,
    why: "it asks for a password",
  },
  { form: /^ssh-keygen\b(?!.*\s-(?:N|l|y|R|F|H))/, why: "it asks for a file and a passphrase: write -N '' -f FILE" },
  { form: /^(?:adduser(?!.*--disabled-password)|rm .*-\w*i\b|mysql_secure_installation)\b/, why: "it asks questions" },
  { form: /^(?:npm init|yarn init|pnpm init)\b(?!.*\s-y\b)/, why: "it asks questions: write -y" },
  // Programs that are no shells, and keep the terminal.
  {
    form: /^(?:python[23]?|node|irb|ghci|scala|psql|mysql|mariadb|redis-cli|mongosh?|sqlite3|ftp|sftp|telnet|bc|gdb)$/,
    why: "it opens a prompt that is no shell's",
  },
  {
    form: /^docker (?:container )?(?:exec|run) (?=(?:.*\s)?(?:-\w*t|--tty)\b).*\s(?:python[23]?|node|irb|ghci|mysql|mariadb|psql|redis-cli|mongosh?|sqlite3)(?:\s+-\S+(?:\s+[^-\s]\S*)?)*$/,
    why: "it opens a prompt that is no shell's",
  },
  // Machines in the machine.
  {
    form: /^(?:vagrant|VBoxManage|multipass|virsh|qemu-system-\S+|limactl|colima|docker-machine|minikube start)\b/,
    why: "it makes a virtual machine, which a lab host cannot",
  },
];

/** Why a command cannot run on a lab host as the lesson means it; `undefined` where nothing is known against it. */
export function unrunnable(typed: string): string | undefined {
  for (const words of simpleCommands(typed.replace(/\\\n/g, " "))) {
    const line = words.map(({ text }) => text).join(" ");
    const row = rows.find(({ form }) => form.test(line));
    if (row !== undefined) return row.why;
  }
  return undefined;
}
