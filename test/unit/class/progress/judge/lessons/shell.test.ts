import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("shell");

const right: readonly Row[] = [
  { at: "1:1", typed: "mkdir garden/herbs -p", means: "done 1" },
  {
    at: "1:1",
    typed: "mkdir -pv garden/herbs",
    output: "mkdir: created directory 'garden'\nmkdir: created directory 'garden/herbs'",
    means: "done 1",
  },
  { at: "1:1", typed: "mkdir -p garden/herbs && cd garden", means: "done 1, done 2" },
  {
    at: "1:1",
    typed: "mkdir -p garden/herbs; cd garden; pwd",
    output: "/home/ubuntu/1/garden",
    means: "done 1, done 2, done 3",
  },
  { at: "1:2", typed: "cd ~/1/garden", means: "done 2" },
  { at: "1:3", folder: "~/1/garden", typed: "echo $PWD", output: "/home/ubuntu/1/garden", means: "done 3" },
  { at: "1:4", folder: "~/1/garden", typed: 'echo "basil" > ~/1/garden/herbs/list.txt', means: "done 4" },
  { at: "1:6", folder: "~/1/garden", typed: "cat < herbs/list.txt", output: "basil\nmint", means: "done 6" },
  {
    at: "1:9",
    folder: "~/1/garden",
    typed: "ls -l .",
    output:
      "total 8\ndrwxrwxr-x 2 ubuntu ubuntu 4096 Nov 30 06:08 herbs\n-rw-rw-r-- 1 ubuntu ubuntu   11 Nov 30 06:08 old.txt",
    means: "done 9",
  },
  { at: "1:11", folder: "~/1/garden", typed: "cp -a herbs vegetables", means: "done 11" },
  {
    at: "1:12",
    folder: "~/1/garden",
    typed: "find -name '*.txt' | sort",
    output: "./herbs/list.txt\n./old.txt\n./vegetables/list.txt",
    means: "done 12",
  },
  { at: "1:15", folder: "~/1/garden", typed: "rm -rf vegetables", means: "done 15" },
  { at: "2:3", typed: "cat fruits.csv | head -n 2", output: "apple,red,3\nbanana,yellow,1", means: "done 3" },
  {
    at: "2:7",
    typed: "cut -d ',' -f 2 fruits.csv | sort | uniq -c",
    output: "      1 blue\n      2 red\n      2 yellow",
    means: "done 7",
  },
  { at: "2:9", typed: "cat fruits.csv | sort -r > sorted.txt", means: "done 9" },
  { at: "3:3", typed: "chmod 0600 box/a", means: "done 3" },
  { at: "3:9", typed: "tar czf box.tar.gz box", means: "done 9" },
  { at: "3:9", typed: "tar --create --gzip --file=box.tar.gz box", means: "done 9" },
  { at: "3:9", typed: "tar -cvzf box.tar.gz box", output: "box/\nbox/b\nbox/a", means: "done 9" },
  { at: "3:12", typed: "tar xf box.tar.gz", means: "done 12" },
  { at: "4:2", typed: "echo Hello, $NAME", output: "Hello, Mina", means: "done 2" },
  { at: "4:5", typed: "echo $((6*7))", output: "42", means: "done 5" },
  { at: "4:9", typed: "chmod a+x greet.sh", means: "done 9" },
  { at: "4:9", typed: "chmod 755 greet.sh", means: "done 9" },
  {
    at: "4:15",
    typed: "kill -TERM %1; wait %1",
    output: "[1]+  Terminated              sleep 300",
    exit: 143,
    means: "done 15",
  },
];

