import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("pipes");

const right: readonly Row[] = [
  { at: "1:2", typed: "cat access.log | wc -l", output: "6", means: "done 2" },
  { at: "1:2", typed: "wc -l < access.log", output: "6", means: "done 2" },
  {
    at: "1:3",
    typed: "sed 3q access.log",
    output:
      '10.0.0.5 - - [30/Nov/2026:09:00:01 +0000] "GET /index.html HTTP/1.1" 200 512\n10.0.0.7 - - [30/Nov/2026:09:00:02 +0000] "GET /about.html HTTP/1.1" 200 2048\n10.0.0.5 - - [30/Nov/2026:09:00:04 +0000] "GET /missing HTTP/1.1" 404 153',
    means: "done 3",
  },
  { at: "1:5", typed: 'grep " 404 " access.log | wc -l', output: "2", means: "done 5" },
  { at: "1:7", typed: "awk '$9==500{print $1,$7}' access.log", output: "10.0.0.9 /login", means: "done 7" },
  {
    at: "1:8",
    typed: "sed -n '2,4 p' access.log",
    output:
      '10.0.0.7 - - [30/Nov/2026:09:00:02 +0000] "GET /about.html HTTP/1.1" 200 2048\n10.0.0.5 - - [30/Nov/2026:09:00:04 +0000] "GET /missing HTTP/1.1" 404 153\n10.0.0.9 - - [30/Nov/2026:09:00:07 +0000] "POST /login HTTP/1.1" 500 99',
    means: "done 8",
  },
  { at: "1:9", typed: "sed -e 's/GET/get/g' access.log > lower.log", means: "done 9" },
  { at: "1:9", typed: "sed 's/GET/get/' access.log > lower.log", means: "nothing" },
  { at: "1:9", typed: "sed 's|GET|get|g' access.log > lower.log", means: "done 9" },
  { at: "1:10", typed: "diff access.log lower.log | grep '^<' | wc -l", output: "5", means: "done 10" },
  { at: "1:11", typed: 'cat access.log | tr -s " " "\\n" | sort -u | wc -l', output: "26", means: "done 11" },
  {
    at: "1:12",
    typed: "grep -E '\" [45][0-9]{2} ' access.log | tee errors.log | wc -l",
    output: "3",
    means: "nothing",
  },
  { at: "1:14", typed: "mkdir -p logs/old logs/new", means: "done 14" },
  { at: "1:14", typed: "mkdir -p logs/{new,old}", means: "done 14" },
  { at: "1:15", typed: "mv ./errors.log logs/old/errors.log", means: "done 15" },
  { at: "1:16", typed: "find ./logs -type f", output: "./logs/old/errors.log", means: "done 16" },
  { at: "1:19", typed: "du -b ./access.log", output: "456     ./access.log", means: "done 19" },
  { at: "2:4", typed: "kill -s STOP %1", means: "done 4" },
  { at: "2:4", typed: "kill -SIGSTOP %1", means: "done 4" },
  { at: "2:7", typed: "kill -15 %1", means: "done 7" },
  { at: "2:8", typed: "nohup bash -c 'for i in 1 2 3; do echo tick $i; done' &> ticks.log", means: "done 8" },
  { at: "2:8", typed: "nohup bash -c 'for i in {1..3}; do echo tick $i; done' > ticks.log 2>&1", means: "done 8" },
  { at: "2:10", typed: "timeout 1s sleep 5", exit: 124, means: "done 10" },
  { at: "2:11", typed: "nice sleep 300 &", output: "[1] 95", means: "done 11" },
  { at: "2:11", typed: "nice -10 sleep 300 &", output: "[1] 90", means: "done 11" },
  { at: "2:11", typed: "nice --adjustment=10 sleep 300 &", output: "[1] 90", means: "done 11" },
  { at: "2:17", typed: "env | grep ^EDITOR", output: "EDITOR=nano", means: "otherwise 17" },
  { at: "2:21", typed: "[ -s year.txt ] && echo not empty", output: "not empty", means: "done 21" },
];

