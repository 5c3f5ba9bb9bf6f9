import { readFile } from "node:fs/promises";
import { describe, expect, test } from "@jest/globals";
import { fromMarkdown } from "mdast-util-from-markdown";
import { file, note, section, shown } from "./chapter.ts";

/** A step that a row needs: what is typed, and parts of lines that must be held against what comes, in this order. */
type Wanted = [typed: string, ...parts: string[]];

interface Row {
  section: string;
  steps: Wanted[];
}

const header = "CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES";
const nginx = "<title>Welcome to nginx!</title>";

/** Every exercise of the chapter. Ids are written as `ID`. */
const rows: Record<string, Row> = {
  "R01 install the engine and net-tools": {
    section: "1.1.3",
    steps: [
      ["sudo apt update && sudo apt install -y docker.io net-tools", "[..]docker.io [..]([..])[..]"],
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is typed so
      ["dpkg-query -W -f '${Package} ${Status}\\n' docker.io net-tools", "docker.io install ok installed"],
      ["sudo ifconfig docker0", "inet 172.18.0.1"],
    ],
  },
  "R02 join the docker group": {
    section: "1.1.3",
    steps: [
      ["sudo usermod -aG docker $USER", "[empty]"],
      ["getent group docker", "ubuntu"],
      ["id -nG", "docker"],
    ],
  },
  "R03 reboot": {
    section: "1.1.3",
    steps: [
      ["sudo reboot", "[reboot]"],
      ["docker ps", header],
    ],
  },
  "R04 a cow on the host": {
    section: "1.1.3",
    steps: [
      ["sudo apt install -y cowsay", "[..]cowsay [..]([..])[..]"],
      ["cowsay hello world!", "< hello world! >", "(oo)"],
    ],
  },
  "R05 a whale in a container": {
    section: "1.1.3",
    steps: [["docker run docker/whalesay cowsay 'hello world!'", "< hello world! >", "\\"]],
  },
  "R06 nginx in the background": { section: "1.1.3", steps: [["docker run -d nginx", "ID"]] },
  "R07 it is listed": {
    section: "1.1.3",
    steps: [["docker ps", 'ID   nginx     "/docker-entrypoint.…"   2 seconds ago   Up']],
  },
  "R08 its log is followed": {
    section: "1.1.3",
    steps: [
      ["docker logs -f ID", "start worker processes", "[running]"],
      ["curl -s http://172.18.0.2/", "<h1>Welcome to nginx!</h1>"],
      ["", '"GET / HTTP/1.1" 200', "^C"],
    ],
  },
  "R09 a package is installed in it": {
    section: "1.1.3",
    steps: [["docker exec ID sh -c 'apt update && apt install -y wget'", "Fetched", "Setting up wget"]],
  },
  "R10 a command is run in it": {
    section: "1.1.3",
    steps: [["docker exec ID wget localhost", "200 OK", "'index.html' saved"]],
  },
  "R11 a file is copied into it": {
    section: "1.1.3",
    steps: [
      ["docker cp /etc/passwd ID:/usr/share/nginx/html/."],
      ["docker exec ID curl localhost/passwd", "root:x:0:0:root", "ubuntu:x:"],
    ],
  },
  "R12 a file is copied out of it": {
    section: "1.1.3",
    steps: [
      ["docker cp ID:/usr/share/nginx/html/index.html ."],
      ["ls", "index.html"],
      ["grep title index.html", nginx],
    ],
  },
  "R13 it is stopped and started": {
    section: "1.1.3",
    steps: [
      ["docker stop ID", "ID"],
      ["docker ps", header],
      ["docker ps -a", "Exited (0)"],
      ["docker start ID", "ID"],
      ["docker ps", "Up"],
    ],
  },
  "R14 it is removed": {
    section: "1.1.3",
    steps: [
      ["docker stop ID", "ID"],
      ["docker rm ID", "ID"],
      ["docker ps", header],
      ["docker ps -a --filter id=ID", header],
    ],
  },
  "R15 a terminal in a new container": {
    section: "1.1.3",
    steps: [
      ["docker run -it ubuntu:16.04 bash", "root@ID:/#"],
      ["whoami", "root"],
      ["hostname", "ID"],
      ["exit", "exit"],
    ],
  },
  "R16 the slip, and a terminal in a running container": {
    section: "1.1.3",
    steps: [
      ["docker run -d nginx bash", "ID"],
      ["docker ps -a --filter id=ID", "Exited (0)"],
      ["docker exec -it ID bash", "ontainer ID is not running", "[exit 1]"],
      ["docker run -d nginx", "ID"],
      ["docker exec -it ID bash", "root@ID:/#"],
      ["nginx -v", "nginx version: nginx/"],
      ["exit", "exit"],
    ],
  },
  "R17 a host is a host: its kernel is the containers'": {
    section: "1.1.3",
    steps: [['test "$(uname -r)" = "$(docker exec ID uname -r)" && echo same kernel', "same kernel"]],
  },
  "R18 log in, push, remove, pull back, run": {
    section: "1.3",
    steps: [
      [
        "docker run -d -p 5001:5000 \\\n    -v $(pwd)/auth:/auth \\\n    -e REGISTRY_AUTH=htpasswd \\\n    -e REGISTRY_AUTH_HTPASSWD_REALM=docker-basics \\\n    -e REGISTRY_AUTH_HTPASSWD_PATH=/auth/htpasswd \\\n    registry:2",
      ],
      ["curl -s localhost:5001/v2/", "UNAUTHORIZED"],
      ["echo 'docker-basics' | docker login localhost:5001 -u student --password-stdin", "Login Succeeded"],
      ["docker tag nginx localhost:5001/my-nginx:1.0"],
      ["docker push localhost:5001/my-nginx:1.0", "1.0: digest: sha256:ID"],
      ["docker rmi localhost:5001/my-nginx:1.0 nginx", "Deleted: sha256:ID"],
      ["docker images localhost:5001/my-nginx", "REPOSITORY   TAG       IMAGE ID   CREATED   SIZE"],
      ["docker pull localhost:5001/my-nginx:1.0", "Digest: sha256:ID", "Status: Downloaded newer image"],
      ["docker run -d localhost:5001/my-nginx:1.0", "ID"],
      ["docker exec ID curl -s localhost", "<h1>Welcome to nginx!</h1>"],
      ["docker logout localhost:5001", "Removing login credentials for localhost:5001"],
    ],
  },
  "R19 build an image": {
    section: "1.4.1",
    steps: [
      ["hello.py", 'my_ver = os.environ["my_ver"]'],
      [
        "Dockerfile",
        "FROM ubuntu:18.04",
        "\t&& apt-get install -y \\",
        "\t  python-dev",
        "ARG my_ver=1.0",
        "ENV my_ver $my_ver",
      ],
      ["docker build . -t hello", "Successfully tagged hello:latest"],
      ["docker images hello:latest", "hello        latest    ID"],
    ],
  },
  "R20 run it": { section: "1.4.1", steps: [["docker run hello", "hello guest, my version is 1.0!"]] },
  "R21 ARG, ENV and CMD": {
    section: "1.4.1",
    steps: [
      ["docker build . -t hello:2.0 --build-arg my_ver=2.0", "Using cache", "Successfully tagged hello:2.0"],
      ["docker run hello:2.0", "hello guest, my version is 2.0!"],
      ["docker run -e my_ver=3.0 hello", "hello guest, my version is 3.0!"],
      ["docker run hello python hello.py jaemin", "hello jaemin, my version is 1.0!"],
    ],
  },
  "R22 a published port": {
    section: "1.5.1",
    steps: [
      ["docker run -p 5000:80 -d nginx", "ID"],
      ["docker ps", "0.0.0.0:5000->80/tcp"],
      ["curl -s localhost:5000", nginx],
      ["GET http://host:5000/", nginx],
    ],
  },
  "R23 a folder of the host": {
    section: "1.5.2",
    steps: [
      ["index.html", "첫 번째 페이지"],
      ["docker run -p 6000:80 -v $(pwd):/usr/share/nginx/html/ -d nginx", "ID"],
      ["curl -s localhost:6000", "첫 번째 페이지"],
      ["GET http://host:6000/", "첫 번째 페이지"],
      ["index.html", "호스트에서 고친 페이지"],
      ["curl -s localhost:6000", "호스트에서 고친 페이지"],
      ["GET http://host:6000/", "호스트에서 고친 페이지"],
      ["docker rm -f ID", "ID"],
      ["cat index.html", "호스트에서 고친 페이지"],
    ],
  },
  "R24 build an image with an entrypoint": {
    section: "1.5.3",
    steps: [
      ["Dockerfile", "FROM ubuntu:18.04", 'ENTRYPOINT ["echo"]'],
      ["docker build . -t lets-echo", "Successfully tagged lets-echo:latest"],
      ["docker images lets-echo", "lets-echo    latest    ID"],
    ],
  },
  "R25 what follows is its argument": { section: "1.5.3", steps: [["docker run lets-echo hello", "hello"]] },
  "R26 a command is one, too": {
    section: "1.5.3",
    steps: [["docker run lets-echo cat /etc/password", "cat /etc/password"]],
  },
  "R27 the entrypoint is replaced": {
    section: "1.5.3",
    steps: [["docker run --entrypoint=cat lets-echo /etc/passwd", "root:x:0:0:root:/root:/bin/bash"]],
  },
  "R28 build an image with a user": {
    section: "1.5.4",
    steps: [
      ["Dockerfile", "FROM ubuntu:18.04", 'RUN adduser --disabled-password --gecos "" ubuntu', "USER ubuntu"],
      ["docker build . -t my-user", "Successfully tagged my-user:latest"],
      ["docker images my-user", "my-user      latest    ID"],
    ],
  },
  "R29 it runs as that user": {
    section: "1.5.4",
    steps: [
      ["docker run -it my-user bash", "ubuntu@ID:/$"],
      ["whoami", "ubuntu"],
    ],
  },
  "R30 which may not update packages": {
    section: "1.5.4",
    steps: [
      ["apt update", "(13: Permission denied)"],
      ["echo $?", "100"],
      ["exit", "exit"],
    ],
  },
  "R31 and root may": {
    section: "1.5.4",
    steps: [
      ["docker run --user root -it my-user bash", "root@ID:/#"],
      ["whoami", "root"],
      ["apt update", "Fetched", "Reading package lists... Done"],
      ["exit", "exit"],
    ],
  },
  "R32 no container is left": {
    section: "clean-up",
    steps: [
      ["docker rm $(docker ps -aq) -f", "ID"],
      ["docker ps -aq", "[empty]"],
    ],
  },
  "R33 no image is left": {
    section: "clean-up",
    steps: [
      ["docker rmi $(docker images -q) -f", "Untagged: nginx:latest"],
      ["docker images -q", "[empty]"],
    ],
  },
};

