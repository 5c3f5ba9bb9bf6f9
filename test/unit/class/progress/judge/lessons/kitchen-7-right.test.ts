import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("kitchen");

const rows: readonly Row[] = [
  {
    at: "7:1",
    typed: "git init notes -b main",
    output: "Initialized empty Git repository in /home/ubuntu/7/notes/.git/",
    means: "done 1",
  },
  { at: "7:2", typed: "cd ./notes/", output: "", means: "done 2" },
  { at: "7:2", typed: "cd ~/7/notes", output: "", means: "done 2" },
  { at: "7:4", typed: "git status --short", folder: "~/7/notes", output: "?? README.md", means: "done 4" },
  { at: "7:4", typed: "git status --porcelain", folder: "~/7/notes", output: "?? README.md", means: "otherwise 4" },
  { at: "7:5", typed: "git add ./README.md", folder: "~/7/notes", output: "", means: "done 5" },
  {
    at: "7:6",
    typed: "git commit --message='Add a readme'",
    folder: "~/7/notes",
    output: "[main (root-commit) 97ff930] Add a readme\n 1 file changed, 1 insertion(+)\n create mode 100644 README.md",
    means: "done 6",
  },
  {
    at: "7:6",
    typed: 'git commit -m"Add a readme"',
    folder: "~/7/notes",
    output: "[main (root-commit) 97ff930] Add a readme\n 1 file changed, 1 insertion(+)\n create mode 100644 README.md",
    means: "done 6",
  },
  {
    at: "7:8",
    typed: "git checkout -b soup",
    folder: "~/7/notes",
    output: "Switched to a new branch 'soup'",
    means: "done 8",
  },
  { at: "7:9", typed: 'echo "miyeok" >>README.md', folder: "~/7/notes", output: "", means: "done 9" },
  {
    at: "7:10",
    typed: "git diff README.md",
    folder: "~/7/notes",
    output:
      "diff --git a/README.md b/README.md\nindex 6c35452..1fbbb95 100644\n--- a/README.md\n+++ b/README.md\n@@ -1 +1,2 @@\n # Kitchen\n+miyeok",
    means: "otherwise 10",
  },
  {
    at: "7:11",
    typed: 'git commit -a -m "Add a soup"',
    folder: "~/7/notes",
    output: "[soup b81775b] Add a soup\n 1 file changed, 1 insertion(+)",
    means: "done 11",
  },
  {
    at: "7:13",
    typed: "git checkout main",
    folder: "~/7/notes",
    output: "Switched to branch 'main'",
    means: "done 13",
  },
  {
    at: "7:13",
    typed: "git switch main && git merge soup",
    folder: "~/7/notes",
    output:
      "Switched to branch 'main'\nUpdating 97ff930..b81775b\nFast-forward\n README.md | 1 +\n 1 file changed, 1 insertion(+)",
    means: "done 13, done 14",
  },
  {
    at: "7:15",
    typed: "git branch --delete soup",
    folder: "~/7/notes",
    output: "Deleted branch soup (was b81775b).",
    means: "done 15",
  },
  {
    at: "7:15",
    typed: "git branch -D soup",
    folder: "~/7/notes",
    output: "Deleted branch soup (was b81775b).",
    means: "done 15",
  },
];

testRows(note, rows);