const wrong: readonly Row[] = [
  {
    at: "1:8",
    typed: "sed '2,4p' access.log",
    output:
      '10.0.0.5 - - [30/Nov/2026:09:00:01 +0000] "GET /index.html HTTP/1.1" 200 512\n10.0.0.7 - - [30/Nov/2026:09:00:02 +0000] "GET /about.html HTTP/1.1" 200 2048\n10.0.0.7 - - [30/Nov/2026:09:00:02 +0000] "GET /about.html HTTP/1.1" 200 2048\n10.0.0.5 - - [30/Nov/2026:09:00:04 +0000] "GET /missing HTTP/1.1" 404 153\n10.0.0.5 - - [30/Nov/2026:09:00:04 +0000] "GET /missing HTTP/1.1" 404 153\n10.0.0.9 - - [30/Nov/2026:09:00:07 +0000] "POST /login HTTP/1.1" 500 99\n10.0.0.9 - - [30/Nov/2026:09:00:07 +0000] "POST /login HTTP/1.1" 500 99\n10.0.0.5 - - [30/Nov/2026:09:00:09 +0000] "GET /index.html HTTP/1.1" 200 512\n10.0.0.7 - - [30/Nov/2026:09:00:12 +0000] "GET /favicon.ico HTTP/1.1" 404 153',
    means: "nothing",
  },
  { at: "1:9", typed: "sed 's/get/GET/g' access.log > lower.log", means: "nothing" },
  {
    at: "2:4",
    typed: "kill -STPO %1",
    output: "bash: kill: STPO: invalid signal specification",
    exit: 1,
    means: "differs 4: otherWord -STPO | -STOP",
  },
  { at: "2:8", typed: "bash -c 'for i in 1 2 3; do echo tick $i; done' > ticks.log 2>&1", means: "nothing" },
];

const free: readonly Row[] = [
  {
    at: "1:5",
    typed: 'grep " 404 " access.log',
    output:
      '10.0.0.5 - - [30/Nov/2026:09:00:04 +0000] "GET /missing HTTP/1.1" 404 153\n10.0.0.7 - - [30/Nov/2026:09:00:12 +0000] "GET /favicon.ico HTTP/1.1" 404 153',
    means: "nothing",
  },
  {
    at: "1:10",
    typed: "diff access.log lower.log",
    output:
      '1,3c1,3\n< 10.0.0.5 - - [30/Nov/2026:09:00:01 +0000] "GET /index.html HTTP/1.1" 200 512\n< 10.0.0.7 - - [30/Nov/2026:09:00:02 +0000] "GET /about.html HTTP/1.1" 200 2048\n< 10.0.0.5 - - [30/Nov/2026:09:00:04 +0000] "GET /missing HTTP/1.1" 404 153\n---\n> 10.0.0.5 - - [30/Nov/2026:09:00:01 +0000] "get /index.html HTTP/1.1" 200 512\n> 10.0.0.7 - - [30/Nov/2026:09:00:02 +0000] "get /about.html HTTP/1.1" 200 2048\n> 10.0.0.5 - - [30/Nov/2026:09:00:04 +0000] "get /missing HTTP/1.1" 404 153\n5,6c5,6\n< 10.0.0.5 - - [30/Nov/2026:09:00:09 +0000] "GET /index.html HTTP/1.1" 200 512\n< 10.0.0.7 - - [30/Nov/2026:09:00:12 +0000] "GET /favicon.ico HTTP/1.1" 404 153\n---\n> 10.0.0.5 - - [30/Nov/2026:09:00:09 +0000] "get /index.html HTTP/1.1" 200 512\n> 10.0.0.7 - - [30/Nov/2026:09:00:12 +0000] "get /favicon.ico HTTP/1.1" 404 153',
    exit: 1,
    means: "nothing",
  },
];

testRows(note, [...right, ...wrong, ...free]);
