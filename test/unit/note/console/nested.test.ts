import { describe, expect, test } from "@jest/globals";
import { opensTerminal } from "../../../../src/note/console/openers.ts";
import { commandsOf, console, linesOf, page, refusalsOf, warningsOf } from "../pages.ts";

/** Each command: the prompt it is typed at, what is typed, what must be seen, and the prompt at which it ends. */
const sessionOf = (...lines: string[]) =>
  commandsOf(console(...lines)).map((step) => [
    step.prompt ?? "$",
    step.typed,
    linesOf(step),
    step.ending.kind === "prompt" ? step.ending.prompt.text : step.ending.kind,
  ]);

describe("a container's terminal", () => {
  test.each([
    "root@73588180c437:/#",
    "ubuntu@73588180c437:~/app$",
    "root@[..]:/#",
    "[root@73588180c437 /]#",
    "/ #",
    "/app #",
    "/#",
    "~ $",
    "bash-5.1#",
    "sh-4.4$",
  ])("the reader takes lines at the prompt %s as typed in a container", (prompt) => {
    expect(sessionOf("$ docker run -it x", `${prompt} ls`, "bin", `${prompt} exit`, "exit", "$ b")).toEqual([
      ["$", "docker run -it x", [], prompt],
      [prompt, "ls", ["bin"], prompt],
      [prompt, "exit", ["exit"], "mark"],
      ["$", "b", [], "mark"],
    ]);
  });

  test.each(["$", "#"])("the reader takes a bare %s as a container's prompt when an exit at it follows", (sign) => {
    expect(
      sessionOf("$ docker run -it x sh", `${sign} # look`, `${sign} ls`, "bin", `${sign} exit`, "# then", "$ b"),
    ).toEqual([
      ["$", "docker run -it x sh", [], sign],
      [sign, "# look", [], sign],
      [sign, "ls", ["bin"], sign],
      [sign, "exit", [], "mark"],
      ["$", "b", [], "mark"],
    ]);
  });

  test("the reader does not take a bare $ or # as a container's prompt without an exit", () => {
    expect(sessionOf("$ docker run -it x ls", "# then", "$ b", "$ docker run -it y sh", "$ exit")).toEqual([
      ["$", "docker run -it x ls", [], "mark"],
      ["$", "b", [], "mark"],
      ["$", "docker run -it y sh", [], "$"],
      ["$", "exit", [], "mark"],
    ]);
  });

  test("a container's terminal with a bare prompt ends at its exit, and another may follow", () => {
    expect(sessionOf("$ docker run -it x sh", "$ exit", "$ docker run -it y sh", "$ exit", "$ b")).toEqual([
      ["$", "docker run -it x sh", [], "$"],
      ["$", "exit", [], "mark"],
      ["$", "docker run -it y sh", [], "$"],
      ["$", "exit", [], "mark"],
      ["$", "b", [], "mark"],
    ]);
    const prompts = commandsOf(console("$ docker run -it x sh", "$ exit", "$ docker run -it y sh", "$ exit", "$ b"));
    expect(prompts.map(({ prompt }) => prompt)).toEqual([undefined, "$", undefined, "$", undefined]);
  });

  test("a terminal with a bare prompt may be opened inside of another, more than once", () => {
    const inner = ["root@a:/# su bob", "$ id", "$ exit"];
    const steps = commandsOf(console("$ docker run -it x", ...inner, ...inner, "root@a:/# exit", "$ b"));
    const [root, bob] = ["root@a:/#", "$"];
    expect(steps.map(({ prompt }) => prompt)).toEqual([undefined, root, bob, bob, root, bob, bob, root, undefined]);
  });

  test("a command in a container ends at the next prompt in the note, also when that prompt is new", () => {
    expect(sessionOf("$ docker exec -ti x bash", "root@a:/# cd tmp", "root@a:/tmp# ", "root@a:/tmp# exit 3")).toEqual([
      ["$", "docker exec -ti x bash", [], "root@a:/#"],
      ["root@a:/#", "cd tmp", [], "root@a:/tmp#"],
      ["root@a:/tmp#", "exit 3", [], "mark"],
    ]);
  });

  test("a container's terminal may open another, and each exit closes one", () => {
    expect(
      sessionOf("$ docker run -it x", "root@a:/# su bob", "bob@a:/$ exit", "exit", "root@a:/# exit", "exit"),
    ).toEqual([
      ["$", "docker run -it x", [], "root@a:/#"],
      ["root@a:/#", "su bob", [], "bob@a:/$"],
      ["bob@a:/$", "exit", ["exit"], "root@a:/#"],
      ["root@a:/#", "exit", ["exit"], "mark"],
    ]);
  });

  test("a container's terminal may go on in the next block, whose first prompt ends the last command of the block before", () => {
    const text = page(
      "```console",
      "$ docker run -it x",
      "```",
      "",
      "```console",
      "root@a:/# cd tmp",
      "```",
      "",
      "```console",
      "root@a:/tmp# exit",
      "```",
    );
    expect(commandsOf(text).map(({ typed, ending }) => [typed, ending])).toEqual([
      ["docker run -it x", { kind: "prompt", prompt: { line: 8, text: "root@a:/#" } }],
      ["cd tmp", { kind: "prompt", prompt: { line: 12, text: "root@a:/tmp#" } }],
      ["exit", { kind: "mark" }],
    ]);
  });

  test("a container's terminal with a bare prompt has ended before the next block", () => {
    const session = ["```console", "$ docker run -it x sh", "$ exit", "```", ""];
    expect(commandsOf(page(...session, ...session)).map(({ prompt }) => prompt)).toEqual([
      undefined,
      "$",
      undefined,
      "$",
    ]);
  });

  test("the last command of a container's terminal that is not left ends at its own prompt", () => {
    expect(sessionOf("$ docker run -it x", "/ # ls", "bin").at(-1)).toEqual(["/ #", "ls", ["bin"], "/ #"]);
  });

  test("a container's terminal gives a status only at its exit, and [exit] elsewhere is refused", () => {
    const steps = commandsOf(console("$ docker run -it x", "/ # false", "/ # exit 3", "[exit 3]"));
    expect(steps.map(({ exit }) => exit)).toEqual([undefined, undefined, 3]);
    expect(refusalsOf(console("$ docker run -it x", "/ # false", "[exit 1]", "/ # exit"))).toEqual([
      expect.stringMatching(/^5: \[exit\] does not work at a nested prompt/),
    ]);
  });

  test("a line at the outer prompt is refused while the container's terminal is open", () => {
    expect(refusalsOf(console("$ docker run -it x", "/ # ls", "$ docker ps"))).toEqual([
      "6: The outer shell's prompt comes while the nested shell / # (line 5) is still open (write `/ # exit` above it; or, if that shell stays open, type this in another terminal (```console terminal=2), or write `/ # ^P^Q` above it, which leaves the container's shell open)",
    ]);
  });

  test.each(["^D", "^P^Q"])("%s at a container's prompt, or below its last command, leaves it", (keys) => {
    const open = ["$ docker run -it x", "/ # ls", "bin"];
    expect(sessionOf(...open, `/ # ${keys}`, "$ b")).toEqual([
      ["$", "docker run -it x", [], "/ #"],
      ["/ #", "ls", ["bin"], "/ #"],
      ["/ #", keys, [], "mark"],
      ["$", "b", [], "mark"],
    ]);
    expect(sessionOf(...open, keys, "$ b")).toEqual([
      ["$", "docker run -it x", [], "/ #"],
      ["/ #", "ls", ["bin", keys], "mark"],
      ["$", "b", [], "mark"],
    ]);
    expect(sessionOf("$ docker run -it x sh", "# ls", `# ${keys}`, "$ b").map(([prompt]) => prompt)).toEqual([
      "$",
      "#",
      "#",
      "$",
    ]);
  });

  test("^D ends a command in a container's shell where the note goes on there", () => {
    expect(sessionOf("$ docker run -it x", "/ # cat", "^D", "/ # exit", "$ b")).toEqual([
      ["$", "docker run -it x", [], "/ #"],
      ["/ #", "cat", ["^D"], "/ #"],
      ["/ #", "exit", [], "mark"],
      ["$", "b", [], "mark"],
    ]);
  });

  test("a line like a container's prompt is output below a command that opened no terminal, with a warning", () => {
    const text = console("$ cat log", "root@a:/# ls", "/ # ls");
    expect(linesOf(commandsOf(text)[0])).toEqual(["root@a:/# ls", "/ # ls"]);
    expect(warningsOf(text)).toEqual([
      '5: this looks like a typed line, but is compared as output: if it is typed, write prompt: "root@a:[..]#" in the front matter; if not, write [..] in place of its first sign',
    ]);
  });

  test("the reader warns of a terminal that the note opens and never shows", () => {
    expect(warningsOf(console("$ docker run -it x bash", "$ docker ps"))).toEqual([
      "4: this opens a shell, but the note shows no prompt of it and no exit: the step would wait until its time is over",
    ]);
    expect(warningsOf(console("$ exit"))).toEqual([
      "4: exit leaves the section's own shell: no nested prompt is open here",
    ]);
  });
});

