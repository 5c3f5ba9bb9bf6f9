/** How programs ask. What is asked for stands at a line's end, or before an answer that the author has made unreadable. */
const asks: readonly RegExp[] = [
  // [Y/n], [yN], (y/N), (yes/no/[fingerprint])
  /\[y\/?n\]|[[(]y(?:es)?\/no?(?:\/\[fingerprint\])?[\])]/i,
  // Password:, [sudo] password for mina:, Enter passphrase (empty for no passphrase):, Enter password: ****
  /(?:^|\s)(?:password|passphrase|username|login)(?: for [^:]*| \([^):]*\)| again)?:\s*\**\s*$/i,
  /^(?:enter|retype|confirm) (?:(?:a|your|new|old|same|current|file)\b)[^:]*(?::\s\([^)]*\))?:\s*\**\s*$/i,
  /(?:암호|비밀번호|パスワード|密码)\s*[:：]\s*\**\s*$/,
  // rm: remove regular file 'a'? y
  /^(?:rm|cp|mv|ln): .*\?\s*(?:y|n|yes|no)?\s*$/i,
  /^press (?:\[?(?:enter|return)\]?|any key) to /i,
];

/** Programs that log in repeat no name, so that a name behind these words was typed. */
const asksForName = /^(?:username|email|user)(?: \([^)]*\))?:\s/i;

/** Whether a line of a command's output asks for something. */
export const question = (line: string, typed: string): boolean =>
  asks.some((form) => form.test(line)) || (/\slogin\b/.test(typed) && asksForName.test(line));
