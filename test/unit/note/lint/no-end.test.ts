import { expect, test } from "@jest/globals";
import { console, warningsOf } from "../pages.ts";

const warned = (...lines: string[]): string[] => warningsOf(console(...lines));

test.each([
  ["docker run -p 80:80 nginx", "this server", "add -d"],
  ["docker compose up", "compose up", "add -d"],
  ["docker compose -f a.yaml up --build", "compose up", "add -d"],
  ["docker-compose up", "compose up", "add -d"],
  ["docker logs -f web", "logs -f", "leave out -f"],
  ["docker compose logs --follow web", "logs -f", "leave out -f"],
  ["kubectl get pods -w", "kubectl get -w", "leave out -w"],
  ["ping 8.8.8.8", "ping", "add -c 3"],
  ["cd app && sudo tail -f log | grep a", "tail -f", "leave out -f"],
  ["watch docker ps", "watch", "type the command alone"],
  ["top", "top", "write top -b -n 1"],
  ["docker stats", "docker stats", "add --no-stream"],
  ["docker events", "docker events", "add --until 0s"],
  ["journalctl -u docker -f", "journalctl -f", "leave out -f"],
])("the reader warns of a command that does not end by itself: %s", (typed, name, instead) => {
  const message = `4: ${name} does not end by itself: write ^C or [running] below what is to be seen, or ${instead}`;
  expect(warned(`$ ${typed}`)).toEqual([message]);
  expect(warned(`$ ${typed}`, "a line")).toEqual([message]);
  for (const end of ["^C", "[running]", "[exit 130]"]) expect(warned(`$ ${typed}`, "a line", end)).toEqual([]);
});

test.each([
  ["vi Dockerfile", "This editor", "write the file in a block with file="],
  ["sudo nano /etc/hosts", "This editor", "write the file in a block with file="],
  ["cat a | less", "This pager", "add | cat, or type cat"],
  ["man ls", "This pager", "add | cat, or type cat"],
  ["python3", "This program", "give it a file, or the words in the command"],
  ["docker exec -it db mysql -u root -psecret", "This program", "give it a file, or the words in the command"],
  ["redis-cli -h cache", "This program", "give it a file, or the words in the command"],
])("the reader warns of a program that waits for keys: %s", (typed, name, instead) => {
  expect(warned(`$ ${typed}`)).toEqual([`4: ${name} waits for keys, and nothing presses them: ${instead}`]);
});

test.each([
  "ping -c 3 a",
  "ping -c3 a",
  "ping a | head -2",
  "ping a &",
  "timeout 3 ping a",
  "docker run -d -p 80:80 nginx",
  "docker run --rm nginx nginx -v",
  "docker run -itd nginx",
  "docker compose up -d",
  "docker compose up --wait",
  "docker logs web",
  "docker logs --tail 3 web",
  "tail -n 3 log",
  "tar -czf a.tgz b",
  "kubectl get pods -o wide",
  "top -bn1",
  "docker stats --no-stream",
  "docker events --since 1m --until 0s",
  "python3 app.py",
  "python3 -c 'print(1)'",
  "python3 < a.py",
  "echo 'print(1)' | python3",
  "docker exec db mysql -e 'show databases'",
  "psql -U a -c 'select 1'",
  "mysql -u root a < dump.sql",
  "redis-cli ping",
  "echo vi less ping",
  "echo 'ping a'",
  "man ls | cat",
  "vim --version",
  "apt install -y vim nano less",
  "cat > a <<END\nping a\nEND",
])("a command that ends gives no warning: %j", (typed) => {
  expect(warned(...`$ ${typed}`.split("\n"))).toEqual([]);
});

test("the reader warns of an image's own shell that the note opens and never shows", () => {
  const message =
    "4: this opens a shell, but the note shows no prompt of it and no exit: the step would wait until its time is over";
  expect(warned("$ docker run -it ubuntu")).toEqual([message]);
  expect(warned("$ docker run --rm -it library/alpine:3.20", "$ docker ps")).toEqual([message]);
  expect(warned("$ docker run ubuntu")).toEqual([]);
  expect(warned("$ docker run -it ubuntu", "root@73588180c437:/# exit")).toEqual([]);
});

test("the reader warns of a shell on the host that the note opens and never shows, whatever it printed", () => {
  const message =
    "4: this opens a shell, but the note shows no prompt of it and no exit: the step would wait until its time is over";
  for (const typed of ["sudo -i", "su - mina", "ssh mina@192.0.2.1", "bash"]) {
    expect(warned(`$ ${typed}`, "$ id")).toEqual([message]);
    expect(warned(`$ ${typed}`, "Welcome", "lab> id")).toEqual([message]);
    expect(warned(`$ ${typed}`, "root@lab:~# exit")).toEqual([]);
  }
  expect(warned("$ newgrp docker", "$ docker ps")).toEqual([
    "4: newgrp opens a shell, and nothing leaves it: remove this line, and begin a section below it, since the shell of a new section has the user's new groups",
  ]);
  expect(warned("$ newgrp docker", "mina@lab:~/1$ exit")).toEqual([]);
});
