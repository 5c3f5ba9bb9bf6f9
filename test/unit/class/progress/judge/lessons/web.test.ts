import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("web");
const folder = "~/1/site";
const over =
  "[1]+  Terminated              python3 -m http.server 8090 > ../server.log 2>&1  (wd: ~/1/site)\n(wd now: ~/1)";

const right: readonly Row[] = [
  { at: "1:3", typed: "cd site/", means: "done 3" },
  { at: "1:4", folder, typed: "python3 -m http.server 8090 &> ../server.log &", output: "[1] 186", means: "done 4" },
  { at: "1:5", folder, typed: "wget -qO- localhost:8090", output: "<h1>안녕하세요</h1>", means: "otherwise 5" },
  { at: "1:6", folder, typed: "curl -sI localhost:8090 | sed -n 1p", output: "HTTP/1.0 200 OK", means: "otherwise 6" },
  { at: "1:7", folder, typed: "curl -so ../page.html localhost:8090/index.html", means: "done 7" },
  {
    at: "1:10",
    folder,
    typed: "ss -ltn | grep ':8090'",
    output: "LISTEN 0      5            0.0.0.0:8090      0.0.0.0:*",
    means: "otherwise 10",
  },
  {
    at: "1:14",
    folder,
    typed: "jq -r '.tags[]' data.json | sort | tee ../tags.txt",
    output: "blue\ngreen\nred",
    means: "done 14",
  },
  { at: "1:16", folder, typed: "grep -c '404' ~/1/server.log", output: "2", means: "done 16" },
  { at: "1:18", folder, typed: "cd ..", output: over, means: "done 18" },
  { at: "1:18", folder, typed: "cd ..", means: "done 18" },
  { at: "1:18", folder, typed: "cd ~/1", output: over, means: "done 18" },
];

const wrong: readonly Row[] = [
  {
    at: "1:3",
    typed: "cd stie",
    output: "bash: cd: stie: No such file or directory",
    exit: 1,
    means: "differs 3: otherWord stie | site",
  },
  { at: "1:14", folder, typed: "jq -r '.tags[]' data.json > ../tags.txt", means: "nothing" },
  {
    at: "1:17",
    folder,
    typed: "kill -STOP %1",
    output: "\n[1]+  Stopped                 python3 -m http.server 8090 > ../server.log 2>&1",
    means: "nothing",
  },
];

testRows(note, [...right, ...wrong]);
