import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("backup");

const right: readonly Row[] = [
  { at: "1:1", typed: "mkdir -p home/docs home/photos", means: "done 1" },
  { at: "1:2", typed: "printf 'buy milk\\n' > home/docs/todo.txt", means: "done 2" },
  { at: "1:2", typed: "echo 'buy milk' > ./home/docs/todo.txt", means: "done 2" },
  { at: "1:3", typed: "truncate --size=2M home/photos/cat.jpg", means: "done 3" },
  { at: "1:4", typed: "touch --date=2020-01-01 home/docs/old.txt", means: "done 4" },
  { at: "1:5", typed: "find ./home -size +1M", output: "./home/photos/cat.jpg", means: "done 5" },
  { at: "1:5", typed: "find home -type f -size +1M", output: "home/photos/cat.jpg", means: "otherwise 5" },
  {
    at: "1:6",
    typed: 'find home -newermt 2025-01-01 -name "*.txt"',
    output: "home/docs/todo.txt",
    means: "otherwise 6",
  },
  { at: "1:7", typed: "tar cfJ home.tar.xz home", means: "done 7" },
  { at: "1:7", typed: "tar --create --xz --file home.tar.xz home/", means: "done 7" },
  { at: "1:7", typed: "tar -caf home.tar.xz home", means: "done 7" },
  { at: "1:8", typed: "tar tf home.tar.xz | grep -vc '/$'", output: "3", means: "done 8" },
  { at: "1:9", typed: "sha256sum ./home.tar.xz > home.sha256", means: "done 9" },
  { at: "1:10", typed: "sha256sum --check home.sha256", output: "home.tar.xz: OK", means: "done 10" },
  { at: "1:11", typed: "rm home/docs/old.txt", means: "nothing" },
  { at: "1:11", typed: "find ./home -name 'old.txt' -delete", means: "done 11" },
  { at: "1:12", typed: "rm -fr ./home/photos/", means: "done 12" },
  { at: "1:13", typed: "tar xJf home.tar.xz home/photos", means: "done 13" },
  {
    at: "1:13",
    typed: "tar -xf home.tar.xz home/photos && ls home/photos",
    output: "cat.jpg",
    means: "done 13, done 14",
  },
  { at: "1:15", typed: "find home -type d -exec chmod 750 '{}' \\;", means: "nothing" },
  { at: "1:15", typed: "find home -type d | xargs chmod 750", means: "nothing" },
  { at: "1:16", typed: "stat --format='%a %n' home home/docs", output: "750 home\n750 home/docs", means: "done 16" },
  { at: "1:17", typed: "split --bytes=100K home/photos/cat.jpg part-", means: "done 17" },
  { at: "1:18", typed: "ls part-* | wc --lines", output: "21", means: "done 18" },
  { at: "1:19", typed: "cat part-a* | cmp - home/photos/cat.jpg", means: "nothing" },
  { at: "1:20", typed: "rm -f part-*", means: "done 20" },
];

const wrong: readonly Row[] = [
  { at: "1:2", typed: 'echo "buy mlik" > home/docs/todo.txt', means: "differs 2: otherWord mlik | milk" },
  {
    at: "1:4",
    typed: "touch -d '2021-01-01' home/docs/old.txt",
    means: "differs 4: otherWord 2021-01-01 | 2020-01-01",
  },
  {
    at: "1:7",
    typed: "tar -xJf home.tar.xz home",
    output:
      "tar (child): home.tar.xz: Cannot open: No such file or directory\ntar (child): Error is not recoverable: exiting now\ntar: Child returned status 2\ntar: Error is not recoverable: exiting now",
    exit: 2,
    means: "differs 7: otherWord -xJf | -cJf",
  },
  { at: "1:11", typed: "find home -name odl.txt -delete", means: "differs 11: otherWord odl.txt | old.txt" },
  { at: "1:15", typed: "find home -type d -exec chmod 755 {} +", means: "differs 15: otherWord 755 | 750" },
  { at: "1:15", typed: "find home -type f -exec chmod 750 {} +", means: "nothing" },
  { at: "1:17", typed: "split -b 10K home/photos/cat.jpg part-", means: "differs 17: otherWord 10K | 100K" },
];

const free: readonly Row[] = [
  {
    at: "1:8",
    typed: "tar -tf home.tar.xz",
    output: "home/\nhome/photos/\nhome/photos/cat.jpg\nhome/docs/\nhome/docs/old.txt\nhome/docs/todo.txt",
    means: "nothing",
  },
  {
    at: "1:12",
    typed: "ls -l home",
    output:
      "total 0\ndrwxrwxr-x 2 cloudsdk cloudsdk 60 Nov 30 18:53 docs\ndrwxrwxr-x 2 cloudsdk cloudsdk 60 Nov 30 18:53 photos",
    means: "nothing",
  },
];

testRows(note, [...right, ...wrong, ...free]);
