import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("kitchen");

const rows: readonly Row[] = [
  {
    at: "3:1",
    typed: "docker pull alpine:3.19",
    output:
      "3.19: Pulling from library/alpine\n1bfd84324f3b: Pull complete\nDigest: sha256:0334202df62fb27e6aabb4238b20e2050a7930c8c41ac1268bc34426b21525b2\nStatus: Downloaded newer image for alpine:3.19\ndocker.io/library/alpine:3.19",
    means: "differs 1: otherWord alpine:3.19 | alpine:3.20",
  },
  {
    at: "3:2",
    typed: "docker save -o alpine.tar alpine:3.21",
    exit: 1,
    output: "Error response from daemon: reference does not exist",
    means: "differs 2: otherWord alpine:3.21 | alpine:3.20",
  },
  {
    at: "3:2",
    typed: "docker save -i alpine.tar alpine:3.20",
    exit: 125,
    output:
      "unknown shorthand flag: 'i' in -i\n\nUsage:  docker save [OPTIONS] IMAGE [IMAGE...]\n\nRun 'docker save --help' for more information",
    means: "differs 2: otherWord -i | -o",
  },
  {
    at: "3:3",
    typed: "docker rmi alpine",
    exit: 1,
    output: "Error response from daemon: No such image: alpine:latest",
    means: "differs 3: otherWord alpine | alpine:3.20",
  },
  { at: "3:3", typed: "docker rmi greet:1.0", output: "Untagged: greet:1.0", means: "nothing" },
  {
    at: "3:4",
    typed: "docker load -i alpin.tar",
    exit: 1,
    output: "open alpin.tar: no such file or directory",
    means: "differs 4: otherWord alpin.tar | alpine.tar",
  },
  {
    at: "3:4",
    typed: "docker load -o alpine.tar",
    exit: 125,
    output:
      "unknown shorthand flag: 'o' in -o\n\nUsage:  docker load [OPTIONS]\n\nRun 'docker load --help' for more information",
    means: "differs 4: otherWord -o | -i",
  },
  {
    at: "3:5",
    typed: "docker run -d -p 5000:500 --name registry registry:2",
    output: "903c2645ef81a3d70b29546fc1e83a2d074b59fb1d36e8c2a0547f91b3d26084",
    means: "differs 5: otherWord 5000:500 | 5000:5000",
  },
  {
    at: "3:5",
    typed: "docker run -d -p 5000:5000 registry:2",
    output: "903c2645ef81a3d70b29546fc1e83a2d074b59fb1d36e8c2a0547f91b3d26084",
    means: "differs 5: noWord --name; noWord registry",
  },
  {
    at: "3:5",
    typed: "docker run -d -p 5000:5000 --name registry nginx:1.27",
    output: "903c2645ef81a3d70b29546fc1e83a2d074b59fb1d36e8c2a0547f91b3d26084",
    means: "nothing",
  },
  {
    at: "3:7",
    typed: "docker push localhost:5000/kitchen/alpine",
    exit: 1,
    output:
      "Using default tag: latest\nThe push refers to repository [localhost:5000/kitchen/alpine]\nAn image does not exist locally with the tag: localhost:5000/kitchen/alpine",
    means: "differs 7: otherWord localhost:5000/kitchen/alpine | localhost:5000/kitchen/alpine:3.20",
  },
  {
    at: "3:7",
    typed: "docker pull localhost:5000/kitchen/alpine:3.20",
    exit: 1,
    output:
      "Error response from daemon: manifest for localhost:5000/kitchen/alpine:3.20 not found: manifest unknown: manifest unknown",
    means: "differs 7: otherWord pull | push",
  },
  { at: "3:8", typed: "curl -s localhost:5000/v2/catalog", output: "404 page not found", means: "nothing" },
  {
    at: "3:8",
    typed: "curl -s localhost:5000/v2/_catalog",
    without: [7],
    output: '{"repositories":[]}',
    means:
      'differs 8: otherLine {"repositories":[]} | {"repositories":["kitchen/alpine"]}; first docker push localhost:5000/kitchen/alpine:3.20',
  },
  {
    at: "3:8",
    typed: "curl -s localhost:5001/v2/_catalog",
    output: '{"repositories":["kitchen/alpine"]}',
    means: "nothing",
  },
  { at: "3:2", typed: "docker save -o alpine.tar alpine:3.20 && rm -f alpine.tar", output: "", means: "nothing" },
  {
    at: "3:6",
    typed:
      "docker tag alpine:3.20 localhost:5000/kitchen/alpine:3.20 && docker rmi localhost:5000/kitchen/alpine:3.20 > /dev/null",
    output: "",
    means: "nothing",
  },
  {
    at: "3:6",
    typed: "docker tag alpine:3.19 localhost:5000/kitchen/alpine:3.20",
    output: "",
    means: "differs 6: otherWord alpine:3.19 | alpine:3.20",
  },
];

testRows(note, rows);
