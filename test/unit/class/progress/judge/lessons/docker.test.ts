import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("docker");

const right: readonly Row[] = [
  {
    at: "1:1",
    typed: "docker network create -d bridge shop-net",
    output: "a864243c7561b75a74e56df76b279dcd98e4b93ab9011b63d20b628366a9a644",
    means: "done 1",
  },
  { at: "1:2", typed: "docker volume create --name shop-data", output: "shop-data", means: "done 2" },
  { at: "1:4", typed: "docker ps --format '{{ .Names }} {{ .Image }}'", output: "web nginx", means: "done 4" },
  { at: "1:5", typed: "docker exec web bash -c 'echo hello > /usr/share/nginx/html/index.html'", means: "done 5" },
  { at: "1:5", typed: "docker exec -it web sh -c 'echo hello > /usr/share/nginx/html/index.html'", means: "done 5" },
  { at: "1:7", typed: "docker inspect -f '{{ .State.Status }}' web", output: "running", means: "done 7" },
  { at: "1:16", typed: "docker volume remove shop-data", output: "shop-data", means: "done 16" },
  {
    at: "1:16",
    typed: "docker volume rm shop-data && docker network rm shop-net",
    output: "shop-data\nshop-net",
    means: "done 16, done 17",
  },
  {
    at: "2:2",
    typed: "docker run -it --rm --env-file app.env ubuntu:18.04 printenv GREETING",
    output: "annyeong",
    means: "done 2",
  },
  { at: "2:3", typed: "docker image tag ubuntu:18.04 my-ubuntu:1.0", means: "done 3" },
  { at: "3:1", typed: "sudo useradd -ms /bin/bash jun", means: "done 1" },
  { at: "3:4", typed: "sudo usermod -a -G cooks jun", means: "done 4" },
  { at: "3:6", typed: "sudo --user=jun whoami", output: "jun", means: "done 6" },
  { at: "3:9", typed: "sudo chown ubuntu ~jun/memo", means: "nothing" },
  { at: "3:9", typed: "sudo chown $USER /home/jun/memo", means: "nothing" },
  { at: "3:13", typed: "kill %1", means: "nothing" },
  { at: "3:13", typed: "pkill sleep", output: "[1]+  Terminated              sleep 500", means: "nothing" },
];

const wrong: readonly Row[] = [
  {
    at: "1:1",
    typed: "docker network create shopnet",
    output: "76cd0caaf0095c7a2343829832c7774f4313292284a9eb99aa6f8cbd4621be32",
    means: "differs 1: otherWord shopnet | shop-net",
  },
  {
    at: "1:1",
    typed: "docker network crate shop-net",
    output:
      "\nUsage:  docker network COMMAND\n\nManage networks\n\nCommands:\n  connect     Connect a container to a network\n  create      Create a network\n  disconnect  Disconnect a container from a network\n  inspect     Display detailed information on one or more networks\n  ls          List networks\n  prune       Remove all unused networks\n  rm          Remove one or more networks\n\nRun 'docker network COMMAND --help' for more information on a command.",
    exit: 1,
    means: "differs 1: otherWord crate | create",
  },
  {
    at: "1:1",
    typed: "애찯ㄱ network create shop-net",
    output: "bash: 애찯ㄱ: command not found",
    exit: 127,
    means: "differs 1: hangul docker network create shop-net",
  },
  {
    at: "1:2",
    typed: "docker volume create shop-date",
    output: "shop-date",
    means: "differs 2: otherWord shop-date | shop-data",
  },
  { at: "1:6", typed: "curl -s localhost:80", exit: 7, means: "differs 6: otherWord localhost:80 | localhost:8080" },
  {
    at: "1:7",
    typed: "docker inspect --format '{{.State.Statu}}' web",
    output:
      '\ntemplate parsing error: template: :1:8: executing "" at <.State.Statu>: map has no entry for key "Statu"',
    exit: 1,
    means: "differs 7: otherWord {{.State.Statu}} | {{.State.Status}}",
  },
  {
    at: "1:9",
    typed: "docker cp /usr/share/nginx/html/index.html .",
    output: "must specify at least one container source",
    exit: 1,
    means: "differs 9: otherWord /usr/share/nginx/html/index.html | web:/usr/share/nginx/html/index.html",
  },
  {
    at: "1:13",
    typed: "docker start webb",
    output: "Error response from daemon: No such container: webb\nError: failed to start containers: webb",
    exit: 1,
    means: "differs 13: otherWord webb | web",
  },
  {
    at: "1:14",
    typed: "docker rm web",
    output:
      'Error response from daemon: cannot remove container "/web": container is running: stop the container before removing or force remove',
    exit: 1,
    means: "differs 14: noWord -f",
  },
  {
    at: "2:2",
    typed: "docker run --rm --env-file app.evn ubuntu:18.04 printenv GREETING",
    output: "docker: open app.evn: no such file or directory.\nSee 'docker run --help'.",
    exit: 125,
    means: "differs 2: otherWord app.evn | app.env",
  },
  {
    at: "2:3",
    typed: "docker tag my-ubuntu:1.0 ubuntu:18.04",
    output: "Error response from daemon: No such image: my-ubuntu:1.0",
    exit: 1,
    means: "differs 3: otherPlace ubuntu:18.04",
  },
  {
    at: "3:1",
    typed: "useradd -m -s /bin/bash jun",
    output: "useradd: Permission denied.\nuseradd: cannot lock /etc/passwd; try again later.",
    exit: 1,
    means: "differs 1: noWord sudo; status 1 | 0; moreLine useradd: Permission denied.",
  },
  { at: "3:1", typed: "sudo useradd -s /bin/bash jun", means: "differs 1: noWord -m" },
  { at: "3:4", typed: "sudo usermod -G cooks jun", means: "differs 4: otherWord -G | -aG" },
  {
    at: "3:4",
    typed: "sudo usermod -aG jun cooks",
    output: "usermod: user 'cooks' does not exist",
    exit: 6,
    means: "differs 4: otherPlace cooks",
  },
  { at: "3:5", typed: "id jun", output: "uid=1001(jun) gid=1001(jun) groups=1001(jun),1002(cooks)", means: "nothing" },
  {
    at: "3:7",
    typed: "touch /home/jun/memo",
    output: "touch: cannot touch '/home/jun/memo': Permission denied",
    exit: 1,
    means: "differs 7: noWord sudo; noWord -u",
  },
  {
    at: "3:8",
    typed: "ls -l /home/jun",
    output: "ls: cannot open directory '/home/jun': Permission denied",
    exit: 2,
    means: "differs 8: noWord sudo; status 2 | 0; otherLine ls: | total",
  },
];

const free: readonly Row[] = [
  { at: "1:3", typed: "docker volume ls", output: "DRIVER    VOLUME NAME\nlocal     shop-data", means: "nothing" },
  { at: "1:6", typed: "docker exec web ls /usr/share/nginx/html", output: "index.html", means: "nothing" },
  { at: "3:2", typed: "id jun", output: "uid=1001(jun) gid=1001(jun) groups=1001(jun)", means: "nothing" },
];

testRows(note, [...right, ...wrong, ...free]);
