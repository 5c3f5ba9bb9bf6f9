import { expect, test } from "@jest/globals";
import type { StepVerdict } from "../../../../../src/class/progress/judge/verdict.ts";
import { note, section } from "../../../notes/chapter.ts";
import { type Change, own, printed, pupilAt } from "./pupil.ts";

/** A command that a student types when all steps above that one are done, and what it means. */
interface Variant {
  what: string;
  /** The section, and the number of the step that is next. */
  at: readonly [section: string, number: number];
  typed: string;
  /** What it prints; as the note has it, if nothing is said. */
  output?: string;
  exit?: number;
  more?: Change;
  /** What the student does before it. */
  before?: readonly Change[];
  means: Meaning;
}

/** `[kind, number]`, and the reasons with their values. */
type Meaning = readonly [kind: StepVerdict["kind"] | "otherwise", number?: number, ...reasons: (readonly string[])[]];

const id = own("64eb235def02");
const long = own("64eb235def0214be2077e2e491f180c530f6d30b9ec763625e242f515fe63de2");
const other = "5f2c0c1d9a7e";
const otherLong = `${other}${"3".repeat(52)}`;
const [first, second] = [own("36c9eedbe1d0"), own("2594991b82c0")];
const head = "CONTAINER ID   IMAGE     COMMAND                  CREATED         STATUS        PORTS     NAMES";
const row = (name: string, container = id) =>
  `${container}   nginx     "/docker-entrypoint.…"   5 seconds ago   Up 4 seconds   80/tcp    ${name}`;
const missing = (image: string) =>
  `Unable to find image '${image}:latest' locally\ndocker: Error response from daemon: pull access denied for ${image}, repository does not exist`;

