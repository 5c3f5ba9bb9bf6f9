import { expect, jest, test } from "@jest/globals";
import { bootHost } from "./fixtures/host.ts";
import { console_, onHost, typeNote } from "./fixtures/run.ts";

// On a busy machine, the packages of a host take minutes.
jest.setTimeout(15 * 60_000);

test("a run on a host without a network fails before anything is typed, and names the images that the host cannot pull", async () => {
  await using host = await bootHost({ name: "no-network" });
  // Its own mirror is the network that it has here; without any, both are out of reach.
  const cut = `for port in 80 443 5999; do sudo iptables -I OUTPUT -p tcp --dport $port -j REJECT; done`;
  expect((await onHost(host, cut)).exit).toBe(0);
  const note = `---\nimages: [nginx]\n---\n\n# A\n\n## 1 One\n\n${console_("$ touch ~/typed")}`;
  await expect(typeNote(host, note)).rejects.toThrow(/What does not hold: the note's images.*nginx is not available/s);
  expect((await onHost(host, "ls ~/typed")).exit).not.toBe(0);
});

test("a network that is lost in the middle fails the step that needs it, and the others are done", async () => {
  await using host = await bootHost({ name: "lost-network" });
  const typed = `$ for port in 80 443 5999; do sudo iptables -I OUTPUT -p tcp --dport $port -j REJECT; done
$ docker run -d nginx
73588180c437f2a1b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f7081929
$ echo on
on`;
  const { record, code } = await typeNote(host, `---\nimages: [nginx]\n---\n\n# A\n\n## 1 One\n\n${console_(typed)}`);
  expect(code).toBe(1);
  expect(record.steps.map(({ outcome }) => outcome)).toEqual(["passed", "failed", "passed"]);
  expect(record.steps[1]?.output).toContain("Unable to find image");
});
