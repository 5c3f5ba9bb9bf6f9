import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("kitchen");

const rows: readonly Row[] = [
  {
    at: "1:3",
    typed: "docker image build -t greet:1.0 .",
    output:
      "[+] Building 1.4s (9/9) FINISHED                                 docker:default\n => [internal] load build definition from Dockerfile                         0.0s\n => => transferring dockerfile: 213B                                         0.0s\n => [internal] load metadata for docker.io/library/alpine:3.20               0.0s\n => [1/4] FROM docker.io/library/alpine:3.20                                 0.0s\n => exporting to image                                                       0.1s\n => => writing image sha256:c37251a0ef9bd0c26351e4dfc0b2a391847f6051e2d3c4bfa0918273645fe0d1 0.0s\n => => naming to docker.io/library/greet:1.0                                 0.0s",
    means: "done 3",
  },
  {
    at: "1:3",
    typed: "docker build -t greet:1.0 ./",
    output:
      "[+] Building 1.4s (9/9) FINISHED                                 docker:default\n => [internal] load build definition from Dockerfile                         0.0s\n => => transferring dockerfile: 213B                                         0.0s\n => [internal] load metadata for docker.io/library/alpine:3.20               0.0s\n => [1/4] FROM docker.io/library/alpine:3.20                                 0.0s\n => exporting to image                                                       0.1s\n => => writing image sha256:c37251a0ef9bd0c26351e4dfc0b2a391847f6051e2d3c4bfa0918273645fe0d1 0.0s\n => => naming to docker.io/library/greet:1.0                                 0.0s",
    means: "done 3",
  },
  {
    at: "1:3",
    typed: "docker buildx build -t greet:1.0 .",
    output:
      "[+] Building 1.4s (9/9) FINISHED                                 docker:default\n => [internal] load build definition from Dockerfile                         0.0s\n => => transferring dockerfile: 213B                                         0.0s\n => [internal] load metadata for docker.io/library/alpine:3.20               0.0s\n => [1/4] FROM docker.io/library/alpine:3.20                                 0.0s\n => exporting to image                                                       0.1s\n => => writing image sha256:c37251a0ef9bd0c26351e4dfc0b2a391847f6051e2d3c4bfa0918273645fe0d1 0.0s\n => => naming to docker.io/library/greet:1.0                                 0.0s",
    means: "done 3",
  },
  {
    at: "1:3",
    typed: "docker build -t greet:1.0 ~/1",
    output:
      "[+] Building 1.4s (9/9) FINISHED                                 docker:default\n => [internal] load build definition from Dockerfile                         0.0s\n => => transferring dockerfile: 213B                                         0.0s\n => [internal] load metadata for docker.io/library/alpine:3.20               0.0s\n => [1/4] FROM docker.io/library/alpine:3.20                                 0.0s\n => exporting to image                                                       0.1s\n => => writing image sha256:c37251a0ef9bd0c26351e4dfc0b2a391847f6051e2d3c4bfa0918273645fe0d1 0.0s\n => => naming to docker.io/library/greet:1.0                                 0.0s",
    means: "done 3",
  },
  {
    at: "1:4",
    typed: "docker build --build-arg VERSION=2.0 -t greet:2.0 .",
    output:
      "[+] Building 1.4s (9/9) FINISHED                                 docker:default\n => [internal] load build definition from Dockerfile                         0.0s\n => => transferring dockerfile: 213B                                         0.0s\n => [internal] load metadata for docker.io/library/alpine:3.20               0.0s\n => [1/4] FROM docker.io/library/alpine:3.20                                 0.0s\n => exporting to image                                                       0.1s\n => => writing image sha256:c37251a0ef9bd0c26351e4dfc0b2a391847f6051e2d3c4bfa0918273645fe0d1 0.0s\n => => naming to docker.io/library/greet:2.0                                 0.0s",
    means: "done 4",
  },
  {
    at: "1:4",
    typed: "docker build --build-arg=VERSION=2.0 --tag=greet:2.0 .",
    output:
      "[+] Building 1.4s (9/9) FINISHED                                 docker:default\n => [internal] load build definition from Dockerfile                         0.0s\n => => transferring dockerfile: 213B                                         0.0s\n => [internal] load metadata for docker.io/library/alpine:3.20               0.0s\n => [1/4] FROM docker.io/library/alpine:3.20                                 0.0s\n => exporting to image                                                       0.1s\n => => writing image sha256:c37251a0ef9bd0c26351e4dfc0b2a391847f6051e2d3c4bfa0918273645fe0d1 0.0s\n => => naming to docker.io/library/greet:2.0                                 0.0s",
    means: "done 4",
  },
  {
    at: "1:5",
    typed: "docker image ls greet",
    output:
      "REPOSITORY   TAG       IMAGE ID       CREATED          SIZE\ngreet        2.0       c37251a0ef9b   9 seconds ago    7.8MB\ngreet        1.0       74efb08261d5   31 seconds ago   7.8MB",
    means: "done 5",
  },
  {
    at: "1:5",
    typed: "sudo docker images greet",
    output:
      "REPOSITORY   TAG       IMAGE ID       CREATED          SIZE\ngreet        2.0       c37251a0ef9b   9 seconds ago    7.8MB\ngreet        1.0       74efb08261d5   31 seconds ago   7.8MB",
    means: "done 5",
  },
  { at: "1:6", typed: "docker container run --rm greet:1.0", output: "hello world (dev)", means: "done 6" },
  { at: "1:6", typed: "docker run --rm=true greet:1.0", output: "hello world (dev)", means: "done 6" },
  { at: "1:7", typed: "docker run -t --rm greet:2.0 class", output: "hello class (2.0)", means: "done 7" },
  { at: "1:8", typed: "docker run -e GREETING=hi --rm greet:2.0", output: "hi world (2.0)", means: "done 8" },
  { at: "1:8", typed: "docker run --rm -eGREETING=hi greet:2.0", output: "hi world (2.0)", means: "done 8" },
  { at: "1:8", typed: "docker run --rm --env=GREETING='hi' greet:2.0", output: "hi world (2.0)", means: "done 8" },
  { at: "1:9", typed: "docker run --rm --entrypoint /bin/cat greet:2.0 version.txt", output: "2.0", means: "done 9" },
  {
    at: "1:11",
    typed: "docker inspect --format '{{.Config.Entrypoint}} {{.Config.Cmd}}' greet:2.0",
    output: "[./start.sh] [world]",
    means: "done 11",
  },
  {
    at: "1:11",
    typed: "docker inspect greet:2.0 -f '{{.Config.Entrypoint}} {{.Config.Cmd}}'",
    output: "[./start.sh] [world]",
    means: "done 11",
  },
];

testRows(note, rows);
