import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("kitchen");

const rows: readonly Row[] = [
  {
    at: "1:3",
    typed: "docker build -t greet:1.0",
    exit: 1,
    output:
      "docker: 'docker buildx build' requires 1 argument\n\nUsage:  docker buildx build [OPTIONS] PATH | URL | -\n\nRun 'docker buildx build --help' for more information",
    means: "differs 3: noWord .",
  },
  {
    at: "1:3",
    typed: "docker build -t greet:1.O .",
    output:
      "[+] Building 1.4s (9/9) FINISHED                                 docker:default\n => [internal] load build definition from Dockerfile                         0.0s\n => => transferring dockerfile: 213B                                         0.0s\n => [internal] load metadata for docker.io/library/alpine:3.20               0.0s\n => [1/4] FROM docker.io/library/alpine:3.20                                 0.0s\n => exporting to image                                                       0.1s\n => => writing image sha256:c37251a0ef9bd0c26351e4dfc0b2a391847f6051e2d3c4bfa0918273645fe0d1 0.0s\n => => naming to docker.io/library/greet:1.O                                 0.0s",
    means: "differs 3: otherWord greet:1.O | greet:1.0",
  },
  {
    at: "1:3",
    typed: "docker build .",
    output:
      "[+] Building 1.4s (9/9) FINISHED                                 docker:default\n => [internal] load build definition from Dockerfile                         0.0s\n => => transferring dockerfile: 213B                                         0.0s\n => [internal] load metadata for docker.io/library/alpine:3.20               0.0s\n => [1/4] FROM docker.io/library/alpine:3.20                                 0.0s\n => exporting to image                                                       0.1s\n => => writing image sha256:c37251a0ef9bd0c26351e4dfc0b2a391847f6051e2d3c4bfa0918273645fe0d1 0.0s",
    means: "differs 3: noWord -t; noWord greet:1.0",
  },
  {
    at: "1:3",
    typed: "docker build -t greet:1.0 --build-arg VERSION=1.0 .",
    output:
      "[+] Building 1.4s (9/9) FINISHED                                 docker:default\n => [internal] load build definition from Dockerfile                         0.0s\n => => transferring dockerfile: 213B                                         0.0s\n => [internal] load metadata for docker.io/library/alpine:3.20               0.0s\n => [1/4] FROM docker.io/library/alpine:3.20                                 0.0s\n => exporting to image                                                       0.1s\n => => writing image sha256:c37251a0ef9bd0c26351e4dfc0b2a391847f6051e2d3c4bfa0918273645fe0d1 0.0s\n => => naming to docker.io/library/greet:1.0                                 0.0s",
    means: "nothing",
  },
  {
    at: "1:4",
    typed: "docker build -t greet:2.0 .",
    output:
      "[+] Building 1.4s (9/9) FINISHED                                 docker:default\n => [internal] load build definition from Dockerfile                         0.0s\n => => transferring dockerfile: 213B                                         0.0s\n => [internal] load metadata for docker.io/library/alpine:3.20               0.0s\n => [1/4] FROM docker.io/library/alpine:3.20                                 0.0s\n => exporting to image                                                       0.1s\n => => writing image sha256:c37251a0ef9bd0c26351e4dfc0b2a391847f6051e2d3c4bfa0918273645fe0d1 0.0s\n => => naming to docker.io/library/greet:2.0                                 0.0s",
    means: "differs 4: noWord --build-arg; noWord VERSION=2.0",
  },
  {
    at: "1:4",
    typed: "docker build -t greet:2.0 --build-args VERSION=2.0 .",
    exit: 125,
    output:
      "unknown flag: --build-args\n\nUsage:  docker buildx build [OPTIONS] PATH | URL | -\n\nRun 'docker buildx build --help' for more information",
    means: "differs 4: otherWord --build-args | --build-arg",
  },
  {
    at: "1:5",
    typed: "docker iamges greet",
    exit: 1,
    output: "docker: unknown command: docker iamges\n\nRun 'docker --help' for more information",
    means: "differs 5: otherWord iamges | images",
  },
  {
    at: "1:5",
    typed: "docker image ls alpine",
    output:
      "REPOSITORY   TAG       IMAGE ID       CREATED        SIZE\nalpine       3.20      e6345f4b648e   2 months ago   7.8MB",
    means: "nothing",
  },
  {
    at: "1:6",
    typed: "docker run --rm gret:1.0",
    exit: 125,
    output:
      "Unable to find image 'gret:1.0' locally\ndocker: Error response from daemon: pull access denied for gret, repository does not exist or may require 'docker login': denied: requested access to the resource is denied\n\nRun 'docker run --help' for more information",
    means: "differs 6: otherWord gret:1.0 | greet:1.0",
  },
  {
    at: "1:6",
    typed: "docker run --rm --entrypoint echo greet:1.0 'hello world (dev)'",
    output: "hello world (dev)",
    means: "nothing",
  },
  {
    at: "1:7",
    typed: "docker run --rm class greet:2.0",
    exit: 125,
    output:
      "Unable to find image 'class:latest' locally\ndocker: Error response from daemon: pull access denied for class, repository does not exist or may require 'docker login': denied: requested access to the resource is denied\n\nRun 'docker run --help' for more information",
    means: "differs 7: otherPlace greet:2.0",
  },
  {
    at: "1:8",
    typed: "docker run --rm -e GREETING=hi greet:1.0",
    output: "hi world (dev)",
    means: "differs 8: otherWord greet:1.0 | greet:2.0",
  },
  { at: "1:8", typed: "docker run --rm greet:2.0 | sed s/hello/hi/", output: "hi world (2.0)", means: "nothing" },
  {
    at: "1:9",
    typed: "docker run --rm --entrypoint cat greet:2.0 versoin.txt",
    exit: 1,
    output: "cat: can't open 'versoin.txt': No such file or directory",
    means: "differs 9: otherWord versoin.txt | version.txt",
  },
  {
    at: "1:11",
    typed: "docker inspect -f '{{.Config.Cmd}} {{.Config.Entrypoint}}' greet:2.0",
    output: "[world] [./start.sh]",
    means: "nothing",
  },
  {
    at: "1:11",
    typed: "docker inspect -f '{{.config.Entrypoint}} {{.Config.Cmd}}' greet:2.0",
    exit: 1,
    output:
      'template parsing error: template: :1:9: executing "" at <.config.Entrypoint>: map has no entry for key "config"',
    means: "differs 11: otherWord {{.config.Entrypoint}} | {{.Config.Entrypoint}}",
  },
  { at: "1:3", typed: "# docker build -t greet:1.0 .", output: "", means: "nothing" },
  {
    at: "1:3",
    typed: "docker build -t greet:1.0 .",
    folder: "~",
    output:
      "[+] Building 1.4s (9/9) FINISHED                                 docker:default\n => [internal] load build definition from Dockerfile                         0.0s\n => => transferring dockerfile: 213B                                         0.0s\n => [internal] load metadata for docker.io/library/alpine:3.20               0.0s\n => [1/4] FROM docker.io/library/alpine:3.20                                 0.0s\n => exporting to image                                                       0.1s\n => => writing image sha256:c37251a0ef9bd0c26351e4dfc0b2a391847f6051e2d3c4bfa0918273645fe0d1 0.0s\n => => naming to docker.io/library/greet:1.0                                 0.0s",
    means: "differs 3: folder ~ | ~/1",
  },
  {
    at: "1:5",
    typed: "docker images greet | cat greet.txt",
    output:
      "REPOSITORY   TAG       IMAGE ID       CREATED          SIZE\ngreet        2.0       c37251a0ef9b   9 seconds ago    7.8MB\ngreet        1.0       74efb08261d5   31 seconds ago   7.8MB",
    means: "nothing",
  },
  {
    at: "1:6",
    typed: "docker run --rm greet:1.0 > /dev/null; echo 'hello world (dev)'",
    output: "hello world (dev)",
    means: "nothing",
  },
  {
    at: "1:8",
    typed: "docker run --rm --entrypoint echo greet:2.0 'hi world (2.0)'",
    output: "hi world (2.0)",
    means: "nothing",
  },
  {
    at: "1:11",
    typed: "docker inspect -f '{{.Config.Entrypoint}} [world]' greet:2.0",
    output: "[./start.sh] [world]",
    means: "nothing",
  },
];

testRows(note, rows);