describe("a shell on the host", () => {
  test.each([
    ["sudo -i", "root@lab:~#"],
    ["sudo su", "root@lab:/home/mina/1#"],
    ["su - bob", "[bob@lab ~]$"],
    ["newgrp docker", "mina@lab:~/1$"],
    ["ssh bob@localhost", "bob@lab:~$"],
    ["bash", "mina@lab:~/1$"],
  ])("the reader takes lines at a nested prompt below %s as typed in its shell", (command, prompt) => {
    expect(sessionOf(`$ ${command}`, `${prompt} whoami`, "root", `${prompt} exit`, "logout", "$ b")).toEqual([
      ["$", command, [], prompt],
      [prompt, "whoami", ["root"], prompt],
      [prompt, "exit", ["logout"], "mark"],
      ["$", "b", [], "mark"],
    ]);
    expect(refusalsOf(console(`$ ${command}`, `${prompt} whoami`, "root", "$ b"))).toEqual([
      expect.stringContaining(
        `the nested shell ${prompt} (line 5) is still open (write \`${prompt} exit\` above it; or, if that shell stays open, type this in another terminal (\`\`\`console terminal=2))`,
      ),
    ]);
  });

  test("the reader takes a bare # as the prompt of root's shell when an exit at it follows", () => {
    expect(sessionOf("$ sudo -i", "# apt update", "# exit", "$ id -un", "mina")).toEqual([
      ["$", "sudo -i", [], "#"],
      ["#", "apt update", [], "#"],
      ["#", "exit", [], "mark"],
      ["$", "id -un", ["mina"], "mark"],
    ]);
  });
});

