import { describe, expect, test } from "@jest/globals";
import { withoutHangul } from "../../../../../src/class/progress/command/hangul.ts";
import { matcherFor, standsFor, type WordFacts } from "../../../../../src/class/progress/command/matcher.ts";
import { distance, otherWords } from "../../../../../src/class/progress/command/near.ts";
import { sameCommand } from "../../../../../src/class/progress/command/same.ts";
import { readCommand, writtenWord } from "../../../../../src/class/progress/command/tokens.ts";
import { Bindings } from "../../../../../src/note/compare/bindings.ts";
import type { Shape } from "../../../../../src/note/compare/shapes/shape.ts";
import { shapes } from "../../../../../src/note/compare/shapes/table.ts";

const id = shapes.find(({ name, binds }) => name === "id" && binds) as Shape;
const bound = Bindings.none.bind("64eb235def02", "aaaabbbbcccc", 1, true) as Bindings;
const facts: WordFacts = {
  ...{ home: "/home/ubuntu", folder: "~/1.5.2", wanted: "~/1.5.2" },
  known: new Map(["64eb235def02", "36c9eedbe1d0"].map((word) => [word, id])),
  bindings: bound.bind("36c9eedbe1d0", "ddddeeeeffff", 2, true) as Bindings,
  seen: ['aaaabbbbcccc   nginx   "/docker-entrypoint.…"   Up 1 second   web', "ddddeeeeffff   nginx   db-1"],
};

/** Whether a typed command is the note's, whatever its ids stand for. */
const isSame = (note: string, typed: string): boolean =>
  sameCommand(readCommand(note), readCommand(typed), matcherFor(facts)) !== undefined;

