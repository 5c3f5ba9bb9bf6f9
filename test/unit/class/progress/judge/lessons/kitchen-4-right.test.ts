import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("kitchen");

const rows: readonly Row[] = [
  { at: "4:1", typed: "docker volume create --name pantry", output: "pantry", means: "done 1" },
  {
    at: "4:2",
    typed: "docker run --rm --volume pantry:/data alpine:3.20 sh -c 'echo rice > /data/list.txt'",
    output: "",
    means: "done 2",
  },
  {
    at: "4:2",
    typed: 'docker run --rm -v pantry:/data alpine:3.20 sh -c "echo rice > /data/list.txt"',
    output: "",
    means: "done 2",
  },
  {
    at: "4:3",
    typed: "docker run -v pantry:/data --rm alpine:3.20 cat /data/list.txt",
    output: "rice",
    means: "done 3",
  },
  {
    at: "4:3",
    typed: "docker run --rm -v pantry:/data:ro alpine:3.20 cat /data/list.txt",
    output: "rice",
    means: "differs 3: otherWord pantry:/data:ro | pantry:/data",
  },
  { at: "4:4", typed: "docker volume list", output: "DRIVER    VOLUME NAME\nlocal     pantry", means: "done 4" },
  {
    at: "4:5",
    typed: "docker volume inspect --format '{{.Mountpoint}}' pantry",
    output: "/var/lib/docker/volumes/pantry/_data",
    means: "done 5",
  },
  {
    at: "4:6",
    typed: "docker network create -d bridge stove",
    output: "903c2645ef81a3d70b29546fc1e83a2d074b59fb1d36e8c2a0547f91b3d26084",
    means: "done 6",
  },
  {
    at: "4:7",
    typed: "docker run -d --network=stove --name=pot redis:7",
    output: "903c2645ef81a3d70b29546fc1e83a2d074b59fb1d36e8c2a0547f91b3d26084",
    means: "done 7",
  },
  {
    at: "4:7",
    typed: "docker run -d --name pot --net stove redis:7",
    output: "903c2645ef81a3d70b29546fc1e83a2d074b59fb1d36e8c2a0547f91b3d26084",
    means: "done 7",
  },
  {
    at: "4:9",
    typed: "docker exec -it spoon ping -c1 pot",
    exit: 1,
    output: "ping: bad address 'pot'",
    means: "done 9",
  },
  { at: "4:10", typed: "docker network connect stove 2648fa0c1e35", output: "", means: "done 10" },
  {
    at: "4:11",
    typed: "docker exec spoon ping -c1 pot",
    output:
      "PING pot (172.18.0.2): 56 data bytes\n64 bytes from 172.18.0.2: seq=0 ttl=64 time=0.131 ms\n\n--- pot ping statistics ---\n1 packets transmitted, 1 packets received, 0% packet loss\nround-trip min/avg/max = 0.131/0.131/0.131 ms",
    means: "done 11",
  },
  {
    at: "4:10",
    typed: "docker network connect stove spoon; docker exec spoon ping -c 1 pot",
    output:
      "PING pot (172.18.0.2): 56 data bytes\n64 bytes from 172.18.0.2: seq=0 ttl=64 time=0.131 ms\n\n--- pot ping statistics ---\n1 packets transmitted, 1 packets received, 0% packet loss\nround-trip min/avg/max = 0.131/0.131/0.131 ms",
    means: "done 10, done 11",
  },
  { at: "4:12", typed: "docker rm --force spoon pot", output: "spoon\npot", means: "done 12" },
  {
    at: "4:13",
    typed: "docker volume prune -af",
    output: "Deleted Volumes:\npantry\n\nTotal reclaimed space: 93B",
    means: "done 13",
  },
];

testRows(note, rows);