const wrong: readonly Row[] = [
  {
    at: "1:1",
    typed: "mkdir garden/herbs",
    output: "mkdir: cannot create directory ‘garden/herbs’: No such file or directory",
    exit: 1,
    means: "differs 1: noWord -p",
  },
  { at: "1:1", typed: "mkdir -p graden/herbs", means: "differs 1: otherWord graden/herbs | garden/herbs" },
  {
    at: "1:5",
    folder: "~/1/garden",
    typed: 'echo "mint" > herbs/list.txt',
    means: "differs 5: otherWord >herbs/list.txt | >>herbs/list.txt",
  },
  {
    at: "1:4",
    folder: "~/1/garden",
    typed: 'echo "basil" herbs/list.txt',
    output: "basil herbs/list.txt",
    means: "differs 4: otherWord herbs/list.txt | >herbs/list.txt",
  },
  {
    at: "1:4",
    folder: "~/1/garden",
    typed: 'echo "bazil" > herbs/list.txt',
    means: "differs 4: otherWord bazil | basil",
  },
  {
    at: "1:7",
    folder: "~/1/garden",
    typed: "cp herbs/copy.txt herbs/list.txt",
    output: "cp: cannot stat 'herbs/copy.txt': No such file or directory",
    exit: 1,
    means: "differs 7: otherPlace herbs/list.txt",
  },
  { at: "1:7", folder: "~/1/garden", typed: "mv herbs/list.txt herbs/copy.txt", means: "differs 7: otherWord mv | cp" },
  { at: "2:9", typed: "sort fruits.csv > sorted.txt", means: "differs 9: noWord -r" },
  {
    at: "2:9",
    typed: "sort -r fruits.csv",
    output: "plum,blue,4\nlemon,yellow,2\ncherry,red,9\nbanana,yellow,1\napple,red,3",
    means: "differs 9: noWord >sorted.txt",
  },
  {
    at: "2:11",
    typed: "sed 's/red/pink' fruits.csv | grep pink",
    output: "sed: -e expression #1, char 10: unterminated `s' command",
    exit: 1,
    means: "differs 11: otherWord s/red/pink | s/red/pink/",
  },
  { at: "2:13", typed: "grep gren fruits.csv", exit: 1, means: "differs 13: otherWord gren | green" },
  {
    at: "2:14",
    typed: "ls missing > errors.txt",
    output: "ls: cannot access 'missing': No such file or directory",
    exit: 2,
    means: "differs 14: otherWord >errors.txt | 2>errors.txt",
  },
  {
    at: "3:7",
    typed: "ln -s link box/a",
    output: "ln: failed to create symbolic link 'box/a': File exists",
    exit: 1,
    means: "nothing",
  },
  {
    at: "3:9",
    typed: "tar -xzf box.tar.gz box",
    output:
      "tar (child): box.tar.gz: Cannot open: No such file or directory\ntar (child): Error is not recoverable: exiting now\ntar: Child returned status 2\ntar: Error is not recoverable: exiting now",
    exit: 2,
    means: "differs 9: otherWord -xzf | -czf",
  },
  {
    at: "4:1",
    typed: "NAME = Mina",
    output: "bash: NAME: command not found",
    exit: 127,
    means: "differs 1: otherWord NAME | NAME=Mina; moreWord =",
  },
  {
    at: "4:7",
    typed: "bash greet.sh Jun Mina",
    output: "Hello, Jun!\nHello, Mina!",
    means: "differs 7: otherPlace Mina",
  },
  {
    at: "4:10",
    without: [9],
    typed: "./greet.sh Sora",
    output: "bash: ./greet.sh: Permission denied",
    exit: 126,
    means: "differs 10: status 126 | 0; otherLine bash: | Hello,; first chmod +x greet.sh",
  },
  {
    at: "4:10",
    typed: "greet.sh Sora",
    output: "bash: greet.sh: command not found",
    exit: 127,
    means: "differs 10: otherWord greet.sh | ./greet.sh",
  },
];

const free: readonly Row[] = [
  {
    at: "1:3",
    folder: "~/1/garden",
    typed: "ls -la",
    output:
      "total 12\ndrwxrwxr-x 3 ubuntu ubuntu 4096 Nov 30 06:19 .\ndrwxrwxr-x 3 ubuntu ubuntu 4096 Nov 30 06:19 ..\ndrwxrwxr-x 2 ubuntu ubuntu 4096 Nov 30 06:19 herbs",
    means: "nothing",
  },
  { at: "2:4", typed: "grep plum fruits.csv", output: "plum,blue,4", means: "nothing" },
  { at: "2:8", typed: "sort fruits.csv | head -n 2", output: "apple,red,3\nbanana,yellow,1", means: "nothing" },
  {
    at: "3:4",
    typed: "ls -la",
    output:
      "total 16\ndrwxrwxr-x 3 ubuntu ubuntu 4096 Nov 30 06:20 .\ndrwx------ 1 ubuntu ubuntu 4096 Nov 30 06:20 ..\ndrwxrwxr-x 2 ubuntu ubuntu 4096 Nov 30 06:20 box",
    means: "nothing",
  },
];

testRows(note, [...right, ...wrong, ...free]);
