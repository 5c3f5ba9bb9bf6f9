import fc from "fast-check";
import { amount, testPlacedWords } from "./placed.ts";

testPlacedWords({
  found: [
    [
      "stat x",
      ["Device: fd01h/64769d\tInode: 131         Links: 1"],
      "Device: {number fd01h/64769d}\tInode: {inode 131}         Links: 1",
    ],
    [
      "stat x",
      ["Device: 254,0\tInode: 131         Links: 1"],
      "Device: {number 254,0}\tInode: {inode 131}         Links: 1",
    ],
    ["stat -c '%i %n' x", ["131 x"], "{inode 131} x"],
    ["ls -i", ["131 a  132 b"], "{inode 131} a  {inode 132} b"],
    [
      "ls -li",
      ["131 -rw-r--r-- 1 mina staff 12 Nov 24 06:15 a"],
      "{inode 131} -rw-r--r-- 1 mina staff 12 {date Nov 24 06:15} a",
    ],
    [
      "ls -l --time-style=iso",
      ["-rw-r--r-- 1 mina staff 12 11-24 06:15 a"],
      "-rw-r--r-- 1 mina staff 12 {date 11-24 06:15} a",
    ],
    ["ls -l", ["-rw-r--r--  1 mina  staff  12 24 Nov 06:15 a"], "-rw-r--r--  1 mina  staff  12 {date 24 Nov 06:15} a"],
    ["ls -l", ["-rw-r--r-- 1 mina staff 12 11월 24 06:15 a"], "-rw-r--r-- 1 mina staff 12 {date 11월 24 06:15} a"],
    [
      "ls -l",
      ["drwxr-xr-x. 2 mina staff 4096 24. Mai   2025 a"],
      "drwxr-xr-x. 2 mina staff 4096 {date 24. Mai   2025} a",
    ],
    [
      "ls -l /proc/1/fd",
      ["lr-x------ 1 root root 64 Nov 24 06:15 0 -> 'pipe:[4711]'"],
      "lr-x------ 1 root root 64 {date Nov 24 06:15} 0 -> 'pipe:[{inode 4711}]'",
    ],
    ["date +%s", ["1764224146"], "{date 1764224146}"],
  ],
  lookalikes: [
    ["cat x", ["Inodes: 131"]],
    ["cat x", ["131 a  132 b"]],
    ["ls", ["131 a  132 b"]],
    ["ls -l", ["total 12"]],
    ["ls -l", ["-rw-r--r-- 1 mina staff 12 may be 06:15"]],
    ["cat x", ["on 11-24 06:15 or 24 Nov 06:15"]],
    ["cat x", ["11월 24 06:15"]],
    ["cat x", ["pipeline:[4711]"]],
    ["cat x", ["1764224146"]],
    ["date +%Y", ["2026"]],
  ],
  places: [
    ["inode", amount.filter((word) => word.length > 1), "stat x", (word) => [`Device: 254,0 Inode: ${word} Links: 1`]],
    ["inode of ls", amount.filter((word) => word.length > 1), "ls -i", (word) => [`7777777 a ${word} b`]],
    [
      "date of ls",
      fc
        .tuple(
          fc.constantFrom("Nov 24", "24 Nov", "24. Mai", "11월 24", "nov. 24", "Nov  4"),
          fc.constantFrom("06:15", "23:59", " 2025"),
        )
        .map((parts) => parts.join(" ")),
      "ls -l",
      (word) => [`-rw-r--r-- 1 mina staff 12 ${word} a`],
    ],
  ],
});
