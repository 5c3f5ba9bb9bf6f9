import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("images");

/** The id of a container or a network that is made. */
const made = "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f";

const right: readonly Row[] = [
  { at: "2:1", typed: "docker network create --driver bridge lab", output: made, means: "done 1" },
  { at: "2:2", typed: "docker run -d --net lab --name front nginx:1.27", output: made, means: "done 2" },
  { at: "2:4", typed: "docker run -d -i -t --network lab --name box alpine:3.20 sh", output: made, means: "done 4" },
  { at: "2:4", typed: "docker run -dt --name box --network lab alpine:3.20 sh", output: made, means: "nothing" },
  {
    at: "2:5",
    typed: "docker exec box ping -c1 front",
    output:
      "PING front (172.19.0.2): 56 data bytes\n64 bytes from 172.19.0.2: seq=0 ttl=64 time=0.070 ms\n\n--- front ping statistics ---\n1 packets transmitted, 1 packets received, 0% packet loss\nround-trip min/avg/max = 0.070/0.075/0.081 ms",
    means: "done 5",
  },
  {
    at: "2:5",
    typed: "docker exec box ping -c 3 front",
    output:
      "PING front (172.19.0.2): 56 data bytes\n64 bytes from 172.19.0.2: seq=0 ttl=64 time=0.070 ms\n64 bytes from 172.19.0.2: seq=1 ttl=64 time=0.071 ms\n64 bytes from 172.19.0.2: seq=2 ttl=64 time=0.072 ms\n\n--- front ping statistics ---\n3 packets transmitted, 3 packets received, 0% packet loss\nround-trip min/avg/max = 0.070/0.075/0.081 ms",
    means: "nothing",
  },
  {
    at: "2:6",
    typed: "docker exec box ping -c 1 spare",
    output:
      "PING spare (172.19.0.4): 56 data bytes\n64 bytes from 172.19.0.4: seq=0 ttl=64 time=0.070 ms\n\n--- spare ping statistics ---\n1 packets transmitted, 1 packets received, 0% packet loss\nround-trip min/avg/max = 0.070/0.075/0.081 ms",
    means: "done 8",
  },
  { at: "2:7", typed: "docker network connect 'lab' 'spare'", folder: "/tmp", means: "done 7" },
  {
    at: "2:8",
    typed: "docker exec box ping -c1 spare",
    output:
      "PING spare (172.19.0.4): 56 data bytes\n64 bytes from 172.19.0.4: seq=0 ttl=64 time=0.070 ms\n\n--- spare ping statistics ---\n1 packets transmitted, 1 packets received, 0% packet loss\nround-trip min/avg/max = 0.070/0.075/0.081 ms",
    means: "done 8",
  },
  { at: "2:9", typed: "docker network inspect lab -f '{{len .Containers}}'", output: "3", means: "done 9" },
  { at: "2:9", typed: 'docker network inspect -f "{{len .Containers}}" lab', output: "3", means: "done 9" },
  { at: "2:10", typed: "docker network disconnect lab 0d2b493716f8", means: "done 10" },
  { at: "2:11", typed: "docker container stop box", output: "box", means: "done 11" },
  {
    at: "2:12",
    typed: "docker container ls -a --format '{{.Names}} {{.State}}'",
    output: "box exited\nspare running\nfront running",
    means: "done 12",
  },
  { at: "2:14", typed: "docker rm -f $(docker ps -a -q)", output: "0d2b493716f8\nfc1a38260547", means: "done 14" },
  {
    at: "2:14",
    typed: "docker rm -f 0d2b493716f8 fc1a38260547",
    output: "0d2b493716f8\nfc1a38260547",
    means: "nothing",
  },
  {
    at: "2:17",
    typed: "docker image rm alpine:3.20",
    output:
      "Untagged: alpine:3.20\nUntagged: alpine@sha256:1e42bbe2508154c9126d48c2b8a75420c3544343bf86fd041fb7527e017a4b4a\nDeleted: sha256:91ef0af61f39ece4d6710e465df5ed6ca12112358344fd51ae6a3b886634148b",
    means: "done 17",
  },
  { at: "2:4", typed: "docker run -di --name box --network lab alpine:3.20 sh", output: made, means: "nothing" },
  { at: "2:11", typed: "docker kill box", output: "box", means: "nothing" },
  {
    at: "2:12",
    typed: "docker ps -a --format '{{.Names}} {{.State}}' | sort",
    output: "box exited\nfront running\nspare running",
    means: "nothing",
  },
  { at: "2:14", typed: "docker rm $(docker ps -aq) -f", output: "0d2b493716f8\nfc1a38260547", means: "done 14" },
  { at: "2:14", typed: "docker rm -f $(sudo docker ps -aq)", output: "0d2b493716f8\nfc1a38260547", means: "done 14" },
  { at: "2:16", typed: "docker image ls --quiet alpine", output: "91ef0af61f39", means: "done 16" },
  { at: "2:2", typed: "docker run -d --name=front --network=lab nginx:1.27", output: made, means: "done 2" },
  { at: "2:3", typed: "docker run --name spare -d nginx:1.27", output: made, means: "done 3" },
  {
    at: "2:8",
    typed: "docker exec 2648fa0c1e35 ping -c 1 spare",
    output:
      "PING spare (172.19.0.4): 56 data bytes\n64 bytes from 172.19.0.4: seq=0 ttl=64 time=0.070 ms\n\n--- spare ping statistics ---\n1 packets transmitted, 1 packets received, 0% packet loss\nround-trip min/avg/max = 0.070/0.075/0.081 ms",
    means: "done 8",
  },
  { at: "2:13", typed: "docker container rm box", output: "box", means: "done 13" },
  {
    at: "2:14",
    typed: "docker rm -f $(docker ps -aq 2>/dev/null)",
    output: "0d2b493716f8\nfc1a38260547",
    means: "done 14",
  },
];

