import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("texts");

const right: readonly Row[] = [
  { at: "3:1", typed: "CITY='Seoul'", means: "done 1" },
  { at: "3:1", typed: "export CITY=Seoul", means: "nothing" },
  { at: "3:2", typed: 'for n in 1 2 3; do echo "$CITY $n" > "day$n.txt"; done', means: "done 2" },
  { at: "3:2", typed: 'for n in $(seq 3); do echo "$CITY $n" > day$n.txt; done', means: "nothing" },
  { at: "3:2", typed: 'for ((n=1; n<=3; n++)); do echo "$CITY $n" > day$n.txt; done', means: "nothing" },
  { at: "3:3", typed: "cat day{1..3}.txt", output: "Seoul 1\nSeoul 2\nSeoul 3", means: "done 3" },
  {
    at: "3:3",
    typed: "cat day1.txt && cat day2.txt && cat day3.txt",
    output: "Seoul 1\nSeoul 2\nSeoul 3",
    means: "otherwise 3",
  },
  { at: "3:3", typed: "sort day*.txt", output: "Seoul 1\nSeoul 2\nSeoul 3", means: "nothing" },
  { at: "3:4", typed: "date --date=2026-12-25 +%A", output: "Friday", means: "nothing" },
  { at: "3:4", typed: "date", output: "Tue Dec  1 03:46:36 UTC 2026", means: "nothing" },
  { at: "3:5", typed: "DAYS=$( ls day*.txt | wc -l )", means: "done 5" },
  { at: "3:5", typed: "ls day*.txt | wc -l", output: "3", means: "nothing" },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell reads it.
  { at: "3:6", typed: 'echo "There are ${DAYS} days"', output: "There are 3 days", means: "done 6" },
  { at: "3:6", typed: "echo $DAYS", output: "3", means: "nothing" },
  { at: "3:8", typed: "systemctl is-enabled apt-daily.timer --no-pager", output: "enabled", means: "done 8" },
  {
    at: "3:8",
    typed: "systemctl list-unit-files apt-daily.timer",
    output:
      "\u001b[?1h\u001b=\rUNIT FILE       STATE   PRESET \napt-daily.timer enabled enabled\n\n1 unit files listed.\n\r\u001b[K\u001b[?1l\u001b>",
    means: "nothing",
  },
  {
    at: "3:9",
    typed: "systemctl list-unit-files --type=timer | grep apt",
    output: "apt-daily-upgrade.timer      enabled  enabled\napt-daily.timer              enabled  enabled",
    means: "done 9",
  },
  {
    at: "3:9",
    typed: "systemctl list-unit-files | grep apt",
    output:
      "apt-daily-upgrade.service              static   -\napt-daily.service                      static   -\napt-daily-upgrade.timer                enabled  enabled\napt-daily.timer                        enabled  enabled",
    means: "nothing",
  },
  {
    at: "3:9",
    typed: "systemctl list-unit-files --no-pager | grep 'apt.*timer'",
    output:
      "apt-daily-upgrade.timer                enabled  enabled\napt-daily.timer                        enabled  enabled",
    means: "nothing",
  },
  {
    at: "3:10",
    typed: "journalctl -n5 --no-pager",
    output: "No journal files were found.\r\n-- No entries --",
    means: "done 10",
  },
  {
    at: "3:10",
    typed: "journalctl --no-pager | tail -n 5",
    output: "No journal files were found.\r\n-- No entries --",
    means: "otherwise 10",
  },
];

const wrong: readonly Row[] = [
  {
    at: "3:1",
    typed: "CITY = Seoul",
    output: "bash: CITY: command not found",
    exit: 127,
    means: "differs 1: otherWord CITY | CITY=Seoul; moreWord =",
  },
  { at: "3:1", typed: "CITY=Soul", means: "nothing" },
  { at: "3:2", typed: "for n in 1 2 3; do echo '$CITY $n' > day$n.txt; done", means: "nothing" },
  {
    at: "3:3",
    typed: "cat day1.txt day2.txt day4.txt",
    output: "Seoul 1\nSeoul 2\ncat: day4.txt: No such file or directory",
    exit: 1,
    means: "differs 3: otherWord day4.txt | day3.txt",
  },
  {
    at: "3:3",
    typed: "cat day1 day2 day3",
    output:
      "cat: day1: No such file or directory\ncat: day2: No such file or directory\ncat: day3: No such file or directory",
    exit: 1,
    means: "nothing",
  },
  {
    at: "3:4",
    typed: "date -d 2026-25-12 +%A",
    output: "date: invalid date ‘2026-25-12’",
    exit: 1,
    means: "differs 4: otherWord 2026-25-12 | 2026-12-25",
  },
  {
    at: "3:5",
    typed: "DAYS=$(ls days*.txt | wc -l)",
    output: "ls: cannot access 'days*.txt': No such file or directory",
    means: "nothing",
  },
  { at: "3:6", typed: 'echo "There are $DAY days"', output: "There are  days", means: "nothing" },
  {
    at: "3:7",
    typed: 'while read city n; do echo "day $n: $city"; done < day1.txt',
    output: "day 1: Seoul",
    means: "differs 7: otherWord <day1.txt | <day2.txt",
  },
  {
    at: "3:8",
    typed: "systemctl is-enable apt-daily.timer",
    output: "Unknown command verb is-enable.\r",
    exit: 1,
    means: "differs 8: otherWord is-enable | is-enabled",
  },
  {
    at: "3:9",
    typed: "systemctl list-unit-files --type=timr --no-pager | grep apt",
    output: "Unknown unit type or load state 'timr'.\r\nUse -t help to see a list of allowed values.\r",
    exit: 1,
    means: "nothing",
  },
  {
    at: "3:9",
    typed: "systemctl list-unit-files --type=timer --no-pager | grep atp",
    exit: 1,
    means: "differs 9: otherWord atp | apt",
  },
];

testRows(note, [...right, ...wrong]);
