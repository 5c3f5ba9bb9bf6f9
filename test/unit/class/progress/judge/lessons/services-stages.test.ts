import { own } from "../pupil.ts";
import { lesson, type Row, testRows } from "./row.ts";

/** The image that the student has built, and its short id. */
const image = own("5c0d9e8f7a6b1d2c3e4f5a6b7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6e7f809");

const short = image.slice(0, 12);

/** The image of version 2.0. */
const second = own("e1f2a3b4c5d60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90");

const other = "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f";

/** What a build prints. */
const built = (name: string): string => `[+] Building 3.1s (11/11) FINISHED                               docker:default
 => [internal] load build definition from Dockerfile                         0.0s
 => [build 1/4] FROM docker.io/library/gcc:14                                0.0s
 => CACHED [build 2/4] WORKDIR /src                                          0.0s
 => [build 4/4] RUN gcc -static -o price main.c                              0.9s
 => exporting to image                                                       0.1s
 => => writing image sha256:${other} 0.0s
 => => naming to docker.io/library/${name}                                   0.0s`;

const noStage = (name: string): string => `ERROR: failed to solve: target stage "${name}" could not be found`;

const table = `REPOSITORY   TAG       IMAGE ID       CREATED          SIZE
price        2.0       ${second.slice(0, 12)}   4 seconds ago    8.63MB
price        1.0       ${short}   28 seconds ago   8.63MB
price        test      ${own("0a9b8c7d6e5f")}   29 seconds ago   1.44GB
price        build     ${own("7f6e5d4c3b2a")}   30 seconds ago   1.44GB`;

const noGcc =
  "docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: \"gcc\": executable file not found in $PATH: unknown.\n\nRun 'docker run --help' for more information";

