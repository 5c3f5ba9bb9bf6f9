import { lesson, type Row, testRows } from "./row.ts";

const rows: readonly Row[] = [
  { at: "4:1", typed: "docker save alpine:3.20 -o alpine.tar", means: "done 1" },
  { at: "4:1", typed: "docker save --output alpine.tar alpine:3.20", means: "done 1" },
  { at: "4:1", typed: "docker image save -o alpine.tar alpine:3.20", means: "done 1" },
  { at: "4:1", typed: "docker save --output=alpine.tar alpine:3.20", means: "done 1" },
  { at: "4:1", typed: "docker save alpine:3.20 > alpine.tar", means: "done 1" },
  { at: "4:1", typed: "docker save -o ./alpine.tar alpine:3.20", means: "done 1" },
  { at: "4:1", typed: "docker save -o ~/4/alpine.tar alpine:3.20", means: "done 1" },
  {
    at: "4:2",
    typed: "ls -l",
    output: "total 7848\n-rw------- 1 ubuntu ubuntu 8033280 Nov 24 09:20 alpine.tar",
    means: "otherwise 2",
  },
  {
    at: "4:2",
    typed: "ls -lh alpine.tar",
    output: "-rw------- 1 ubuntu ubuntu 7.7M Nov 24 09:20 alpine.tar",
    means: "otherwise 2",
  },
  { at: "4:2", typed: "ls *.tar", output: "alpine.tar", means: "nothing" },
  { at: "4:2", typed: "ls -1", output: "alpine.tar", means: "done 2" },
  {
    at: "4:3",
    typed: "docker image rm alpine:3.20",
    output:
      "Untagged: alpine:3.20\nUntagged: alpine@sha256:de4fe7064d8f98419ea6b49190df1abbf43450c1702eeb864fe9ced453c1cc5f\nDeleted: sha256:aded1e1a5b3705116fa0a92ba074a5e0b0031647d9c315983ccba2ee5428ec8b\nDeleted: sha256:994456c4fd7b2b87346a81961efb4ce945a39592d32e0762b38768bca7c7d085",
    means: "done 3",
  },
  {
    at: "4:3",
    typed: "docker rmi -f alpine:3.20",
    output:
      "Untagged: alpine:3.20\nUntagged: alpine@sha256:de4fe7064d8f98419ea6b49190df1abbf43450c1702eeb864fe9ced453c1cc5f\nDeleted: sha256:aded1e1a5b3705116fa0a92ba074a5e0b0031647d9c315983ccba2ee5428ec8b\nDeleted: sha256:994456c4fd7b2b87346a81961efb4ce945a39592d32e0762b38768bca7c7d085",
    means: "done 3",
  },
  {
    at: "4:3",
    typed: "docker image remove alpine:3.20",
    output:
      "Untagged: alpine:3.20\nUntagged: alpine@sha256:de4fe7064d8f98419ea6b49190df1abbf43450c1702eeb864fe9ced453c1cc5f\nDeleted: sha256:aded1e1a5b3705116fa0a92ba074a5e0b0031647d9c315983ccba2ee5428ec8b\nDeleted: sha256:994456c4fd7b2b87346a81961efb4ce945a39592d32e0762b38768bca7c7d085",
    means: "done 3",
  },
  { at: "4:4", typed: "docker load --input alpine.tar", output: "Loaded image: alpine:3.20", means: "done 4" },
  {
    at: "4:4",
    typed: "docker load < alpine.tar",
    output:
      "994456c4fd7b: Loading layer [==================================================>]  8.083MB/8.083MB\nLoaded image: alpine:3.20",
    means: "done 4",
  },
  {
    at: "4:4",
    typed: "docker image load -i ./alpine.tar",
    output:
      "994456c4fd7b: Loading layer [==================================================>]  8.083MB/8.083MB\nLoaded image: alpine:3.20",
    means: "done 4",
  },
  { at: "4:4", typed: "cat alpine.tar | docker load", output: "Loaded image: alpine:3.20", means: "done 4" },
  {
    at: "4:5",
    typed: "docker image ls alpine --format '{{.Repository}}:{{.Tag}}'",
    output: "alpine:3.20",
    means: "done 5",
  },
  {
    at: "4:5",
    typed: "docker images --format '{{.Repository}}:{{.Tag}}' alpine",
    output: "alpine:3.20",
    means: "done 5",
  },
  {
    at: "4:5",
    typed: "docker images --format '{{.Repository}}:{{.Tag}}' | grep alpine",
    output: "alpine:3.20",
    means: "otherwise 5",
  },
  {
    at: "4:5",
    typed: "docker images alpine:3.20 --format '{{.Repository}}:{{.Tag}}'",
    output: "alpine:3.20",
    means: "otherwise 5",
  },
  { at: "4:6", typed: 'docker run --name src alpine:3.20 sh -c "echo hello > /greeting"', means: "done 6" },
  { at: "4:6", typed: "docker run --name=src alpine:3.20 sh -c 'echo hello > /greeting'", means: "done 6" },
  { at: "4:6", typed: "docker run --name src alpine:3.20 sh -c 'echo hello >/greeting'", means: "done 6" },
  { at: "4:6", typed: "docker run -it --name src alpine:3.20 sh -c 'echo hello > /greeting'", means: "done 6" },
  { at: "4:7", typed: "docker export --output src.tar src", means: "done 7" },
  { at: "4:7", typed: "docker export --output=src.tar src", means: "done 7" },
  { at: "4:7", typed: "docker export src > src.tar", means: "done 7" },
  { at: "4:7", typed: "docker container export -o src.tar src", means: "done 7" },
  { at: "4:7", typed: "docker export src -o src.tar", means: "done 7" },
  { at: "4:8", typed: "tar tf src.tar | grep greeting", output: "greeting", means: "done 8" },
  { at: "4:8", typed: "tar --list --file src.tar | grep greeting", output: "greeting", means: "done 8" },
  { at: "4:8", typed: "tar -tf src.tar greeting", output: "greeting", means: "nothing" },
  {
    at: "4:8",
    typed: "tar tvf src.tar | grep greeting",
    output: "-rw-r--r-- 0/0               6 2026-11-24 09:20 greeting",
    means: "nothing",
  },
  {
    at: "4:9",
    typed: "docker image import src.tar mine:1",
    output: "sha256:4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "done 9",
  },
  {
    at: "4:9",
    typed: "docker import ./src.tar mine:1",
    output: "sha256:4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "done 9",
  },
  {
    at: "4:9",
    typed: "cat src.tar | docker import - mine:1",
    output: "sha256:4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "done 9",
  },
  {
    at: "4:9",
    typed: "docker import - mine:1 < src.tar",
    output: "sha256:4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "done 9",
  },
  {
    at: "4:9",
    typed: "docker export src | docker import - mine:1",
    output: "sha256:4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f",
    means: "nothing",
  },
  { at: "4:10", typed: "docker container run --rm mine:1 cat /greeting", output: "hello", means: "done 10" },
  { at: "4:10", typed: "docker run --rm -it mine:1 cat /greeting", output: "hello", means: "done 10" },
  { at: "4:10", typed: "docker run --rm mine:1 sh -c 'cat /greeting'", output: "hello", means: "done 10" },
  { at: "4:11", typed: "docker history --quiet mine:1 | wc -l", output: "1", means: "done 11" },
  { at: "4:11", typed: "docker image history -q mine:1 | wc -l", output: "1", means: "done 11" },
  {
    at: "4:12",
    typed: "docker container run --rm mine:1",
    output: "docker: Error response from daemon: No command specified.\n\nRun 'docker run --help' for more information",
    exit: 125,
    means: "done 12",
  },
  {
    at: "4:12",
    typed: "docker run mine:1",
    output: "docker: Error response from daemon: No command specified.\n\nRun 'docker run --help' for more information",
    exit: 125,
    means: "otherwise 12",
  },
  {
    at: "4:13",
    typed: 'docker import --change \'CMD ["cat", "/greeting"]\' src.tar mine:2',
    output: "sha256:b90e4d7c1a2f6835e4c0b7d9a1f3625884e0d2c6b1a7f3950c8e6d4b2a0f1938",
    means: "done 13",
  },
  {
    at: "4:13",
    typed: 'docker import --change=\'CMD ["cat", "/greeting"]\' src.tar mine:2',
    output: "sha256:b90e4d7c1a2f6835e4c0b7d9a1f3625884e0d2c6b1a7f3950c8e6d4b2a0f1938",
    means: "done 13",
  },
  {
    at: "4:13",
    typed: 'docker import -c \'CMD ["cat","/greeting"]\' src.tar mine:2',
    output: "sha256:b90e4d7c1a2f6835e4c0b7d9a1f3625884e0d2c6b1a7f3950c8e6d4b2a0f1938",
    means: "done 13",
  },
  {
    at: "4:13",
    typed: "docker import -c 'CMD cat /greeting' src.tar mine:2",
    output: "sha256:b90e4d7c1a2f6835e4c0b7d9a1f3625884e0d2c6b1a7f3950c8e6d4b2a0f1938",
    means: "nothing",
  },
  {
    at: "4:13",
    typed: 'docker import -c "CMD [\\"cat\\", \\"/greeting\\"]" src.tar mine:2',
    output: "sha256:b90e4d7c1a2f6835e4c0b7d9a1f3625884e0d2c6b1a7f3950c8e6d4b2a0f1938",
    means: "done 13",
  },
  { at: "4:14", typed: "docker container run --rm mine:2", output: "hello", means: "done 14" },
  { at: "4:14", typed: "docker run --rm -t mine:2", output: "hello", means: "done 14" },
  { at: "4:15", typed: "docker save alpine:3.20 mine:2 | gzip - > both.tar.gz", means: "done 15" },
  { at: "4:15", typed: "docker save mine:2 alpine:3.20 | gzip > both.tar.gz", means: "done 15" },
  { at: "4:15", typed: "docker image save alpine:3.20 mine:2 | gzip >both.tar.gz", means: "done 15" },
  { at: "4:15", typed: "docker save -o both.tar alpine:3.20 mine:2 && gzip both.tar", means: "nothing" },
  { at: "4:15", typed: "docker save alpine:3.20 mine:2 | gzip -c > both.tar.gz", means: "done 15" },
  {
    at: "4:16",
    typed: "docker image rm mine:1 mine:2",
    output:
      "Untagged: mine:1\nDeleted: sha256:4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f\nDeleted: sha256:0b7c1e5a93d2f4860c8e6d4b2a0f19384be7d1f09a3c5e82b6d40f1a7c93e5d8\nUntagged: mine:2\nDeleted: sha256:b90e4d7c1a2f6835e4c0b7d9a1f3625884e0d2c6b1a7f3950c8e6d4b2a0f1938",
    means: "done 16",
  },
  {
    at: "4:16",
    typed: "docker rmi mine:2 mine:1",
    output:
      "Untagged: mine:2\nDeleted: sha256:4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f\nDeleted: sha256:0b7c1e5a93d2f4860c8e6d4b2a0f19384be7d1f09a3c5e82b6d40f1a7c93e5d8\nUntagged: mine:1\nDeleted: sha256:b90e4d7c1a2f6835e4c0b7d9a1f3625884e0d2c6b1a7f3950c8e6d4b2a0f1938",
    means: "nothing",
  },
  {
    at: "4:16",
    typed: "docker rmi -f mine:1 mine:2",
    output:
      "Untagged: mine:1\nDeleted: sha256:4be7d1f09a3c5e82b6d40f1a7c93e5d8b2f604a6c8e1937d5b0f2a4c6e8d1b3f\nDeleted: sha256:0b7c1e5a93d2f4860c8e6d4b2a0f19384be7d1f09a3c5e82b6d40f1a7c93e5d8\nUntagged: mine:2\nDeleted: sha256:b90e4d7c1a2f6835e4c0b7d9a1f3625884e0d2c6b1a7f3950c8e6d4b2a0f1938",
    means: "done 16",
  },
  {
    at: "4:17",
    typed: "docker load -i both.tar.gz",
    output: "Loaded image: alpine:3.20\nLoaded image: mine:2",
    means: "otherwise 17",
  },
  {
    at: "4:17",
    typed: "zcat both.tar.gz | docker load",
    output: "Loaded image: alpine:3.20\nLoaded image: mine:2",
    means: "otherwise 17",
  },
  {
    at: "4:17",
    typed: "gzip -dc both.tar.gz | docker load",
    output: "Loaded image: alpine:3.20\nLoaded image: mine:2",
    means: "otherwise 17",
  },
  {
    at: "4:17",
    typed: "docker load < both.tar.gz",
    output: "Loaded image: alpine:3.20\nLoaded image: mine:2",
    means: "otherwise 17",
  },
  {
    at: "4:17",
    typed: "gunzip --stdout both.tar.gz | docker image load",
    output: "Loaded image: alpine:3.20\nLoaded image: mine:2",
    means: "done 17",
  },
  { at: "4:18", typed: "docker volume create --name data", output: "data", means: "done 18" },
  { at: "4:18", typed: "sudo docker volume create data", output: "data", means: "done 18" },
  { at: "4:19", typed: "docker run --rm --volume data:/d alpine:3.20 touch /d/a", means: "done 19" },
  { at: "4:19", typed: "docker run -v data:/d --rm alpine:3.20 touch /d/a", means: "done 19" },
  { at: "4:19", typed: "docker run --rm --mount source=data,target=/d alpine:3.20 touch /d/a", means: "nothing" },
  { at: "4:19", typed: "docker run --rm -v data:/d -w /d alpine:3.20 touch a", means: "nothing" },
  {
    at: "4:20",
    typed: "docker system df",
    output:
      "TYPE            TOTAL     ACTIVE    SIZE      RECLAIMABLE\nImages          2         1         15.59MB   7.797MB (50%)\nContainers      1         0         12B       12B (100%)\nLocal Volumes   1         0         0B        0B\nBuild Cache     0         0         0B        0B",
    means: "done 20",
  },
  {
    at: "4:20",
    typed: "sudo docker system df | cat",
    output:
      "TYPE            TOTAL     ACTIVE    SIZE      RECLAIMABLE\nImages          2         1         15.59MB   7.797MB (50%)\nContainers      1         0         12B       12B (100%)\nLocal Volumes   1         0         0B        0B\nBuild Cache     0         0         0B        0B",
    means: "done 20",
  },
  { at: "4:21", typed: "docker container rm src", output: "src", means: "done 21" },
  { at: "4:21", typed: "docker rm -f src", output: "src", means: "done 21" },
  {
    at: "4:21",
    typed: "docker container prune -f",
    output:
      "Deleted Containers:\nd2c5a7e90b1f4386c7e5d3b1a90f2846e8c6d4b2a0f1e3759bd8c6e4a2f0b1d7\n\nTotal reclaimed space: 12B",
    means: "nothing",
  },
  { at: "4:22", typed: "docker volume rm -f data", output: "data", means: "done 22" },
  {
    at: "4:22",
    typed: "docker volume prune -af",
    output: "Deleted Volumes:\ndata\n\nTotal reclaimed space: 0B",
    means: "nothing",
  },
  { at: "4:23", typed: "docker image prune --force", output: "Total reclaimed space: 0B", means: "done 23" },
  {
    at: "4:23",
    typed: "docker image prune",
    output:
      "WARNING! This will remove all dangling images.\nAre you sure you want to continue? [y/N] y\nTotal reclaimed space: 0B",
    means: "done 23",
  },
  {
    at: "4:24",
    typed: "docker system prune -fa",
    output:
      "Deleted Images:\nuntagged: alpine:3.20\ndeleted: sha256:aded1e1a5b3705116fa0a92ba074a5e0b0031647d9c315983ccba2ee5428ec8b\nuntagged: mine:2\n\nTotal reclaimed space: 15.59MB",
    means: "done 24",
  },
  {
    at: "4:24",
    typed: "docker system prune --all --force",
    output:
      "Deleted Images:\nuntagged: alpine:3.20\ndeleted: sha256:aded1e1a5b3705116fa0a92ba074a5e0b0031647d9c315983ccba2ee5428ec8b\nuntagged: mine:2\n\nTotal reclaimed space: 15.59MB",
    means: "done 24",
  },
  {
    at: "4:24",
    typed: "docker system prune -a -f",
    output:
      "Deleted Images:\nuntagged: alpine:3.20\ndeleted: sha256:aded1e1a5b3705116fa0a92ba074a5e0b0031647d9c315983ccba2ee5428ec8b\nuntagged: mine:2\n\nTotal reclaimed space: 15.59MB",
    means: "done 24",
  },
  {
    at: "4:24",
    typed: "docker system prune -a",
    output:
      "WARNING! This will remove:\n  - all stopped containers\n  - all networks not used by at least one container\n  - all images without at least one container associated to them\n  - all build cache\n\nAre you sure you want to continue? [y/N] y\nDeleted Images:\nuntagged: alpine:3.20\ndeleted: sha256:aded1e1a5b3705116fa0a92ba074a5e0b0031647d9c315983ccba2ee5428ec8b\nuntagged: mine:2\n\nTotal reclaimed space: 15.59MB",
    means: "done 24",
  },
  { at: "4:25", typed: "docker image ls -q", means: "done 25" },
  { at: "4:25", typed: "docker images --quiet", means: "done 25" },
  { at: "4:25", typed: "docker images", output: "REPOSITORY   TAG       IMAGE ID   CREATED   SIZE", means: "nothing" },
];

testRows(await lesson("options"), rows);
