/** What is known of the options of programs, as data. */

/**
 * Options with a letter and a name, by the program and, where it has such, its subcommand. `*` stands for each subcommand.
 * Sources: the programs' own `--help`, of Docker 26, git 2.39, GNU coreutils 9.1, grep 3.8, curl 7.88, apt 2.6, systemd 252, kubectl 1.29.
 */
const optionNames: Readonly<Record<string, string>> = {
  "docker run|create":
    "d=detach i=interactive t=tty p=publish P=publish-all v=volume e=env u=user w=workdir h=hostname m=memory l=label a=attach c=cpu-shares q=quiet",
  "docker exec": "d=detach i=interactive t=tty e=env u=user w=workdir",
  "docker build": "t=tag f=file q=quiet m=memory o=output",
  "docker ps|images": "a=all q=quiet f=filter n=last l=latest s=size",
  "docker rm": "f=force v=volumes l=link",
  "docker rmi": "f=force",
  "docker logs": "f=follow t=timestamps n=tail",
  "docker stop|restart": "t=time s=signal",
  "docker kill": "s=signal",
  "docker start": "a=attach i=interactive",
  "docker inspect": "f=format s=size",
  "docker login": "u=username p=password",
  "docker cp": "a=archive L=follow-link q=quiet",
  "docker history": "q=quiet H=human",
  "docker save|export": "o=output",
  "docker import": "c=change m=message",
  "docker events": "f=filter",
  "docker update": "m=memory c=cpu-shares",
  "docker load": "i=input q=quiet",
  "docker commit": "m=message a=author c=change p=pause",
  "docker pull|push": "q=quiet a=all-tags",
  "docker search": "f=filter",
  "docker system|image|container|volume|network|builder": "f=force a=all q=quiet",
  "docker compose": "f=file p=project-name d=detach q=quiet v=volumes a=all i=interactive t=tty T=no-TTY",
  "git *": "q=quiet v=verbose",
  "git commit": "a=all m=message F=file n=no-verify s=signoff",
  "git add": "A=all p=patch u=update f=force n=dry-run",
  "git branch": "d=delete m=move a=all r=remotes f=force",
  "git switch": "c=create C=force-create d=detach f=force",
  "git status": "s=short b=branch",
  "git log|show|diff": "p=patch n=max-count",
  "git push": "u=set-upstream f=force d=delete n=dry-run",
  "git tag": "a=annotate m=message d=delete l=list f=force",
  "git merge|pull": "m=message n=no-stat",
  "git restore": "S=staged W=worktree s=source",
  "git clone": "b=branch o=origin",
  "git rm|mv|clean": "f=force n=dry-run",
  "docker network": "d=driver f=force a=all q=quiet",
  ls: "a=all A=almost-all h=human-readable R=recursive r=reverse d=directory i=inode s=size",
  rm: "r=recursive R=recursive f=force i=interactive v=verbose d=dir",
  cp: "r=recursive R=recursive a=archive f=force i=interactive v=verbose n=no-clobber",
  mv: "f=force i=interactive v=verbose n=no-clobber",
  setfacl: "m=modify x=remove b=remove-all k=remove-default R=recursive d=default",
  getfacl: "c=omit-header a=access d=default R=recursive n=numeric",
  "gzip|gunzip": "d=decompress c=stdout k=keep f=force v=verbose r=recursive l=list",
  mkdir: "p=parents m=mode v=verbose",
  rmdir: "p=parents v=verbose",
  ln: "s=symbolic f=force v=verbose",
  touch: "c=no-create d=date r=reference",
  readlink: "f=canonicalize",
  paste: "d=delimiters s=serial",
  tee: "a=append",
  grep: "i=ignore-case r=recursive n=line-number c=count v=invert-match l=files-with-matches w=word-regexp x=line-regexp E=extended-regexp F=fixed-strings o=only-matching q=quiet s=no-messages e=regexp A=after-context B=before-context C=context",
  "head|tail": "n=lines c=bytes f=follow q=quiet v=verbose",
  sort: "r=reverse n=numeric-sort u=unique k=key t=field-separator h=human-numeric-sort",
  uniq: "c=count d=repeated u=unique i=ignore-case",
  wc: "l=lines w=words c=bytes m=chars",
  cut: "d=delimiter f=fields c=characters",
  sed: "i=in-place e=expression n=quiet E=regexp-extended r=regexp-extended f=file",
  cat: "n=number A=show-all E=show-ends T=show-tabs",
  curl: "s=silent S=show-error f=fail o=output O=remote-name L=location I=head i=include X=request d=data H=header u=user k=insecure v=verbose A=user-agent F=form T=upload-file w=write-out m=max-time",
  wget: "q=quiet O=output-document",
  "apt *": "y=yes q=quiet",
  "df|du": "h=human-readable a=all s=summarize",
  free: "h=human m=mebi g=gibi",
  id: "u=user g=group G=groups n=name",
  uname: "r=kernel-release s=kernel-name a=all m=machine n=nodename v=kernel-version",
  "chmod|chown|chgrp": "R=recursive v=verbose",
  sudo: "u=user g=group",
  ps: "p=pid o=format C=command",
  jq: "r=raw-output c=compact-output",
  nice: "n=adjustment",
  make: "n=dry-run B=always-make C=directory f=file j=jobs k=keep-going s=silent",
  groupadd: "g=gid r=system",
  userdel: "r=remove f=force",
  usermod: "a=append G=groups g=gid u=uid s=shell d=home l=login c=comment",
  useradd: "m=create-home s=shell G=groups g=gid u=uid d=home-dir c=comment",
  tar: "a=auto-compress x=extract c=create z=gzip f=file v=verbose t=list j=bzip2 J=xz r=append C=directory",
  journalctl: "u=unit f=follow n=lines b=boot o=output",
  truncate: "s=size c=no-create r=reference",
  split: "b=bytes l=lines n=number d=numeric-suffixes a=suffix-length",
  "md5sum|sha1sum|sha256sum|sha512sum": "c=check b=binary t=text",
  diff: "u=unified r=recursive q=brief i=ignore-case w=ignore-all-space y=side-by-side",
  tr: "d=delete s=squeeze-repeats c=complement",
  rsync: "a=archive v=verbose z=compress r=recursive n=dry-run",
  scp: "q=quiet r=recursive v=verbose",
  "ssh-keygen": "q=quiet v=verbose",
  ssh: "q=quiet v=verbose",
  "python -m unittest": "q=quiet v=verbose",
  "python -m http.server": "d=directory b=bind",
  xargs: "n=max-args P=max-procs 0=null r=no-run-if-empty",
  ss: "t=tcp u=udp l=listening n=numeric p=processes a=all",
  stat: "c=format f=file-system",
  pgrep: "a=list-full l=list-name c=count f=full n=newest o=oldest x=exact v=inverse",
  dpkg: "l=list s=status i=install L=listfiles r=remove S=search",
  "dpkg-query": "W=show f=showformat l=list s=status",
  hostname: "I=all-ip-addresses i=ip-address f=fqdn s=short",
  "kubectl *": "n=namespace f=filename o=output l=selector A=all-namespaces w=watch c=container i=stdin t=tty",
};

