import { own } from "../pupil.ts";
import { lesson, type Row, testRows } from "./row.ts";

const digest = own("9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b");

const bread = own("4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c");

/** What a push prints. */
const pushed = (name: string, tag: string): string => `The push refers to repository [${name}]
3f2a1b0c9d8e: Pushed
${tag}: digest: sha256:${digest} size: 527`;

const refused = `The push refers to repository [localhost:5000/bread]
Get "http://localhost:5000/v2/": dial tcp 127.0.0.1:5000: connect: connection refused`;

const tags = '{"name":"bread","tags":["1.0"]}';

const other = "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f";

/** What a pull prints. */
const pulled = (
  name: string,
  tag: string,
  status = "Downloaded newer image",
): string => `${tag}: Pulling from ${name.split("/").slice(1).join("/")}
Digest: sha256:${digest}
Status: ${status} for ${name}:${tag}
${name}:${tag}`;

const notFound =
  "Error response from daemon: manifest for localhost:5000/bread:2.0 not found: manifest unknown: manifest unknown";

const rows: readonly Row[] = [
  {
    at: "3:7",
    typed: "docker image push localhost:5000/bread:1.0",
    output: pushed("localhost:5000/bread", "1.0"),
    means: "done 7",
  },
  {
    at: "3:7",
    typed: 'docker push "localhost:5000/bread:1.0"',
    output: pushed("localhost:5000/bread", "1.0"),
    means: "done 7",
  },
  {
    at: "3:7",
    typed: "docker push localhost:5000/bread:1.0",
    output: pushed("localhost:5000/bread", "1.0").replace("Pushed", "Layer already exists"),
    folder: "~",
    means: "done 7",
  },
  {
    at: "3:8",
    typed: "curl -s http://localhost:5000/v2/_catalog",
    output: '{"repositories":["bread"]}',
    means: "done 8",
  },
  { at: "3:8", typed: "curl -s localhost:5000/v2/bread/tags/list", output: tags, means: "done 9" },
  {
    at: "3:8",
    typed: "curl -s localhost:5000/v2/_catalog",
    output: '{"repositories":[]}',
    without: [7],
    means: "again 2",
  },
  { at: "3:9", typed: "curl -s http://127.0.0.1:5000/v2/bread/tags/list", output: tags, means: "done 9" },
  { at: "3:10", typed: "docker tag bread localhost:5000/bread:latest", means: "done 10" },
  { at: "3:10", typed: "docker tag bread:latest localhost:5000/bread:latest", means: "done 10" },
  { at: "3:10", typed: "docker tag localhost:5000/bread:1.0 localhost:5000/bread", means: "nothing" },
  { at: "3:10", typed: "docker tag bread localhost:5000/bread:1.0", means: "again 6" },
  {
    at: "3:11",
    typed: "docker push --quiet localhost:5000/bread",
    output: "localhost:5000/bread:latest",
    means: "done 11",
  },
  {
    at: "3:11",
    typed: "docker image push localhost:5000/bread -q",
    output: "localhost:5000/bread:latest",
    means: "done 11",
  },
  {
    at: "3:12",
    typed: "docker image inspect --format '{{index .RepoDigests 0}}' localhost:5000/bread:1.0",
    output: `localhost:5000/bread@sha256:${digest}`,
    means: "done 12",
  },
  {
    at: "3:12",
    typed: 'docker inspect -f "{{index .RepoDigests 0}}" localhost:5000/bread:1.0',
    output: `localhost:5000/bread@sha256:${digest}`,
    means: "done 12",
  },
  {
    at: "3:12",
    typed: "docker inspect localhost:5000/bread:1.0 -f '{{index .RepoDigests 0}}'",
    output: `localhost:5000/bread@sha256:${digest}`,
    means: "done 12",
  },
  {
    at: "3:13",
    typed: "docker rmi localhost:5000/bread:1.0 localhost:5000/bread",
    output: `Untagged: localhost:5000/bread:1.0\nUntagged: localhost:5000/bread:latest\nUntagged: localhost:5000/bread@sha256:${digest}`,
    means: "done 13",
  },
  {
    at: "3:13",
    typed: "docker rmi localhost:5000/bread:latest localhost:5000/bread:1.0",
    output: `Untagged: localhost:5000/bread:latest\nUntagged: localhost:5000/bread:1.0\nUntagged: localhost:5000/bread@sha256:${digest}`,
    means: "done 13",
  },
  {
    at: "3:13",
    typed: "docker rmi localhost:5000/bread:{1.0,latest}",
    output: `Untagged: localhost:5000/bread:1.0\nUntagged: localhost:5000/bread:latest\nUntagged: localhost:5000/bread@sha256:${digest}`,
    means: "done 13",
  },
  {
    at: "3:7",
    typed: "docker push bread:1.0",
    output:
      "The push refers to repository [docker.io/library/bread]\nAn image does not exist locally with the tag: bread",
    exit: 1,
    means: "nothing",
  },
  {
    at: "3:7",
    typed: "docker push localhost:5000/bread",
    output:
      "Using default tag: latest\nThe push refers to repository [localhost:5000/bread]\ntag does not exist: localhost:5000/bread:latest",
    exit: 1,
    means: "differs 7: otherWord localhost:5000/bread | localhost:5000/bread:1.0",
  },
  {
    at: "3:7",
    typed: "docker push localhost:5000/bread 1.0",
    output: "\"docker push\" requires exactly 1 argument.\nSee 'docker push --help'.",
    exit: 1,
    means: "differs 7: otherWord localhost:5000/bread | localhost:5000/bread:1.0; moreWord 1.0",
  },
  {
    at: "3:7",
    typed: "docker pull localhost:5000/bread:1.0",
    output:
      "Error response from daemon: manifest for localhost:5000/bread:1.0 not found: manifest unknown: manifest unknown",
    exit: 1,
    means: "differs 7: otherWord pull | push",
  },
  {
    at: "3:7",
    typed: "docker pus localhost:5000/bread:1.0",
    output: "docker: 'pus' is not a docker command.\nSee 'docker --help'",
    exit: 1,
    means: "differs 7: otherWord pus | push",
  },
  {
    at: "3:7",
    typed: "docker push localhost:5000/bread:1.0",
    output: refused,
    exit: 1,
    without: [1],
    means: "differs 7: status 1 | 0; otherLine Get | 1.0:",
  },
  {
    at: "3:7",
    typed: "docker push localhost:5000/braed:1.0",
    output:
      "The push refers to repository [localhost:5000/braed]\nAn image does not exist locally with the tag: localhost:5000/braed",
    exit: 1,
    means: "differs 7: otherWord localhost:5000/braed:1.0 | localhost:5000/bread:1.0",
  },
  {
    at: "3:7",
    typed: "docker push localhost:5000/bread:1.0",
    output:
      "The push refers to repository [localhost:5000/bread]\nAn image does not exist locally with the tag: localhost:5000/bread",
    exit: 1,
    without: [6],
    means: "differs 7: status 1 | 0; otherLine An | 1.0:; first docker tag bread localhost:5000/bread:1.0",
  },
  { at: "3:8", typed: "curl -s localhost:5000/v2/_catalogue", output: "404 page not found", means: "nothing" },
  {
    at: "3:9",
    typed: "curl -s localhost:5000/v2/bread/tag/list",
    output: "404 page not found",
    means: "differs 9: otherWord localhost:5000/v2/bread/tag/list | localhost:5000/v2/bread/tags/list",
  },
  {
    at: "3:9",
    typed: "curl -s localhost:5000/v2/braed/tags/list",
    output:
      '{"errors":[{"code":"NAME_UNKNOWN","message":"repository name not known to registry","detail":{"name":"braed"}}]}',
    means: "differs 9: otherWord localhost:5000/v2/braed/tags/list | localhost:5000/v2/bread/tags/list",
  },
  { at: "3:9", typed: `echo '${tags}'`, output: tags, means: "nothing" },
  {
    at: "3:9",
    typed: "curl -sI localhost:5000/v2/bread/tags/list",
    output:
      "HTTP/1.1 200 OK\nContent-Type: application/json; charset=utf-8\nDocker-Distribution-Api-Version: registry/2.0\nDate: Mon, 30 Nov 2026 05:50:00 GMT\nContent-Length: 32",
    means: "nothing",
  },
  {
    at: "3:10",
    typed: "docker tag bread localhost:5000/breads",
    means: "differs 10: otherWord localhost:5000/breads | localhost:5000/bread",
  },
  {
    at: "3:10",
    typed: "docker tag localhost:5000/bread bread",
    output: "Error response from daemon: No such image: localhost:5000/bread:latest",
    exit: 1,
    means: "differs 10: otherPlace bread",
  },
  { at: "3:10", typed: "docker tag bread bread", means: "nothing" },
  {
    at: "3:11",
    typed: "docker push -q localhost:5000/bread:1.0",
    output: "localhost:5000/bread:1.0",
    means: "nothing",
  },
  { at: "3:11", typed: "docker push -a -q localhost:5000/bread", output: "localhost:5000/bread", means: "nothing" },
  {
    at: "3:11",
    typed: "docker push localhost:5000/bread",
    output: `Using default tag: latest\n${pushed("localhost:5000/bread", "latest")}`,
    means: "nothing",
  },
  {
    at: "3:11",
    typed: "docker pull -q localhost:5000/bread",
    output: "localhost:5000/bread:latest",
    means: "differs 11: otherWord pull | push",
  },
  { at: "3:11", typed: "echo localhost:5000/bread:latest", output: "localhost:5000/bread:latest", means: "nothing" },
  {
    at: "3:11",
    typed: "docker images --format '{{.Repository}}:{{.Tag}}' localhost:5000/bread:latest",
    output: "localhost:5000/bread:latest",
    means: "nothing",
  },
  {
    at: "3:11",
    typed: "docker push -q localhost:5000/bread",
    output: "tag does not exist: localhost:5000/bread:latest",
    exit: 1,
    without: [10],
    means:
      "differs 11: status 1 | 0; otherLine tag | localhost:5000/bread:latest; first docker tag bread localhost:5000/bread",
  },
  {
    at: "3:12",
    typed: "docker inspect -f '{{index .RepoDigests 1}}' localhost:5000/bread:1.0",
    output:
      'template parsing error: template: :1:2: executing "" at <index .RepoDigests 1>: error calling index: reflect: slice index out of range',
    exit: 1,
    means: "differs 12: otherWord 1}} | 0}}",
  },
  {
    at: "3:12",
    typed: "docker inspect -f '{{index .RepoTags 0}}' localhost:5000/bread:1.0",
    output: "bread:latest",
    means: "nothing",
  },
  {
    at: "3:12",
    typed: "docker inspect -f '{{index .RepoDigests 0}}' alpine:3.20",
    output: "alpine@sha256:beefdbd8a1da6d2915566fde36db9db0b524eb737fc57cd1367effd16dc0d06d",
    means: "nothing",
  },
  {
    at: "3:12",
    typed: "docker inspect -f '{{.Id}}' localhost:5000/bread:1.0",
    output: `sha256:${bread}`,
    means: "nothing",
  },
  {
    at: "3:13",
    typed: "docker rmi localhost:5000/bread:1.0",
    output: "Untagged: localhost:5000/bread:1.0",
    means: "nothing",
  },
  {
    at: "3:13",
    typed: "docker rmi localhost:5000/bread:latest",
    output: "Untagged: localhost:5000/bread:latest",
    means: "nothing",
  },
  {
    at: "3:13",
    typed: "docker rmi localhost:5000/bread:1.0 bread:latest",
    output: "Untagged: localhost:5000/bread:1.0\nUntagged: bread:latest",
    means: "nothing",
  },
  {
    at: "3:13",
    typed: "docker rmi localhost:5000/bread:1.0 localhost:5000/bread:2.0",
    output: "Untagged: localhost:5000/bread:1.0\nError response from daemon: No such image: localhost:5000/bread:2.0",
    exit: 1,
    means: "differs 13: otherWord localhost:5000/bread:2.0 | localhost:5000/bread:latest",
  },
  {
    at: "3:13",
    typed: "docker rm localhost:5000/bread:1.0 localhost:5000/bread:latest",
    output:
      "Error response from daemon: No such container: localhost:5000/bread:1.0\nError response from daemon: No such container: localhost:5000/bread:latest",
    exit: 1,
    means: "differs 13: otherWord rm | rmi",
  },
  {
    at: "3:14",
    typed: "docker pull 'localhost:5000/bread:1.0'",
    output: pulled("localhost:5000/bread", "1.0"),
    means: "done 14",
  },
  {
    at: "3:14",
    typed: "docker run --rm localhost:5000/bread:1.0",
    output: `Unable to find image 'localhost:5000/bread:1.0' locally\n1.0: Pulling from bread\nDigest: sha256:${digest}\nStatus: Downloaded newer image for localhost:5000/bread:1.0\nfresh bread`,
    means: "done 16",
  },
  {
    at: "3:16",
    typed: "docker run --rm localhost:5000/bread:1.0",
    output: "fresh bread",
    folder: "/tmp",
    means: "done 16",
  },
  {
    at: "3:16",
    typed: `docker run --rm localhost:5000/bread@sha256:${digest}`,
    output: "fresh bread",
    means: "nothing",
  },
  { at: "3:16", typed: "docker run --rm bread", output: "fresh bread", means: "again 5" },
  {
    at: "3:17",
    typed: "docker manifest inspect --insecure localhost:5000/bread:1.0 | grep digest | wc -l",
    output: "2",
    means: "done 17",
  },
  {
    at: "3:17",
    typed: "docker manifest inspect localhost:5000/bread:1.0 --insecure | grep -c digest",
    output: "2",
    means: "done 17",
  },
  {
    at: "3:17",
    typed: "docker manifest inspect --insecure=true localhost:5000/bread:1.0 | grep -c 'digest'",
    output: "2",
    means: "done 17",
  },
  {
    at: "3:14",
    typed: "docker pull localhost:5000/bread",
    output: `Using default tag: latest\n${pulled("localhost:5000/bread", "latest")}`,
    means: "nothing",
  },
  {
    at: "3:14",
    typed: "docker pull bread:1.0",
    output:
      "Error response from daemon: pull access denied for bread, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    exit: 1,
    means: "nothing",
  },
  {
    at: "3:14",
    typed: "docker pull localhost:5000/bread:1.0",
    output: pulled("localhost:5000/bread", "1.0", "Image is up to date"),
    without: [13],
    means:
      "differs 14: otherLine Image | Downloaded; first docker rmi localhost:5000/bread:1.0 localhost:5000/bread:latest",
  },
  {
    at: "3:14",
    typed: "docker pul localhost:5000/bread:1.0",
    output: "docker: 'pul' is not a docker command.\nSee 'docker --help'",
    exit: 1,
    means: "differs 14: otherWord pul | pull",
  },
  {
    at: "3:14",
    typed: "docker push localhost:5000/bread:1.0",
    output:
      "The push refers to repository [localhost:5000/bread]\nAn image does not exist locally with the tag: localhost:5000/bread",
    exit: 1,
    means: "nothing",
  },
  {
    at: "3:15",
    typed: "docker pull localhost:5000/bread:2",
    output: notFound.replace("bread:2.0", "bread:2"),
    exit: 1,
    means: "differs 15: otherWord localhost:5000/bread:2 | localhost:5000/bread:2.0",
  },
  {
    at: "3:16",
    typed: "docker run --rm localhost:5000/bread",
    output: `Unable to find image 'localhost:5000/bread:latest' locally\nlatest: Pulling from bread\nDigest: sha256:${digest}\nStatus: Downloaded newer image for localhost:5000/bread:latest\nfresh bread`,
    means: "nothing",
  },
  {
    at: "3:17",
    typed: "docker manifest inspect --insecure localhost:5000/bread:1.0",
    output: '{\n\t"schemaVersion": 2,\n\t"mediaType": "application/vnd.docker.distribution.manifest.v2+json"\n}',
    means: "nothing",
  },
  {
    at: "3:17",
    typed: "docker manifest inspect localhost:5000/bread:1.0 | grep -c digest",
    output: 'Get "https://localhost:5000/v2/": http: server gave HTTP response to HTTPS client\n0',
    exit: 1,
    means: "differs 17: noWord --insecure",
  },
  {
    at: "3:17",
    typed: "docker manifest inspect --insecure localhost:5000/bread:1.0 | grep -c size",
    output: "2",
    means: "differs 17: otherWord size | digest",
  },
  {
    at: "3:17",
    typed: "docker manifest inspect --insecure localhost:5000/bread:latest | grep -c digest",
    output: "2",
    means: "nothing",
  },
  {
    at: "3:17",
    typed: "docker manifest inspect --insecure localhost:5000/bread:1.0 | grep digest",
    output: `\t\t"digest": "sha256:${bread}"\n\t\t\t"digest": "sha256:${other}"`,
    means: "differs 17: noWord -c",
  },
];

testRows(await lesson("services"), rows);
