import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "@jest/globals";
import { scriptsOf } from "../../../bench/script.ts";
import type { FileStep } from "../../../src/note/note.ts";
import { readNote } from "../../../src/note/read.ts";
import { note as chapter } from "../notes/chapter.ts";

const page = (...lines: string[]) => readNote(`# A note\n\n## 1 One\n\n${lines.join("\n")}\n`, "note.md");
const console_ = (...lines: string[]) => page("```console", ...lines, "```");

const ID = "64eb235def0214be2077e2e491f180c530f6d30b9ec763625e242f515fe63de2";

/** What a script of plain commands prints, in a home of its own. */
async function played(script: string): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "labnote-test-"));
  try {
    const playing = promisify(execFile)("bash", ["-s"], { env: { ...process.env, HOME: home } });
    playing.child.stdin?.end(`{\n${script}\nexit\n}\n`);
    return (await playing).stdout;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

describe("a note as bash scripts", () => {
  test("the bash scripts of a note have every command of the chapter, in order", () => {
    const all = scriptsOf(chapter).join("");
    let at = 0;
    for (const step of chapter.sections.flatMap(({ steps }) => steps)) {
      if (step.kind !== "command" || step.typed === undefined) continue;
      // Ids are typed as this run gave them, and quotes in a terminal's command are quoted once more.
      const words = step.typed.split(/[0-9a-f]{12}|172\.18\.0\.2|'|\n/).filter((word) => word.trim() !== "");
      for (const word of words) {
        const found = all.indexOf(word, at);
        expect([step.line, word, found >= at]).toEqual([step.line, word, true]);
        at = found;
      }
    }
  });

  test("the bash scripts of a note write the chapter's files unchanged", () => {
    const all = scriptsOf(chapter).join("");
    const files = chapter.sections
      .flatMap(({ steps }) => steps)
      .filter((step): step is FileStep => step.kind === "file");
    expect(files.length).toBeGreaterThan(3);
    for (const { path, content } of files) expect(all).toContain(`cat > '${path}' <<'END-OF-FILE'\n${content}`);
  });

  test("a note's bash scripts are split at each reboot, which is the last command of a script", () => {
    const [first, second, ...others] = scriptsOf(chapter);
    expect(others).toEqual([]);
    expect(first).toMatch(/\nsudo reboot\nsleep 600\n$/);
    expect(second).toContain("cd -- ~/'1.1.3'\nid -nG\n");
  });

  test("a bash script takes an id from the output that shows it, and types the id's first digits where the note does", () => {
    const [script] = scriptsOf(console_("$ docker run -d nginx", ID, "$ docker stop 64eb235def02"));
    expect(script).toContain("docker run -d nginx");
    expect(script).toContain(`=\${BASH_REMATCH:0:12}\ndocker stop $id_0\n`);
    expect(script).not.toContain("docker stop 64eb");
  });

  test("a bash script prints each command's status, and later commands use the ids of earlier outputs", async () => {
    const [script] = scriptsOf(
      console_(`$ echo ${"ab12".repeat(16)}`, ID, "$ echo got 64eb235def02", "$ false", "[exit 1]"),
    );
    const said = await played(script as string);
    expect(said).toContain("got ab12ab12ab12\n");
    expect(said.match(/@@status \d+ \d/g)?.map((line) => line.split(" ")[2])).toEqual(["0", "0", "1"]);
  });

  test("a bash script types a container's commands into a terminal of their own", () => {
    const [script] = scriptsOf(
      console_(
        "$ docker run -it ubuntu bash",
        "root@73588180c437:/# whoami",
        "root",
        "root@73588180c437:/# exit",
        "exit",
      ),
    );
    expect(script).toContain("script -qec 'docker run -it ubuntu bash' /dev/null <<'END'\nwhoami\nexit\nEND\n");
  });

  test("a bash script runs a [running] command in the background, and interrupts it at its ^C", () => {
    const [script] = scriptsOf(
      page("```console", "$ tail -f log", "...", "[running]", "```", "", "```console", "^C", "```"),
    );
    expect(script).toMatch(/\{ tail -f log\n\} & job_1=\$!\n[\s\S]*kill -INT -- "-\$job_1"/);
  });
});