/** Names of options that have yet another name. */
const sameNames: Readonly<Record<string, string>> = {
  timeout: "time",
  "assume-yes": "yes",
  cached: "staged",
  get: "extract",
  net: "network",
  "just-print": "dry-run",
  recon: "dry-run",
  makefile: "file",
};

/** Options that only change what is printed: where the output holds, they do not count. */
const freeNames: ReadonlySet<string> = new Set("quiet silent show-error yes no-pager progress color".split(" "));

/** Options that always have a value. */
const valued: ReadonlySet<string> = new Set("file message name publish volume env workdir author".split(" "));

/** Options that may be there where the note has none: what something is called that the note gives no name, and a terminal for it. */
const freeMore: Readonly<Record<string, readonly string[]>> = {
  "docker run": ["name", "interactive", "tty"],
  "docker create": ["name", "interactive", "tty"],
  "docker exec": ["interactive", "tty"],
  "docker compose": ["interactive", "tty", "no-TTY", "time", "remove-orphans"],
  "docker start": ["interactive"],
  "docker rm": ["force", "volumes"],
  "docker rmi": ["force"],
  "docker stop": ["time"],
  "docker container": ["force"],
  "docker image": ["force"],
  "docker system": ["force"],
  "docker volume": ["force"],
  "docker network": ["force"],
  make: ["jobs"],
  curl: ["fail"],
  // They change how differences are printed.
  diff: ["unified", "brief"],
  ls: ["-1", "human-readable"],
  du: ["summarize"],
  ssh: ["-T"],
  mkdir: ["parents"],
  rm: ["force"],
  ln: ["force"],
  mv: ["force", "interactive"],
  cp: ["force", "interactive"],
  "git rm": ["force"],
  "git push": ["set-upstream"],
  "git merge": ["ff", "ff-only"],
  "git log": ["decorate"],
};

