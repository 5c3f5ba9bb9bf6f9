import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("texts");

const right: readonly Row[] = [
  { at: "1:2", typed: "wc -l < orders.csv", output: "7", means: "done 2" },
  { at: "1:2", typed: "wc -l ~/1/orders.csv", output: "7 /home/ubuntu/1/orders.csv", means: "done 2" },
  { at: "1:2", typed: "grep -c '' orders.csv", output: "7", means: "nothing" },
  {
    at: "1:3",
    typed: "grep --line-number tea orders.csv",
    output: "2:2026-11-02,Seoul,tea,4500\n5:2026-11-03,Daegu,tea,4300\n7:2026-11-05,Busan,tea,4700",
    means: "done 3",
  },
  {
    at: "1:3",
    typed: "grep -n -e tea orders.csv",
    output: "2:2026-11-02,Seoul,tea,4500\n5:2026-11-03,Daegu,tea,4300\n7:2026-11-05,Busan,tea,4700",
    means: "otherwise 3",
  },
  {
    at: "1:3",
    typed: "awk '/tea/ {print NR\":\"$0}' orders.csv",
    output: "2:2026-11-02,Seoul,tea,4500\n5:2026-11-03,Daegu,tea,4300\n7:2026-11-05,Busan,tea,4700",
    means: "otherwise 3",
  },
  {
    at: "1:4",
    typed: "cut -d , -f 2 orders.csv | tail -n +2 | sort | uniq -c | sort -rn",
    output: "      3 Seoul\n      2 Busan\n      1 Daegu",
    means: "done 4",
  },
  {
    at: "1:4",
    typed: "cat orders.csv | cut -d, -f2 | tail -n +2 | sort | uniq -c | sort -rn",
    output: "      3 Seoul\n      2 Busan\n      1 Daegu",
    means: "done 4",
  },
  {
    at: "1:4",
    typed: "cut -d, -f2 orders.csv | tail -n +2 | sort | uniq -c",
    output: "      2 Busan\n      1 Daegu\n      3 Seoul",
    means: "nothing",
  },
  {
    at: "1:5",
    typed: "awk -F, '$3==\"tea\"{print $2,$4}' orders.csv",
    output: "Seoul 4500\nDaegu 4300\nBusan 4700",
    means: "otherwise 5",
  },
  {
    at: "1:5",
    typed: "awk -F, '{if ($3 == \"tea\") print $2, $4}' orders.csv",
    output: "Seoul 4500\nDaegu 4300\nBusan 4700",
    means: "otherwise 5",
  },
  { at: "1:6", typed: "sed -i 's/Daegu/Jeju/g' orders.csv", means: "nothing" },
  { at: "1:6", typed: "sed -i 's|Daegu|Jeju|' orders.csv", means: "done 6" },
  { at: "1:6", typed: "cp orders.csv orders.bak", means: "nothing" },
  { at: "1:7", typed: "grep 'Jeju' orders.csv", output: "2026-11-03,Jeju,tea,4300", means: "done 7" },
  { at: "1:7", typed: "grep -n Jeju orders.csv", output: "5:2026-11-03,Jeju,tea,4300", means: "nothing" },
  { at: "1:7", typed: "sed -n /Jeju/p orders.csv", output: "2026-11-03,Jeju,tea,4300", means: "otherwise 7" },
  {
    at: "1:8",
    typed: "awk -F, 'NR>1{print $3}' orders.csv | sort -u | tee items.txt",
    output: "cake\ncoffee\ntea",
    means: "nothing",
  },
  { at: "1:8", typed: "cut -d, -f3 orders.csv | tail -n +2 | sort -u", output: "cake\ncoffee\ntea", means: "nothing" },
  { at: "1:9", typed: "cat items.txt | tr a-z A-Z > upper.txt", means: "done 9" },
  { at: "1:9", typed: "sed 's/.*/\\U&/' items.txt > upper.txt", means: "nothing" },
  {
    at: "1:10",
    typed: "diff ./items.txt ./upper.txt",
    output: "1,3c1,3\n< cake\n< coffee\n< tea\n---\n> CAKE\n> COFFEE\n> TEA",
    exit: 1,
    means: "done 10",
  },
  {
    at: "1:10",
    typed: "diff -q items.txt upper.txt",
    output: "Files items.txt and upper.txt differ",
    exit: 1,
    means: "nothing",
  },
  {
    at: "1:11",
    typed: "cat orders.csv | head -n 1 | tr ',' '\\n'",
    output: "date\nshop\nitem\nprice",
    means: "done 11",
  },
  { at: "1:11", typed: "head -n 1 orders.csv", output: "date,shop,item,price", means: "nothing" },
  { at: "1:12", typed: "cut -d, -f4 orders.csv | tail -n +2 | paste -sd+ | bc", output: "30500", means: "nothing" },
];

