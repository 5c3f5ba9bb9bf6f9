import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { docker } from "../../src/hosts/engine/cli.ts";
import type { Said } from "./fixtures/evidence.ts";
import { root, type TestLab, testLab } from "./fixtures/lab.ts";

jest.setTimeout(15 * 60_000);

const small = `# Small

## 1 One

\`\`\`console
$ echo hello
hello
\`\`\`

## 2 Two

\`\`\`console
$ docker ps -q
[empty]
\`\`\`
`;

/** Gives a host another key than the one that labnote pinned. */
const OTHER_KEYS = "rm /etc/ssh/ssh_host_* && ssh-keygen -A && systemctl restart ssh";

describe("npm start", () => {
  let lab: TestLab;
  let note: string;
  let first: Said;

  beforeAll(async () => {
    lab = await testLab();
    note = await lab.writeNote(small);
    first = await lab.run("start", "--set", `note=${note}`);
  });
  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
  });

  test("makes a host, runs the note on it, and says what came of it and where the record is", async () => {
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toContain("host-1: 2 passed, 0 failed");
    expect(first.stdout).toContain(`records/${lab.stack}/host-1/record.json`);
    expect(await lab.record()).toMatchObject({ outcome: "passed", counts: { passed: 2, failed: 0, skipped: 0 } });
  });

  test("marks everything of the lab on the engine with the lab's label", async () => {
    const things = await lab.things();
    expect(things).toEqual([expect.stringContaining("host-1"), expect.stringContaining("host-1")]);
  });

  test("run again with nothing changed changes nothing and keeps the record", async () => {
    const before = await lab.record();
    const again = await lab.run("start");
    expect(again).toMatchObject({ code: 0 });
    expect(again.stdout).toContain("unchanged");
    expect(await lab.record()).toEqual(before);
  });

  test("runs a changed note again on the host that is there", async () => {
    const before = (await lab.things()).sort();
    const changed = await lab.writeNote(`${small}\n## 3 Three\n\n\`\`\`console\n$ echo more\nmore\n\`\`\`\n`);
    const again = await lab.run("start", "--set", `note=${changed}`);
    expect(again.stdout).toContain("host-1: 3 passed, 0 failed");
    expect((await lab.things()).sort()).toEqual(before);
  });

  test("ends with 1 when a step fails, and tells the line, the command, what was expected and what came, and what to do", async () => {
    const wrong = await lab.writeNote("# Wrong\n\n## 1 One\n\n```console\n$ echo hello\ngoodbye\n```\n");
    const failed = await lab.run("start", "--set", `note=${wrong}`);
    expect(failed.code).toBe(1);
    for (const told of [`${wrong}:6`, "echo hello", "goodbye", `npm run note -- --stack ${lab.stack} --only 1`]) {
      expect(failed.stdout).toContain(told);
    }
    expect(await lab.things()).not.toEqual([]);
  });

  test("makes a host anew that was removed behind its back", async () => {
    await lab.run("start", "--set", `note=${note}`);
    const [container] = await lab.things();
    await docker(["rm", "--force", "--volumes", container as string]);
    const again = await lab.run("start");
    expect(again.stdout).toContain("host-1: 2 passed, 0 failed");
  });

  test("refuses settings that it does not know, all at once, before it makes anything", async () => {
    const refused = await lab.run("start", "--set", "students=none at all", "--set", "colour=red");
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("labnote:students");
    expect(refused.stderr).toContain("labnote:colour");
  });

  test("refuses a note that breaks a rule with file, line and remedy, before it makes anything", async () => {
    const broken = await lab.writeNote("# Broken\n\n## 1 One\n\n```text file=../escape\n```\n");
    const refused = await lab.run("start", "--set", `note=${broken}`);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(`${broken}:5`);
    expect(refused.stderr).toContain("try: ");
  });
});

