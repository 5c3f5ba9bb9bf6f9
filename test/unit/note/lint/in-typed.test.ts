import { describe, expect, test } from "@jest/globals";
import { console, warningsOf } from "../pages.ts";

/** The warnings of a command without an output. */
const warned = (typed: string): string[] => warningsOf(console(...`$ ${typed}`.split("\n")));

describe("what is typed", () => {
  test("the reader warns of a command that goes on as one of Windows does", () => {
    const message = "4: the command ends in ^, with which only Windows goes on in the next line: write \\ in its place";
    expect(warned("docker run ^")).toEqual([message]);
    expect(warned("git show HEAD^")).toEqual([]);
    expect(warned("echo 'a ^'")).toEqual([]);
  });

  test.each([
    ["docker logs <container>", "<container>"],
    ["docker logs <컨테이너 이름> | tail", "<컨테이너 이름>"],
    ["docker stop [CONTAINER ID]", "[CONTAINER ID]"],
    ["docker run [image name] ls", "[image name]"],
    ["docker rm {name}", "{name}"],
    ["ssh <user>@192.0.2.1", "<user>"],
    ["docker cp <id>:/etc/hosts .", "<id>"],
  ])("the reader warns of a placeholder: %s", (typed, word) => {
    expect(warned(typed)).toEqual([
      `4: ${word} looks like a placeholder, but is typed as it stands: write the name that this note gives`,
    ]);
  });

  test.each([
    "sort <in >out",
    "sort < in > out",
    "cat <in>out",
    "grep '<title>' page",
    'echo "<b>" "{name}" "[ID]"',
    "cat > page <<END\n<h1>one</h1> <name>\nEND",
    '[ -f a ] && [ "$b" = c ]',
    "ls [a-z] [A-Z]* x[ABC]",
    "tr [a-z] [A-Z] < a",
    `echo \${name} HEAD@{upstream} {a,b} \\{name}`,
    "docker inspect -f {{.Name}} {{json .}}",
    "{ echo a; }",
    "find . -exec ls {} +",
  ])("redirections, sets, tests and what is in quotes are no placeholders: %j", (typed) => {
    expect(warned(typed)).toEqual([]);
  });

  test.each([
    ["docker run –rm alpine", "–rm"],
    ["ls —all", "—all"],
    ["ls −l", "−l"],
  ])("the reader warns of a dash that is no hyphen before an option: %s", (typed, option) => {
    expect(warned(typed)).toEqual([
      `4: ${option} begins with a dash that no program takes for an option: write - or --`,
    ]);
  });

  test("the reader warns of blanks that are none for a shell, and of signs that cannot be seen", () => {
    const blank = (code: string) =>
      `4: the command has a blank that a shell takes for a letter (${code}): write a plain blank`;
    const unseen = (code: string) => `4: the command has a sign that cannot be seen (${code}): delete it`;
    expect(warned("docker\u00a0ps")).toEqual([blank("U+00A0")]);
    expect(warned("docker\u3000images\u3000-a")).toEqual([blank("U+3000")]);
    expect(warned("docker\u200b ps")).toEqual([unseen("U+200B")]);
    expect(warned("docker \ufeffps")).toEqual([unseen("U+FEFF")]);
  });

  test("dashes, blanks and joiners in quotes and in here-documents are a text's own", () => {
    expect(warned('echo "one –two" \'three\u3000four\' "\u{1f468}\u200d\u{1f469}"')).toEqual([]);
    expect(warned("cat <<END\na\u00a0b –c\nEND")).toEqual([]);
    expect(warned("echo 1 – 2")).toEqual([]);
  });
});
