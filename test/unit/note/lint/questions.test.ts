import { expect, test } from "@jest/globals";
import { console, warningsOf } from "../pages.ts";

test.each([
  ["mysqldump -p a", "Enter password: ****"],
  ["docker login", "Username: mina"],
  ["docker swarm leave", "Are you sure? [yN] y"],
  ["docker system prune", "Are you sure you want to continue? (y/N) y"],
  ["rm -i a", "rm: remove regular file 'a'? y"],
  ["rm -i a", "rm: 일반 파일 'a'를 제거할까요?"],
  ["ssh-keygen", "Enter passphrase (empty for no passphrase):"],
  ["ssh-keygen", "Enter file in which to save the key (/home/mina/.ssh/id_rsa):"],
  ["ssh-keygen", "Enter same passphrase again:"],
  ["passwd", "Retype new password:"],
  ["sudo ls", "[sudo] mina의 암호:"],
  ["setup", "Press ENTER to continue"],
])("the reader warns of the question that %s asks: %s", (typed, line) => {
  expect(warningsOf(console(`$ ${typed}`, line, "done"))).toEqual([
    `5: the command asks a question here, and nothing answers it: ${line}`,
  ]);
});

test.each([
  ["docker info", "Username: mina"],
  ["cat a.yaml", "password: secret"],
  ["cat a.yaml", "  username: mina"],
  ["docker login -u mina --password-stdin < token", "Login Succeeded"],
  ["a", "Enter the following commands:"],
  ["rm a", "rm: cannot remove 'a': No such file or directory"],
  ["b", "Is it y/n?"],
])("a line that only looks like a question gives no warning: %s shows %s", (typed, line) => {
  expect(warningsOf(console(`$ ${typed}`, line))).toEqual([]);
});