const right: Variant[] = [
  { what: "the image with its tag", at: ["1.1.3", 12], typed: "docker run -d nginx:latest", means: ["done", 12] },
  { what: "the long option", at: ["1.1.3", 12], typed: "docker run --detach nginx", means: ["done", 12] },
  { what: "a name for the container", at: ["1.1.3", 12], typed: "docker run -d --name web nginx", means: ["done", 12] },
  { what: "sudo", at: ["1.1.3", 12], typed: "sudo docker run -d nginx", means: ["done", 12] },
  {
    what: "the new words for a command",
    at: ["1.1.3", 12],
    typed: "docker container run -d nginx",
    means: ["done", 12],
  },
  { what: "docker container ls", at: ["1.1.3", 13], typed: "docker container ls", means: ["done", 13] },
  {
    what: "the first digits of an id",
    at: ["1.1.3", 25],
    typed: `docker stop ${id.slice(0, 3)}`,
    output: id.slice(0, 3),
    means: ["done", 25],
  },
  { what: "the whole id", at: ["1.1.3", 25], typed: `docker stop ${long}`, output: long, means: ["done", 25] },
  {
    what: "the container's name",
    at: ["1.1.3", 25],
    typed: "docker stop pedantic_heisenberg",
    output: "pedantic_heisenberg",
    means: ["done", 25],
  },
  {
    what: "double quotes",
    at: ["1.1.3", 11],
    typed: 'docker run docker/whalesay cowsay "hello world!"',
    means: ["done", 11],
  },
  {
    what: "a backslash in place of quotes",
    at: ["1.1.3", 11],
    typed: "docker run docker/whalesay cowsay hello\\ world!",
    means: ["done", 11],
  },
  { what: "quotes that are not needed", at: ["1.1.3", 10], typed: "cowsay 'hello' \"world!\"", means: ["done", 10] },
  { what: "more blanks and a comment", at: ["1.1.3", 13], typed: "docker   ps   # what runs?", means: ["done", 13] },
  { what: "a semicolon at the end", at: ["1.1.3", 13], typed: "docker ps;", means: ["done", 13] },
  {
    what: "apt-get in place of apt, and -y behind",
    at: ["1.1.3", 9],
    typed: "sudo apt-get install cowsay -y",
    means: ["done", 9],
  },
  {
    what: "packages in another order",
    at: ["1.1.3", 1],
    typed: "sudo apt update && sudo apt install -y net-tools docker.io",
    means: ["done", 1],
  },
  {
    what: "an answer to apt's question",
    at: ["1.1.3", 9],
    typed: "sudo apt install cowsay",
    output:
      "Reading package lists... Done\nDo you want to continue? [Y/n] y\nSetting up cowsay (3.03) ...\nProcessing triggers",
    more: { mixed: true },
    means: ["done", 9],
  },
  { what: "options in another order", at: ["1.5.1", 1], typed: "docker run -d -p 5000:80 nginx", means: ["done", 1] },
  { what: "options in one word", at: ["1.5.1", 1], typed: "docker run -dp 5000:80 nginx", means: ["done", 1] },
  {
    what: "an option's value behind =",
    at: ["1.5.1", 1],
    typed: "docker run -d --publish=5000:80 nginx",
    means: ["done", 1],
  },
  { what: "the folder before the options", at: ["1.4.1", 3], typed: "docker build -t hello .", means: ["done", 3] },
  { what: "$PWD in place of .", at: ["1.4.1", 3], typed: "docker build --tag hello $PWD", means: ["done", 3] },
  {
    what: "BuildKit's output",
    at: ["1.4.1", 3],
    typed: "docker build . -t hello",
    output:
      "[+] Building 54.1s (9/9) FINISHED                docker:default\n => [internal] load build definition from Dockerfile                 0.1s\n => exporting to image                                               3.0s\n => => writing image sha256:f0c993a6a2d88422e038739ca5f40040b47a10beca71a3f96f80a01fc6993d13   0.0s\n => => naming to docker.io/library/hello                             0.0s",
    means: ["done", 3],
  },
  {
    what: "a path of the home folder",
    at: ["1.5.2", 2],
    typed: "docker run -d -p 6000:80 -v ~/1.5.2:/usr/share/nginx/html nginx",
    means: ["done", 2],
  },
  {
    what: "the whole path",
    at: ["1.5.2", 2],
    typed: "docker run -p 6000:80 -v /home/ubuntu/1.5.2:/usr/share/nginx/html/ -d nginx",
    means: ["done", 2],
  },
  {
    what: "quotes around a substitution",
    at: ["1.5.2", 2],
    typed: 'docker run -p 6000:80 -v "$(pwd)":/usr/share/nginx/html/ -d nginx',
    means: ["done", 2],
  },
  { what: "a path that was completed", at: ["1.3", 4], typed: "cat ./auth/htpasswd", means: ["done", 4] },
  { what: "a folder that was completed, with its slash", at: ["1.3", 2], typed: "mkdir auth/", means: ["done", 2] },
  {
    what: "a command in one line that the note has in several",
    at: ["1.3", 5],
    typed:
      "docker run -d -p 5001:5000 -v $(pwd)/auth:/auth -e REGISTRY_AUTH=htpasswd -e REGISTRY_AUTH_HTPASSWD_REALM=docker-basics -e REGISTRY_AUTH_HTPASSWD_PATH=/auth/htpasswd registry:2",
    means: ["done", 5],
  },
  {
    what: "variables in another order",
    at: ["1.3", 5],
    typed:
      "docker run -d -e REGISTRY_AUTH_HTPASSWD_PATH=/auth/htpasswd \\\n -e REGISTRY_AUTH=htpasswd -e REGISTRY_AUTH_HTPASSWD_REALM=docker-basics -v `pwd`/auth:/auth -p 5001:5000 registry:2",
    means: ["done", 5],
  },
  { what: "an address with its scheme", at: ["1.5.1", 3], typed: "curl -s http://localhost:5000/", means: ["done", 3] },
  { what: "curl without -s", at: ["1.5.1", 3], typed: "curl localhost:5000", means: ["done", 3] },
  {
    what: "-it the other way round",
    at: ["1.5.4", 4],
    typed: "docker run -ti my-user bash",
    more: { state: "prompted", exit: undefined as never, nextPrompt: own("ubuntu@29d966dab058:/$") },
    means: ["done", 4],
  },
  {
    what: "an option's letter in place of its name",
    at: ["1.5.4", 9],
    typed: "docker run -it -u root my-user bash",
    more: { state: "prompted", exit: undefined as never, nextPrompt: own("root@a9a7308ac435:/#") },
    means: ["done", 9],
  },
  {
    what: "two ids in another order",
    at: ["1.1.3", 48],
    typed: `docker rm -f ${second} ${first}`,
    output: `${second}\n${first}`,
    means: ["done", 48],
  },
  {
    what: "options behind a substitution, and letters in another order",
    at: ["clean-up", 3],
    typed: "docker rm -f $(docker ps -qa)",
    means: ["done", 3],
  },
  { what: "backquotes", at: ["clean-up", 3], typed: "docker rm -f `docker ps -aq`", means: ["done", 3] },
  {
    what: "a step that is left out",
    at: ["1.5.3", 3],
    typed: "docker run lets-echo hello",
    output: "hello",
    means: ["done", 4],
  },
  {
    what: "a program of its own to the same end",
    at: ["1.5.1", 3],
    typed: "wget -qO- localhost:5000",
    means: ["otherwise", 3],
  },
  { what: "grep in a pipe", at: ["1.1.3", 24], typed: "cat index.html | grep title", means: ["done", 24] },
  {
    what: "the log with all options",
    at: ["1.1.3", 14],
    typed: `docker logs --follow ${id}`,
    more: { state: "running", exit: undefined as never },
    means: ["done", 14],
  },
  {
    what: "the log, left with Ctrl-C at once",
    at: ["1.1.3", 14],
    typed: `docker logs -f ${id}`,
    output: own("10-listen-on-ipv6\n2026/11/24 06:53:10 [notice] 1#1: start worker processes\nmore\n^C"),
    exit: 130,
    means: ["done", 14],
  },
  {
    what: "a command behind one that was typed ahead",
    at: ["1.1.3", 13],
    typed: "docker ps",
    output: `docker lo${head}\n${row("pedantic_heisenberg")}`,
    more: { mixed: true },
    means: ["nothing"],
  },
  {
    what: "a click",
    at: ["1.1.3", 13],
    typed: "docker ps",
    more: { hand: "click", clicked: "1.1.3:13" },
    means: ["done", 13],
  },
  { what: "in another terminal", at: ["1.1.3", 13], typed: "docker ps", more: { terminal: 3 }, means: ["done", 13] },
  {
    what: "a shell of root's on the host",
    at: ["1.1.3", 13],
    typed: "docker ps",
    more: {
      prompt: "root@host-1:~#",
      within: ["sudo -i"],
      folder: undefined as never,
      state: "prompted",
      exit: undefined as never,
    },
    means: ["done", 13],
  },
];

