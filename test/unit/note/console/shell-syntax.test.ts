import { describe, expect, test } from "@jest/globals";
import { missingInput } from "../../../../src/note/console/shell-syntax.ts";

describe("a complete command", () => {
  test.each([
    "",
    "echo it\\'s",
    `echo "it's" 'a "b" c'`,
    'echo "$(cat "$HOME/a b")"',
    "echo `date`",
    `echo "\\""`,
    "echo a # it's",
    "echo a#'b'",
    "cat <<EOF\nit's\nEOF",
    "cat <<-'EOF'\n\ta\n\tEOF\necho b",
    "cat <<A <<B\na\nA\nb\nB",
    "cat <<< 'x'",
    "echo $((1 << 2))",
    `echo "<<EOF"`,
    "a \\\nb",
    "echo '\\'",
  ])("a shell would run this command without more input: %j", (command) => {
    expect(missingInput(command)).toBeUndefined();
  });
});

describe("an incomplete command", () => {
  test.each([
    ["echo it's", "a closing '"],
    ['echo "a', 'a closing "'],
    ['echo "$(date', "a closing )"],
    ["echo `date", "a closing `"],
    [`echo "\${a`, "a closing }"],
    ["echo $((1 + 2)", "a closing ))"],
    ["a \\", "a line after the \\"],
    ["cat <<EOF", "the line EOF of a here-document"],
    ["cat <<EOF\nx\n EOF", "the line EOF of a here-document"],
    ["cat <<-EOF\nx\n EOF", "the line EOF of a here-document"],
    ['cat <<"E F"\nx', "the line E F of a here-document"],
    ["cat <<A <<B\na\nA\nb", "the line B of a here-document"],
  ])("a shell would wait after %j for %s", (command, what) => {
    expect(missingInput(command)).toBe(what);
  });
});
