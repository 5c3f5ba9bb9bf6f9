import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("kitchen");

const rows: readonly Row[] = [
  {
    at: "4:1",
    typed: "docker volume pantry",
    exit: 1,
    output: "docker: unknown command: docker volume pantry\n\nRun 'docker volume --help' for more information",
    means: "differs 1: noWord create",
  },
  { at: "4:1", typed: "echo pantry", output: "pantry", means: "nothing" },
  { at: "4:3", typed: "docker run --rm -v pantry:/data alpine:3.20 echo rice", output: "rice", means: "nothing" },
  {
    at: "4:5",
    typed: "docker volume inspect -f '{{.Mountpoint}}' larder",
    exit: 1,
    output: "Error response from daemon: get larder: no such volume",
    means: "differs 5: otherWord larder | pantry",
  },
  {
    at: "4:6",
    typed: "docker network create stov",
    output: "903c2645ef81a3d70b29546fc1e83a2d074b59fb1d36e8c2a0547f91b3d26084",
    means: "differs 6: otherWord stov | stove",
  },
  {
    at: "4:7",
    typed: "docker run -d --name pot --network stvoe redis:7",
    exit: 125,
    output:
      "903c2645ef81a3d70b29546fc1e83a2d074b59fb1d36e8c2a0547f91b3d26084\ndocker: Error response from daemon: failed to set up container networking: network stvoe not found\n\nRun 'docker run --help' for more information",
    means: "differs 7: otherWord stvoe | stove",
  },
  {
    at: "4:7",
    typed: "docker run -d --name pot --network host redis:7",
    output: "903c2645ef81a3d70b29546fc1e83a2d074b59fb1d36e8c2a0547f91b3d26084",
    means: "differs 7: otherWord host | stove",
  },
  {
    at: "4:7",
    typed: "docker run -d --name pot --network stove redis:7 redis-cli",
    output: "903c2645ef81a3d70b29546fc1e83a2d074b59fb1d36e8c2a0547f91b3d26084",
    means: "nothing",
  },
  {
    at: "4:8",
    typed: "docker run -d --name pot alpine:3.20 sleep 1d",
    exit: 125,
    output:
      'docker: Error response from daemon: Conflict. The container name "/pot" is already in use by container "903c2645ef81a3d70b29546fc1e83a2d074b59fb1d36e8c2a0547f91b3d26084". You have to remove (or rename) that container to be able to reuse that name.\n\nRun \'docker run --help\' for more information',
    means: "differs 8: otherWord pot | spoon",
  },
  {
    at: "4:9",
    typed: "docker run --rm alpine:3.20 ping -c 1 pot",
    exit: 1,
    output: "ping: bad address 'pot'",
    means: "nothing",
  },
  {
    at: "4:9",
    typed: "docker exec spoon ping -c 1 pot",
    exit: 1,
    without: [8],
    output: "Error response from daemon: No such container: spoon",
    means: "differs 9: otherLine Error | ping:; first docker run -d --name spoon alpine:3.20 sleep 1d",
  },
  {
    at: "4:10",
    typed: "docker network connect stove pot",
    exit: 1,
    output: "Error response from daemon: endpoint with name pot already exists in network stove",
    means: "differs 10: otherWord pot | spoon",
  },
  { at: "4:10", typed: "docker network disconnect stove pot", output: "", means: "nothing" },
  {
    at: "4:11",
    typed: "docker exec spoon ping -c 1 spoon",
    output:
      "PING spoon (172.18.0.2): 56 data bytes\n64 bytes from 172.18.0.2: seq=0 ttl=64 time=0.131 ms\n\n--- spoon ping statistics ---\n1 packets transmitted, 1 packets received, 0% packet loss\nround-trip min/avg/max = 0.131/0.131/0.131 ms",
    means: "nothing",
  },
  {
    at: "4:12",
    typed: "docker rm pot spoon",
    exit: 1,
    output:
      'Error response from daemon: cannot remove container "pot": container is running: stop the container before removing or force remove',
    means: "differs 12: noWord -f",
  },
  { at: "4:12", typed: "docker stop pot spoon", output: "pot\nspoon", means: "nothing" },
  {
    at: "4:12",
    typed: "docker rm -f pot spon",
    exit: 1,
    output: "pot\nError response from daemon: No such container: spon",
    means: "differs 12: otherWord spon | spoon",
  },
  { at: "4:13", typed: "docker volume prune -f", output: "Total reclaimed space: 0B", means: "differs 13: noWord -a" },
  {
    at: "4:1",
    typed: "docker volume create pantry && docker volume rm pantry",
    output: "pantry\npantry",
    means: "nothing",
  },
  {
    at: "4:2",
    typed: "docker run --rm -v pantry:/data alpine:3.20 sh -c 'echo rice > /data/List.txt'",
    output: "",
    means: "nothing",
  },
  {
    at: "4:3",
    typed: "docker run --rm -v pantry:/data -v ./list.txt:/data/list.txt alpine:3.20 cat /data/list.txt",
    output: "rice",
    means: "nothing",
  },
  {
    at: "4:4",
    typed: "docker volume ls -f name=pan",
    output: "DRIVER    VOLUME NAME\nlocal     pantry",
    means: "nothing",
  },
  {
    at: "4:8",
    typed: "docker run -d --name spoon alpine:3.20 sleep 1m",
    output: "903c2645ef81a3d70b29546fc1e83a2d074b59fb1d36e8c2a0547f91b3d26084",
    means: "differs 8: otherWord 1m | 1d",
  },
  {
    at: "4:8",
    typed: "docker run -d --rm --name spoon alpine:3.20 sleep 1",
    output: "903c2645ef81a3d70b29546fc1e83a2d074b59fb1d36e8c2a0547f91b3d26084",
    means: "nothing",
  },
  {
    at: "4:9",
    typed: "docker exec fork ping -c 1 pot",
    exit: 1,
    output: "ping: bad address 'pot'",
    means: "differs 9: otherWord fork | spoon",
  },
  { at: "4:10", typed: "docker network connect stove fork", output: "", means: "differs 10: otherWord fork | spoon" },
];

testRows(note, rows);
