/** What is known of programs, as data: what may be written in another way to the same end, and how their words stand. */

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
const textPrograms = /^(?:sed|awk|grep|perl|echo|printf|tr|expr|which|type|command|whereis|git (?:commit|tag|config))$/;
const [textsAlone, textThenFiles] = [/^(?:echo|printf|tr|expr)$/, /^(?:sed|awk|grep)$/];

/** The first words of commands that only show something, and what makes some of them change something. */
const shows = new RegExp(
  `^(?:${[
    "cat|zcat|less|more|head|tail|grep|awk|jq|tr|wc|cut|sort|uniq|nl|tac|rev|fold|column|base64|od|xxd|strings",
    "sed(?! (?:.* )?(?:-[a-z]*i|--in-place))",
    "diff|cmp|cksum|md5sum|sha\\d+sum|du|df|ls|tree|pwd|find(?! (?:.* )?-(?:delete|exec|ok))|stat|file|readlink|lsblk|which|whereis|type|command -[vV]",
    "echo(?= \ue000\\$\\w+$)|date|uptime|uname|arch|nproc|lscpu|free|dmesg|hostname$|history|id|groups|whoami|who|w|last|getent|getfacl",
    "ps|pgrep|jobs|lsof|env|printenv|systemctl (?:status|show|cat|is-\\S+|list-\\S+)|journalctl(?! (?:.* )?--(?:vacuum|rotate|flush))",
    "ss|netstat|ping|dig|nslookup|host|nc -\\w*z\\w*|ip (?:-\\S+ )*(?:addr|link|route)$|ssh -G",
    "curl(?! (?:.* )?(?:-[A-Za-z]*[oOdXTFK]|--(?:output|data|request|upload|form|remote|json)))|wget (?:.* )?-\\w*O ?-",
    "tar (?:.* )?(?:-\\w*t\\w*|--list)|gzip (?:.* )?(?:-\\w*[cl]\\w*)|nm|python -m json\\.tool|\\S+ (?:-V|--version)$",
    "dpkg (?:-[lLsS]|--(?:list|listfiles|status|search))|dpkg-query|apt (?:list|show|policy|search)",
    "git (?:log|status|diff|show|stash list)|git (?:branch|tag|remote)(?= -l| --list|$)",
    "docker (?:ps|images|inspect|logs|port|top|history|diff|events|version|info|search|stats)",
    "docker (?:network|volume|image|container|system) (?:ls|inspect|df)|docker compose (?:-\\S+ (?:[^-\\s]\\S* )?)*(?:ps|logs|top|port|images|ls|config)",
    "xargs (?:-\\S+(?: \\d+)? )*(?:grep|cat|wc|ls|head|tail|file|du|stat)",
  ].join("|")})(?= |$)`,
);

/** Programs that do the same in any folder, if no word of theirs is a path. */
const anywhereNames =
  /^(?:ssh|docker (?!build$|cp$|compose$|save$|load$|export$|import$)\S+|apt \S+|kubectl (?!apply$|create$)\S+|systemctl \S+|service \S+|ip \S+|id|whoami|hostname|uname|getent|usermod|useradd|groupadd|passwd|gpasswd|groupdel|userdel|deluser|adduser|addgroup|ps|pgrep|kill|pkill|top|free|df|date|sleep|ping|nc|ss|netstat|ifconfig|reboot|shutdown|dpkg|dpkg-query|which|type|history|export|unset|alias|jobs|fg|bg|wait|true|false|clear|env|printenv|uptime|w|who|lsblk|mount|journalctl|exit|logout|su|newgrp)$/;

/** Programs all of whose operands are files, and those to which the first one is something else. */
const [filesAlone, filesBehind] = [/^(?:ls|cat|mkdir|rmdir|touch|rm|cp|mv)$/, /^(?:chmod|chown|chgrp)$/];

/** Programs that do so if they have no operand: one is a file. */
const withoutFiles = /^(?:crontab|umask|chpasswd)$/;

/** Programs that print the same of a file that they are given by name as of one on their standard input. */
const filters = /^(?:cat|wc|head|tail|sort|uniq|cut|grep|sed|awk|jq|nl|tac|rev|less|more)$/;

