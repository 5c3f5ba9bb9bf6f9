import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("lanes");

const rows: readonly Row[] = [
  { at: "3:2", typed: "wc --lines access.log", output: "10 access.log", means: "done 2" },
  {
    at: "3:2",
    typed: "wc -l ~/3/access.log | sed 's,/home/ubuntu/3/,,'",
    output: "10 access.log",
    means: "otherwise 2",
  },
  { at: "3:2", typed: "wc -l < access.log", output: "10", means: "done 2" },
  { at: "3:2", typed: "cat access.log | wc -l", output: "10", means: "done 2" },
  {
    at: "3:3",
    typed: "head -3 access.log",
    output:
      "2026-11-24 09:00:01 10.0.0.5 GET /index.html 200 512\n2026-11-24 09:00:04 10.0.0.7 GET /cart 200 2048\n2026-11-24 09:01:10 10.0.0.5 POST /login 401 87",
    means: "done 3",
  },
  {
    at: "3:3",
    typed: "head -n3 access.log",
    output:
      "2026-11-24 09:00:01 10.0.0.5 GET /index.html 200 512\n2026-11-24 09:00:04 10.0.0.7 GET /cart 200 2048\n2026-11-24 09:01:10 10.0.0.5 POST /login 401 87",
    means: "done 3",
  },
  {
    at: "3:3",
    typed: "cat access.log | head -n 3",
    output:
      "2026-11-24 09:00:01 10.0.0.5 GET /index.html 200 512\n2026-11-24 09:00:04 10.0.0.7 GET /cart 200 2048\n2026-11-24 09:01:10 10.0.0.5 POST /login 401 87",
    means: "done 3",
  },
  {
    at: "3:3",
    typed: "head -n 3 < access.log",
    output:
      "2026-11-24 09:00:01 10.0.0.5 GET /index.html 200 512\n2026-11-24 09:00:04 10.0.0.7 GET /cart 200 2048\n2026-11-24 09:01:10 10.0.0.5 POST /login 401 87",
    means: "done 3",
  },
  {
    at: "3:3",
    typed: "sed 3q access.log",
    output:
      "2026-11-24 09:00:01 10.0.0.5 GET /index.html 200 512\n2026-11-24 09:00:04 10.0.0.7 GET /cart 200 2048\n2026-11-24 09:01:10 10.0.0.5 POST /login 401 87",
    means: "done 3",
  },
  {
    at: "3:3",
    typed: "awk 'NR<=3' access.log",
    output:
      "2026-11-24 09:00:01 10.0.0.5 GET /index.html 200 512\n2026-11-24 09:00:04 10.0.0.7 GET /cart 200 2048\n2026-11-24 09:01:10 10.0.0.5 POST /login 401 87",
    means: "otherwise 3",
  },
  {
    at: "3:4",
    typed: "tail -n1 access.log",
    output: "2026-11-24 09:06:59 10.0.0.7 GET /cart 200 2048",
    means: "done 4",
  },
  {
    at: "3:4",
    typed: "cat access.log | tail -n 1",
    output: "2026-11-24 09:06:59 10.0.0.7 GET /cart 200 2048",
    means: "done 4",
  },
  {
    at: "3:5",
    typed: "grep 'POST' access.log",
    output:
      "2026-11-24 09:01:10 10.0.0.5 POST /login 401 87\n2026-11-24 09:01:15 10.0.0.5 POST /login 200 130\n2026-11-24 09:03:00 10.0.0.7 POST /order 500 21\n2026-11-24 09:03:02 10.0.0.7 POST /order 500 21",
    means: "done 5",
  },
  {
    at: "3:5",
    typed: "grep -e POST access.log",
    output:
      "2026-11-24 09:01:10 10.0.0.5 POST /login 401 87\n2026-11-24 09:01:15 10.0.0.5 POST /login 200 130\n2026-11-24 09:03:00 10.0.0.7 POST /order 500 21\n2026-11-24 09:03:02 10.0.0.7 POST /order 500 21",
    means: "otherwise 5",
  },
  {
    at: "3:5",
    typed: "grep -F POST access.log",
    output:
      "2026-11-24 09:01:10 10.0.0.5 POST /login 401 87\n2026-11-24 09:01:15 10.0.0.5 POST /login 200 130\n2026-11-24 09:03:00 10.0.0.7 POST /order 500 21\n2026-11-24 09:03:02 10.0.0.7 POST /order 500 21",
    means: "done 5",
  },
  {
    at: "3:5",
    typed: "egrep POST access.log",
    output:
      "2026-11-24 09:01:10 10.0.0.5 POST /login 401 87\n2026-11-24 09:01:15 10.0.0.5 POST /login 200 130\n2026-11-24 09:03:00 10.0.0.7 POST /order 500 21\n2026-11-24 09:03:02 10.0.0.7 POST /order 500 21",
    means: "done 5",
  },
  {
    at: "3:5",
    typed: "awk '/POST/' access.log",
    output:
      "2026-11-24 09:01:10 10.0.0.5 POST /login 401 87\n2026-11-24 09:01:15 10.0.0.5 POST /login 200 130\n2026-11-24 09:03:00 10.0.0.7 POST /order 500 21\n2026-11-24 09:03:02 10.0.0.7 POST /order 500 21",
    means: "otherwise 5",
  },
  {
    at: "3:5",
    typed: "sed -n '/POST/p' access.log",
    output:
      "2026-11-24 09:01:10 10.0.0.5 POST /login 401 87\n2026-11-24 09:01:15 10.0.0.5 POST /login 200 130\n2026-11-24 09:03:00 10.0.0.7 POST /order 500 21\n2026-11-24 09:03:02 10.0.0.7 POST /order 500 21",
    means: "otherwise 5",
  },
  { at: "3:6", typed: 'grep -c " 200 " access.log', output: "5", means: "done 6" },
  { at: "3:6", typed: "grep -F -c ' 200 ' access.log", output: "5", means: "done 6" },
  { at: "3:6", typed: "grep ' 200 ' access.log | wc -l", output: "5", means: "done 6" },
  {
    at: "3:7",
    typed: "grep --line-number ' 500 ' access.log",
    output: "6:2026-11-24 09:03:00 10.0.0.7 POST /order 500 21\n7:2026-11-24 09:03:02 10.0.0.7 POST /order 500 21",
    means: "done 7",
  },
  {
    at: "3:7",
    typed: "grep ' 500 ' -n access.log",
    output: "6:2026-11-24 09:03:00 10.0.0.7 POST /order 500 21\n7:2026-11-24 09:03:02 10.0.0.7 POST /order 500 21",
    means: "done 7",
  },
  {
    at: "3:7",
    typed: "cat access.log | grep -n ' 500 '",
    output: "6:2026-11-24 09:03:00 10.0.0.7 POST /order 500 21\n7:2026-11-24 09:03:02 10.0.0.7 POST /order 500 21",
    means: "done 7",
  },
  {
    at: "3:7",
    typed: "cat -n access.log | grep ' 500 ' | sed 's/^ *//; s/\\t/:/'",
    output: "6:2026-11-24 09:03:00 10.0.0.7 POST /order 500 21\n7:2026-11-24 09:03:02 10.0.0.7 POST /order 500 21",
    means: "otherwise 7",
  },
  { at: "3:8", typed: "cat access.log | grep -v GET | wc -l", output: "4", means: "done 8" },
  { at: "3:8", typed: "grep -vc GET access.log", output: "4", means: "done 8" },
  {
    at: "3:9",
    typed: "cut -f3 -d' ' access.log | sort | uniq --count",
    output: "      3 10.0.0.5\n      4 10.0.0.7\n      1 10.0.0.8\n      2 10.0.0.9",
    means: "done 9",
  },
  {
    at: "3:9",
    typed: "cat access.log | cut -d' ' -f3 | sort | uniq -c",
    output: "      3 10.0.0.5\n      4 10.0.0.7\n      1 10.0.0.8\n      2 10.0.0.9",
    means: "done 9",
  },
  { at: "3:10", typed: "cut -d' ' -f3 access.log | sort | uniq | wc -l", output: "4", means: "done 10" },
  { at: "3:10", typed: "cut -d' ' -f3 access.log | sort --unique | wc -l", output: "4", means: "done 10" },
  {
    at: "3:11",
    typed: 'awk "\\$6 >= 400 {print \\$5, \\$6}" access.log',
    output: "/login 401\n/admin 403\n/order 500\n/order 500\n/secret 404",
    means: "done 11",
  },
  {
    at: "3:11",
    typed: "cat access.log | awk '$6>=400{print $5,$6}'",
    output: "/login 401\n/admin 403\n/order 500\n/order 500\n/secret 404",
    means: "done 11",
  },
  {
    at: "3:11",
    typed: "awk '{ if ($6 >= 400) print $5, $6 }' access.log",
    output: "/login 401\n/admin 403\n/order 500\n/order 500\n/secret 404",
    means: "otherwise 11",
  },
  {
    at: "3:11",
    typed: "awk '$6 > 399 {print $5 \" \" $6}' access.log",
    output: "/login 401\n/admin 403\n/order 500\n/order 500\n/secret 404",
    means: "otherwise 11",
  },
  {
    at: "3:13",
    typed: "sed -n 5p access.log",
    output: "2026-11-24 09:02:30 10.0.0.9 GET /admin 403 64",
    means: "done 13",
  },
  {
    at: "3:13",
    typed: "head -n 5 access.log | tail -n 1",
    output: "2026-11-24 09:02:30 10.0.0.9 GET /admin 403 64",
    means: "otherwise 13",
  },
  {
    at: "3:13",
    typed: "sed --quiet '5p' access.log",
    output: "2026-11-24 09:02:30 10.0.0.9 GET /admin 403 64",
    means: "done 13",
  },
  {
    at: "3:13",
    typed: "sed '5!d' access.log",
    output: "2026-11-24 09:02:30 10.0.0.9 GET /admin 403 64",
    means: "otherwise 13",
  },
  { at: "3:14", typed: "sed 's|10\\.0\\.0\\.|10.0.1.|' access.log > moved.log", means: "done 14" },
  { at: "3:14", typed: "cat access.log | sed 's/10\\.0\\.0\\./10.0.1./' > moved.log", means: "done 14" },
  { at: "3:15", typed: "diff access.log moved.log | grep '^<' | wc -l", output: "10", means: "done 15" },
  { at: "3:15", typed: "diff ./access.log ./moved.log | grep -c ^\\<", output: "10", means: "done 15" },
  {
    at: "3:17",
    typed: "awk '{print $5}' access.log | sort | uniq -c | sort -nr | head -2",
    output: "      2 /order\n      2 /login",
    means: "done 17",
  },
  {
    at: "3:17",
    typed: "cut -d' ' -f5 access.log | sort | uniq -c | sort -rn | head -n 2",
    output: "      2 /order\n      2 /login",
    means: "otherwise 17",
  },
  { at: "3:18", typed: "grep -E '401|403|404' access.log > errors.log", means: "done 18" },
  { at: "3:18", typed: "egrep '(401|403|404)' access.log > errors.log", means: "done 18" },
  { at: "3:19", typed: "wc -l < errors.log", output: "3", means: "done 19" },
  { at: "3:20", typed: "mkdir -p ./archive/old/", means: "done 20" },
  { at: "3:21", typed: "cp errors.log moved.log archive/", means: "done 21" },
  { at: "3:21", typed: "cp {errors,moved}.log archive", means: "done 21" },
  {
    at: "3:21",
    typed: "cp -v moved.log errors.log archive",
    output: "'moved.log' -> 'archive/moved.log'\n'errors.log' -> 'archive/errors.log'",
    means: "done 21",
  },
  { at: "3:20", typed: "mkdir -p archive/old && cp errors.log moved.log archive", means: "done 20, done 21" },
  {
    at: "3:22",
    typed: "find ./archive -name '*.log' | sort | sed 's,^\\./,,'",
    output: "archive/errors.log\narchive/moved.log",
    means: "otherwise 22",
  },
  {
    at: "3:22",
    typed: "find archive -type f -name \\*.log | sort",
    output: "archive/errors.log\narchive/moved.log",
    means: "otherwise 22",
  },
  {
    at: "3:23",
    typed: "find . -name '*.log' -print0 | xargs -0 wc -l | tail -1",
    output: "  36 total",
    means: "done 23",
  },
  { at: "3:23", typed: "find . -name '*.log' | xargs wc -l | tail -n 1", output: "  36 total", means: "nothing" },
  { at: "3:24", typed: "find -type d -name old", output: "./archive/old", means: "done 24" },
  { at: "3:24", typed: "find ./ -type d -name 'old'", output: "./archive/old", means: "done 24" },
  { at: "3:25", typed: "tar czf logs.tar.gz archive", means: "done 25" },
  { at: "3:25", typed: "tar -c -z -f logs.tar.gz archive/", means: "done 25" },
  { at: "3:25", typed: "tar --create --gzip --file=logs.tar.gz archive", means: "done 25" },
  { at: "3:25", typed: "tar -caf logs.tar.gz archive", means: "done 25" },
  {
    at: "3:26",
    typed: "tar -tf logs.tar.gz",
    output: "archive/\narchive/moved.log\narchive/errors.log\narchive/old/",
    means: "done 26",
  },
  {
    at: "3:26",
    typed: "tar --list --file logs.tar.gz",
    output: "archive/\narchive/moved.log\narchive/errors.log\narchive/old/",
    means: "done 26",
  },
  { at: "3:27", typed: "rm -rf archive", means: "done 27" },
  { at: "3:27", typed: "rm -r archive/", means: "done 27" },
  { at: "3:27", typed: "sudo rm -r archive", means: "done 27" },
  { at: "3:27", typed: "rm -R ~/3/archive", means: "done 27" },
  { at: "3:28", typed: "tar -xf logs.tar.gz", means: "done 28" },
  {
    at: "3:28",
    typed: "tar -xzvf logs.tar.gz",
    output: "archive/\narchive/moved.log\narchive/errors.log\narchive/old/",
    means: "done 28",
  },
  { at: "3:27", typed: "rm -r archive && tar -xzf logs.tar.gz", means: "done 27, done 28" },
  { at: "3:29", typed: "ls archive/", output: "errors.log  moved.log  old", means: "done 29" },
  { at: "3:29", typed: "cd archive && ls", output: "errors.log  moved.log  old", means: "otherwise 29" },
  {
    at: "3:30",
    typed: "cat errors.log | tr 'a-z' 'A-Z' | head -n 1",
    output: "2026-11-24 09:01:10 10.0.0.5 POST /LOGIN 401 87",
    means: "done 30",
  },
  {
    at: "3:30",
    typed: "tr '[:lower:]' '[:upper:]' < errors.log | head -n 1",
    output: "2026-11-24 09:01:10 10.0.0.5 POST /LOGIN 401 87",
    means: "otherwise 30",
  },
  {
    at: "3:30",
    typed: "head -n 1 errors.log | tr 'a-z' 'A-Z'",
    output: "2026-11-24 09:01:10 10.0.0.5 POST /LOGIN 401 87",
    means: "otherwise 30",
  },
];

testRows(note, rows);
