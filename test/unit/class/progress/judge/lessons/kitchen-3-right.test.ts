import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("kitchen");

const rows: readonly Row[] = [
  {
    at: "3:1",
    typed: "docker image pull alpine:3.20",
    output:
      "3.20: Pulling from library/alpine\n1bfd84324f3b: Pull complete\nDigest: sha256:0334202df62fb27e6aabb4238b20e2050a7930c8c41ac1268bc34426b21525b2\nStatus: Downloaded newer image for alpine:3.20\ndocker.io/library/alpine:3.20",
    means: "done 1",
  },
  { at: "3:2", typed: "docker save alpine:3.20 -o alpine.tar", output: "", means: "done 2" },
  { at: "3:2", typed: "docker save alpine:3.20 > alpine.tar", output: "", means: "done 2" },
  { at: "3:2", typed: "docker save -o ~/3/alpine.tar alpine:3.20", output: "", means: "done 2" },
  {
    at: "3:3",
    typed: "docker image rm alpine:3.20",
    output:
      "Untagged: alpine:3.20\nDeleted: sha256:e6345f4b648e31392bc6539ba24a32b1f676678ad89942a6f3bf80ddbb8969d0\nDeleted: sha256:b81f640098f3a589b953a3b10835d835a17e55c71a8bb41ffe2b798af91132da",
    means: "done 3",
  },
  { at: "3:4", typed: "docker load < alpine.tar", output: "Loaded image: alpine:3.20", means: "done 4" },
  { at: "3:4", typed: "docker image load --input alpine.tar", output: "Loaded image: alpine:3.20", means: "done 4" },
  {
    at: "3:5",
    typed: "docker run -d --name registry -p 5000:5000 registry:2",
    output: "903c2645ef81a3d70b29546fc1e83a2d074b59fb1d36e8c2a0547f91b3d26084",
    means: "done 5",
  },
  {
    at: "3:6",
    typed:
      "docker tag alpine:3.20 localhost:5000/kitchen/alpine:3.20 && docker push localhost:5000/kitchen/alpine:3.20",
    output:
      "The push refers to repository [localhost:5000/kitchen/alpine]\nb81f640098f3: Pushed\n3.20: digest: sha256:88c8a02b814d92c38dd2e4b27ec289d1a7815999654aa802dcd1b2cd7eb67c8a size: 527",
    means: "done 6, done 7",
  },
  {
    at: "3:7",
    typed: "docker image push localhost:5000/kitchen/alpine:3.20",
    output:
      "The push refers to repository [localhost:5000/kitchen/alpine]\nb81f640098f3: Pushed\n3.20: digest: sha256:88c8a02b814d92c38dd2e4b27ec289d1a7815999654aa802dcd1b2cd7eb67c8a size: 527",
    means: "done 7",
  },
  {
    at: "3:8",
    typed: "wget -q -O - localhost:5000/v2/_catalog",
    output: '{"repositories":["kitchen/alpine"]}',
    means: "otherwise 8",
  },
];

testRows(note, rows);
