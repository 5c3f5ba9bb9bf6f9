import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("kitchen");

const rows: readonly Row[] = [
  {
    at: "5:1",
    typed: "sudo addgroup cooks",
    output: "info: Selecting GID from range 1000 to 59999 ...\ninfo: Adding group `cooks' (GID 1001) ...",
    means: "done 1",
  },
  { at: "5:1", typed: "sudo /usr/sbin/groupadd cooks", output: "", means: "done 1" },
  { at: "5:2", typed: "sudo useradd --create-home --shell /bin/bash --groups cooks sora", output: "", means: "done 2" },
  { at: "5:2", typed: "sudo useradd sora -m -G cooks -s /bin/bash", output: "", means: "done 2" },
  { at: "5:4", typed: "sudo usermod -a -G docker sora", output: "", means: "done 4" },
  { at: "5:4", typed: "sudo usermod --append --groups docker sora", output: "", means: "done 4" },
  { at: "5:8", typed: "sudo chown --recursive sora:cooks ./recipes", output: "", means: "done 8" },
  {
    at: "5:8",
    typed: "sudo chown -R sora.cooks recipes",
    output: "chown: warning: '.' should be ':': ‘sora.cooks’",
    means: "done 8",
  },
  {
    at: "5:9",
    typed: "ls -l .",
    output: "total 4\ndrwxrwxr-x 2 sora cooks 4096 Nov 24 06:01 recipes",
    means: "done 9",
  },
  {
    at: "5:9",
    typed: "ls --format=long",
    output: "total 4\ndrwxrwxr-x 2 sora cooks 4096 Nov 24 06:01 recipes",
    means: "otherwise 9",
  },
  { at: "5:10", typed: "sudo chmod 0750 recipes/", output: "", means: "done 10" },
  {
    at: "5:11",
    typed: "ls ./recipes",
    exit: 2,
    output: "ls: cannot open directory './recipes': Permission denied",
    means: "done 11",
  },
  { at: "5:13", typed: "sudo tar -czf recipes.tar.gz recipes", output: "", means: "done 13" },
  { at: "5:13", typed: "sudo tar czvf recipes.tar.gz recipes", output: "recipes/\nrecipes/list.txt", means: "done 13" },
  { at: "5:14", typed: "tar -tzf recipes.tar.gz", output: "recipes/\nrecipes/list.txt", means: "done 14" },
  { at: "5:14", typed: "tar --list --file=recipes.tar.gz", output: "recipes/\nrecipes/list.txt", means: "done 14" },
  { at: "5:15", typed: "sudo du -hs recipes", output: "8.0K\trecipes", means: "done 15" },
];

testRows(note, rows);
