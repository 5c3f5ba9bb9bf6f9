/** What is known of programs, as data: what may be written in another way to the same end, and how their words stand. */

/** Commands that are other words for a command: the first words of each. */
export const otherForms: readonly (readonly [other: RegExp, words: string])[] = [
  [/^docker-compose(?= |$)/, "docker compose"],
  [/^docker container (?:ls|list|ps)(?= |$)/, "docker ps"],
  [/^docker image (?:ls|list)(?= |$)/, "docker images"],
  [/^docker image (?:rm|remove)(?= |$)/, "docker rmi"],
  [/^docker container (?:rm|remove)(?= |$)/, "docker rm"],
  [/^docker (?:builder|buildx) build(?= |$)/, "docker build"],
  [/^docker image (?=(?:build|pull|push|tag|history|save|load|import|inspect)(?: |$))/, "docker "],
  [
    /^docker container (?=(?:run|create|start|stop|restart|kill|exec|logs|inspect|cp|attach|commit|diff|port|top|stats|rename|wait|update|pause|unpause|export)(?: |$))/,
    "docker ",
  ],
  [/^docker system (?=(?:events|info)(?: |$))/, "docker "],
  [/^(docker kill(?: .*)?) (?:-s ?|--signal[ =])(?:(?:SIG)?KILL|9)(?= )/, "$1"],
  // What the image runs if nothing is said.
  [/^(docker run (?:.* )?(?:ubuntu|debian)(?::\S+)?) (?:\/bin\/)?bash$/, "$1"],
  [/^(docker run (?:.* )?(?:alpine|busybox)(?::\S+)?) (?:\/bin\/)?sh$/, "$1"],
  [/^((?:docker (?:run|exec) .* )?)printenv$/, "$1env"],
  [/^gzip(?: -c)?(?: -)?$/, "gzip"],
  [/^apt-get(?= |$)/, "apt"],
  [/^egrep(?= |$)/, "grep -E"],
  [/^fgrep(?= |$)/, "grep -F"],
  [/^(python|pip)3(?:\.\d+)?(?= |$)/, "$1"],
  [/^python -m ?pip(?= |$)/, "pip"],
  [/^python -m(?=\w)/, "python -m "],
  [/^cc(?= )/, "gcc"],
  [/^c\+\+(?= )/, "g++"],
  [/^source(?= |$)/, "."],
  [/^git --no-pager (?=\S)/, "git "],
  [/^git checkout (-q |--quiet )?-b(?= |$)/, "git switch $1-c"],
  [/^git stage(?= |$)/, "git add"],
  [/^git add (?:\.|--all)$/, "git add -A"],
  [/^(git (?:log|show)(?: .*)?) (?:-n ?|--max-count[= ])(\d+)(?= |$)/, "$1 -$2"],
  [/^(docker network create(?: .*)?) (?:-d|--driver)[ =]bridge(?= |$)/, "$1"],
  [/^(docker volume create(?: .*)?) (?:-d|--driver)[ =]local(?= |$)/, "$1"],
  [/^docker (?:network|volume) inspect(?= )/, "docker inspect"],
  [/^docker volume create --name[ =]/, "docker volume create "],
  [/^docker (network|volume) remove(?= |$)/, "docker $1 rm"],
  [/^docker (network|volume) list(?= |$)/, "docker $1 ls"],
  [/^\/(?:usr\/)?s?bin\/(?=\w)/, ""],
  // Without a dash, the letters take their values in turn, wherever they stand.
  [/^tar ([ABD-Za-z]*)f([ABD-Za-z]+)(?= )/, "tar $1$2f"],
  [/^tar (?=[A-Za-z]+(?: |$))/, "tar -"],
  // tar sees for itself how an archive is packed.
  [/^(tar -\w*[xt]\w*)[zjJ](?=\w* )/, "$1"],
  [/^(tar -\w*)[zjJ](?=\w*[xt]\w* )/, "$1"],
  [/^find (?=-)/, "find . "],
  [/^(ls|du|tree)((?: -\S+)*) \.\/?$/, "$1$2"],
  [/^echo \ue000\$PWD$/, "pwd"],
  [/^(kill|pkill|killall) -(?:s |n )?(?:SIG)?(?=[A-Z0-9])/, "$1 -"],
  [/^(kill|pkill|killall) -(?:15|TERM)(?= )/, "$1"],
  [/^(kill|pkill|killall) -9(?= )/, "$1 -KILL"],
  [/^(kill|pkill|killall) -2(?= )/, "$1 -INT"],
  // git refuses the name of a branch to restore, and that of a file to switch to.
  [/^git checkout --(?= )/, "git checkout"],
  [/^git switch (?=[^-\s]\S*$)/, "git checkout "],
  [/^git restore (?=[^-\s])(?!.* -)/, "git checkout "],
  [/^(?:declare|typeset) -x(?= )/, "export"],
  [/^(head|tail) -(\d+)(?= |$)/, "$1 -n $2"],
  [/^sed (\d+)q(?= |$)/, "head -n $1"],
  [/^(sed(?: -[nEri]+)*) (?:-e |--expression[= ])(\S+)(?!.* -e )/, "$1 $2"],
  [/^nice (?=[^-\s])/, "nice -n 10 "],
  [/^nice (?:-|--adjustment[= ])(?=\d)/, "nice -n "],
  [/^renice (?=-?\d)/, "renice -n "],
  [/^renice -n (\S+) (?:-p |--pid )/, "renice -n $1 "],
  [/^git tag (?:-l|--list)$/, "git tag"],
  [/^git tag (?=.*(?<= )(?:-m|--message)[ =])(?!(?:.* )?(?:-\w*a|--annotate))/, "git tag -a "],
  [/^\[\[? (.*) \]\]?$/, "test $1"],
];

