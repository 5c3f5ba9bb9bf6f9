import { describe, expect, test } from "@jest/globals";
import { readingOf } from "../../../../src/adopt/commands/command-line.ts";

const kindOf = (text: string, where: "prose" | "code" = "prose"): string => readingOf(text, where).kind;

describe("a line of prose that is a command", () => {
  test.each([
    ["docker run -d nginx", "docker run -d nginx"],
    ["sudo usermod -aG docker $USER", "sudo usermod -aG docker $USER"],
    ["$ docker ps", "docker ps"],
    ["$ make build", "make build"],
    ["cowsay hello world!", "cowsay hello world!"],
    ["docker build .", "docker build ."],
    ["docker cp web:/etc/passwd .", "docker cp web:/etc/passwd ."],
    ["docker run -d nginx # a comment that goes on", "docker run -d nginx # a comment that goes on"],
    ["find . -name '*.md'", "find . -name '*.md'"],
    ["ls", "ls"],
    ["./configure --prefix=/usr", "./configure --prefix=/usr"],
    ["A=1 printenv A", "A=1 printenv A"],
    ["docker rm $(docker ps -aq) -f", "docker rm $(docker ps -aq) -f"],
    ["echo 안녕하세요 여러분", "echo 안녕하세요 여러분"],
  ])("%s is typed", (text, typed) => {
    expect(readingOf(text, "prose")).toEqual({ kind: "command", typed, changed: [] });
  });

  test("a program that the page installs is known", () => {
    expect(readingOf("ponysay hi", "prose").kind).toBe("prose");
    expect(readingOf("ponysay hi", "prose", new Set(["ponysay"])).kind).toBe("command");
  });

  test("words of another script behind it become a comment", () => {
    expect(readingOf("docker ps 목록 보기", "prose")).toEqual({
      kind: "command",
      typed: "docker ps # 목록 보기",
      changed: ["words behind it, which are a comment now"],
    });
  });

  test("what an editor put in place of what was typed is undone", () => {
    expect(readingOf("docker run alpine echo ‘a b’ –rm", "prose")).toEqual({
      kind: "command",
      typed: "docker run alpine echo 'a b' --rm",
      changed: ["typographic quotes", "a dash"],
    });
  });
});

describe("a line of prose that only begins as a command does", () => {
  test.each([
    "docker is a platform",
    "docker hub에 올리기",
    "docker",
    "docker run",
    "docker run shows what the image does",
    "docker ps 명령으로 확인한다.",
    "docker run -d nginx를 실행한다",
    "git commit records changes with a message",
    "make sure that it works",
    "which is what was meant",
    "open a terminal, then log in",
    "for each container",
    "nginx 이미지를 실행",
    "bash 접속",
    "ls lists the files of the folder",
    "kubelet watches nodes:",
    "A=1",
    "Docker run -d nginx",
    "return result{}, nil",
    "| sort -n",
    "sum(requests) without(instance)",
    "./notes/haiku.txt",
    "docker network create",
    "sudo apt install docker-ce containerd.io.",
    "docker stats : what it uses",
    "echo 명령어를 통해 이름을 추가한다",
  ])("%s is prose", (text) => {
    expect(kindOf(text)).toBe("prose");
  });
});

describe("a line that may be a command", () => {
  test.each([
    ["docker run -it ubuntu ... bash", "a part of it is left out"],
    ["docker exec web sh -c 'echo", "a shell would wait for a closing '"],
    ["docker pull 이미지파일", '"이미지파일" may be a remark, or belong to the command'],
    ["echo it is done", '"it" may make it a sentence'],
  ])("%s: %s", (text, why) => {
    expect(readingOf(text, "prose")).toEqual({ kind: "maybe", why });
  });
});

describe("in code, a known name alone shows a command", () => {
  test.each([
    "make build",
    "sort names.txt",
    "mkdir 폴더",
    "NAME=web",
    "T=$(cat token)",
    "for n in 1 2; do echo $n; done",
  ])("%s", (text) => {
    expect(readingOf(text, "code")).toEqual({ kind: "command", typed: text, changed: [] });
  });
  test.each(["Hello from Docker!", "73588180c437", "drwxr-xr-x 2 mina mina 4096 a", "my_tool run"])(
    "%s is not known",
    (text) => {
      expect(kindOf(text, "code")).toBe("prose");
    },
  );

  test("a command of several lines is whole or not", () => {
    expect(kindOf("docker run -d \\\n  --name web \\\n  nginx", "code")).toBe("command");
    expect(kindOf("for n in 1 2; do\n  echo $n\ndone", "code")).toBe("command");
    expect(kindOf("for n in 1 2; do", "code")).toBe("maybe");
  });
});