describe("a lab whose first run fails", () => {
  test("is up all the same: its host is reached, to look and to try again", async () => {
    await using lab = await testLab();
    const wrong = await lab.writeNote("# Wrong\n\n## 1 One\n\n```console\n$ echo hello\ngoodbye\n```\n");
    expect(await lab.run("start", "--set", `note=${wrong}`)).toMatchObject({ code: 1 });
    const again = await lab.run("note", "--only", "1");
    expect(again.code).toBe(1);
    expect(again.stdout + again.stderr).toContain("host-1: 0 passed, 1 failed");
  });

  test("tells of a later run what kept it from its host, not what the first one failed at", async () => {
    await using lab = await testLab();
    const wrong = await lab.writeNote("# Wrong\n\n## 1 One\n\n```console\n$ echo hello\ngoodbye\n```\n");
    expect(await lab.run("start", "--set", `note=${wrong}`)).toMatchObject({ code: 1 });
    const [container] = await lab.things();
    await docker(["exec", container as string, "sh", "-c", OTHER_KEYS]);
    const again = await lab.run("note", "--only", "1");
    expect(again.code).toBe(1);
    expect(again.stderr).toContain("its key is that of the host that was made");
    expect(again.stdout).not.toContain("goodbye");
  });
});

describe("npm run down", () => {
  test("removes everything of the lab, keeps the record, and may be run again", async () => {
    await using lab = await testLab();
    const note = await lab.writeNote(small);
    await lab.run("start", "--set", `note=${note}`);
    const down = await lab.run("down");
    expect(down).toMatchObject({ code: 0, stderr: "" });
    expect(await lab.things()).toEqual([]);
    expect(await lab.record()).toMatchObject({ outcome: "passed" });
    expect(await lab.run("down")).toMatchObject({ code: 0 });
  });

  test("removes a lab whose state is lost", async () => {
    await using lab = await testLab();
    const note = await lab.writeNote(small);
    await lab.run("start", "--set", `note=${note}`);
    await rm(join(lab.folder, "data"), { recursive: true });
    await rm(join(root, `Pulumi.${lab.stack}.yaml`));
    const down = await lab.run("down");
    expect(down.code).toBe(0);
    expect(down.stdout).toContain("Removed container");
    expect(await lab.things()).toEqual([]);
  });
});

describe("a class", () => {
  test("of two is made and run side by side, each host with its own keys, ports and record; one that is lost concerns that one alone", async () => {
    await using lab = await testLab();
    const note = await lab.writeNote(small);
    const both = await lab.run("start", "--set", "students=mina,jun", "--set", `note=${note}`);
    expect(both.stdout).toContain("✔ mina, jun: 2 passed, 0 failed");
    const before = await lab.record("jun");
    const lost = (await lab.things()).find((name) => name.includes("mina")) as string;
    await docker(["rm", "--force", "--volumes", lost]);
    const again = await lab.run("start");
    expect(again.code).toBe(0);
    expect(await lab.record("jun")).toEqual(before);
    expect((await lab.record("mina")).started > before.started).toBe(true);
  });

  test("of two reports both hosts when one cannot be reached: the run of the other, and why the one was not run", async () => {
    await using lab = await testLab();
    const note = await lab.writeNote(small);
    expect(await lab.run("start", "--set", "students=mina,jun", "--set", `note=${note}`)).toMatchObject({ code: 0 });
    const jun = (await lab.things()).find((name) => name.includes("jun")) as string;
    await docker(["exec", jun, "sh", "-c", OTHER_KEYS]);
    const again = await lab.run("note");
    expect(again.code).toBe(1);
    for (const told of ["✔ mina: 2 passed, 0 failed", "✖ jun: not run", "2 passed, 0 failed, 0 skipped; 1 of 2 hosts"])
      expect(again.stdout).toContain(told);
    expect(again.stderr).toContain("jun is not ready. What does not hold: its key is that of the host that was made");
    const page = await readFile(join(root, "records", lab.stack, "index.html"), "utf8");
    expect(page).not.toContain("jun/index.html");
  });
});