describe("two commands are the same", () => {
  test.each([
    ["git commit -a -m x", "git commit -am x"],
    ["git commit -m 'a b'", 'git commit --message="a b"'],
    ["git checkout -b main", "git switch -c main"],
    ["head -5 f", "head -n5 f"],
    ["docker images -q nginx", "docker image ls --quiet nginx"],
    ["mkdir -p a/b", "mkdir --parents a/b/"],
    ["rm -r dist", "rm -r ./dist"],
    ["cat index.html", "cat ~/1.5.2/index.html"],
    ["docker exec 64eb235def02 sh -c 'a && b'", 'docker exec aaaabbbbcccc sh -c "a && b"'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is typed so
    ["echo $HOME", 'echo "${HOME}"'],
    ["a | sort", "a | sort | cat"],
    ["for n in 1 2; do\n  echo $n\ndone", "for n in 1 2; do echo $n; done"],
    ["cat <<END > f\none\nEND", "cat > f <<EOF\none\nEOF"],
    ["if true; then\n  ls\nfi", "if true; then ls; fi"],
    ["ls 2>/dev/null", "ls 2> /dev/null"],
    ["git add a b", "git add b a"],
    ["docker compose up -d", "docker-compose up -d"],
    ["kill -9 12", "kill -9 12"],
    ["chmod u=rwx,go=rx f", "chmod 755 f"],
    ["chmod a+x f", "chmod +x f"],
    ["ln -s a b", "ln -sf a b"],
    ["chmod go-rwx f", "chmod go= f"],
    ["mkdir a{1..3}", "mkdir a1 a2 a3"],
    ["echo one > f", "cat > f <<END\none\nEND"],
    ["echo one >> f", "echo one | tee -a f"],
    ["sort f | uniq", "sort -u f"],
    ["wc -l f", "wc -l < f"],
    ["mv f d/", "mv f d/f"],
    ["usermod -aG devs mina", "gpasswd -a mina devs"],
    ["docker run -v $(pwd)/html:/srv nginx", "docker run -v ./html:/srv nginx"],
    ["cat html/index.html", "cat ../1.5.2/html/index.html"],
    ["grep -c x ../a.log", "grep -c x ~/a.log"],
    ["rm a b", "rm a && rm b"],
    ["sudo mkdir -p a b", "sudo mkdir -p a && sudo mkdir -p b"],
    ["ls | sort > f", "ls | sort | tee f"],
    ["tar -cJf a.tar.xz a", "tar -caf a.tar.xz a"],
    ["truncate -s 2M f", "truncate --size=2M f"],
    ["split -b 10K f", "split --bytes=10K f"],
    ["gcc -o a a.c", "cc a.c -o a"],
    ["make -n", "make --just-print"],
    ["make clean", "make -s -j2 clean"],
    ['sqlite3 f.db "SELECT a, b FROM t;"', "sqlite3 f.db 'select a,b\n  from t'"],
    ["psql -c \"INSERT INTO t VALUES ('Fig', 6);\"", "psql -c \"insert into t values('Fig',6)\""],
    ['docker exec db mysql -e "SHOW DATABASES;"', 'docker exec db mysql -e "show databases"'],
    ["ssh shop cat /tmp/a", "ssh shop 'cat /tmp/a'"],
    ["ssh shop 'rm -r /tmp/a'", 'ssh shop "rm -rf /tmp/a/"'],
    ["docker exec web sh -c 'echo one > /tmp/a'", `docker exec web sh -c 'echo "one" > /tmp/a'`],
    ["bash -c 'for i in 1 2; do echo $i; done'", "bash -c 'for i in {1..2}; do echo $i; done'"],
    ["scp a.txt shop:/tmp/", "scp -q ./a.txt shop:/tmp/a.txt"],
    ["diff a b", "diff b a"],
    ["diff a b", "cmp -s b a"],
    ["LANG=C TZ=UTC date", "env TZ=UTC LANG=C date"],
    ["./run.sh one", "~/1.5.2/run.sh one"],
    ["rm -rf a", "rm -r a"],
    ["mkdir -p a", "mkdir a"],
    ["python3 -m venv --without-pip env", "python3 -m venv env --without-pip"],
    ["python3 -m pip list", "pip list"],
    ["python3 -c 'print(6 * 7)'", "python3 -c 'print(6*7)'"],
    [`python3 -c 'import json; print(a["b"])'`, `python3 -c "import json;print(a['b'])"`],
    ["find . -name a", "find . -name a 2>/dev/null"],
    ["chmod +x f", "chmod 755 f"],
  ])("%s and %s", (note, typed) => {
    expect(isSame(note, typed)).toBe(true);
  });

  test.each([
    ["docker run -d nginx", "docker run nginx -d"],
    ["docker run -e a=1 hello", "docker run hello -e a=1"],
    ["docker run -d nginx", "docker run -d --rm nginx"],
    ["docker run -p 80:80 nginx", "docker run -p 81:80 nginx"],
    ["git commit -a -m x", "git commit --amend -m x"],
    ["sleep 60 &", "sleep 60"],
    ["a && b", "a; b"],
    ["a > f", "a >> f"],
    ["cat <<END\none\nEND", "cat <<END\ntwo\nEND"],
    ["cp a b", "cp b a"],
    ["echo '$HOME'", "echo $HOME"],
    ["ls", "ls -A"],
    ["ssh host ls -l", "ssh -l host ls"],
    ["find . -name a -o -name b", "find . -name b -o -name a"],
    ["kill -9 12", "kill -9 13"],
    ["kill -STOP 12", "kill -POTS 12"],
    ["chmod u+x f", "chmod 755 f"],
    ["chmod a+w f", "chmod +w f"],
    ["echo one > f", "echo one | tee -a f"],
    ["echo '$A' > f", "cat > f <<END\n$A\nEND"],
    ["touch f", "> f"],
    ["nohup a", "a"],
    ["docker run -v $(pwd)/html:/srv nginx", "docker run -v html:/srv nginx"],
    ["sed -n 2p f", "sed 2p f"],
    ["git commit -am x", "git commit -ma x"],
    ["rm -r a b", "rm -r a && rm b"],
    ["rm a b", "rm a; rm b"],
    ["ls | sort | tee f", "ls | sort > f"],
    ["grep x ../a.log", "grep x '~/a.log'"],
    ["echo ../a.log", "echo ~/a.log"],
    ["sqlite3 f.db \"SELECT 'Fig';\"", "sqlite3 f.db \"SELECT 'fig';\""],
    ['sqlite3 f.db "SELECT a FROM t;"', 'sqlite3 f.db "SELECT a, b FROM t;"'],
    ['echo "select a from t"', 'echo "SELECT a FROM t"'],
    ["git commit -m 'Update the page'", "git commit -m 'update the page'"],
    ["ssh shop ls /tmp/a", "ssh shop ls /tmp/b"],
    ["ssh shop 'echo one >> a'", "ssh shop echo one >> a"],
    ["ssh shop 'ls ~/a'", "ssh shop ls ~/a"],
    ["sh -c 'echo $HOME'", 'sh -c "echo $HOME"'],
    ["sh -c 'mkdir a b'", "sh -c 'mkdir {a,b}'"],
    ["sh -c 'make > log 2>&1'", "sh -c 'make &> log'"],
    ["docker exec web sh -c 'mkdir a b'", "docker exec web bash -c 'mkdir {a,b}'"],
    ["scp a.txt shop:/tmp/", "scp shop:/tmp/a.txt ."],
    ["LANG=C date", "LANG=K date"],
    ["LANG=C date", "date"],
    ["env LANG=C", "LANG=C"],
    ["env LANG=C TZ=UTC", "LANG=C TZ=UTC"],
    ["./run.sh", "run.sh"],
    ["rm -r a", "rm -f a"],
    ["rm -rf a", "rm -rf"],
    ["mkdir -p a", "mkdir -p"],
    ["diff a b | grep -c '^<'", "diff b a | grep -c '^<'"],
    ["diff a b > c", "diff b a > c"],
    ["echo one > a", "echo ./one > a"],
    ["cat /tmp/a", "cat .//tmp/a"],
    ["rm -r a", "rm ./-r a"],
    ["python3 a.py -v b", "python3 -v a.py b"],
    ["python3 -c 'print(\"6 * 7\")'", "python3 -c 'print(\"6*7\")'"],
    ["python3 -c 'print(6 * 7)'", "python3 -c 'print(6 + 7)'"],
    ["python3 greet.py 'a (b)'", "python3 greet.py 'a(b)'"],
    ["grep x a | sort", "grep x a 2>/dev/null | sort"],
    ["chmod +x f", "chmod 777 f"],
    ["chmod +x f", "chmod u+x f"],
  ])("not %s and %s", (note, typed) => {
    expect(isSame(note, typed)).toBe(false);
  });
});

test.each([
  ["aaaabbbbcccc", "same"],
  ["aaa", "same"],
  [`aaaabbbbcccc${"0".repeat(52)}`, "same"],
  ["web", "same"],
  ["db-1", "another"],
  ["ddd", "another"],
  ["a", "another"],
  ["nginx", "another"],
  ["64eb235def02", "another"],
])("of what stands for an id of the note, %s is %s", (value, meaning) => {
  expect(standsFor({ sample: "64eb235def02", value }, facts)).toBe(meaning);
});

test("digits that begin two ids stand for neither", () => {
  const seen = ["aaaabbbbcccc", "aaa999999999"];
  expect(standsFor({ sample: "64eb235def02", value: "aaa" }, { ...facts, seen })).toBe("another");
  expect(standsFor({ sample: "64eb235def02", value: "aaaa" }, { ...facts, seen })).toBe("same");
});

test.each([
  ["애찯ㄱ ㅔㄴ", "docker ps"],
  ["ㅣㄴ -ㅣㅁ", "ls -la"],
  ["햣 ㄴㅅㅁ션", "git status"],
  ["쫘 ㄲㅆ", "Whk RT"],
  ["echo hi", "echo hi"],
])("%s is what a keyboard that is set to Hangul types for %s", (typed, meant) => {
  expect(withoutHangul(typed)).toBe(meant);
});

test("the comparison gives the words in which commands differ one by one, and a word of the note stands for the student's own", () => {
  const differ = (note: string, typed: string) =>
    otherWords(note, typed, matcherFor(facts)).map(({ note: one, typed: other }) => [one, other]);
  expect(differ("docker run -d nginx", "docker run -d ngnix")).toEqual([["nginx", "ngnix"]]);
  expect(differ("docker stop 64eb235def02", "docker strop aaaabbbbcccc")).toEqual([["stop", "strop"]]);
  expect(differ("docker run -d nginx", "docker run nginx")).toEqual([["-d", undefined]]);
  expect(differ("ls", "ls -la")).toEqual([[undefined, "-la"]]);
  expect(differ("ls $(pwd)/x", "ls $(pwd)/y")).toEqual([["x", "y"].map((name) => writtenWord(`$PWD/${name}`))]);
});

test("the distance of commands is 0 for the same words, and grows with the signs that differ", () => {
  expect(distance("docker ps", "docker   ps # look")).toBe(0);
  expect(distance("docker ps", "dcoker ps")).toBeLessThan(distance("docker ps", "ls"));
});