const wrong: readonly Row[] = [
  {
    at: "1:2",
    typed: "wc -l order.csv",
    output: "wc: order.csv: No such file or directory",
    exit: 1,
    means: "differs 2: otherWord order.csv | orders.csv",
  },
  { at: "1:2", typed: "wc -c orders.csv", output: "184 orders.csv", means: "nothing" },
  { at: "1:3", typed: "grep -n Tea orders.csv", exit: 1, means: "differs 3: otherWord Tea | tea" },
  {
    at: "1:3",
    typed: "gerp -n tea orders.csv",
    output: "bash: gerp: command not found",
    exit: 127,
    means: "differs 3: otherWord gerp | grep",
  },
  {
    at: "1:4",
    typed: "cut -d; -f2 orders.csv | tail -n +2 | sort | uniq -c | sort -rn",
    output:
      "cut: option requires an argument -- 'd'\nTry 'cut --help' for more information.\nbash: -f2: command not found",
    means: "nothing",
  },
  {
    at: "1:4",
    typed: "cut -d, -f2 orders.csv | tail -n +2 | sort | unique -c | sort -rn",
    output: "bash: unique: command not found\nsort: fflush failed: 'standard output': Broken pipe\nsort: write error",
    means: "nothing",
  },
  { at: "1:5", typed: "awk -F, '$3 == tea {print $2, $4}' orders.csv", means: 'differs 5: otherWord tea | "tea"' },
  {
    at: "1:5",
    typed: "awk -F, '$3 == \"tea\" {print $2 $4}' orders.csv",
    output: "Seoul4500\nDaegu4300\nBusan4700",
    means: "nothing",
  },
  {
    at: "1:6",
    typed: "sed -i 's/Deagu/Jeju/' orders.csv",
    means: "differs 6: otherWord s/Deagu/Jeju/ | s/Daegu/Jeju/",
  },
  { at: "1:7", typed: "grep jeju orders.csv", exit: 1, means: "differs 7: otherWord jeju | Jeju" },
  {
    at: "1:8",
    typed: "cut -d, -f3 orders.csv | tail -n +2 | sort -u | tee item.txt",
    output: "cake\ncoffee\ntea",
    means: "differs 8: otherWord item.txt | items.txt",
  },
  {
    at: "1:8",
    typed: "cut -d, -f3 orders.csv | sort -u | tee items.txt",
    output: "cake\ncoffee\nitem\ntea",
    means: "nothing",
  },
  {
    at: "1:8",
    typed: "cut -d, -f3 orders.csv | tail -n +2 | tee items.txt | sort -u",
    output: "cake\ncoffee\ntea",
    means: "nothing",
  },
  { at: "1:9", typed: "tr A-Z a-z < items.txt > upper.txt", means: "differs 9: otherPlace a-z" },
  {
    at: "1:10",
    typed: "dif items.txt upper.txt",
    output: "bash: dif: command not found",
    exit: 127,
    means: "differs 10: otherWord dif | diff",
  },
  { at: "1:11", typed: "head -n 1 orders.csv | tr ',' \\n", output: "datenshopnitemnprice", means: "nothing" },
  { at: "1:12", typed: "awk -F, 'NR > 1 {sum += $3} END {print sum}' orders.csv", output: "0", means: "nothing" },
];

testRows(note, [...right, ...wrong]);
