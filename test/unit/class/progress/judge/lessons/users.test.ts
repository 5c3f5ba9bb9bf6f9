import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("users");

const right: readonly Row[] = [
  { at: "1:2", typed: "sudo useradd -m -s /bin/bash mina", means: "done 2" },
  { at: "1:3", typed: "sudo addgroup devs", means: "done 3" },
  { at: "1:4", typed: "sudo gpasswd -a mina devs", output: "Adding user mina to group devs", means: "done 4" },
  { at: "1:4", typed: "sudo adduser mina devs", means: "done 4" },
  { at: "1:7", typed: "sudo mkdir -p /srv/project", means: "done 7" },
  { at: "1:8", typed: "sudo chown :devs /srv/project", means: "nothing" },
  { at: "1:8", typed: "sudo chown 0:devs /srv/project", means: "done 8" },
  { at: "1:9", typed: "sudo chmod u=rwx,g=rwxs,o=rx /srv/project", means: "done 9" },
  { at: "1:9", typed: "sudo chmod g+ws /srv/project", means: "nothing" },
  { at: "1:9", typed: "sudo chmod 02775 /srv/project", means: "done 9" },
  {
    at: "1:10",
    typed: "ls -ld /srv/project/",
    output: "drwxrwsr-x 2 root devs 4096 Nov 30 13:09 /srv/project/",
    means: "done 10",
  },
  { at: "1:13", typed: "sudo usermod -L mina", means: "done 13" },
  { at: "1:14", typed: "sudo deluser mina devs", means: "done 14" },
  {
    at: "1:15",
    typed: "sudo userdel -r mina",
    output: "userdel: mina mail spool (/var/mail/mina) not found",
    means: "done 15",
  },
  { at: "2:3", typed: "printf 'secret\\n' > diary.txt", folder: "~/2/lab", means: "done 3" },
  { at: "2:3", typed: 'echo "secret" | tee diary.txt', output: "secret", folder: "~/2/lab", means: "done 3" },
  { at: "2:4", typed: "chmod u=rw,g=r,o= diary.txt", folder: "~/2/lab", means: "done 4" },
  { at: "2:4", typed: "chmod o-r diary.txt", folder: "~/2/lab", means: "nothing" },
  {
    at: "2:5",
    typed: "ls -l ./diary.txt",
    output: "-rw-r----- 1 ubuntu ubuntu 7 Nov 30 13:12 ./diary.txt",
    folder: "~/2/lab",
    means: "done 5",
  },
  { at: "2:9", typed: "umask 0077", folder: "~/2/lab", means: "done 9" },
  {
    at: "2:12",
    typed: "cat > fine.sh <<'EOF'\n#!/bin/sh\necho \"Today is fine\"\nEOF",
    folder: "~/2/lab",
    means: "done 12",
  },
  { at: "2:13", typed: "chmod u+x fine.sh", folder: "~/2/lab", means: "nothing" },
  { at: "2:15", typed: "chmod -R g-rwx,o-rwx .", folder: "~/2/lab", means: "done 15" },
  { at: "2:15", typed: "chmod -R go= .", folder: "~/2/lab", means: "done 15" },
  { at: "2:16", typed: "sudo chown root: diary.txt", folder: "~/2/lab", means: "nothing" },
  { at: "2:16", typed: "sudo chown 0 diary.txt", folder: "~/2/lab", means: "done 16" },
  {
    at: "2:17",
    typed: "cat ./diary.txt",
    output: "cat: ./diary.txt: Permission denied",
    exit: 1,
    folder: "~/2/lab",
    means: "done 17",
  },
  { at: "2:19", typed: "setfacl --modify u:nobody:r fine.sh", folder: "~/2/lab", means: "done 19" },
  { at: "2:19", typed: "setfacl -m user:nobody:r fine.sh", folder: "~/2/lab", means: "done 19" },
  { at: "2:19", typed: "setfacl -m u:nobody:r-- fine.sh", folder: "~/2/lab", means: "done 19" },
  {
    at: "2:20",
    typed: "getfacl --omit-header fine.sh",
    output: "user::rwx\nuser:nobody:r--\ngroup::---\nmask::r--\nother::---",
    folder: "~/2/lab",
    means: "done 20",
  },
];

const wrong: readonly Row[] = [
  { at: "1:8", typed: "sudo chown root /srv/project", means: "nothing" },
  { at: "1:9", typed: "sudo chmod 2775 /srv", means: "nothing" },
  { at: "2:16", typed: "sudo chown root:root diary.txt", folder: "~/2/lab", means: "nothing" },
  {
    at: "2:17",
    typed: "cat diary.txt",
    output: "secret",
    folder: "~/2/lab",
    without: [16],
    means: "differs 17: status 0 | 1; otherLine secret | cat:; first sudo chown root diary.txt",
  },
];

testRows(note, [...right, ...wrong]);
