import { expect, test } from "@jest/globals";
import { maskPlaceholders, placeholdersIn } from "../../../../src/adopt/commands/placeholders.ts";

test.each([
  ["docker logs <container-id>", "<container-id>", "container"],
  ["docker logs <id>", "<id>", "container"],
  ["docker rmi <id>", "<id>", "image"],
  ["docker exec -it [Container ID] bash", "[Container ID]", "container"],
  ["docker stop 컨테이너ID", "컨테이너ID", "container"],
  ["docker stop 컨테이너 이름", "컨테이너 이름", "container"],
  ["docker stop $CONTAINER", "$CONTAINER", "container"],
  ["docker stop $CONTAINER_ID", "$CONTAINER_ID", "container"],
  ["docker rm {name}", "{name}", "container"],
  ["docker cp CONTAINER:/etc/passwd .", "CONTAINER", "container"],
  ["docker run <image>", "<image>", "image"],
  ["docker tag app <username>/app", "<username>", "account"],
  ["docker tag app your-name/app", "your-name", "account"],
  ["kubectl logs <pod>", "<pod>", "other"],
])("in %s, %s stands for the reader's own %s", (line, text, standing) => {
  expect(placeholdersIn(line)).toEqual([expect.objectContaining({ text, at: line.indexOf(text), standing })]);
});

test.each([
  "sort < names.txt > sorted.txt",
  "diff <(ls a) <(ls b)",
  "cat <<END",
  "[ -f a ] && echo yes",
  "ls [abc]*",
  "docker ps --format '{{.Names}}'",
  "awk '{print $1}' a",
  "mkdir -p {a,b}/c",
  "echo $HOME",
  "git commit -m 'Say <name>'",
  "docker build -t my-user .",
  "echo yours",
])("%s has no placeholder", (line) => {
  expect(placeholdersIn(line)).toEqual([]);
});

test("only a word that a shell takes as it is can be typed as it is", () => {
  expect(placeholdersIn("docker tag a your-name/a")[0]?.breaks).toBe(false);
  expect(placeholdersIn("docker tag a <name>/a")[0]?.breaks).toBe(true);
});

test("a mask has the length of what it hides", () => {
  expect(maskPlaceholders("docker rm [Container ID] -f")).toBe("docker rm XXXXXXXXXXXXXX -f");
});