/** Those of them that have a value. */
const withValues: ReadonlySet<string> = new Set(["name", "color", "progress", "time", "jobs"]);

/** Options that do what another one does, and more that does not count. */
const stronger: Readonly<Record<string, readonly string[]>> = {
  "cp archive": ["recursive"],
  "git branch -D": ["delete"],
  "git switch force-create": ["create"],
  // The archive's name says how it is packed.
  "tar auto-compress": ["gzip", "bzip2", "xz"],
};

/** Options that have a program print more, or less, of what it does, and what it does is the same. */
const saysMore: ReadonlySet<string> = new Set(["verbose"]);
const saysLess: ReadonlySet<string> = new Set(["quiet", "silent"]);

/** Programs that print what they do, and nothing that one asks them for. */
const talkers =
  /^(?:mkdir|rmdir|rm|cp|mv|ln|chmod|chown|chgrp|tar|gzip|gunzip|make|scp|ssh-keygen|apt (?:install|remove|purge|update|upgrade)|git (?:add|checkout|switch|commit|merge|init|push|pull|fetch|clone|stash|reset|rm|mv|restore|revert|rebase|cherry-pick))$/;

/** Whether more words of a program are about its work, and no other result. */
const tellsOfWork = (program: string): boolean => talkers.test(program) || /^(?:curl|wget|ssh|apt \S+)$/.test(program);

const table = new Map(
  Object.entries(optionNames).flatMap(([key, options]) => {
    const [program = "", subcommands] = key.split(/ (?=\S+$)/);
    const names = new Map(options.split(" ").map((pair) => pair.split("=") as [string, string]));
    if (subcommands === undefined) return program.split("|").map((each) => [each, names] as const);
    return subcommands.split("|").map((each) => [`${program} ${each}`, names] as const);
  }),
);

/** The name of an option of a program: of its letter, the name if it has one, else the letter with its `-`. */
export function optionName(program: string, option: string): string {
  const [name = "", subcommand] = program.split(" ");
  const own = table.get(program)?.get(option);
  const general = subcommand === undefined ? undefined : table.get(`${name} *`)?.get(option);
  const long = option.length > 1 ? option : (own ?? general ?? `-${option}`);
  return sameNames[long] ?? long;
}

/** Whether an option may be there or not, where the output holds. Few of them have a value: else it is an operand that stands behind. */
export const isFreeOption = (program: string, option: string, value: string | undefined): boolean =>
  ((freeNames.has(option) && !/^(?:sed|grep)$/.test(program)) || (saysMore.has(option) && tellsOfWork(program))) &&
  (value === undefined || withValues.has(option));

/** Whether an option may be there where the note has it not. */
export const mayHave = (program: string, option: string, value: string | undefined): boolean =>
  isFreeOption(program, option, value) ||
  (freeMore[program]?.includes(option) === true && (value !== undefined) === withValues.has(option));

/** Options without which a program does the same, or fails. */
const mayLackThem =
  /^(?:(?:rm|cp|mv|ln|git rm|docker (?:rm|rmi|volume|network|container|image|system)) force|mkdir parents)$/;

/** Whether a program that has not failed has done the same without this option of the note's. */
export const mayLack = (program: string, option: string, value: string | undefined): boolean =>
  value === undefined && mayLackThem.test(`${program} ${option}`);

/** Whether an option has a value with every program that has it. */
export const hasValue = (option: string): boolean => valued.has(option);

/** Whether a typed option does at least what the note's does. */
export const isAsGood = (program: string, note: string, typed: string): boolean =>
  note === typed || stronger[`${program} ${typed}`]?.includes(note) === true;

/** Whether a program that prints what it does prints more or less of that for an option. */
export function saysFor(program: string, option: string): "more" | "less" | undefined {
  if (!talkers.test(program)) return undefined;
  return saysMore.has(option) ? "more" : saysLess.has(option) ? "less" : undefined;
}
