import { expect, test } from "@jest/globals";
import { page, warnedInSections, warningsOf } from "../pages.ts";

/** Without the line. */
const carried = (names: string, from = "1", word = "it"): string =>
  `${names} came in section ${from}, but each section has a shell and a folder of its own: write here, too, what makes ${word}`;
const messages = (...sections: (readonly string[])[]): string[] =>
  warnedInSections(...sections).map((text) => text.replace(/^\d+: /, ""));

test.each([
  ["a variable", ["$ NAME=web"], ["$ docker build -t $NAME /srv"], "$NAME"],
  ["an exported variable", ["$ export NAME=web"], [`$ echo "\${NAME}-1"`], "$NAME"],
  ["a folder", ["$ mkdir -p app/src"], ["$ cd app"], "app"],
  ["a folder in a path", ["$ mkdir app"], ["$ ls app/src/"], "app/src"],
  ["a file that is written", ["$ echo a > notes.txt"], ["$ cat notes.txt"], "notes.txt"],
  ["a file that tee writes", ["$ echo a | sudo tee a.conf"], ["$ wc -l a.conf"], "a.conf"],
  ["a file that is read by <", ["$ seq 9 > numbers"], ["$ sort < numbers"], "numbers"],
  ["a file below an option", ["$ touch pod.yaml"], ["$ kubectl apply --filename=pod.yaml"], "pod.yaml"],
  ["a script", ["$ curl -sO https://example.com/a/run.sh"], ["$ ./run.sh"], "./run.sh"],
  [
    "a file in a folder in which the author is by now",
    ["$ mkdir app", "$ cd app", "$ touch a.py"],
    ["$ cat a.py"],
    "a.py",
  ],
  ["a repository", ["$ git clone https://example.com/lab/shop.git"], ["$ cd shop && ls"], "shop"],
  ["the repository in the folder", ["$ git init"], ["$ git add ."], ".git"],
  ["a Dockerfile", ["$ printf 'FROM a' > Dockerfile"], ["$ docker build -t a ."], "Dockerfile"],
  ["a compose file", ["$ touch compose.yaml"], ["$ docker compose up -d"], "compose.yaml"],
])("the reader warns where a section names %s that an earlier section made", (_, first, second, name) => {
  expect(messages(first, second)).toEqual([carried(name)]);
  expect(messages([...first, ...second])).toEqual([]);
  expect(messages(second, first)).toEqual([]);
});

test("the reader warns once for each earlier section, at the first line that names something of it", () => {
  expect(
    warnedInSections(["$ touch a.txt b.txt"], ["$ X=1"], ["$ ls", "$ cat a.txt", "$ cat b.txt a.txt", "$ echo $X"]),
  ).toEqual([`19: ${carried("a.txt, b.txt", "1", "them")}`, `21: ${carried("$X", "2")}`]);
});

test("the reader warns of a file of a block with file= that a later section names", () => {
  const text = page("## 1 A", "", "```sh file=a.sh", "id", "```", "", "## 2 B", "", "```console", "$ sh a.sh", "```");
  expect(warningsOf(text)).toEqual([`12: ${carried("a.sh")}`]);
});

test.each([
  ["what it makes itself before", ["$ mkdir app"], ["$ mkdir app", "$ cd app"]],
  [
    "what is in a folder that it makes itself",
    ["$ touch a.txt"],
    ["$ git clone https://example.com/b", "$ cat b/a.txt"],
  ],
  ["what it sets itself before", ["$ X=1"], ["$ X=2", "$ echo $X"]],
  ["what it sets in the same command", ["$ X=1"], ["$ for X in a b; do echo $X; done"]],
  ["a word that is no file", ["$ mkdir web"], ["$ docker run -d --name web nginx", "$ docker rm -f web"]],
  ["an image of the same name", ["$ mkdir app"], ["$ docker push app/web"]],
  ["the pattern of grep", ["$ touch web"], ["$ docker ps | grep web"]],
  ["a path elsewhere", ["$ touch a.txt"], ["$ cd /etc", "$ cat a.txt", "$ cat ~/a.txt /srv/a.txt"]],
  ["what stands outside of its folder", ["$ cd ..", "$ touch a.txt"], ["$ cat a.txt"]],
  ["a $ in single quotes", ["$ X=1"], ["$ awk '{ print $X }' /etc/hosts"]],
  [
    "what is typed into a container",
    ["$ X=1", "$ touch a.txt"],
    ["$ docker run -it x", "/ # cat a.txt $X", "/ # exit"],
  ],
  ["what was made in a container", ["$ docker run -it x", "/ # touch a.txt", "/ # exit"], ["$ cat a.txt"]],
  ["the text of a here-document", ["$ touch a.txt"], ["$ cat > b <<END", "cat a.txt", "END"]],
  ["words of git that need no repository", ["$ git init"], ["$ git --version", "$ git config --global user.name a"]],
])("a section may name %s without a warning", (_, first, second) => {
  expect(messages(first, second)).toEqual([]);
});
