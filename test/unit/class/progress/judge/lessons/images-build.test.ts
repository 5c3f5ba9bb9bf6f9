import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("images");

/** The id of a container or a network that is made. */
const made = "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f";

/** What a build prints. */
const built = (name: string): string => `[+] Building 1.4s (6/6) FINISHED                                 docker:default
 => [internal] load build definition from Dockerfile                         0.0s
 => => transferring dockerfile: 134B                                         0.0s
 => [internal] load metadata for docker.io/library/nginx:1.27                0.0s
 => exporting to image                                                       0.1s
 => => writing image sha256:c2615390ef8a4b7d1e0c9f8a7b6d5e4c3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c 0.0s
 => => naming to docker.io/library/${name}                                  0.0s`;

const right: readonly Row[] = [
  { at: "1:3", typed: "docker build . -t shop:1.0", output: built("shop:1.0"), means: "done 3" },
  { at: "1:3", typed: "docker build -t shop:1.0 -f Dockerfile .", output: built("shop:1.0"), means: "nothing" },
  { at: "1:3", typed: "docker build -t=shop:1.0 .", output: built("shop:1.0"), means: "done 3" },
  {
    at: "1:3",
    typed: "cat Dockerfile && docker build -t shop:1.0 .",
    output:
      'FROM nginx:1.27\nARG GREETING=hi\nRUN echo "$GREETING" > /usr/share/nginx/html/index.html\n[+] Building 1.4s (6/6) FINISHED                                 docker:default\n => [internal] load build definition from Dockerfile                         0.0s\n => => transferring dockerfile: 134B                                         0.0s\n => [internal] load metadata for docker.io/library/nginx:1.27                0.0s\n => exporting to image                                                       0.1s\n => => writing image sha256:c2615390ef8a4b7d1e0c9f8a7b6d5e4c3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c 0.0s\n => => naming to docker.io/library/shop:1.0                                  0.0s',
    means: "nothing",
  },
  {
    at: "1:4",
    typed: "docker build --build-arg GREETING=hello -t shop:2.0 .",
    output: built("shop:2.0"),
    means: "done 4",
  },
  {
    at: "1:4",
    typed: "docker build . -t shop:2.0 --build-arg GREETING=hello",
    output: built("shop:2.0"),
    means: "done 4",
  },
  {
    at: "1:5",
    typed: "docker build -t tools -f tools/Dockerfile.alpine ./tools",
    output: built("tools"),
    means: "done 5",
  },
  {
    at: "1:5",
    typed: "cd tools && docker build -t tools -f Dockerfile.alpine .",
    output: built("tools"),
    means: "nothing",
  },
  {
    at: "1:6",
    typed: "docker images shop",
    output:
      "REPOSITORY   TAG       IMAGE ID       CREATED          SIZE\nshop         2.0       c2615390ef8a   9 seconds ago    192MB\nshop         1.0       74dfb08261e5   31 seconds ago   192MB",
    folder: "/tmp",
    means: "done 6",
  },
  {
    at: "1:6",
    typed: "docker images 'shop'",
    output:
      "REPOSITORY   TAG       IMAGE ID       CREATED          SIZE\nshop         2.0       c2615390ef8a   9 seconds ago    192MB\nshop         1.0       74dfb08261e5   31 seconds ago   192MB",
    means: "done 6",
  },
  {
    at: "1:7",
    typed: "docker image history shop:2.0",
    output:
      'IMAGE          CREATED          CREATED BY                                      SIZE      COMMENT\nc2615390ef8a   40 seconds ago   RUN |1 GREETING=hello /bin/sh -c echo "$GREE…   6B        buildkit.dockerfile.v0\n<missing>      40 seconds ago   ARG GREETING=hi                                 0B        buildkit.dockerfile.v0\n<missing>      6 weeks ago      CMD ["nginx" "-g" "daemon off;"]                0B        buildkit.dockerfile.v0',
    means: "done 7",
  },
  {
    at: "1:7",
    typed: "docker history --human shop:2.0",
    output:
      'IMAGE          CREATED          CREATED BY                                      SIZE      COMMENT\nc2615390ef8a   40 seconds ago   RUN |1 GREETING=hello /bin/sh -c echo "$GREE…   6B        buildkit.dockerfile.v0\n<missing>      40 seconds ago   ARG GREETING=hi                                 0B        buildkit.dockerfile.v0\n<missing>      6 weeks ago      CMD ["nginx" "-g" "daemon off;"]                0B        buildkit.dockerfile.v0',
    means: "otherwise 7",
  },
  { at: "1:8", typed: "docker image tag shop:2.0 shop:stable", means: "done 8" },
  { at: "1:8", typed: 'docker tag "shop:2.0" "shop:stable"', folder: "/tmp", means: "done 8" },
  { at: "1:9", typed: "docker run -p 8090:80 -d --name front shop:stable", output: made, means: "done 9" },
  { at: "1:9", typed: "docker run -d -p 8090:80/tcp --name front shop:stable", output: made, means: "done 9" },
  { at: "1:9", typed: "docker run -d -p 8090:80 --name front -e A=b shop:stable", output: made, means: "nothing" },
  {
    at: "1:9",
    typed: "docker run -d -p 8090:80 --name front shop:stable; docker ps",
    output:
      '4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f\nCONTAINER ID   IMAGE         COMMAND                  CREATED                  STATUS                  PORTS                                   NAMES\n4be7d1f09a3c   shop:stable   "/docker-entrypoint.…"   Less than a second ago   Up Less than a second   0.0.0.0:8090->80/tcp, [::]:8090->80/tcp   front',
    means: "nothing",
  },
  { at: "1:10", typed: "curl -s localhost:8090/index.html", output: "hello", means: "nothing" },
  {
    at: "1:11",
    typed: "docker port 81e645fc27a3",
    output: "80/tcp -> 0.0.0.0:8090\n80/tcp -> [::]:8090",
    means: "done 11",
  },
  {
    at: "1:11",
    typed: "docker port 81e6",
    output: "80/tcp -> 0.0.0.0:8090\n80/tcp -> [::]:8090",
    means: "done 11",
  },
  {
    at: "1:3",
    typed: "docker build --progress=plain -t shop:1.0 .",
    output:
      "#1 [internal] load build definition from Dockerfile\n#1 DONE 0.0s\n#6 exporting to image\n#6 naming to docker.io/library/shop:1.0 0.0s done\n#6 DONE 0.1s",
    means: "done 3",
  },
  {
    at: "1:6",
    typed: "docker images --no-trunc shop",
    output:
      "REPOSITORY   TAG       IMAGE ID       CREATED          SIZE\nshop         2.0       sha256:c2615390ef8a4b7d1e0c9f8a7b6d5e4c3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c   9 seconds ago    192MB\nshop         1.0       74dfb08261e5   31 seconds ago   192MB",
    means: "nothing",
  },
  {
    at: "1:8",
    typed: "docker tag shop:2.0 shop:stable && docker run -d -p 8090:80 --name front shop:stable",
    output: made,
    means: "done 8, done 9",
  },
  { at: "1:9", typed: "docker run -d -p [::]:8090:80 --name front shop:stable", output: made, means: "nothing" },
  { at: "1:10", typed: "curl -s localhost:8090 | cat", output: "hello", means: "done 10" },
];