const wrong: Variant[] = [
  {
    what: "a program that does not exist",
    at: ["1.1.3", 13],
    typed: "dcoker ps",
    output: "Command 'dcoker' not found",
    exit: 127,
    means: ["differs", 13, ["otherWord", "dcoker", "docker"]],
  },
  {
    what: "a subcommand that does not exist",
    at: ["1.1.3", 13],
    typed: "docker pss",
    output: "docker: 'pss' is not a docker command.",
    exit: 1,
    means: ["differs", 13, ["otherWord", "pss", "ps"]],
  },
  {
    what: "an image that does not exist",
    at: ["1.1.3", 12],
    typed: "docker run -d ngnix",
    output: missing("ngnix"),
    exit: 125,
    means: ["differs", 12, ["otherWord", "ngnix", "nginx"]],
  },
  {
    what: "words in a wrong order",
    at: ["1.1.3", 12],
    typed: "docker -d run nginx",
    output: "unknown shorthand flag: 'd' in -d",
    exit: 125,
    means: ["differs", 12, ["otherPlace", "run"]],
  },
  {
    what: "an option that belongs before the image",
    at: ["1.1.3", 12],
    typed: "docker run nginx -d",
    output: "docker: Error response from daemon: failed to create task",
    exit: 127,
    means: ["differs", 12, ["otherPlace", "-d"]],
  },
  {
    what: "an option that is left out",
    at: ["1.1.3", 12],
    typed: "docker run nginx",
    output: "/docker-entrypoint.sh: Configuration complete; ready for start up\n^C",
    exit: 0,
    means: ["differs", 12, ["noWord", "-d"]],
  },
  {
    what: "a slip in a tag",
    at: ["1.4.1", 3],
    typed: "docker build . -t helo",
    output: own(printed(section("1.4.1").steps[2] as never)).replaceAll("hello:latest", "helo:latest"),
    means: ["differs", 3, ["otherWord", "helo", "hello"]],
  },
  {
    what: "a wrong port",
    at: ["1.5.1", 1],
    typed: "docker run -p 5000:8080 -d nginx",
    output: otherLong,
    means: ["differs", 1, ["otherWord", "5000:8080", "5000:80"]],
  },
  {
    what: "a slip in a path that Docker does not tell",
    at: ["1.5.2", 2],
    typed: "docker run -p 6000:80 -v $(pwd):/usr/share/nginx/heml/ -d nginx",
    output: otherLong,
    means: ["differs", 2, ["otherWord", "$PWD:/usr/share/nginx/heml/", "$PWD:/usr/share/nginx/html/"]],
  },
  {
    what: "Hangul",
    at: ["1.1.3", 13],
    typed: "애찯ㄱ ㅔㄴ",
    output: "애찯ㄱ: command not found",
    exit: 127,
    means: ["differs", 13, ["hangul", "docker ps"]],
  },
  {
    what: "Hangul in a word that is short",
    at: ["1.1.3", 23],
    typed: "ㅣㄴ",
    output: "ㅣㄴ: command not found",
    exit: 127,
    means: ["differs", 23, ["hangul", "ls"]],
  },
  {
    what: "Hangul and a slip",
    at: ["1.1.3", 13],
    typed: "애찯ㄱ ㅔㄴㄴ",
    output: "애찯ㄱ: command not found",
    exit: 127,
    means: ["differs", 13, ["hangul", "docker pss"]],
  },
  {
    what: "typographic quotes",
    at: ["1.1.3", 11],
    typed: "docker run docker/whalesay cowsay ‘hello world!’",
    output: "cowsay: error",
    exit: 1,
    means: ["differs", 11, ["otherSign", "‘hello"]],
  },
  {
    what: "a dash that an editor made",
    at: ["1.1.3", 12],
    typed: "docker run –d nginx",
    output: "docker: invalid reference format.",
    exit: 125,
    means: ["differs", 12, ["otherSign", "–d"]],
  },
  {
    what: "the note's own id",
    at: ["1.1.3", 25],
    typed: "docker stop 64eb235def02",
    output: "Error response from daemon: No such container: 64eb235def02",
    exit: 1,
    means: ["differs", 25, ["sampleId", "64eb235def02", id]],
  },
  {
    what: "another container",
    at: ["1.1.3", 25],
    typed: `docker stop ${other}`,
    output: other,
    means: ["differs", 25, ["otherId", other, id]],
  },
  {
    what: "another container's name",
    at: ["1.1.3", 25],
    typed: "docker stop brave_noether",
    output: "brave_noether",
    means: ["differs", 25, ["otherId", "brave_noether", id]],
  },
  {
    what: "the container of another step",
    at: ["1.1.3", 43],
    typed: `docker exec -it ${second} bash`,
    output: `Error response from daemon: Container ${second} is not running`,
    exit: 1,
    means: ["differs", 43, ["otherId", second, first]],
  },
  {
    what: "the wrong folder, and no file in it",
    at: ["1.3", 4],
    typed: "cat auth/htpasswd",
    output: "cat: auth/htpasswd: No such file or directory",
    exit: 1,
    more: { folder: "~" },
    means: ["differs", 4, ["folder", "~", "~/1.3"], ["status", "1", "0"], ["otherLine", "cat:", "student:$2y$05$[..]"]],
  },
  {
    what: "the wrong folder, where nothing tells it",
    at: ["1.3", 2],
    typed: "mkdir auth",
    more: { folder: "~" },
    means: ["differs", 2, ["folder", "~", "~/1.3"]],
  },
  {
    what: "the wrong folder for a command that works in any",
    at: ["1.1.3", 12],
    typed: "docker run -d nginx",
    more: { folder: "~" },
    means: ["done", 12],
  },
  {
    what: "a container more than in the note",
    at: ["1.1.3", 13],
    typed: "docker ps",
    output: `${head}\n${row("pedantic_heisenberg")}\n${row("zen_euler", other)}`,
    means: ["differs", 13, ["moreLine", row("zen_euler", other).replaceAll(/ +/g, " ")]],
  },
  {
    what: "a container that has ended",
    at: ["1.1.3", 13],
    typed: "docker ps",
    output: head,
    means: [
      "differs",
      13,
      ["noLine", `${id} nginx "/docker-entrypoint.…" 2 seconds ago Up 1 second 80/tcp pedantic_heisenberg`],
    ],
  },
  {
    what: "a step before the one that it needs",
    at: ["1.1.3", 31],
    typed: `docker rm ${id}`,
    output: `Error response from daemon: You cannot remove a running container ${long}. Stop the container before attempting removal or force remove`,
    exit: 1,
    means: ["differs", 32, ["status", "1", "0"], ["otherLine", "Error", id], ["first", `docker stop ${id}`]],
  },
  {
    what: "a command of the container, typed on the host",
    at: ["1.1.3", 37],
    typed: "hostname",
    output: "host-1",
    means: ["differs", 37, ["onHost", own("root@3914c08558a0:/#")]],
  },
  {
    what: "a command of the host, typed in the container",
    at: ["1.5.4", 9],
    typed: "docker run --user root -it my-user bash",
    output: "bash: docker: command not found",
    more: {
      prompt: "root@5f2c0c1d9a7e:/#",
      within: ["docker run -it ubuntu:18.04 bash"],
      folder: undefined as never,
      state: "prompted",
      exit: undefined as never,
      nextPrompt: "root@5f2c0c1d9a7e:/#",
    },
    means: ["differs", 9, ["inShell", "root@5f2c0c1d9a7e:/#"]],
  },
  {
    what: "a command that should still run",
    at: ["1.1.3", 14],
    typed: `docker logs -f ${id}`,
    output: "x\n2026/11/24 06:53:10 [notice] 1#1: start worker processes\nx",
    exit: 0,
    means: ["differs", 14, ["early", "0"]],
  },
  {
    what: "another status",
    at: ["1.5.1", 6],
    typed: "curl -s localhost:5000",
    output: "<title>Welcome to nginx!</title>",
    exit: 0,
    means: ["differs", 6, ["status", "0", "7"]],
  },
  {
    what: "another value than in the note, with a result of its own",
    at: ["1.4.1", 8],
    typed: "docker run -e my_ver=3.1 hello",
    output: "hello guest, my version is 3.1!",
    means: ["differs", 8, ["otherWord", "my_ver=3.1", "my_ver=3.0"]],
  },
];

