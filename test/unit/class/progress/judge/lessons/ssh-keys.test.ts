import { lesson, type Row, testRows } from "./row.ts";

const note = await lesson("ssh");

const right: readonly Row[] = [
  {
    at: "1:1",
    typed: "ssh-keygen -t ed25519 -f id_shop -N '' -C mina",
    output:
      "Generating public/private ed25519 key pair.\nYour identification has been saved in id_shop\nYour public key has been saved in id_shop.pub\nThe key fingerprint is:\nSHA256:nIKLsGiExWzfctfZWjWNfuliUj7aD5K0vnymd0VJSUU mina\nThe key's randomart image is:\n+--[ED25519 256]--+\n|              .oE|\n| o             = |\n|  =           = o|\n|.o . o . o o o oo|\n|o.  + + S o.o..o.|\n|oo . + o  .o= ...|\n|o.. .     .= * ..|\n|.         o *++. |\n|           **.o. |\n+----[SHA256]-----+",
    means: "done 1",
  },
  { at: "1:1", typed: 'ssh-keygen -q -t ed25519 -C "mina" -N "" -f ./id_shop', means: "done 1" },
  {
    at: "1:1",
    typed: "ssh-keygen -ted25519 -N '' -Cmina -fid_shop",
    output:
      "Generating public/private ed25519 key pair.\nYour identification has been saved in id_shop\nYour public key has been saved in id_shop.pub\nThe key fingerprint is:\nSHA256:Pv5efWsJHS04UGyPAITK8g/yUjrilsTaQbh5nywXbJc mina\nThe key's randomart image is:\n+--[ED25519 256]--+\n|       oo. o.    |\n|      .   o o    |\n| . . .     + +  .|\n|. o o       + o..|\n|.+ +   .S    ....|\n|oo+ B E.     o . |\n|oo.X *  o   . o o|\n|oo* * .. . .   +.|\n|oo =    .oo   .. |\n+----[SHA256]-----+",
    means: "done 1",
  },
  { at: "1:2", typed: "ls id_shop id_shop.pub", output: "id_shop  id_shop.pub", means: "otherwise 2" },
  { at: "1:2", typed: "ls -1 id_shop*", output: "id_shop\nid_shop.pub", means: "done 2" },
  { at: "1:3", typed: "stat --format=%a id_shop", output: "600", means: "done 3" },
  { at: "1:3", typed: "stat -c '%a' ./id_shop", output: "600", means: "done 3" },
  { at: "1:4", typed: "chmod u=r,go= id_shop", means: "done 4" },
  { at: "1:4", typed: "chmod 0400 id_shop", means: "done 4" },
  { at: "1:4", typed: "chmod 400 ~/1/id_shop", means: "done 4" },
  { at: "1:5", typed: "mkdir -p /home/ubuntu/.ssh", means: "done 5" },
  { at: "1:5", typed: "mkdir -p $HOME/.ssh", means: "done 5" },
  { at: "1:6", typed: "chmod u=rwx,g=,o= ~/.ssh", means: "done 6" },
  { at: "1:6", typed: "chmod 700 ~/.ssh/", means: "done 6" },
  { at: "1:7", typed: "cat ./id_shop.pub >> ~/.ssh/authorized_keys", means: "done 7" },
  {
    at: "1:7",
    typed: "cat id_shop.pub | tee -a ~/.ssh/authorized_keys",
    output: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMHDo6k9PUIuM55s1w4ntoyJi5y720WrFuNdlx3NE9as mina",
    means: "done 7",
  },
  { at: "1:7", typed: "cat < id_shop.pub >> $HOME/.ssh/authorized_keys", means: "done 7" },
  { at: "1:8", typed: "chmod u=rw,go= ~/.ssh/authorized_keys", means: "done 8" },
  { at: "1:8", typed: "cd ~/.ssh && chmod 600 authorized_keys", means: "done 8" },
  {
    at: "1:9",
    typed: "ssh-keyscan -t ed25519 localhost | tee -a ~/.ssh/known_hosts",
    output:
      "# localhost:22 SSH-2.0-OpenSSH_10.0p2 Debian-7+deb13u4\nlocalhost ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPHwmCbai4yf5IQDj572iJVqfKj6IJbfsueMkq84+ugJ",
    means: "done 9",
  },
  { at: "1:9", typed: "ssh-keyscan -t ed25519 localhost 2>/dev/null >> ~/.ssh/known_hosts", means: "done 9" },
  { at: "1:10", typed: "ssh localhost -i id_shop whoami", output: "ubuntu", means: "nothing" },
  { at: "1:10", typed: "ssh -i ./id_shop ubuntu@localhost whoami", output: "ubuntu", means: "nothing" },
  { at: "1:10", typed: "ssh -i id_shop -l ubuntu localhost 'whoami'", output: "ubuntu", means: "nothing" },
  {
    at: "1:11",
    typed: "ssh-keygen -lf id_shop.pub",
    output: "256 SHA256:aTwLAu74PYdNCS8tAD5bYZVbe4M//cyIoYIfxpI7sYk mina (ED25519)",
    means: "done 11",
  },
  {
    at: "1:11",
    typed: "ssh-keygen -l -f id_shop",
    output: "256 SHA256:tTiib23nPdiNNtMpcTP7blR/aalKVxIHd+PRqqeEhjI mina (ED25519)",
    means: "nothing",
  },
  { at: "1:12", typed: "grep mina ~/.ssh/authorized_keys | wc -l", output: "1", means: "done 12" },
  { at: "1:12", typed: "cat ~/.ssh/authorized_keys | grep -c mina", output: "1", means: "done 12" },
  {
    at: "1:13",
    typed: "ssh -o BatchMode=yes -i id_shop nobody@localhost true",
    output: "nobody@localhost: Permission denied (publickey).",
    exit: 255,
    means: "done 13",
  },
  {
    at: "1:13",
    typed: "ssh -oBatchMode=yes -i id_shop -l nobody localhost true",
    output: "nobody@localhost: Permission denied (publickey).",
    exit: 255,
    means: "nothing",
  },
  { at: "1:14", typed: "cp id_shop.pub ./backup.pub", means: "done 14" },
  { at: "1:15", typed: "ssh-keygen -yf id_shop > again.pub", means: "done 15" },
  { at: "1:16", typed: "diff id_shop.pub again.pub", means: "done 16" },
  { at: "1:16", typed: "diff -u again.pub id_shop.pub", means: "done 16" },
  { at: "1:16", typed: "cmp again.pub id_shop.pub", means: "done 16" },
  { at: "1:17", typed: "rm -f again.pub backup.pub", means: "done 17" },
];