const wrong: readonly Row[] = [
  {
    at: "1:3",
    typed: "docker build shop:1.0 .",
    output: 'ERROR: "docker buildx build" requires exactly 1 argument.',
    exit: 1,
    means: "differs 3: noWord -t",
  },
  {
    at: "1:3",
    typed: "docker build -t shpo:1.0 .",
    output: built("shpo:1.0"),
    means: "differs 3: otherWord shpo:1.0 | shop:1.0",
  },
  {
    at: "1:3",
    typed: "docker biuld -t shop:1.0 .",
    output: "docker: 'biuld' is not a docker command.\nSee 'docker --help'",
    exit: 1,
    means: "differs 3: otherWord biuld | build",
  },
  {
    at: "1:3",
    typed: "docker build -t shop:1.0 -f tools/Dockerfile.alpine .",
    output: built("shop:1.0"),
    means: "nothing",
  },
  { at: "1:3", typed: "docker build -t shop:1.0 ~", output: built("shop:1.0"), means: "nothing" },
  {
    at: "1:4",
    typed: "docker build -t shop:2.0 .",
    output: built("shop:2.0"),
    means: "differs 4: noWord --build-arg; noWord GREETING=hello",
  },
  { at: "1:4", typed: "docker build -t shop:2.0 --build-arg GREETING .", output: built("shop:2.0"), means: "nothing" },
  {
    at: "1:4",
    typed: "docker build -t shop:2.0 -e GREETING=hello .",
    output: "unknown shorthand flag: 'e' in -e\nSee 'docker buildx build --help'.",
    exit: 125,
    means: "differs 4: otherWord -e | --build-arg",
  },
  {
    at: "1:4",
    typed: "docker build -t shop:2.0 --label GREETING=hello .",
    output: built("shop:2.0"),
    means: "nothing",
  },
  {
    at: "1:5",
    typed: "docker build -t tools tools",
    output:
      "[+] Building 0.1s (1/1) FINISHED                                 docker:default\n => [internal] load build definition from Dockerfile                         0.0s\n => => transferring dockerfile: 2B                                           0.0s\nERROR: failed to solve: failed to read dockerfile: open Dockerfile: no such file or directory",
    exit: 1,
    means: "nothing",
  },
  { at: "1:5", typed: "docker build -t tools .", output: built("tools"), means: "nothing" },
  {
    at: "1:5",
    typed: "docker build -t tools:alpine -f tools/Dockerfile.alpine tools",
    output: built("tools:alpine"),
    means: "nothing",
  },
  {
    at: "1:6",
    typed: "docker image shop",
    output: "Usage:  docker image COMMAND",
    exit: 1,
    means: "differs 6: otherWord image | images",
  },
  {
    at: "1:6",
    typed: "docker images shop:1.0",
    output:
      "REPOSITORY   TAG       IMAGE ID       CREATED          SIZE\nshop         1.0       74dfb08261e5   31 seconds ago   192MB",
    means: "nothing",
  },
  {
    at: "1:7",
    typed: "docker history 74dfb08261e5",
    output:
      'IMAGE          CREATED          CREATED BY                                      SIZE      COMMENT\n74dfb08261e5   40 seconds ago   RUN |1 GREETING=hi    /bin/sh -c echo "$GREE…   6B        buildkit.dockerfile.v0\n<missing>      40 seconds ago   ARG GREETING=hi                                 0B        buildkit.dockerfile.v0\n<missing>      6 weeks ago      CMD ["nginx" "-g" "daemon off;"]                0B        buildkit.dockerfile.v0',
    means: "nothing",
  },
  {
    at: "1:7",
    typed: "history shop:2.0",
    output: "bash: history: shop:2.0: numeric argument required",
    exit: 1,
    means: "differs 7: noWord docker",
  },
  {
    at: "1:8",
    typed: "docker tag shop:stable shop:2.0",
    output: "Error response from daemon: No such image: shop:stable",
    exit: 1,
    means: "differs 8: otherPlace shop:2.0",
  },
  {
    at: "1:8",
    typed: "docker tag shop:2.0",
    output:
      "ERROR: \"docker tag\" requires exactly 2 arguments.\nSee 'docker tag --help'.\n\nUsage:  docker tag SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]",
    exit: 1,
    means: "differs 8: noWord shop:stable",
  },
  { at: "1:8", typed: "docker tag tools shop:stable", means: "nothing" },
  {
    at: "1:9",
    typed: "docker run -d -p 8090:8090 --name front shop:stable",
    output: made,
    means: "differs 9: otherWord 8090:8090 | 8090:80",
  },
  {
    at: "1:9",
    typed: "docker run -d -p 8090:80 shop:stable",
    output: made,
    means: "differs 9: noWord --name; noWord front",
  },
  {
    at: "1:9",
    typed: "docker run -d -p 8090:80 --name front shop",
    output:
      "Unable to find image 'shop:latest' locally\ndocker: Error response from daemon: pull access denied for shop, repository does not exist or may require 'docker login'.",
    exit: 125,
    means: "differs 9: otherWord shop | shop:stable",
  },
  {
    at: "1:9",
    typed: "docker run -p 8090:80 --name front shop:stable",
    output:
      "/docker-entrypoint.sh: Configuration complete; ready for start up\n2026/11/30 05:50:00 [notice] 1#1: start worker processes\n^C",
    means: "differs 9: noWord -d",
  },
  { at: "1:9", typed: "docker run -d -p 127.0.0.1:8090:80 --name back shop:stable", output: made, means: "nothing" },
  {
    at: "1:9",
    typed: "echo 4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    output: made,
    means: "nothing",
  },
  {
    at: "1:9",
    typed: "docker run -d -p 8090:80 --entrypoint sleep --name front shop:stable 600",
    output: made,
    means: "nothing",
  },
  {
    at: "1:10",
    typed: "curl -s localhost:8080",
    exit: 7,
    means: "differs 10: otherWord localhost:8080 | localhost:8090",
  },
  { at: "1:10", typed: "curl -s localhost:8090", exit: 56, means: "differs 10: status 56 | 0; noLine hello" },
  { at: "1:10", typed: "echo hello", output: "hello", means: "nothing" },
  { at: "1:10", typed: "curl -s localhost:8090 || echo hello", output: "hello", means: "nothing" },
  {
    at: "1:11",
    typed: "docker port fornt",
    output: "Error response from daemon: No such container: fornt",
    exit: 1,
    means: "differs 11: otherWord fornt | front",
  },
  {
    at: "1:11",
    typed: "docker prot front",
    output: "docker: 'prot' is not a docker command.\nSee 'docker --help'",
    exit: 1,
    means: "differs 11: otherWord prot | port",
  },
  {
    at: "1:3",
    typed: "docker build -t shop:1.0 .",
    output: built("shop:1.0"),
    folder: "/tmp",
    means: "differs 3: folder /tmp | ~/1",
  },
  {
    at: "1:3",
    typed: "docker build -t shop:1.0 ~/2",
    output:
      "[+] Building 0.1s (1/1) FINISHED                                 docker:default\n => [internal] load build definition from Dockerfile                         0.0s\n => => transferring dockerfile: 2B                                           0.0s\nERROR: failed to solve: failed to read dockerfile: open Dockerfile: no such file or directory",
    exit: 1,
    means: "differs 3: otherWord $HOME/2 | .",
  },
  {
    at: "1:4",
    typed: "docker build -t shop:2.0 --build-arg GREETING=hello . || echo",
    output: built("shop:1.0"),
    means: "nothing",
  },
  { at: "1:6", typed: "docker images shop | grep -c shop", output: "2", means: "nothing" },
  {
    at: "1:8",
    typed: "docker tag shop:2.0 shop:stable shop:old",
    output: '"docker tag" requires exactly 2 arguments.',
    exit: 1,
    means: "differs 8: moreWord shop:old",
  },
  {
    at: "1:9",
    typed: "docker run -d --name shop:stable -p 8090:80 front",
    output: "docker: Error response from daemon: Invalid container name (shop:stable)",
    exit: 125,
    means: "nothing",
  },
  {
    at: "1:9",
    typed: "docker run -d -p 8090:80 -v /tmp:/usr/share/nginx/html --name front shop:stable",
    output: made,
    means: "nothing",
  },
  { at: "1:9", typed: "docker run -d -p 8090:80 --name front_1 shop:stable", output: made, means: "nothing" },
  { at: "1:9", typed: "docker run -i -p 8090:80 --name front shop:stable", output: made, runs: true, means: "nothing" },
  {
    at: "1:10",
    typed: "curl -s https://localhost:8090",
    exit: 35,
    means: "differs 10: otherWord https://localhost:8090 | localhost:8090",
  },
  {
    at: "1:3",
    typed: "docker build --tag=shop:1.0 --file=tools/Dockerfile.alpine tools",
    output: built("shop:1.0"),
    means: "nothing",
  },
  {
    at: "1:4",
    typed: "docker build --tag=shop:2.0 --build-arg=GREETING=helo .",
    output: built("shop:2.0"),
    means: "differs 4: otherWord GREETING=helo | GREETING=hello",
  },
  {
    at: "1:4",
    typed: "docker build --tag=shop:2.1 --build-arg=GREETING=hello .",
    output: built("shop:2.1"),
    means: "differs 4: otherWord shop:2.1 | shop:2.0",
  },
  { at: "1:7", typed: "docker history --format '{{.Size}}' shop:2.0", output: "6B\n0B\n0B", means: "nothing" },
  {
    at: "1:9",
    typed: "docker run --detach --publish=8080:80 --name=front shop:stable",
    output: made,
    means: "differs 9: otherWord 8080:80 | 8090:80",
  },
  {
    at: "1:9",
    typed: "docker run --detach --publish=8090:80 --name=frond shop:stable",
    output: made,
    means: "differs 9: otherWord frond | front",
  },
  {
    at: "1:9",
    typed: "docker run -d -p 8090:80 --name=front shop:stabl",
    output:
      "Unable to find image 'shop:stabl' locally\ndocker: Error response from daemon: pull access denied for shop",
    exit: 125,
    means: "differs 9: otherWord shop:stabl | shop:stable",
  },
  {
    at: "1:9",
    typed: "docker run -d --publish 8090:80 --name front",
    output: '"docker run" requires at least 1 argument.',
    exit: 125,
    means: "differs 9: noWord shop:stable",
  },
  {
    at: "1:11",
    typed: "docker ps --format '{{.Ports}}'",
    output: "0.0.0.0:8090->80/tcp, [::]:8090->80/tcp",
    means: "nothing",
  },
];

testRows(note, [...right, ...wrong]);