/**
 * Whether a line only remarks on what was done: other ways to do the same say nothing of it, the shell tells it sooner or later, or it is a question
 * that an option answers. A search for a process may find itself.
 */
export const isRemark = (line: string): boolean => remarks.test(line);
const remarks =
  /^(?:branch '\S+' set up to track '\S+'\.$|Updated \d+ paths? from (?:the index|[0-9a-f]{4,40})$|\[\d+\][-+ ]\s+(?:Done|Stopped|Terminated|Killed|Hangup|Exit \d+)\b|\(wd now: .+\)$|Successfully copied \S+ to \S+$|WARNING! This will remove\b| {2}- (?:all|any) |Are you sure you want to continue\? \[y\/N\] [yY]$|\S+ +\d+ .*\d:\d\d grep (?:-\S+ )*\S+$)/;

/** Whether a program would have failed without this option, if it were needed, or does the same without it and says more. */
export const failsWithout = (program: string, option: string): boolean =>
  /^(?:git (?:checkout|switch) -[bc]|mkdir -p|(?:rm|cp) -[rR])$|^\S+(?: \S+)? -q$/.test(`${program} ${option}`);

/** The place of the first operand of a program that is a file, as all behind it are; `undefined` where that is not known. */
export const firstFileOf = (program: string): number | undefined =>
  filesAlone.test(program) ? 0 : filesBehind.test(program) ? 1 : undefined;

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

/** Whether words of a program are containers, by their names or ids. */
export const takesContainers = (program: string): boolean =>
  /^docker (?:start|stop|restart|kill|rm|pause|unpause|wait|exec|attach|logs|inspect|top|port|stats|diff|cp|commit|export|update|rename|network)$/.test(
    program,
  );

/** Whether a program prints the operands that it has done its work to, as they were written, and nothing else. */
export const namesOperands = (program: string): boolean =>
  /^docker (?:rm|start|stop|restart|kill|pause|unpause)$/.test(program);

/** Whether the order of a program's operands is seen in what it prints, if it prints anything. */
export const tellsOfOrder = (program: string): boolean => program === "diff";

/** Whether words of a program are often no paths, though they look so. */
export const takesTexts = (program: string): boolean => textPrograms.test(program);

/** Which operands of a program are texts wherever it is called; `undefined` where none is, or it depends on options. */
export const textsOf = (program: string): "all" | "first" | undefined =>
  textsAlone.test(program) ? "all" : textThenFiles.test(program) ? "first" : undefined;

/** Whether a program does the same in any folder. */
export const worksAnywhere = (program: string, words: readonly string[]): boolean =>
  anywhereNames.test(program) || (withoutFiles.test(program) && words.every((word) => /^-|^[0-7]+$/.test(word)));

/** Programs that make something which then belongs to who has called them. */
const owned =
  /^(?:mkdir|touch|cp|ln|tar (?!-?[A-Za-z]*t|--list)|unzip|split|truncate|crontab|at|batch|sleep|nohup|nice|ssh-keygen|git (?:clone|init|add|commit))(?= |$|(?<= ))/;

/** Whether what the words of a command make belongs to who has typed it, and so is another thing if that was root. */
export const isOwnedByMaker = (words: string): boolean => owned.test(words);

/** Whether a program does not fail for a user who may not see all, and shows less. */
export const showsLessToOthers = (program: string): boolean => /^(?:journalctl|ss|netstat|lsof|dmesg)$/.test(program);

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

/** Whether a word has something turned to one of its states: what comes of several of them depends on their order. */
export const isTurn = (word: string): boolean =>
  /^(?:start|stop|restart|pause|unpause|kill|connect|disconnect|enable|disable|mask|unmask|up|down)$/.test(word);

/** Whether a program may fail and print nothing, or is one of which that is not known. */
export const failsSilently = (program: string): boolean =>
  /^(?:grep|pgrep|test|\[|diff|cmp|false|curl|git diff|ssh|docker (?:run|exec)|timeout|xargs|ba?sh|python.*|node|perl|.*\/.*)$/.test(
    program,
  );