const withoutIds = (text: string): string => text.replace(/\b(?:[0-9a-f]{64}|[0-9a-f]{12})\b/g, "ID");

/** The steps that were wanted and not found, each looked for after the one before. */
function missing({ section: id, steps }: Row): Wanted[] {
  const there = section(id).steps.map(shown);
  let from = 0;
  return steps.filter(([typed, ...parts]) => {
    const at = there.findIndex(
      (step, index) => index >= from && withoutIds(step.typed) === typed && has(step.lines, parts),
    );
    if (at !== -1) from = at + 1;
    return at === -1;
  });
}

/** Whether each part is in a line after that of the part before. */
function has(lines: readonly string[], parts: readonly string[]): boolean {
  let from = 0;
  return parts.every((part) => {
    const at = lines.findIndex((line, index) => index >= from && withoutIds(line).includes(part));
    from = at + 1;
    return at !== -1;
  });
}

test.each(Object.entries(rows))("the chapter's note has the steps of row %s", (_row, row) => {
  expect(missing(row)).toEqual([]);
});

test("the rows to look for are all 33 rows of the chapter", () => {
  const numbers = Object.keys(rows).map((row) => row.slice(0, 3));
  expect(numbers).toEqual(Array.from({ length: 33 }, (_, index) => `R${String(index + 1).padStart(2, "0")}`));
});