const wrong: readonly Row[] = [
  {
    at: "1:1",
    typed: "ssh-keygen -t rsa -N '' -C mina -f id_shop",
    output:
      "Generating public/private rsa key pair.\nYour identification has been saved in id_shop\nYour public key has been saved in id_shop.pub\nThe key fingerprint is:\nSHA256:uMKCIiDDxA6FpfI1AP9KdZEJtj49ndfWXVQhW1BqKbs mina\nThe key's randomart image is:\n+---[RSA 3072]----+\n|.++ o..o     oo+=|\n|o+ o .o.      *. |\n|+o. = .    . =  .|\n|*. = + o . .+. ..|\n|+oo + + S ..o . .|\n|o+ o . o . ..    |\n|+ o o .    E     |\n|o  . .           |\n|                 |\n+----[SHA256]-----+",
    means: "differs 1: otherWord rsa | ed25519",
  },
  {
    at: "1:1",
    typed: 'ssh-keygen -t ed25519 -N "" -C mina -f id_shpo',
    output:
      "Generating public/private ed25519 key pair.\nYour identification has been saved in id_shpo\nYour public key has been saved in id_shpo.pub\nThe key fingerprint is:\nSHA256:xgFy6RnwNqQW30DdeJerSyyA+NCOsXnPqGEis2lknKY mina\nThe key's randomart image is:\n+--[ED25519 256]--+\n|    +o*o o   .   |\n|     Oo+o o o    |\n|   ooo=oo. . .   |\n|  +.o.+o .  .    |\n|. .O   .S. .     |\n| *+ +  .. +      |\n|O o. +   o .     |\n|EB .. o   .      |\n|+ ..             |\n+----[SHA256]-----+",
    means: "differs 1: otherWord id_shpo | id_shop",
  },
  {
    at: "1:1",
    typed: 'ssh-kegen -t ed25519 -N "" -C mina -f id_shop',
    output: "bash: ssh-kegen: command not found",
    exit: 127,
    means: "differs 1: otherWord ssh-kegen | ssh-keygen",
  },
  {
    at: "1:1",
    typed: "ssh-keygen -t ed25519 -N geheim -C mina -f id_shop",
    output:
      "Generating public/private ed25519 key pair.\nYour identification has been saved in id_shop\nYour public key has been saved in id_shop.pub\nThe key fingerprint is:\nSHA256:Nq8PB+2CiVUFhkiFLedY/LY5xK+woyrI++n9y4SwSsQ mina\nThe key's randomart image is:\n+--[ED25519 256]--+\n|   ..*..o..      |\n|    + *. .       |\n|     * o.        |\n|.   . ..=.       |\n| E .  .oS+.      |\n|.   ooo++=.      |\n|o. ...o+oo+      |\n|+.. o = .=       |\n| +==.o.=o..      |\n+----[SHA256]-----+",
    means: "nothing",
  },
  {
    at: "1:2",
    typed: "ㅣㄴ id_shop*",
    output: "bash: ㅣㄴ: command not found",
    exit: 127,
    means: "differs 2: hangul ls id_shop*",
  },
  { at: "1:3", typed: "stat -c %a id_shop.pub", output: "644", means: "nothing" },
  { at: "1:4", typed: "chmod 440 id_shop", means: "differs 4: otherWord 440 | 400" },
  { at: "1:4", typed: "chmod 400 id_shop.pub", means: "nothing" },
  { at: "1:5", typed: "mkdir -p .ssh", means: "nothing" },
  {
    at: "1:6",
    typed: "chmod 700 .ssh",
    output: "chmod: cannot access '.ssh': No such file or directory",
    exit: 1,
    means: "differs 6: otherWord .ssh | $HOME/.ssh",
  },
  {
    at: "1:7",
    typed: "cat id_shop.pub > ~/.ssh/authorized_keys",
    means: "differs 7: otherWord >$HOME/.ssh/authorized_keys | >>$HOME/.ssh/authorized_keys",
  },
  { at: "1:7", typed: "cat id_shop >> ~/.ssh/authorized_keys", means: "nothing" },
  {
    at: "1:7",
    typed: "cat id_shop.pub >> ~/.ssh/authorised_keys",
    means: "differs 7: otherWord >>$HOME/.ssh/authorised_keys | >>$HOME/.ssh/authorized_keys",
  },
  {
    at: "1:8",
    typed: "chmod 600 authorized_keys",
    output: "chmod: cannot access 'authorized_keys': No such file or directory",
    exit: 1,
    means: "differs 8: otherWord authorized_keys | $HOME/.ssh/authorized_keys",
  },
  {
    at: "1:9",
    typed: "ssh-keyscan -t ed25519 localhost",
    output:
      "# localhost:22 SSH-2.0-OpenSSH_10.0p2 Debian-7+deb13u4\nlocalhost ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPHwmCbai4yf5IQDj572iJVqfKj6IJbfsueMkq84+ugJ",
    means: "differs 9: noWord >>$HOME/.ssh/known_hosts",
  },
  {
    at: "1:10",
    typed: "ssh -i id_shop localhsot whoami",
    output: "ssh: Could not resolve hostname localhsot: Name or service not known",
    exit: 255,
    means: "differs 10: otherWord localhsot | localhost",
  },
  { at: "1:10", typed: "ssh -i id_shop localhost who", means: "nothing" },
  { at: "1:10", typed: "whoami", output: "ubuntu", means: "nothing" },
  {
    at: "1:11",
    typed: "ssh-keygen -l -f id_shopp.pub",
    output: "ssh-keygen: id_shopp.pub: No such file or directory",
    exit: 255,
    means: "differs 11: otherWord id_shopp.pub | id_shop.pub",
  },
  {
    at: "1:12",
    typed: "grep -c minna ~/.ssh/authorized_keys",
    output: "0",
    exit: 1,
    means: "differs 12: otherWord minna | mina",
  },
  { at: "1:14", typed: "mv id_shop.pub backup.pub", means: "differs 14: otherWord mv | cp" },
  {
    at: "1:14",
    typed: "cp backup.pub id_shop.pub",
    output: "cp: cannot stat 'backup.pub': No such file or directory",
    exit: 1,
    means: "nothing",
  },
  {
    at: "1:15",
    typed: "ssh-keygen -y -f id_shop",
    output: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOtymbnR7/5RpYZVC4RcYevl8s+rNusLYy1yL4735u/x mina",
    means: "differs 15: noWord >again.pub",
  },
  { at: "1:17", typed: "rm backup.pub", means: "nothing" },
  { at: "1:17", typed: "rm id_shop.pub again.pub", means: "nothing" },
];

const free: readonly Row[] = [
  {
    at: "1:2",
    typed: "ls -la",
    output:
      "total 16\ndrwxr-xr-x 2 ubuntu ubuntu 4096 Nov 30 21:55 .\ndrwx------ 1 ubuntu ubuntu 4096 Nov 30 21:55 ..\n-rw------- 1 ubuntu ubuntu  387 Nov 30 21:55 id_shop\n-rw-r--r-- 1 ubuntu ubuntu   86 Nov 30 21:55 id_shop.pub",
    means: "nothing",
  },
  {
    at: "1:3",
    typed: "ls -l id_shop",
    output: "-rw------- 1 ubuntu ubuntu 387 Nov 30 21:55 id_shop",
    means: "nothing",
  },
];

testRows(note, [...right, ...wrong, ...free]);