/**
 * Commands that come to the same end as another one, and tell of it in words of their own. The first one of a command that fits is taken.
 */
export const otherEnds: readonly (readonly [other: RegExp, words: string])[] = [
  [/^(docker (?:run|exec) .*?)(?<= )bash -c(?= )/, "$1sh -c"],
  [/^addgroup (?=\w\S*$)/, "groupadd "],
  [/^delgroup (?=\w\S*$)/, "groupdel "],
  [/^gpasswd (?:-a|--add) (\w\S*) (\w\S*)$/, "usermod -a -G $2 $1"],
  [/^adduser (\w\S*) (\w\S*)$/, "usermod -a -G $2 $1"],
  [/^gpasswd (?:-d|--delete) (\w\S*) (\w\S*)$/, "deluser $1 $2"],
  [/^adduser(?: --(?:disabled-password|disabled-login|gecos[ =]\S*))* (\w\S*)$/, "useradd -m -s /bin/bash $1"],
  [/^adduser (\w\S*)(?: --(?:disabled-password|disabled-login|gecos[ =]\S*))+$/, "useradd -m -s /bin/bash $1"],
  [/^deluser (?=\w\S*$)/, "userdel "],
  [/^deluser --remove-home (?=\w\S*$)/, "userdel -r "],
  [/^usermod (?:-L|--lock) (?=\w\S*$)/, "passwd -l "],
  [/^usermod (?:-U|--unlock) (?=\w\S*$)/, "passwd -u "],
  [/^chgrp ((?:-\S+ )*)(\w\S*) /, "chown $1:$2 "],
  // Both print nothing of files that are the same.
  [/^cmp (?:-s |--silent |--quiet )?(?=[^-\s]\S* [^-\s]\S*$)/, "diff "],
  [/^pkill ((?:-[A-Z\d]+ )?)(?:-x )?(?=\w\S*$)/, "killall $1"],
  [/^service (\S+) (start|stop|restart|reload|status)$/, "systemctl $2 $1"],
  [/^\/etc\/init\.d\/(\S+) (start|stop|restart|reload|status)$/, "systemctl $2 $1"],
];

/** Programs with subcommands, and those of them that take a subcommand's options before it, too. */
const withSubcommands = new Set("docker git apt kubectl systemctl npm pip service ip".split(" "));
const optionsBefore = new Set("apt systemctl npm pip ip".split(" "));

/** Modules of Python that are programs, and take their options anywhere. */
const modules = /^(?:venv|unittest|json\.tool|http\.server|zipfile|tarfile|compileall|calendar)$/;