const free: Variant[] = [
  {
    what: "a look at what runs",
    at: ["1.1.3", 14],
    typed: "docker ps",
    output: `${head}\n${row("pedantic_heisenberg")}`,
    means: ["again", 13],
  },
  {
    what: "a look at what runs, which is another thing by now",
    at: ["1.1.3", 16],
    typed: "docker ps",
    output: `${head}\n${row("zen_euler", other)}`,
    means: ["nothing"],
  },
  {
    what: "the same command again, long before its next place",
    at: ["1.4.1", 6],
    typed: "docker run hello",
    output: "hello guest, my version is 1.0!",
    means: ["again", 5],
  },
  {
    what: "the manual",
    at: ["1.1.3", 12],
    typed: "docker run --help",
    output: "Usage:  docker run [OPTIONS] IMAGE",
    means: ["nothing"],
  },
  {
    what: "images",
    at: ["1.1.3", 13],
    typed: "docker images",
    output: "REPOSITORY   TAG   IMAGE ID   CREATED   SIZE",
    means: ["nothing"],
  },
  {
    what: "all containers",
    at: ["1.1.3", 13],
    typed: "docker ps -a",
    output: `${head}\n${row("pedantic_heisenberg")}`,
    means: ["nothing"],
  },
  {
    what: "a file of the host that a later step shows of a container",
    at: ["1.5.3", 6],
    typed: "cat /etc/passwd",
    output: "root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\nbin:x",
    means: ["nothing"],
  },
  {
    what: "what a step prints, printed by hand",
    at: ["1.1.3", 47],
    typed: "echo same kernel",
    output: "same kernel",
    means: ["nothing"],
  },
  {
    what: "a filter that shows as little as an empty list",
    at: ["1.1.3", 26],
    typed: "docker ps --filter name=zzz",
    output: head.replace(/COMMAND +CREATED +STATUS +/, "COMMAND   CREATED   STATUS    "),
    means: ["nothing"],
  },
  {
    what: "an exit of a shell that is the student's own",
    at: ["1.1.3", 38],
    typed: "exit",
    output: "exit",
    before: [{ typed: "docker run -it alpine sh", state: "prompted", exit: undefined as never, nextPrompt: "/ #" }],
    more: { prompt: "/ #", within: ["docker run -it alpine sh"] },
    means: ["nothing"],
  },
  {
    what: "a second container, and the section goes on with it",
    at: ["1.1.3", 25],
    typed: `docker stop ${other}`,
    output: other,
    before: [{ typed: "docker run -d nginx", output: otherLong }],
    means: ["done", 25],
  },
  {
    what: "a second container, and the section goes on with the first",
    at: ["1.1.3", 25],
    typed: `docker stop ${id}`,
    output: id,
    before: [{ typed: "docker run -d nginx", output: otherLong }],
    means: ["done", 25],
  },
  {
    what: "a loop of the student's own",
    at: ["1.1.3", 12],
    typed: "for n in 1 2 3; do docker run -d nginx; done",
    output: `${otherLong}\n${otherLong.replaceAll("3", "4")}\n${otherLong.replaceAll("3", "6")}`,
    means: ["nothing"],
  },
  { what: "a here-document", at: ["1.4.1", 3], typed: "cat > notes.txt <<END\nhello\nEND", means: ["nothing"] },
  { what: "an editor", at: ["1.4.1", 3], typed: "vi Dockerfile", means: ["nothing"] },
  { what: "an empty line of a paste", at: ["1.4.1", 3], typed: "", means: ["nothing"] },
  { what: "a folder of the student's own", at: ["1.3", 2], typed: "mkdir backup", means: ["nothing"] },
  {
    what: "a step that is done once more",
    at: ["1.5.3", 5],
    typed: "docker run lets-echo hello",
    output: "hello",
    means: ["again", 4],
  },
  {
    what: "a command that is still running",
    at: ["1.1.3", 18],
    typed: `docker exec ${id} sh -c 'apt update && apt install -y wget'`,
    output: "Get:1 http://deb.debian.org",
    more: { state: "running", exit: undefined as never },
    means: ["runs", 18],
  },
];

/** What the verdict on a variant says, as the table has it. */
function meaningOf({ at: [id, number], typed, output, exit, more, before = [] }: Variant): Meaning {
  const pupil = pupilAt(note, id, number);
  const step = section(id).steps[number - 1];
  const folder = `~/${id}`;
  const own_ =
    step?.kind === "command" ? { output: own(printed(step)), exit: step.exit ?? 0 } : { output: "", exit: 0 };
  for (const change of before) pupil.shows({ folder, ...change });
  const [verdict] = pupil.shows({ folder, ...own_, ...defined({ output, exit }), ...more, typed });
  if (verdict === undefined || verdict.kind === "nothing") return ["nothing"];
  const kind = verdict.kind === "done" && verdict.how === "otherwise" ? "otherwise" : verdict.kind;
  const reasons =
    verdict.kind === "differs"
      ? verdict.reasons.map(({ kind, ...values }) => [kind, ...Object.values(values).map(String)])
      : [];
  return [kind, verdict.place + 1, ...reasons];
}

const defined = (values: Change): Change =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

test.each([...right, ...wrong, ...free].map((variant) => [variant.what, variant] as const))(
  "a student types %s",
  (_what, variant) => {
    expect(meaningOf(variant)).toEqual(variant.means);
  },
);