const rows: readonly Row[] = [
  { at: "2:3", typed: "docker build -t price:build --target build .", output: built("price:build"), means: "done 3" },
  {
    at: "2:3",
    typed: "docker build --target=build --tag=price:build .",
    output: built("price:build"),
    means: "done 3",
  },
  { at: "2:3", typed: "docker build . --target build -t price:build", output: built("price:build"), means: "done 3" },
  {
    at: "2:3",
    typed: "docker image build --target build -t price:build $(pwd)",
    output: built("price:build"),
    means: "done 3",
  },
  {
    at: "2:3",
    typed: "docker build --target build -t price:build ~/2/",
    output: built("price:build"),
    folder: "~",
    means: "done 3",
  },
  {
    at: "2:4",
    typed: "docker build --target test -t price:test . && echo ok",
    output: `${built("price:test")}\nok`,
    means: "nothing",
  },
  {
    at: "2:5",
    typed: "docker build . -t price:1.0 && docker images price",
    output: `${built("price:1.0")}\n${table
      .split("\n")
      .filter((_, at) => at !== 1)
      .join("\n")}`,
    means: "nothing",
  },
  { at: "2:6", typed: "docker container run --rm price:1.0", output: "3", means: "done 6" },
  { at: "2:6", typed: "docker run --rm -t price:1.0", output: "3", means: "done 6" },
  { at: "2:6", typed: `docker run --rm ${other.slice(0, 12)}`, output: "3", means: "nothing" },
  {
    at: "2:3",
    typed: "docker build -t price:build .",
    output: built("price:build"),
    means: "differs 3: noWord --target; noWord build",
  },
  {
    at: "2:3",
    typed: "docker build --target test -t price:build .",
    output: built("price:build"),
    means: "differs 3: otherWord test | build",
  },
  {
    at: "2:3",
    typed: "docker build --target biuld -t price:build .",
    output: noStage("biuld"),
    exit: 1,
    means: "differs 3: otherWord biuld | build",
  },
  {
    at: "2:3",
    typed: "docker build --targt build -t price:build .",
    output: "unknown flag: --targt\nSee 'docker build --help'.",
    exit: 125,
    means: "differs 3: otherWord --targt | --target",
  },
  { at: "2:3", typed: "docker build --target build -t build .", output: built("build"), means: "nothing" },
  {
    at: "2:3",
    typed: "docker build -target build -t price:build .",
    output: "ERROR: \"docker buildx build\" requires exactly 1 argument.\nSee 'docker buildx build --help'.",
    exit: 1,
    means: "differs 3: otherWord -target | --target",
  },
  {
    at: "2:3",
    typed: "docker build --target build -t price:build .",
    output: "ERROR: failed to solve: failed to read dockerfile: open Dockerfile: no such file or directory",
    exit: 1,
    folder: "~",
    means: "differs 3: folder ~ | ~/2; status 1 | 0",
  },
  {
    at: "2:3",
    typed: "docker build --target build -t price:build .",
    output: noStage("build"),
    exit: 1,
    folder: "~/1",
    means: "differs 3: folder ~/1 | ~/2; status 1 | 0",
  },
  {
    at: "2:3",
    typed: "docker tag price:1.0 price:build",
    output: "Error response from daemon: No such image: price:1.0",
    exit: 1,
    means: "nothing",
  },
  {
    at: "2:3",
    typed: "docker build --target build --push -t price:build .",
    output:
      "ERROR: failed to solve: failed to push price:build: server message: insufficient_scope: authorization failed",
    exit: 1,
    means: "differs 3: moreWord --push",
  },
  {
    at: "2:4",
    typed: "docker build -t price:test .",
    output: built("price:test"),
    means: "differs 4: noWord --target; noWord test",
  },
  { at: "2:4", typed: "docker tag price:build price:test", means: "nothing" },
  {
    at: "2:4",
    typed: "docker build --target test -t price:test",
    output: "\"docker build\" requires exactly 1 argument.\nSee 'docker build --help'.",
    exit: 1,
    means: "differs 4: noWord .",
  },
  { at: "2:5", typed: "docker build -t price .", output: built("price:latest"), means: "nothing" },
  { at: "2:5", typed: "docker tag price:test price:1.0", means: "nothing" },
  {
    at: "2:5",
    typed: "docker build -t price:1.0 .",
    output:
      ' > [build 4/4] RUN gcc -static -o price main.c:\n0.312 main.c: file not recognized\n------\nERROR: failed to solve: process "/bin/sh -c gcc -static -o price main.c" did not complete successfully: exit code: 1',
    exit: 1,
    means: "differs 5: status 1 | 0",
  },
  {
    at: "2:5",
    typed: "ㅇㅐㅊㅏㄷㄱ ㅠㅕㅑㅣㅇ -ㅅ price:1.0 .",
    output: "-bash: ㅇㅐㅊㅏㄷㄱ: command not found",
    exit: 127,
    means: "differs 5: hangul docker build -t price:1.0 .",
  },
  {
    at: "2:6",
    typed: "docker run --rm price",
    output:
      "Unable to find image 'price:latest' locally\ndocker: Error response from daemon: pull access denied for price, repository does not exist or may require 'docker login': denied: requested access to the resource is denied.\nSee 'docker run --help'.",
    exit: 125,
    means: "differs 6: otherWord price | price:1.0",
  },
  { at: "2:6", typed: "docker run --rm price:build ./price 1", output: "3", means: "nothing" },
  { at: "2:6", typed: "echo 3", output: "3", means: "nothing" },
  { at: "2:6", typed: "docker run --rm --entrypoint echo price:1.0 3", output: "3", means: "nothing" },
  { at: "2:6", typed: "docker run --rm price:test", means: "nothing" },
  { at: "2:6", typed: "gcc -o price main.c && ./price 1", output: "3", means: "nothing" },
  {
    at: "2:6",
    typed: "docker run --rm price:1.0",
    output: "docker: Error response from daemon: dial unix docker.raw.sock: connect: connection refused.",
    exit: 125,
    means: "differs 6: status 125 | 0; otherLine docker: | 3",
  },
  { at: "2:12", typed: "docker image ls price", output: table, means: "done 12" },
  { at: "2:12", typed: "docker image list price", output: table, means: "done 12" },
  { at: "2:12", typed: "docker images 'price'", output: table, folder: "/tmp", means: "done 12" },
  {
    at: "2:13",
    typed: "docker run --rm --entrypoint=gcc price:1.0 --version",
    output: noGcc,
    exit: 127,
    means: "done 13",
  },
  {
    at: "2:13",
    typed: "docker run --entrypoint gcc --rm price:1.0 --version",
    output: noGcc,
    exit: 127,
    means: "done 13",
  },
  { at: "2:14", typed: "docker image inspect -f '{{len .RootFS.Layers}}' price:1.0", output: "2", means: "done 14" },
  { at: "2:14", typed: 'docker inspect --format "{{len .RootFS.Layers}}" price:1.0', output: "2", means: "done 14" },
  {
    at: "2:14",
    typed: `docker image inspect --format '{{len .RootFS.Layers}}' ${short}`,
    output: "2",
    means: "nothing",
  },
  {
    at: "2:14",
    typed: `docker image inspect --format '{{len .RootFS.Layers}}' ${short.slice(0, 4)}`,
    output: "2",
    means: "nothing",
  },
  { at: "2:15", typed: "docker history -q price:1.0 | head -1", output: short, means: "done 15" },
  { at: "2:15", typed: "docker history --quiet price:1.0 | head -n1", output: short, means: "done 15" },
  { at: "2:15", typed: "docker history -q price:1.0 | sed -n 1p", output: short, means: "nothing" },
  { at: "2:16", typed: "docker rmi -f price:test", output: "Untagged: price:test", means: "done 16" },
  {
    at: "2:17",
    typed: "docker image prune",
    output:
      "WARNING! This will remove all dangling images.\nAre you sure you want to continue? [y/N] y\nTotal reclaimed space: 0B",
    means: "done 17",
  },
  { at: "2:12", typed: "docker images", output: table, means: "nothing" },
  {
    at: "2:12",
    typed: "docker images prices",
    output: "REPOSITORY   TAG       IMAGE ID   CREATED   SIZE",
    means: "differs 12: otherWord prices | price",
  },
  {
    at: "2:12",
    typed: "docker image price",
    output: "Usage:  docker image COMMAND\n\nManage images",
    means: "differs 12: otherWord image | images",
  },
  {
    at: "2:12",
    typed: "docker images price | grep 1.0",
    output: `price        1.0       ${short}   28 seconds ago   8.63MB`,
    means: "nothing",
  },
  {
    at: "2:12",
    typed: "docker images price:1.0",
    output: `REPOSITORY   TAG       IMAGE ID       CREATED          SIZE\nprice        1.0       ${short}   28 seconds ago   8.63MB`,
    means: "nothing",
  },
  {
    at: "2:13",
    typed: "docker run --rm --entrypoint gc price:1.0 --version",
    output: noGcc.replace('"gcc"', '"gc"'),
    exit: 127,
    means: "differs 13: otherWord gc | gcc",
  },
  {
    at: "2:13",
    typed: "docker run --rm --entrypoint gcc price:2.0 --version",
    output: noGcc,
    exit: 127,
    means: "differs 13: otherWord price:2.0 | price:1.0",
  },
  {
    at: "2:13",
    typed: "docker run --rm --entrypoint gcc alpine:3.20 --version",
    output: noGcc,
    exit: 127,
    means: "nothing",
  },
  {
    at: "2:13",
    typed: "docker run --rm --entrypoint gcc price:1.0 --verison",
    output: noGcc,
    exit: 127,
    means: "differs 13: otherWord --verison | --version",
  },
  { at: "2:13", typed: "gcc --version", output: "-bash: gcc: command not found", exit: 127, means: "nothing" },
  {
    at: "2:14",
    typed: "docker image inspect --format '{{len .RootFS.Layers}}' price:2.0",
    output: "2",
    means: "differs 14: otherWord price:2.0 | price:1.0",
  },
  {
    at: "2:14",
    typed: "docker image inspect --format '{{len .RootFs.Layers}}' price:1.0",
    output:
      'template parsing error: template: :1:6: executing "" at <.RootFs.Layers>: map has no entry for key "RootFs"',
    exit: 1,
    means: "differs 14: otherWord .RootFs.Layers}} | .RootFS.Layers}}",
  },
  {
    at: "2:14",
    typed: "docker image inspect --format '{{len .RootFS.Layers}}' price:build",
    output: "9",
    means: "nothing",
  },
  { at: "2:14", typed: "docker history -q price:1.0 | wc -l", output: "4", means: "nothing" },
  {
    at: "2:15",
    typed: "docker history -q price:2.0 | head -n 1",
    output: second.slice(0, 12),
    means: "differs 15: otherWord price:2.0 | price:1.0",
  },
  {
    at: "2:15",
    typed: "docker history -q price:1.0",
    output: `${short}\n<missing>\n<missing>\n<missing>`,
    means: "nothing",
  },
  {
    at: "2:15",
    typed: "docker images -q price:1.0 | head -n 1",
    output: short,
    means: "differs 15: otherWord images | history",
  },
  {
    at: "2:15",
    typed: "docker history -q price:1.0 | haed -n 1",
    output: "-bash: haed: command not found",
    exit: 127,
    means: "differs 15: otherWord haed | head",
  },
  {
    at: "2:16",
    typed: "docker rmi price:tset",
    output: "Error response from daemon: No such image: price:tset",
    exit: 1,
    means: "differs 16: otherWord price:tset | price:test",
  },
  { at: "2:16", typed: "docker rmi price:build", output: "Untagged: price:build", means: "nothing" },
  {
    at: "2:16",
    typed: "docker rm price:test",
    output: "Error response from daemon: No such container: price:test",
    exit: 1,
    means: "differs 16: otherWord rm | rmi",
  },
  {
    at: "2:16",
    typed: "docker rmi price:test price:build",
    output: `Untagged: price:test\nUntagged: price:build\nDeleted: sha256:${other}`,
    means: "nothing",
  },
  {
    at: "2:16",
    typed: "docker rmi price:test",
    output:
      'Error response from daemon: conflict: unable to remove repository reference "price:test" (must force) - container 4be7d1f09a3c is using its referenced image 0f1e2d3c4b5a',
    exit: 1,
    means: "differs 16: status 1 | 0; otherLine Error | Untagged:",
  },
  { at: "2:16", typed: "echo Untagged: price:test", output: "Untagged: price:test", means: "nothing" },
  {
    at: "2:17",
    typed: "docker container prune -f",
    output: "Total reclaimed space: 0B",
    means: "differs 17: otherWord container | image",
  },
  {
    at: "2:17",
    typed: "docker image prune -af",
    output: `Deleted Images:\nuntagged: price:build\nuntagged: price:1.0\ndeleted: sha256:${other}\n\nTotal reclaimed space: 1.44GB`,
    means: "differs 17: otherWord -af | -f",
  },
  { at: "2:17", typed: "docker image prune -a -f", output: "Total reclaimed space: 0B", means: "nothing" },
  {
    at: "2:17",
    typed: "docker system prune -f",
    output: "Total reclaimed space: 0B",
    means: "differs 17: otherWord system | image",
  },
  {
    at: "2:17",
    typed: "docker volume prune -f",
    output: "Total reclaimed space: 0B",
    means: "differs 17: otherWord volume | image",
  },
  {
    at: "2:17",
    typed: "docker images prune -f",
    output: 'invalid argument "" for "-f, --filter" flag',
    exit: 125,
    means: "differs 17: otherWord images | image",
  },
  { at: "2:7", typed: "N=5; docker run --rm price:1.0 $N", output: "15", means: "nothing" },
  { at: "2:8", typed: "docker run --rm price:build ls -1", output: "main.c\nprice", means: "nothing" },
  { at: "2:8", typed: "docker run --rm price:build ls /src", output: "main.c\nprice", means: "nothing" },
  { at: "2:8", typed: "docker run --rm price:build sh -c ls", output: "main.c\nprice", means: "done 8" },
  { at: "2:9", typed: "docker images --quiet price:1.0", output: short, means: "done 9" },
  { at: "2:9", typed: "docker images price:1.0 -q", output: short, means: "done 9" },
  { at: "2:9", typed: "docker images -q --filter reference=price:1.0", output: short, means: "nothing" },
  { at: "2:9", typed: "docker images --format '{{.ID}}' price:1.0", output: short, means: "nothing" },
  { at: "2:11", typed: "docker build --no-cache=true -q -t price:2.0 .", output: `sha256:${second}`, means: "done 11" },
  {
    at: "2:7",
    typed: "docker run --rm 5 price:1.0",
    output:
      "Unable to find image '5:latest' locally\ndocker: Error response from daemon: pull access denied for 5, repository does not exist or may require 'docker login': denied: requested access to the resource is denied.\nSee 'docker run --help'.",
    exit: 125,
    means: "differs 7: otherPlace price:1.0",
  },
  { at: "2:7", typed: "docker run price:1.0 5", output: "15", means: "differs 7: noWord --rm" },
  { at: "2:8", typed: "ls", output: "Dockerfile  main.c", means: "nothing" },
  { at: "2:8", typed: "docker run --rm price:build", means: "nothing" },
  {
    at: "2:8",
    typed: "docker run --rm price:build ls /",
    output:
      "bin\nboot\ndev\netc\nhome\nlib\nlib64\nmedia\nmnt\nopt\nproc\nroot\nrun\nsbin\nsrc\nsrv\nsys\ntmp\nusr\nvar",
    means: "nothing",
  },
  { at: "2:8", typed: "printf 'main.c\\nprice\\n'", output: "main.c\nprice", means: "nothing" },
  { at: "2:9", typed: "docker ps -q", means: "nothing" },
  {
    at: "2:10",
    typed: "docker build -q .",
    output: `sha256:${image}`,
    means: "differs 10: noWord -t; noWord price:1.0",
  },
  { at: "2:10", typed: "docker inspect -f '{{.Id}}' price:1.0", output: `sha256:${image}`, means: "nothing" },
  {
    at: "2:11",
    typed: "docker build -q -t price:2.0 .",
    output: `sha256:${image}`,
    means: "differs 11: noWord --no-cache",
  },
];

testRows(await lesson("services"), rows);