const wrong: readonly Row[] = [
  { at: "2:1", typed: "docker network create lba", output: made, means: "differs 1: otherWord lba | lab" },
  {
    at: "2:1",
    typed: "docker network create --driver host lab",
    output: 'Error response from daemon: only one instance of "host" network is allowed',
    exit: 1,
    means: "differs 1: moreWord --driver; moreWord host",
  },
  {
    at: "2:2",
    typed: "docker run -d --name front --network lba nginx:1.27",
    output:
      "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f\ndocker: Error response from daemon: network lba not found.",
    exit: 125,
    means: "differs 2: otherWord lba | lab",
  },
  { at: "2:2", typed: "docker run -d --name front --network lab nginx", output: made, means: "nothing" },
  {
    at: "2:4",
    typed: "docker run -it --name box --network lab alpine:3.20 sh",
    nextPrompt: "/ #",
    means: "differs 4: otherWord -it | -dit",
  },
  { at: "2:4", typed: "docker run -dit --name box --network lab nginx:1.27 sh", output: made, means: "nothing" },
  {
    at: "2:5",
    typed: "docker exec box ping -c 1 fornt",
    output: "ping: bad address 'fornt'",
    exit: 1,
    means: "differs 5: otherWord fornt | front",
  },
  { at: "2:5", typed: "ping -c 1 front", output: "ping: front: Name or service not known", exit: 2, means: "nothing" },
  {
    at: "2:5",
    typed: "docker exec box ping -c 1 front",
    output:
      "PING front (172.19.0.2): 56 data bytes\n\n--- front ping statistics ---\n1 packets transmitted, 0 packets received, 100% packet loss",
    exit: 1,
    means: "differs 5: status 1 | 0; otherLine  | 64",
  },
  {
    at: "2:5",
    typed: "docker run --rm alpine:3.20 ping -c 1 front",
    output: "ping: bad address 'front'",
    exit: 1,
    means: "nothing",
  },
  {
    at: "2:6",
    typed: "docker exec box ping -c 1 spair",
    output: "ping: bad address 'spair'",
    exit: 1,
    means: "differs 6: otherWord spair | spare",
  },
  { at: "2:6", typed: "echo \"ping: bad address 'spare'\"", output: "ping: bad address 'spare'", means: "nothing" },
  {
    at: "2:7",
    typed: "docker network connect bridge spare",
    output: "Error response from daemon: endpoint with name spare already exists in network bridge",
    exit: 1,
    means: "differs 7: otherWord bridge | lab",
  },
  {
    at: "2:7",
    typed: "docker network conect lab spare",
    output: "Usage:  docker network COMMAND",
    exit: 1,
    means: "differs 7: otherWord conect | connect",
  },
  {
    at: "2:7",
    typed: "docker network create lab spare",
    output:
      "ERROR: \"docker network create\" requires exactly 1 argument.\nSee 'docker network create --help'.\n\nUsage:  docker network create [OPTIONS] NETWORK",
    exit: 1,
    means: "differs 7: otherWord create | connect",
  },
  {
    at: "2:9",
    typed: "docker network inspect -f '{{len .Containers}}' lab",
    output: "2",
    means: "differs 9: otherLine 2 | 3",
  },
  {
    at: "2:9",
    typed: "docker network inspect lab",
    output: '[\n    {\n        "Name": "lab",\n        "Containers": {}\n    }\n]',
    means: "nothing",
  },
  {
    at: "2:10",
    typed: "docker network disconnect spare lab",
    output: "Error response from daemon: No such container: lab",
    exit: 1,
    means: "differs 10: otherPlace lab",
  },
  { at: "2:11", typed: "docker stop front", output: "front", means: "nothing" },
  {
    at: "2:12",
    typed: "docker ps -a --format '{{.Names}} {{.Status}}'",
    output: "box Exited (137) 5 seconds ago\nspare Up 2 minutes\nfront Up 2 minutes",
    means: "differs 12: otherWord {{.Status}} | {{.State}}",
  },
  {
    at: "2:14",
    typed: "docker rm $(docker ps -aq)",
    output:
      'Error response from daemon: cannot remove container "/spare": container is running: stop the container before removing or force remove\nError response from daemon: cannot remove container "/front": container is running: stop the container before removing or force remove',
    exit: 1,
    means: "differs 14: noWord -f",
  },
  {
    at: "2:14",
    typed: "docker rm -f $(docker ps -a)",
    output: "unknown shorthand flag: 'a' in -a",
    exit: 125,
    means: "differs 14: otherWord -a) | -aq)",
  },
  { at: "2:14", typed: "docker stop $(docker ps -aq)", output: "0d2b493716f8\nfc1a38260547", means: "nothing" },
  {
    at: "2:14",
    typed: "docker rm -f '$(docker ps -aq)'",
    output: "Error response from daemon: No such container: $(docker ps -aq)",
    exit: 1,
    means: "differs 14: otherWord '$(docker ps -aq)' | $(docker ps -aq)",
  },
  { at: "2:14", typed: "docker restart $(docker ps -aq)", output: "0d2b493716f8\nfc1a38260547", means: "nothing" },
  {
    at: "2:14",
    typed: "docker rm -f $(docker ps -aq --filter status=exited)",
    output: "\"docker rm\" requires at least 1 argument.\nSee 'docker rm --help'.",
    exit: 1,
    means: "nothing",
  },
  {
    at: "2:15",
    typed: "docker network rm lba",
    output: "Error response from daemon: network lba not found",
    exit: 1,
    means: "differs 15: otherWord lba | lab",
  },
  {
    at: "2:17",
    typed: "docker rmi alpine",
    output: "Error response from daemon: No such image: alpine:latest",
    exit: 1,
    means: "differs 17: otherWord alpine | alpine:3.20",
  },
  {
    at: "2:17",
    typed: "docker rmi alpine:3.20",
    output:
      'Error response from daemon: conflict: unable to remove repository reference "alpine:3.20" (must force) - container 2648fa0c1e35 is using its referenced image 91ef0af61f39',
    exit: 1,
    means: "differs 17: status 1 | 0; otherLine Error | Untagged:",
  },
  {
    at: "2:1",
    typed: "docker network create -d overlay lab",
    output: "Error response from daemon: This node is not a swarm manager.",
    exit: 1,
    means: "differs 1: moreWord -d; moreWord overlay",
  },
  {
    at: "2:2",
    typed: "docker run -d --name front --network=lab2 nginx:1.27",
    output:
      "4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f\ndocker: Error response from daemon: network lab2 not found.",
    exit: 125,
    means: "differs 2: otherWord lab2 | lab",
  },
  {
    at: "2:2",
    typed: "docker run -d --name front --network container:lab nginx:1.27",
    output: "docker: Error response from daemon: No such container: lab.",
    exit: 125,
    means: "differs 2: otherWord container:lab | lab",
  },
  {
    at: "2:4",
    typed: "docker run -dit --name box --network lab alpine:3.20 hs",
    output:
      '4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f\ndocker: Error response from daemon: failed to create task for container: exec: "hs": executable file not found',
    exit: 127,
    means: "differs 4: otherWord hs | sh",
  },
  {
    at: "2:5",
    typed: "docker exec spare ping -c 1 front",
    output:
      "PING front (172.19.0.2): 56 data bytes\n64 bytes from 172.19.0.2: seq=0 ttl=64 time=0.070 ms\n\n--- front ping statistics ---\n1 packets transmitted, 1 packets received, 0% packet loss\nround-trip min/avg/max = 0.070/0.075/0.081 ms",
    means: "differs 5: otherWord spare | box",
  },
  {
    at: "2:5",
    typed: "docker exec 0d2b493716f8 ping -c 1 front",
    output:
      "PING front (172.19.0.2): 56 data bytes\n64 bytes from 172.19.0.2: seq=0 ttl=64 time=0.070 ms\n\n--- front ping statistics ---\n1 packets transmitted, 1 packets received, 0% packet loss\nround-trip min/avg/max = 0.070/0.075/0.081 ms",
    means: "nothing",
  },
  {
    at: "2:5",
    typed: "docker exec front ping -c 1 front",
    output:
      "PING front (172.19.0.2): 56 data bytes\n64 bytes from 172.19.0.2: seq=0 ttl=64 time=0.070 ms\n\n--- front ping statistics ---\n1 packets transmitted, 1 packets received, 0% packet loss\nround-trip min/avg/max = 0.070/0.075/0.081 ms",
    means: "differs 5: otherWord front | box",
  },
  { at: "2:5", typed: "docker exec -d box ping -c 1 front", means: "nothing" },
  {
    at: "2:5",
    typed: "docker exec -it spare ping -c 1 front",
    output:
      "PING front (172.19.0.2): 56 data bytes\n64 bytes from 172.19.0.2: seq=0 ttl=64 time=0.070 ms\n\n--- front ping statistics ---\n1 packets transmitted, 1 packets received, 0% packet loss\nround-trip min/avg/max = 0.070/0.075/0.081 ms",
    means: "nothing",
  },
  {
    at: "2:7",
    typed: "docker network connect 0d2b493716f8 lab",
    output: "Error response from daemon: No such container: lab",
    exit: 1,
    means: "differs 7: otherPlace lab",
  },
  { at: "2:7", typed: "docker network connect lab front", means: "differs 7: otherWord front | spare" },
  {
    at: "2:8",
    typed: "docker exec front ping -c 1 spare",
    output:
      "PING spare (172.19.0.4): 56 data bytes\n64 bytes from 172.19.0.4: seq=0 ttl=64 time=0.070 ms\n\n--- spare ping statistics ---\n1 packets transmitted, 1 packets received, 0% packet loss\nround-trip min/avg/max = 0.070/0.075/0.081 ms",
    means: "differs 8: otherWord front | box",
  },
  {
    at: "2:8",
    typed: "docker exec spare ping -c 1 spare",
    output:
      "PING spare (172.19.0.4): 56 data bytes\n64 bytes from 172.19.0.4: seq=0 ttl=64 time=0.070 ms\n\n--- spare ping statistics ---\n1 packets transmitted, 1 packets received, 0% packet loss\nround-trip min/avg/max = 0.070/0.075/0.081 ms",
    means: "differs 8: otherWord spare | box",
  },
  {
    at: "2:8",
    typed: "docker exec -it other ping -c 1 spare",
    output:
      "PING spare (172.19.0.4): 56 data bytes\n64 bytes from 172.19.0.4: seq=0 ttl=64 time=0.070 ms\n\n--- spare ping statistics ---\n1 packets transmitted, 1 packets received, 0% packet loss\nround-trip min/avg/max = 0.070/0.075/0.081 ms",
    means: "nothing",
  },
  { at: "2:10", typed: "docker network disconnect lba spare", means: "differs 10: otherWord lba | lab" },
  {
    at: "2:12",
    typed: "docker ps -q --format '{{.Names}} {{.State}}'",
    output: "spare running\nfront running",
    means: "differs 12: otherWord -q | -a",
  },
  {
    at: "2:14",
    typed: "docker rm -v $(docker ps -aq)",
    output: 'Error response from daemon: cannot remove container "/spare": container is running',
    exit: 1,
    means: "differs 14: otherWord -v | -f",
  },
  {
    at: "2:14",
    typed: "docker rm -f '`docker ps -aq`'",
    output: "Error response from daemon: No such container: `docker ps -aq`",
    exit: 1,
    means: "differs 14: otherWord `docker | $(docker; otherWord -aq` | -aq)",
  },
  {
    at: "2:16",
    typed: "docker image ls alpine",
    output:
      "REPOSITORY   TAG       IMAGE ID       CREATED        SIZE\nalpine       3.20      91ef0af61f39   2 months ago   7.8MB",
    means: "nothing",
  },
  {
    at: "2:17",
    typed: "docker rmi alpine:3.20 || true",
    output: 'Error response from daemon: conflict: unable to remove repository reference "alpine:3.20" (must force)',
    means: "nothing",
  },
  {
    at: "2:2",
    typed: "docker run -d --name=front --network=bridge nginx:1.27",
    output: made,
    means: "differs 2: otherWord bridge | lab",
  },
  {
    at: "2:2",
    typed: "docker run -d --name=frnt --network=lab nginx:1.27",
    output: made,
    means: "differs 2: otherWord frnt | front",
  },
  {
    at: "2:3",
    typed: "docker run -d --name front nginx:1.27",
    output: 'docker: Error response from daemon: Conflict. The container name "/front" is already in use',
    exit: 125,
    means: "differs 3: otherWord front | spare",
  },
  {
    at: "2:5",
    typed: "docker exec fc1a ping -c 1 front",
    output:
      "PING front (172.19.0.2): 56 data bytes\n64 bytes from 172.19.0.2: seq=0 ttl=64 time=0.070 ms\n\n--- front ping statistics ---\n1 packets transmitted, 1 packets received, 0% packet loss\nround-trip min/avg/max = 0.070/0.075/0.081 ms",
    means: "nothing",
  },
  {
    at: "2:5",
    typed: "docker exec spare sh -c 'ping -c 1 front'",
    output:
      "PING front (172.19.0.2): 56 data bytes\n64 bytes from 172.19.0.2: seq=0 ttl=64 time=0.070 ms\n\n--- front ping statistics ---\n1 packets transmitted, 1 packets received, 0% packet loss\nround-trip min/avg/max = 0.070/0.075/0.081 ms",
    means: "nothing",
  },
  {
    at: "2:5",
    typed: "docker exec -it front ping -c1 front",
    output:
      "PING front (172.19.0.2): 56 data bytes\n64 bytes from 172.19.0.2: seq=0 ttl=64 time=0.070 ms\n\n--- front ping statistics ---\n1 packets transmitted, 1 packets received, 0% packet loss\nround-trip min/avg/max = 0.070/0.075/0.081 ms",
    means: "nothing",
  },
  {
    at: "2:8",
    typed: "docker exec fc1a38260547 ping -c 1 spare",
    output:
      "PING spare (172.19.0.4): 56 data bytes\n64 bytes from 172.19.0.4: seq=0 ttl=64 time=0.070 ms\n\n--- spare ping statistics ---\n1 packets transmitted, 1 packets received, 0% packet loss\nround-trip min/avg/max = 0.070/0.075/0.081 ms",
    means: "nothing",
  },
  {
    at: "2:9",
    typed: "docker network inspect --format='{{len .Container}}' lab",
    output: "template parsing error: can't evaluate field Container",
    exit: 1,
    means: "differs 9: otherWord .Container}} | .Containers}}",
  },
  {
    at: "2:9",
    typed: "docker network inspect --format='{{len .Containers}}' lba",
    output: "[]\nError response from daemon: network lba not found",
    exit: 1,
    means: "differs 9: otherWord lba | lab",
  },
  {
    at: "2:13",
    typed: "docker rm spare",
    output: 'Error response from daemon: cannot remove container "/spare": container is running',
    exit: 1,
    means: "differs 13: otherWord spare | box",
  },
  { at: "2:13", typed: "docker rm -f front", output: "front", means: "nothing" },
  {
    at: "2:14",
    typed: "docker rm -f $(docker ps -aqs)",
    output: "unknown",
    exit: 1,
    means: "differs 14: otherWord -aqs) | -aq)",
  },
  { at: "2:15", typed: "docker network ls", output: "NETWORK ID     NAME      DRIVER    SCOPE", means: "nothing" },
];

testRows(note, [...right, ...wrong]);