describe("a command", () => {
  test.each([
    ["docker run -it x", true],
    ["docker run -ti x", true],
    ["docker run -i -t x", true],
    ["docker run --interactive --tty x", true],
    ["docker attach x", true],
    ["docker start -ai x", true],
    ["docker start --attach -i x", true],
    ["docker compose exec web bash", true],
    ["docker-compose -f x.yml run web", true],
    ["docker compose run -d web", false],
    ["docker compose up", false],
    ["docker run -d -it x", false],
    ["docker run -dit x", false],
    ["docker run -i x", false],
    ["docker run -t x", false],
    ["docker run x", false],
    ["ls -lt", false],
    ["sudo -i", true],
    ["sudo -iu postgres", true],
    ["sudo -u postgres -i", true],
    ["sudo -s", true],
    ["sudo su", true],
    ["sudo su -", true],
    ["sudo -u bob bash", true],
    ["cd app && sudo su", true],
    ["su", true],
    ["su - mina", true],
    ["su -s /bin/sh www-data", true],
    ["newgrp docker", true],
    ["bash", true],
    ["/bin/sh", true],
    ["PS1='> ' bash --norc", true],
    ["exec bash -l", true],
    ["ssh -p 22 -i key mina@192.0.2.1", true],
    ["ssh -t mina@lab sudo -i", true],
    ["sudo chroot /srv/root", true],
    ["sudo unshare --pid --fork bash", true],
    ["sudo nsenter -t 4711 -n", true],
    ["sudo apt update", false],
    ["sudo -u bob id", false],
    ["sudo -l", false],
    ["sudo -i id", false],
    ["su - mina -c 'id; bash'", false],
    ["sudo bash install.sh", false],
    ["bash -c 'ls; sh'", false],
    ["bash --version", false],
    ["sh ./a.sh", false],
    ["sh < a.sh", false],
    ["curl -s lab/a.sh | sudo sh", false],
    ["bash &", false],
    ["ssh mina@lab ls", false],
    ["ssh mina@lab 'ls; bash'", false],
    ["ssh -V", false],
    ["ssh -fN -L 80:a:80 lab", false],
    ["sudo nsenter -t 4711 -n ip a", false],
    ["unshare -r id", false],
    ["chroot /srv/root ls", false],
    ["echo bash", false],
    ["echo 'a; bash'", false],
    ["which bash", false],
    ["cat <<END\nbash\nEND", false],
    ["sudo -s <<END\nid\nEND", false],
    ["constructor", false],
  ])("whether the command %s opens a terminal: %s", (command, opens) => {
    expect(opensTerminal(command)).toBe(opens);
  });
});