/** Programs whose words all stand in their order. */
const allInOrder = /^(?:find|test|\[|echo|printf|expr|date|openssl|java)$/;

/** Programs behind whose first operand the words belong to another command, or to which the place of an option means something. */
const inOrder =
  /^(?:docker (?:run|create|exec|compose)|kubectl (?:exec|run)|env|sudo|tar|ssh|xargs|nsenter|chroot|nice|nohup|timeout|watch|strace|bash|sh|python\d*|node|perl|ruby|awk|export|set)$/;

/** Programs whose options are whole words behind one dash. */
const wholeOptions = /^(?:kill|pkill|killall|find|java|sqlite3)$/;

/** Programs to which the order of their operands means nothing, but for the order in which they print. */
const anyOrder =
  /^(?:docker (?:rm|rmi|stop|start|restart|kill|pause|unpause|save)|rm|mkdir|touch|diff|apt (?:install|remove|purge)|git add|kill|export)$/;

/** Programs that take texts and patterns, in which a slash counts. */
const textPrograms = /^(?:sed|awk|grep|perl|echo|printf|tr|expr|git (?:commit|tag|config))$/;
const [textsAlone, textThenFiles] = [/^(?:echo|printf|tr|expr)$/, /^(?:sed|awk|grep)$/];

/** The first words of commands that only show something. */
const shows =
  /^(?:cat|zcat|less|more|head|tail|grep|awk|sed(?! (?:.* )?(?:-[a-z]*i|--in-place))|jq|tr|wc|cut|sort|uniq|diff|cmp|du|df|date|which|type|getfacl|ls|pwd|find|stat|file|readlink|id|groups|whoami|who|getent|ps|pgrep|jobs|env|printenv|systemctl (?:status|show|cat|is-\S+|list-\S+)|journalctl(?! (?:.* )?--(?:vacuum|rotate|flush))|git (?:log|status|diff|show|stash list)|git (?:branch|tag|remote)$|docker (?:ps|images|inspect|logs|port|top|history|diff|events)|docker (?:network|volume|image|container|system) (?:ls|inspect|df))(?= |$)/;

/** Programs that do the same in any folder, if no word of theirs is a path. */
const anywhereNames =
  /^(?:ssh|docker (?!build$|cp$|compose$|save$|load$|export$|import$)\S+|apt \S+|kubectl (?!apply$|create$)\S+|systemctl \S+|service \S+|ip \S+|id|whoami|hostname|uname|getent|usermod|useradd|groupadd|passwd|ps|pgrep|kill|pkill|top|free|df|date|sleep|ping|ss|netstat|ifconfig|reboot|shutdown|dpkg|dpkg-query|which|type|history|export|unset|alias|jobs|fg|bg|wait|true|false|clear|env|printenv|uptime|w|who|lsblk|mount|journalctl|exit|logout|su|newgrp)$/;

/** Programs that print the same of a file that they are given by name as of one on their standard input. */
const filters = /^(?:cat|wc|head|tail|sort|uniq|cut|grep|sed|awk|jq|nl|tac|rev|less|more)$/;

/**
 * Whether a line only remarks on what was done: other ways to do the same say nothing of it, the shell tells it sooner or later, or it is a question
 * that an option answers.
 */
export const isRemark = (line: string): boolean => remarks.test(line);
const remarks =
  /^(?:branch '\S+' set up to track '\S+'\.$|Updated \d+ paths? from (?:the index|[0-9a-f]{4,40})$|\[\d+\][-+ ]\s+(?:Done|Stopped|Terminated|Killed|Hangup|Exit \d+)\b|\(wd now: .+\)$|Successfully copied \S+ to \S+$|WARNING! This will remove\b| {2}- (?:all|any) |Are you sure you want to continue\? \[y\/N\] [yY]$)/;

/** Whether a program would have failed without this option, if it were needed, or does the same without it and says more. */
export const failsWithout = (program: string, option: string): boolean =>
  /^(?:git (?:checkout|switch) -[bc]|mkdir -p|(?:rm|cp) -[rR])$|^\S+ -q$/.test(`${program} ${option}`);

/** Whether a program takes a file that it is given by name as it takes one on its standard input. */
export const isFilter = (program: string): boolean => filters.test(program);

/** Whether all words of a program must stand in their order. */
export const hasOrder = (program: string): boolean => allInOrder.test(program);

/** Whether the options of a program must stand before the same operands as in the note. */
export const keepsOrder = (program: string): boolean => inOrder.test(program);

/** Whether an option of a program is a whole word behind one dash. */
export const takesWholeOptions = (program: string): boolean => wholeOptions.test(program);

/** Whether a program puts files into a folder that is its last word, each under its own name. */
export const putsInto = (program: string): boolean => /^(?:cp|mv|install|scp|docker cp)$/.test(program);

/** Whether the operands of a program may stand in any order. */
export const takesAnyOrder = (program: string): boolean => anyOrder.test(program);

/** Whether the order of a program's operands is seen in what it prints, if it prints anything. */
export const tellsOfOrder = (program: string): boolean => program === "diff";

/** Whether words of a program are often no paths, though they look so. */
export const takesTexts = (program: string): boolean => textPrograms.test(program);

/** Which operands of a program are texts wherever it is called; `undefined` where none is, or it depends on options. */
export const textsOf = (program: string): "all" | "first" | undefined =>
  textsAlone.test(program) ? "all" : textThenFiles.test(program) ? "first" : undefined;

/** Whether a program does the same in any folder. */
export const worksAnywhere = (program: string): boolean => anywhereNames.test(program);

/** Whether a program has subcommands, and whether it takes a subcommand's options before it, too. */
export const hasSubcommands = (program: string): boolean => withSubcommands.has(program);
export const takesOptionsBefore = (program: string): boolean => optionsBefore.has(program);

/** Whether a module of Python is a program that takes its options anywhere. */
export const isPythonProgram = (module: string): boolean => modules.test(module);

/** Whether a program's subcommand also does what another one does: `docker system prune` prunes containers, images and networks. */
export const doesMore = (program: string, other: string): boolean =>
  program === "docker system" && /^docker (?:container|image|network|builder)$/.test(other);

/** Whether the words of a command only show something, as far as one can know. */
export const isLook = (words: string): boolean => shows.test(words);

/** Whether a program may fail and print nothing, or is one of which that is not known. */
export const failsSilently = (program: string): boolean =>
  /^(?:grep|pgrep|test|\[|diff|cmp|false|curl|git diff|ssh|docker (?:run|exec)|timeout|xargs|ba?sh|python.*|node|perl|.*\/.*)$/.test(
    program,
  );
