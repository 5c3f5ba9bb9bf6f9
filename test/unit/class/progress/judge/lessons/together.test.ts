import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("together");

const right: readonly Row[] = [
  { at: "1:3", typed: 'echo -e "soup\\nbread" > menu.txt', folder: "~/1/menu", means: "done 3" },
  { at: "1:3", typed: "cat > menu.txt <<END\nsoup\nbread\nEND", folder: "~/1/menu", means: "done 3" },
  {
    at: "1:5",
    typed: 'git commit -m "first menu"',
    output: "[main (root-commit) 42a3fbe] first menu\n 1 file changed, 2 insertions(+)\n create mode 100644 menu.txt",
    folder: "~/1/menu",
    means: "nothing",
  },
  { at: "1:8", typed: "sed -i 's/soup/salad/g' menu.txt", folder: "~/1/menu", means: "nothing" },
  { at: "1:8", typed: "sed -i -e 's/soup/salad/' menu.txt", folder: "~/1/menu", means: "done 8" },
  {
    at: "1:9",
    typed: "git commit -am 'salad in summer'",
    output: "[summer 67d7cfe] salad in summer\n 1 file changed, 1 insertion(+), 1 deletion(-)",
    folder: "~/1/menu",
    means: "nothing",
  },
  { at: "1:16", typed: 'echo -e "stew\\nsalad\\nbread" > menu.txt', folder: "~/1/menu", means: "done 16" },
  { at: "1:21", typed: 'git tag v1.0 -m "Version one"', folder: "~/1/menu", means: "done 21" },
  { at: "1:22", typed: "git tag -l", output: "v1.0", folder: "~/1/menu", means: "done 22" },
  { at: "2:4", typed: 'echo "# Recipes" >> README.md', folder: "~/2/alice", means: "nothing" },
  {
    at: "2:7",
    typed: "git push -u origin HEAD",
    output:
      "Enumerating objects: 3, done.\nCounting objects: 100% (3/3), done.\nWriting objects: 100% (3/3), 217 bytes | 72.00 KiB/s, done.\nTotal 3 (delta 0), reused 0 (delta 0), pack-reused 0 (from 0)\nTo /home/ubuntu/2/shared.git\n * [new branch]      HEAD -> main\nbranch 'main' set up to track 'origin/main'.",
    folder: "~/2/alice",
    means: "nothing",
  },
  { at: "2:19", typed: "printf '*.tmp\\n' > .gitignore", folder: "~/2/alice", means: "done 19" },
  {
    at: "2:22",
    typed: "git push -u origin draft",
    output:
      "Enumerating objects: 4, done.\nCounting objects: 100% (4/4), done.\nDelta compression using up to 2 threads\nCompressing objects: 100% (2/2), done.\nWriting objects: 100% (3/3), 279 bytes | 279.00 KiB/s, done.\nTotal 3 (delta 0), reused 0 (delta 0), pack-reused 0 (from 0)\nTo /home/ubuntu/2/shared.git\n * [new branch]      draft -> draft\nbranch 'draft' set up to track 'origin/draft'.",
    folder: "~/2/alice",
    means: "done 22",
  },
  {
    at: "2:22",
    typed: "git push origin HEAD",
    output:
      "Enumerating objects: 4, done.\nCounting objects: 100% (4/4), done.\nDelta compression using up to 2 threads\nCompressing objects: 100% (2/2), done.\nWriting objects: 100% (3/3), 279 bytes | 69.00 KiB/s, done.\nTotal 3 (delta 0), reused 0 (delta 0), pack-reused 0 (from 0)\nTo /home/ubuntu/2/shared.git\n * [new branch]      HEAD -> draft",
    folder: "~/2/alice",
    means: "nothing",
  },
];

const wrong: readonly Row[] = [
  {
    at: "1:9",
    typed: 'git commit -ma "Salad in summer"',
    output: "error: pathspec 'Salad in summer' did not match any file(s) known to git",
    exit: 1,
    folder: "~/1/menu",
    means: "differs 9: otherWord -ma | -am",
  },
];

testRows(note, [...right, ...wrong]);
