import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("git");

const right: readonly Row[] = [
  { at: "1:1", typed: "git config --global user.name 'Mina Park'", means: "done 1" },
  { at: "1:8", folder: "~/1/shop", typed: "git add .", means: "nothing" },
  { at: "1:8", folder: "~/1/shop", typed: "git stage prices.txt", means: "done 8" },
  { at: "1:9", folder: "~/1/shop", typed: "git commit -qm 'Add the prices'", means: "done 9" },
  { at: "1:15", folder: "~/1/shop", typed: "git log -n 1 --format=%s", output: "Add plums", means: "done 15" },
  { at: "1:16", folder: "~/1/shop", typed: "git show HEAD^:prices.txt", output: "apple 3\npear 2", means: "done 16" },
  { at: "1:16", folder: "~/1/shop", typed: "git show HEAD~:prices.txt", output: "apple 3\npear 2", means: "done 16" },
  {
    at: "2:1",
    typed: "git init shop; cd shop",
    output: "Initialized empty Git repository in /home/ubuntu/2/shop/.git/",
    means: "done 1",
  },
  { at: "3:3", folder: "~/3/shop", typed: "git add .", means: "done 3" },
  { at: "3:3", folder: "~/3/shop", typed: "git add --all", means: "done 3" },
  { at: "3:16", folder: "~/3/shop", typed: "git rm -f b.txt", output: "rm 'b.txt'", means: "done 16" },
  { at: "3:19", folder: "~/3/shop", typed: "git restore b.txt", means: "done 19" },
  {
    at: "3:19",
    folder: "~/3/shop",
    typed: "git checkout b.txt",
    output: "Updated 1 path from the index",
    means: "done 19",
  },
  {
    at: "2:1",
    typed: "git init shop; cd shop",
    output: "Initialized empty Git repository in /home/ubuntu/2/shop/.git/",
    means: "done 1",
  },
  { at: "2:5", folder: "~/2/shop", typed: "git branch --list", output: "* main\n  sale", means: "otherwise 5" },
  { at: "2:6", folder: "~/2/shop", typed: "git switch sale", output: "Switched to branch 'sale'", means: "done 6" },
  { at: "2:9", folder: "~/2/shop", typed: "git checkout main", output: "Switched to branch 'main'", means: "done 9" },
  {
    at: "2:13",
    folder: "~/2/shop",
    typed: "git switch -c try",
    output: "Switched to a new branch 'try'",
    means: "done 13",
  },
  { at: "2:19", folder: "~/2/shop", typed: "git checkout -- prices.txt", means: "done 19" },
  {
    at: "2:19",
    folder: "~/2/shop",
    typed: "git checkout prices.txt",
    output: "Updated 1 path from the index",
    means: "done 19",
  },
  { at: "2:20", folder: "~/2/shop", typed: "git checkout main", output: "Switched to branch 'main'", means: "done 20" },
];

