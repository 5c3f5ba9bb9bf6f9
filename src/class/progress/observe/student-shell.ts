import { shellQuote } from "../../../common/advice.ts";
import { LOGIN_FILES, markCode, TOLD } from "../../../run/terminal/marks.ts";

/**
 * The rc file of a student's shell: first a login shell's own files, then the marks of `src/run/terminal/marks.ts`. The student's prompts stay
 * as they are, between marks. Before each prompt the marks are put in again, since the student may change a prompt, or read ~/.bashrc again; what
 * the student's own PROMPT_COMMAND does is done, too. Traps, history and bracketed paste stay the student's.
 *
 * Nothing may be typed before the shell has started: it would become a part of this file.
 *
 * @param nonce letters and digits, made for this shell alone
 * @param folder where the shell begins, relative to the home folder, if that folder exists; else it begins at home
 */
export const studentRcFile = (nonce: string, folder?: string): string => `${LOGIN_FILES}
${folder === undefined ? "" : `cd -- ~/${shellQuote(folder)} 2>/dev/null`}
__labnote_ready='\\[${markCode(nonce, `ready;$?;${shown("PWD")}`)}\\]'
__labnote_end='\\[${markCode(nonce, "prompt")}\\]'
__labnote_more='\\[${markCode(nonce, "more")}\\]'
__labnote_start='${markCode(nonce, `start;$?;${TOLD}`)}'
__labnote_prompt() {
  PS1=\${PS1//"$__labnote_ready"}; PS1=$__labnote_ready\${PS1//"$__labnote_end"}$__labnote_end
  PS2=\${PS2//"$__labnote_more"}; PS2=$__labnote_more\${PS2//"$__labnote_end"}$__labnote_end
  PS0=$__labnote_start\${PS0//"$__labnote_start"}
}
# From bash 5.1 on, each element is done; who sets the variable then sets the first one alone.
if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] > 500)); then PROMPT_COMMAND[99]=__labnote_prompt
else PROMPT_COMMAND="\${PROMPT_COMMAND:+$PROMPT_COMMAND
}__labnote_prompt"; fi
printf '${markCode(nonce, "shell;%s;%s")}' "$$" "${shown("HOME")}"
`;

/** A variable of the shell without the signs that would end a mark. bash does not read its value as code. */
const shown = (variable: string): string => `\${${variable}//[^[:print:]]/?}`;
