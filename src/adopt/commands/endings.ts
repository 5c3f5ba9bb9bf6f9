import { shellOpenedBy } from "../../note/console/openers.ts";
import { simpleCommands } from "./shell-words.ts";

/** Commands that go on until Ctrl-C. */
const endless: readonly RegExp[] = [
  /^(?:docker|podman|nerdctl|docker-compose|kubectl)\b(?=.*\s(?:logs?)\b).*\s(?:-f|--follow(?:=true)?|-\w*f)(?=\s|$)/,
  /^docker (?:container )?(?:stats(?!.*--no-stream)|events(?!.*--until))\b/,
  /^(?:docker compose|docker-compose) up\b(?!.*\s(?:-d|--detach|--abort-on-container-exit|--no-start)(?=\s|$))/,
  /^(?:docker|podman)(?: container)? attach\b/,
  /^tail\b.*\s(?:-f|-F|--follow)(?=\s|$)/,
  /^journalctl\b.*\s(?:-f|--follow)(?=\s|$)/,
  /^dmesg\b.*\s-\w*[wW]\b/,
  /^ping6?\b(?!.*\s(?:-\w*c|-w)\s?\d)/,
  /^watch\b/,
  /^(?:vmstat|iostat|mpstat|sar)\s+(?:-\S+\s+)*\d+$/,
  /^kubectl\b.*\s(?:-w|--watch)(?=\s|$)/,
  /^kubectl (?:port-forward|proxy)\b/,
  /^minikube (?:tunnel|dashboard)\b/,
  /^tcpdump\b(?!.*\s-c)/,
  /^(?:nc|ncat)\b.*\s-\w*l/,
  /^python3? -m http\.server\b/,
  /^(?:yes|sleep infinity)$/,
  /^inotifywait\b.*\s-m\b/,
];

/** Images whose programs serve until they are stopped. */
const servers =
  /^(?:docker|podman)(?: container)? run\b(?!.*\s(?:-\w*d\w*|--detach(?:=true)?)(?=\s|$)).*\s(?:docker\.io\/|library\/)*(?:nginx|httpd|redis|mysql|mariadb|postgres|mongo|registry|traefik|caddy|tomcat|rabbitmq|memcached|elasticsearch|jenkins\/jenkins|grafana\/grafana|prom\/prometheus)(?::[\w.-]+)?$/;

/** How a command ends that does not end by itself. */
export type NeededEnd =
  | { kind: "interrupt" }
  | { kind: "reboot" }
  /** It opens a shell; `prompt` is what that shell shows. */
  | { kind: "shell"; prompt: string };

/**
 * What a command needs below it, so that it ends: the last command of the line decides.
 *
 * @param user the user that the page's own image has; root without it
 */
export function neededEnd(typed: string, user: string | undefined): NeededEnd | undefined {
  const commands = simpleCommands(typed.replace(/\\\n/g, " "));
  const line = (commands.at(-1) ?? []).map(({ text }) => text).join(" ");
  if (/^(?:reboot|systemctl reboot|shutdown\b.*\s(?:-r|--reboot)\b|init 6)/.test(line)) return { kind: "reboot" };
  const shell = shellOpenedBy(line) === "container" ? shellOf(line) : undefined;
  if (shell !== undefined) return { kind: "shell", prompt: promptOf(line, shell, user) };
  return endless.some((form) => form.test(line)) || servers.test(line) ? { kind: "interrupt" } : undefined;
}

/** Images whose own command is a shell. */
const shellImages =
  /^(?:ubuntu|debian|fedora|centos|rockylinux|almalinux|amazonlinux|alpine|busybox|archlinux|kalilinux\/\S+)(?::[\w.-]+)?$/;

/** The shell that a container's terminal gets; `undefined` where it is another program, or not known. */
function shellOf(line: string): string | undefined {
  const words = line.split(" ");
  const last = words.at(-1) ?? "";
  const [, shell] = /^(?:\/(?:usr\/)?bin\/)?((?:ba|da|a|z)?sh)$/.exec(last) ?? [];
  if (shell !== undefined) return shell;
  if (!words.includes("run") || !shellImages.test(last)) return undefined;
  return /^(?:alpine|busybox)/.test(last) ? "ash" : "bash";
}

/** The prompt of a container's shell: `[..]` stands for its id and its folder. */
function promptOf(line: string, shell: string, user: string | undefined): string {
  const [, given] = /\s(?:-u|--user)[\s=](\S+)/.exec(line) ?? [];
  const who = given ?? user ?? "root";
  const sign = /^(?:root|0)(?::|$)/.test(who) ? "#" : "$";
  if (/\b(?:alpine|busybox)\b/.test(line) || shell === "ash") return `/ ${sign}`;
  if (shell === "bash") return `${/^\d/.test(who) ? "root" : who.replace(/:.*/, "")}@[..]:[..]${sign}`;
  return sign;
}