const wrong: readonly Row[] = [
  {
    at: "1:1",
    typed: 'git config user.name "Mina Park"',
    output: "fatal: not in a git directory",
    exit: 128,
    means: "differs 1: noWord --global",
  },
  {
    at: "1:4",
    typed: "git init",
    output: "Initialized empty Git repository in /home/ubuntu/1/.git/",
    means: "nothing",
  },
  {
    at: "1:9",
    without: [8],
    folder: "~/1/shop",
    typed: 'git commit -m "Add the prices"',
    output:
      'On branch main\n\nInitial commit\n\nUntracked files:\n  (use "git add <file>..." to include in what will be committed)\n        prices.txt\n\nnothing added to commit but untracked files present (use "git add" to track)',
    exit: 1,
    means: "differs 9: status 1 | 0; otherLine On | [main; first git add prices.txt",
  },
  {
    at: "1:9",
    folder: "~/1/shop",
    typed: 'git commit "Add the prices"',
    output: "error: pathspec 'Add the prices' did not match any file(s) known to git",
    exit: 1,
    means: "differs 9: noWord -m",
  },
  {
    at: "1:9",
    folder: "~/1/shop",
    typed: 'git comit -m "Add the prices"',
    output: "git: 'comit' is not a git command. See 'git --help'.\n\nThe most similar command is\n        commit",
    exit: 1,
    means: "differs 9: otherWord comit | commit",
  },
  {
    at: "1:11",
    folder: "~/1/shop",
    typed: "git dif",
    output:
      "git: 'dif' is not a git command. See 'git --help'.\n\nThe most similar commands are\n        diff\n        config\n        difftool\n        init\n        refs",
    exit: 1,
    means: "differs 11: otherWord dif | diff",
  },
  {
    at: "1:13",
    folder: "~/1/shop",
    typed: "git log -oneline",
    output: "fatal: unrecognized argument: -oneline",
    exit: 128,
    means: "differs 13: otherWord -oneline | --oneline",
  },
  { at: "1:14", folder: "~/1/shop", typed: "git tag v2", means: "differs 14: otherWord v2 | v1" },
  {
    at: "1:16",
    folder: "~/1/shop",
    typed: "git show HEAD:prices.txt",
    output: "apple 3\npear 2\nplum 4",
    means: "differs 16: otherWord HEAD:prices.txt | HEAD~1:prices.txt",
  },
  {
    at: "3:7",
    folder: "~/3/shop",
    typed: "git mv b.txt a.txt",
    output: "fatal: bad source, source=b.txt, destination=a.txt",
    exit: 128,
    means: "differs 7: otherPlace a.txt",
  },
  { at: "3:7", folder: "~/3/shop", typed: "mv a.txt b.txt", means: "nothing" },
  { at: "3:16", folder: "~/3/shop", typed: "rm b.txt", means: "nothing" },
  {
    at: "3:17",
    folder: "~/3/shop",
    typed: "git restore b.txt",
    output: "error: pathspec 'b.txt' did not match any file(s) known to git",
    exit: 1,
    means:
      "differs 19: status 1 | 0; moreLine error: pathspec 'b.txt' did not match any file(s) known to git; first git restore --staged b.txt",
  },
  { at: "2:4", folder: "~/2/shop", typed: "git branch sales", means: "differs 4: otherWord sales | sale" },
  {
    at: "2:6",
    folder: "~/2/shop",
    typed: "git checkout sales",
    output: "error: pathspec 'sales' did not match any file(s) known to git",
    exit: 1,
    means: "differs 6: otherWord sales | sale",
  },
  {
    at: "2:9",
    folder: "~/2/shop",
    typed: "git switch master",
    output: "fatal: invalid reference: master",
    exit: 128,
    means: "differs 9: otherWord master | main",
  },
  {
    at: "2:10",
    without: [9],
    folder: "~/2/shop",
    typed: "cat prices.txt",
    output: "apple 2",
    means: "differs 10: otherLine 2 | 3; first git switch main",
  },
  {
    at: "2:15",
    without: [14],
    folder: "~/2/shop",
    typed: "git stash",
    output: "No local changes to save",
    means: 'differs 15: otherLine No | Saved; first echo "nut 9" >> prices.txt',
  },
  {
    at: "2:17",
    without: [15, 16],
    folder: "~/2/shop",
    typed: "git stash list",
    means: "differs 17: noLine stash@{0}: WIP on try: 63e18f9 Lower the price; first git stash",
  },
];

const free: readonly Row[] = [
  {
    at: "1:7",
    folder: "~/1/shop",
    typed: "git status",
    output:
      'On branch main\n\nNo commits yet\n\nUntracked files:\n  (use "git add <file>..." to include in what will be committed)\n        prices.txt\n\nnothing added to commit but untracked files present (use "git add" to track)',
    means: "nothing",
  },
  {
    at: "3:8",
    folder: "~/3/shop",
    typed: "git status",
    output:
      'On branch main\nChanges to be committed:\n  (use "git restore --staged <file>..." to unstage)\n        renamed:    a.txt -> b.txt',
    means: "nothing",
  },
  {
    at: "2:5",
    folder: "~/2/shop",
    typed: "git branch -v",
    output: "* main 6459918 Begin\n  sale 6459918 Begin",
    means: "nothing",
  },
  { at: "2:7", folder: "~/2/shop", typed: "cat prices.txt", output: "apple 3", means: "nothing" },
];

testRows(note, [...right, ...wrong, ...free]);
