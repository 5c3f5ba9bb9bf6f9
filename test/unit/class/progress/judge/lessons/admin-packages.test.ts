import { lesson, type Row, testRows } from "./row.ts";

const rows: readonly Row[] = [
  {
    at: "6:9",
    typed: "sudo apt update",
    output:
      "Hit:1 http://deb.debian.org/debian bookworm InRelease\nReading package lists... Done\nBuilding dependency tree... Done\nReading state information... Done\nAll packages are up to date.",
    means: "nothing",
  },
  {
    at: "6:9",
    typed: "sudo apt-get -y update",
    output: "Hit:1 http://deb.debian.org/debian bookworm InRelease\nReading package lists... Done",
    means: "done 9",
  },
  {
    at: "6:10",
    typed: "sudo apt-get install -y tree",
    output:
      "Reading package lists... Done\nBuilding dependency tree... Done\nReading state information... Done\nThe following NEW packages will be installed:\n  tree\n0 upgraded, 1 newly installed, 0 to remove and 0 not upgraded.\nNeed to get 52.5 kB of archives.\nAfter this operation, 116 kB of additional disk space will be used.\nGet:1 http://deb.debian.org/debian bookworm/main amd64 tree amd64 2.1.0-1 [52.5 kB]\nFetched 52.5 kB in 0s (1,234 kB/s)\nSelecting previously unselected package tree.\n(Reading database ... 34012 files and directories currently installed.)\nPreparing to unpack .../tree_2.1.0-1_amd64.deb ...\nUnpacking tree (2.1.0-1) ...\nSetting up tree (2.1.0-1) ...\nProcessing triggers for man-db (2.11.2-2) ...",
    means: "done 10",
  },
  {
    at: "6:10",
    typed: "sudo apt -y install tree",
    output:
      "Reading package lists... Done\nBuilding dependency tree... Done\nReading state information... Done\nThe following NEW packages will be installed:\n  tree\n0 upgraded, 1 newly installed, 0 to remove and 0 not upgraded.\nNeed to get 52.5 kB of archives.\nAfter this operation, 116 kB of additional disk space will be used.\nGet:1 http://deb.debian.org/debian bookworm/main amd64 tree amd64 2.1.0-1 [52.5 kB]\nFetched 52.5 kB in 0s (1,234 kB/s)\nSelecting previously unselected package tree.\n(Reading database ... 34012 files and directories currently installed.)\nPreparing to unpack .../tree_2.1.0-1_amd64.deb ...\nUnpacking tree (2.1.0-1) ...\nSetting up tree (2.1.0-1) ...\nProcessing triggers for man-db (2.11.2-2) ...",
    means: "done 10",
  },
  {
    at: "6:10",
    typed: "sudo apt install tree -y",
    output:
      "Reading package lists... Done\nBuilding dependency tree... Done\nReading state information... Done\nThe following NEW packages will be installed:\n  tree\n0 upgraded, 1 newly installed, 0 to remove and 0 not upgraded.\nNeed to get 52.5 kB of archives.\nAfter this operation, 116 kB of additional disk space will be used.\nGet:1 http://deb.debian.org/debian bookworm/main amd64 tree amd64 2.1.0-1 [52.5 kB]\nFetched 52.5 kB in 0s (1,234 kB/s)\nSelecting previously unselected package tree.\n(Reading database ... 34012 files and directories currently installed.)\nPreparing to unpack .../tree_2.1.0-1_amd64.deb ...\nUnpacking tree (2.1.0-1) ...\nSetting up tree (2.1.0-1) ...\nProcessing triggers for man-db (2.11.2-2) ...",
    means: "done 10",
  },
  {
    at: "6:10",
    typed: "sudo apt install --yes tree",
    output:
      "Reading package lists... Done\nBuilding dependency tree... Done\nReading state information... Done\nThe following NEW packages will be installed:\n  tree\n0 upgraded, 1 newly installed, 0 to remove and 0 not upgraded.\nNeed to get 52.5 kB of archives.\nAfter this operation, 116 kB of additional disk space will be used.\nGet:1 http://deb.debian.org/debian bookworm/main amd64 tree amd64 2.1.0-1 [52.5 kB]\nFetched 52.5 kB in 0s (1,234 kB/s)\nSelecting previously unselected package tree.\n(Reading database ... 34012 files and directories currently installed.)\nPreparing to unpack .../tree_2.1.0-1_amd64.deb ...\nUnpacking tree (2.1.0-1) ...\nSetting up tree (2.1.0-1) ...\nProcessing triggers for man-db (2.11.2-2) ...",
    means: "done 10",
  },
  {
    at: "6:10",
    typed: "sudo apt update && sudo apt install -y tree",
    output:
      "Hit:1 http://deb.debian.org/debian bookworm InRelease\nReading package lists... Done\nReading package lists... Done\nBuilding dependency tree... Done\nReading state information... Done\nThe following NEW packages will be installed:\n  tree\n0 upgraded, 1 newly installed, 0 to remove and 0 not upgraded.\nNeed to get 52.5 kB of archives.\nAfter this operation, 116 kB of additional disk space will be used.\nGet:1 http://deb.debian.org/debian bookworm/main amd64 tree amd64 2.1.0-1 [52.5 kB]\nFetched 52.5 kB in 0s (1,234 kB/s)\nSelecting previously unselected package tree.\n(Reading database ... 34012 files and directories currently installed.)\nPreparing to unpack .../tree_2.1.0-1_amd64.deb ...\nUnpacking tree (2.1.0-1) ...\nSetting up tree (2.1.0-1) ...\nProcessing triggers for man-db (2.11.2-2) ...",
    means: "nothing",
  },
  { at: "6:11", typed: "dpkg --search /usr/bin/tree", output: "tree: /usr/bin/tree", means: "done 11" },
  { at: "6:11", typed: "dpkg -S $(which tree)", output: "tree: /usr/bin/tree", means: "nothing" },
  { at: "6:11", typed: "dpkg-query -S /usr/bin/tree", output: "tree: /usr/bin/tree", means: "otherwise 11" },
  {
    at: "6:12",
    typed: "dpkg -l tree | tail -1",
    output: "ii  tree           2.1.0-1      amd64        displays an indented directory tree, in color",
    means: "done 12",
  },
  {
    at: "6:12",
    typed: "dpkg -l tree | grep tree",
    output: "ii  tree           2.1.0-1      amd64        displays an indented directory tree, in color",
    means: "otherwise 12",
  },
  {
    at: "6:12",
    typed: "dpkg -l tree",
    output:
      "Desired=Unknown/Install/Remove/Purge/Hold\n| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend\n|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)\n||/ Name           Version      Architecture Description\n+++-==============-============-============-=============================================\nii  tree           2.1.0-1      amd64        displays an indented directory tree, in color",
    means: "nothing",
  },
  {
    at: "6:13",
    typed: "apt list tree --installed",
    output: "Listing... Done\ntree/stable,now 2.1.0-1 amd64 [installed]",
    means: "done 13",
  },
  {
    at: "6:13",
    typed: "sudo apt list --installed tree",
    output: "Listing... Done\ntree/stable,now 2.1.0-1 amd64 [installed]",
    means: "done 13",
  },
  {
    at: "6:14",
    typed: "tree restore/",
    output: "restore/\n└── site\n    └── index.html\n\n2 directories, 1 file",
    means: "done 14",
  },
  {
    at: "6:14",
    typed: "tree ./restore",
    output: "./restore\n└── site\n    └── index.html\n\n2 directories, 1 file",
    means: "done 14",
  },
  {
    at: "6:15",
    typed: "sudo apt remove tree -y",
    output:
      "Reading package lists... Done\nBuilding dependency tree... Done\nReading state information... Done\nThe following packages will be REMOVED:\n  tree\n0 upgraded, 0 newly installed, 1 to remove and 0 not upgraded.\nAfter this operation, 116 kB disk space will be freed.\n(Reading database ... 34019 files and directories currently installed.)\nRemoving tree (2.1.0-1) ...\nProcessing triggers for man-db (2.11.2-2) ...",
    means: "done 15",
  },
  {
    at: "6:15",
    typed: "sudo apt -y remove tree",
    output:
      "Reading package lists... Done\nBuilding dependency tree... Done\nReading state information... Done\nThe following packages will be REMOVED:\n  tree\n0 upgraded, 0 newly installed, 1 to remove and 0 not upgraded.\nAfter this operation, 116 kB disk space will be freed.\n(Reading database ... 34019 files and directories currently installed.)\nRemoving tree (2.1.0-1) ...\nProcessing triggers for man-db (2.11.2-2) ...",
    means: "done 15",
  },
  {
    at: "6:15",
    typed: "sudo apt remove tree",
    output:
      "Reading package lists... Done\nBuilding dependency tree... Done\nReading state information... Done\nThe following packages will be REMOVED:\n  tree\n0 upgraded, 0 newly installed, 1 to remove and 0 not upgraded.\nAfter this operation, 116 kB disk space will be freed.\nDo you want to continue? [Y/n] y\n(Reading database ... 34019 files and directories currently installed.)\nRemoving tree (2.1.0-1) ...\nProcessing triggers for man-db (2.11.2-2) ...",
    means: "done 15",
  },
  {
    at: "6:9",
    typed: "apt-get update",
    output:
      "Reading package lists... Done\nE: Could not open lock file /var/lib/apt/lists/lock - open (13: Permission denied)\nE: Unable to lock directory /var/lib/apt/lists/",
    exit: 100,
    means: "differs 9: noWord sudo; status 100 | 0; otherLine E: | Reading",
  },
  {
    at: "6:9",
    typed: "sudo apt-get upgrade",
    output:
      "Reading package lists... Done\nBuilding dependency tree... Done\nReading state information... Done\nCalculating upgrade... Done\n0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.",
    means: "nothing",
  },
  {
    at: "6:9",
    typed: "sudo apt-get updat",
    output: "E: Invalid operation updat",
    exit: 100,
    means: "differs 9: otherWord updat | update",
  },
  {
    at: "6:10",
    typed: "apt install -y tree",
    output:
      "E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)\nE: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?",
    exit: 100,
    means: "differs 10: noWord sudo; status 100 | 0; noLine Setting up tree (2.1.0-1) ...",
  },
  {
    at: "6:10",
    typed: "sudo apt install -y three",
    output:
      "Reading package lists... Done\nBuilding dependency tree... Done\nReading state information... Done\nE: Unable to locate package three",
    exit: 100,
    means: "differs 10: otherWord three | tree",
  },
  {
    at: "6:10",
    typed: "sudo apt install -y --download-only tree",
    output:
      "Reading package lists... Done\nBuilding dependency tree... Done\nReading state information... Done\nNeed to get 52.5 kB of archives.\nFetched 52.5 kB in 0s (1,234 kB/s)\nDownload complete and in download only mode",
    means: "nothing",
  },
  {
    at: "6:10",
    typed: "sudo apt install -y -s tree",
    output:
      "NOTE: This is only a simulation!\nReading package lists... Done\nInst tree (2.1.0-1 Debian:12/stable [amd64])\nConf tree (2.1.0-1 Debian:12/stable [amd64])",
    means: "nothing",
  },
  {
    at: "6:10",
    typed: "sudo apt search tree",
    output:
      "Sorting... Done\nFull Text Search... Done\ntree/stable 2.1.0-1 amd64\n  displays an indented directory tree, in color",
    means: "nothing",
  },
  {
    at: "6:10",
    typed: "sudo apt-get install -y trees",
    output: "E: Unable to locate package trees",
    exit: 100,
    means: "nothing",
  },
  {
    at: "6:10",
    typed: "sudo apt-get install tree",
    output: "Reading package lists... Done\nDo you want to continue? [Y/n] n\nAbort.",
    exit: 1,
    means: "differs 10: status 1 | 0; noLine Setting up tree (2.1.0-1) ...",
  },
  {
    at: "6:11",
    typed: "dpkg -S /usr/bin/tre",
    output: "dpkg-query: no path found matching pattern /usr/bin/tre",
    exit: 1,
    means: "differs 11: otherWord /usr/bin/tre | /usr/bin/tree",
  },
  { at: "6:11", typed: "dpkg -S /bin/bash", output: "bash: /bin/bash", means: "nothing" },
  {
    at: "6:11",
    typed: "dpkg -S /usr/bin/tree",
    output: "dpkg-query: no path found matching pattern /usr/bin/tree",
    exit: 1,
    without: [10],
    means: "differs 11: status 1 | 0; otherLine dpkg-query: | tree:; first sudo apt install -y tree",
  },
  { at: "6:11", typed: "dpkg -L tree", output: "/.\n/usr\n/usr/bin\n/usr/bin/tree", means: "nothing" },
  { at: "6:11", typed: "whereis tree", output: "tree: /usr/bin/tree /usr/share/man/man1/tree.1.gz", means: "nothing" },
  { at: "6:11", typed: "echo tree: /usr/bin/tree", output: "tree: /usr/bin/tree", means: "nothing" },
  {
    at: "6:12",
    typed: "dpkg -l tree | tail -n 1",
    output: "un  tree           <none>       <none>       (no description available)",
    without: [10],
    means: "differs 12: otherLine un | ii",
  },
  {
    at: "6:12",
    typed: "dpkg -l tree | tail -n 1",
    output: "dpkg-query: no packages found matching tree",
    without: [10],
    means: "differs 12: otherLine dpkg-query: | ii",
  },
  {
    at: "6:12",
    typed: "dpkg -L tree | tail -n 1",
    output: "/usr/share/man/man1/tree.1.gz",
    means: "differs 12: otherWord -L | -l",
  },
  {
    at: "6:13",
    typed: "apt list --installed tree",
    output: "Listing... Done",
    without: [10],
    means: "differs 13: noLine tree/stable,now 2.1.0-1 amd64 [installed]",
  },
  { at: "6:13", typed: "apt list --upgradable tree", output: "Listing... Done", means: "nothing" },
  {
    at: "6:13",
    typed: "apt list --installed bash",
    output: "Listing... Done\nbash/stable,now 5.2.15-2+b7 amd64 [installed]",
    means: "nothing",
  },
  {
    at: "6:14",
    typed: "tree",
    output:
      ".\n├── restore\n│   └── site\n│       └── index.html\n├── site\n│   ├── index.html\n│   └── index.html.gz\n└── site.tar.gz\n\n4 directories, 4 files",
    means: "nothing",
  },
  {
    at: "6:14",
    typed: "tree site",
    output: "site\n├── index.html\n└── index.html.gz\n\n1 directory, 2 files",
    means: "nothing",
  },
  {
    at: "6:14",
    typed: "tree restore",
    output: "restore\n└── index.html\n\n1 directory, 1 file",
    without: [5],
    means: "differs 14: otherLine index.html | site",
  },
  { at: "6:14", typed: "tree -d restore", output: "restore\n└── site\n\n2 directories", means: "nothing" },
  {
    at: "6:14",
    typed: "tree restore",
    output: "-bash: tree: command not found",
    exit: 127,
    without: [10],
    means: "differs 14: status 127 | 0; otherLine -bash: | restore",
  },
  {
    at: "6:14",
    typed: "tree restor",
    output: "restor  [error opening dir]\n\n0 directories, 0 files",
    exit: 2,
    means: "differs 14: otherWord restor | restore",
  },
  {
    at: "6:15",
    typed: "apt remove -y tree",
    output:
      "E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)\nE: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?",
    exit: 100,
    means: "differs 15: noWord sudo; status 100 | 0; noLine Removing tree (2.1.0-1) ...",
  },
  {
    at: "6:15",
    typed: "sudo apt remove -y three",
    output:
      "Reading package lists... Done\nBuilding dependency tree... Done\nReading state information... Done\nE: Unable to locate package three",
    exit: 100,
    means: "differs 15: otherWord three | tree",
  },
  {
    at: "6:15",
    typed: "sudo apt remove -y tree",
    output:
      "Reading package lists... Done\nBuilding dependency tree... Done\nReading state information... Done\nPackage 'tree' is not installed, so not removed\n0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.",
    without: [10],
    means: "differs 15: otherLine Reading | Removing",
  },
  {
    at: "6:15",
    typed: "sudo apt remove -s tree",
    output:
      "Reading package lists... Done\nBuilding dependency tree... Done\nReading state information... Done\nThe following packages will be REMOVED:\n  tree\n0 upgraded, 0 newly installed, 1 to remove and 0 not upgraded.\nRemv tree [2.1.0-1]",
    means: "differs 15: otherWord -s | -y",
  },
  { at: "6:1", typed: "mkdir site; echo '<h1>Hi</h1>' > site/index.html", means: "done 1" },
  { at: "6:1", typed: 'mkdir -p site && echo "<h1>Hi</h1>" > site/index.html', means: "done 1" },
  { at: "6:1", typed: "mkdir site && cd site && echo '<h1>Hi</h1>' > index.html && cd ..", means: "nothing" },
  { at: "6:2", typed: "tar czf site.tar.gz site", means: "done 2" },
  { at: "6:2", typed: "tar -c -z -f site.tar.gz site", means: "done 2" },
  { at: "6:5", typed: "tar -xzf site.tar.gz -C restore", means: "done 5" },
  { at: "6:5", typed: "cd restore && tar -xzf ../site.tar.gz && cd ..", means: "nothing" },
  { at: "6:6", typed: "cat ./restore/site/index.html", output: "<h1>Hi</h1>", means: "done 6" },
  { at: "6:6", typed: "cat restore/*/index.html", output: "<h1>Hi</h1>", means: "nothing" },
  { at: "6:7", typed: "gzip --keep site/index.html", means: "done 7" },
  {
    at: "6:7",
    typed: "gzip -kv site/index.html",
    output: "site/index.html:\t-16.7% -- created site/index.html.gz",
    means: "done 7",
  },
  { at: "6:7", typed: "gzip -c site/index.html > site/index.html.gz", means: "nothing" },
  { at: "6:8", typed: "ls site/", output: "index.html  index.html.gz", means: "done 8" },
  { at: "6:8", typed: "ls -1 site", output: "index.html\nindex.html.gz", means: "done 8" },
  { at: "6:1", typed: "mkdir site", means: "nothing" },
  {
    at: "6:1",
    typed: "mkdir site && echo '<h1>Hi</h1>'",
    output: "<h1>Hi</h1>",
    means: "differs 1: noWord >site/index.html",
  },
  {
    at: "6:1",
    typed: "mkdir site && echo <h1>Hi</h1> > site/index.html",
    output: "-bash: syntax error near unexpected token `newline'",
    exit: 2,
    means: "differs 1: otherWord <h1 | <h1>Hi</h1>; moreWord >Hi",
  },
  {
    at: "6:1",
    typed: "mkdir site && echo '<h1>Hi</h2>' > site/index.html",
    means: "differs 1: otherWord <h1>Hi</h2> | <h1>Hi</h1>",
  },
  {
    at: "6:1",
    typed: "mkdir sites && echo '<h1>Hi</h1>' > site/index.html",
    output: "-bash: site/index.html: No such file or directory",
    exit: 1,
    means: "differs 1: otherWord sites | site",
  },
  { at: "6:2", typed: "tar -cf site.tar.gz site", means: "differs 2: otherWord -cf | -czf" },
  {
    at: "6:2",
    typed: "tar -czf site site.tar.gz",
    output:
      "tar: site.tar.gz: Cannot stat: No such file or directory\ntar: Exiting with failure status due to previous errors",
    exit: 2,
    means: "differs 2: otherPlace site.tar.gz",
  },
  {
    at: "6:2",
    typed: "tar -xzf site.tar.gz site",
    output:
      "tar (child): site.tar.gz: Cannot open: No such file or directory\ntar (child): Error is not recoverable: exiting now\ntar: Child returned status 2\ntar: Error is not recoverable: exiting now",
    exit: 2,
    means: "differs 2: otherWord -xzf | -czf",
  },
  { at: "6:2", typed: "tar -czf site.tar.gz site/index.html", means: "nothing" },
  { at: "6:2", typed: "tar -czf site.tar.gz site --remove-files", means: "nothing" },
  {
    at: "6:2",
    typed: "zip -r site.zip site",
    output: "  adding: site/ (stored 0%)\n  adding: site/index.html (stored 0%)",
    means: "nothing",
  },
  {
    at: "6:2",
    typed: "tar -czf site.tar.gz .",
    output: "tar: .: file changed as we read it",
    exit: 1,
    means: "differs 3: otherWord -czf | -tzf; moreWord .",
  },
  {
    at: "6:2",
    typed: "tar -czf site.tar.gz site",
    output:
      "tar: site: Cannot stat: No such file or directory\ntar: Exiting with failure status due to previous errors",
    exit: 2,
    folder: "~",
    means: "differs 2: folder ~ | ~/6; status 2 | 0; moreLine tar: site: Cannot stat: No such file or directory",
  },
  { at: "6:3", typed: "find site", output: "site\nsite/index.html", means: "nothing" },
  { at: "6:3", typed: "tar -czvf site.tar.gz site", output: "site/\nsite/index.html", means: "again 2" },
  {
    at: "6:3",
    typed: "tar -tzf site.tar.gz",
    output: "site/index.html",
    without: [2],
    means: "differs 3: otherLine site/index.html | site/; first tar -czf site.tar.gz site",
  },
  { at: "6:3", typed: "ls -R site", output: "site:\nindex.html", means: "nothing" },
  {
    at: "6:4",
    typed: "mkdir restore",
    output: "mkdir: cannot create directory ‘restore’: File exists",
    exit: 1,
    means: "differs 4: status 1 | 0; moreLine mkdir: cannot create directory ‘restore’: File exists",
  },
  { at: "6:4", typed: "touch restore", means: "nothing" },
  { at: "6:5", typed: "cp -r site restore", means: "nothing" },
  { at: "6:6", typed: "cat site/index.html", output: "<h1>Hi</h1>", means: "nothing" },
  { at: "6:6", typed: "echo '<h1>Hi</h1>'", output: "<h1>Hi</h1>", means: "nothing" },
  {
    at: "6:6",
    typed: "cat restore/index.html",
    output: "cat: restore/index.html: No such file or directory",
    exit: 1,
    means: "differs 6: otherWord restore/index.html | restore/site/index.html",
  },
  { at: "6:7", typed: "gzip site/index.html", means: "nothing" },
  {
    at: "6:7",
    typed: "gzip -k site/index.htm",
    output: "gzip: site/index.htm: No such file or directory",
    exit: 1,
    means: "differs 7: otherWord site/index.htm | site/index.html",
  },
  { at: "6:7", typed: "bzip2 -k site/index.html", means: "differs 7: otherWord bzip2 | gzip" },
  { at: "6:8", typed: "ls restore/site", output: "index.html", means: "nothing" },
];

testRows(await lesson("admin"), rows);