test("the reader has no warning of the chapter's note", () => {
  expect(note.warnings).toEqual([]);
});

test("the chapter's note declares the images and ports that it uses", () => {
  expect([...note.frontMatter.images].sort()).toEqual([
    "docker/whalesay",
    "nginx",
    "registry:2",
    "ubuntu:16.04",
    "ubuntu:18.04",
  ]);
  const requests = note.sections.flatMap(({ steps }) => steps).filter((step) => step.kind === "http");
  expect([...new Set(requests.map(({ port }) => port))]).toEqual(note.frontMatter.ports);
});

/** Where the chapter is wrong or out of date, by the section that tells of it and words of the warning. */
const warned: [where: string, words: RegExp][] = [
  ["1.1.3", /Ubuntu 20\.04의 표준 지원은 2025년 5월/],
  ["1.1.3", /둥근 따옴표.*hello world|hello world.*둥근 따옴표/s],
  ["1.1.3", /docker\/whalesay.*스키마 1.*26\.0/s],
  ["1.1.3", /이 명령도 끝의 따옴표가 둥근 따옴표/],
  ["1.1.3", /docker run -d nginx bash.*docker exec/s],
  ["1.4.1", /python-dev.*파이썬 2/s],
  ["1.5.1", /맥.*5000번/s],
  ["1.5.2", /heml/],
  ["1.5.2", /브라우저.*6000번/s],
  ["1.5.3", /\/etc\/password.*\/etc\/passwd/s],
  ["Clean up", /같은 ID.*No such image/s],
];

describe("the chapter's warnings", () => {
  /** The alerts of the page, each with the heading it stands under. */
  async function alerts(): Promise<{ under: string; text: string }[]> {
    const markdown = await readFile(file, "utf8");
    let under = "";
    return fromMarkdown(markdown).children.flatMap((block) => {
      const text = markdown.slice(block.position?.start.offset, block.position?.end.offset);
      if (block.type === "heading" && block.depth < 4) under = text.replace(/^#+ /, "");
      return block.type === "blockquote" && text.startsWith("> [!WARNING]")
        ? [{ under, text: text.replace(/^> ?/gm, "") }]
        : [];
    });
  }

  test.each(warned)("the chapter's note warns in %s of %s", async (where, words) => {
    const there = (await alerts()).filter(({ under }) => under.startsWith(where));
    expect(there.filter(({ text }) => words.test(text))).toHaveLength(1);
  });
});
