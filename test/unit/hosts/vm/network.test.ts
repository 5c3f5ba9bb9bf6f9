import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { $ } from "zx";
import { closedCommand, closeNetwork, RESOLV_CONF, whyNotClosed } from "../../../../src/hosts/vm/machine/network.ts";
import { withProgram } from "../../with-program.ts";

const resolv = "/home/mina/a, b/resolv.conf";
const qemu = ["qemu", "-name", "labnote-mina"];

/** The options that pasta gets, and the command that it runs. */
function parts(command: readonly string[]): { program: string; options: string[]; inside: string[] } {
  const [program = "", ...rest] = command;
  const end = rest.indexOf("--");
  return { program, options: rest.slice(0, end), inside: rest.slice(end + 1) };
}

const optionsOf = (ports: readonly number[], root = false) => parts(closedCommand(qemu, resolv, ports, root)).options;

/** The value of an option. */
const valueAfter = (options: readonly string[], option: string) => options[options.indexOf(option) + 1];

describe("a closed machine's namespace", () => {
  test("is made by root as root, without another namespace of users, and by others without any right", () => {
    const root = optionsOf([20022], true);
    expect(valueAfter(root, "--runas")).toBe("0");
    expect(root).toContain("--netns-only");
    const other = optionsOf([20022], false);
    expect(other).not.toContain("--runas");
    expect(other).not.toContain("--netns-only");
    expect(root.filter((word) => !["--runas", "0", "--netns-only"].includes(word))).toEqual(other);
  });

  test.each([
    [[], "none"],
    [[20022], "127.0.0.1/20022"],
    [[20022, 20500, 20501], "127.0.0.1/20022,20500,20501"],
  ])("is reached by the ports %j, each of 127.0.0.1 alone", (ports, value) => {
    expect(valueAfter(optionsOf(ports), "--tcp-ports")).toBe(value);
    expect(valueAfter(optionsOf(ports), "--udp-ports")).toBe("none");
  });

  test.each([true, false])(
    "has nothing that leads to the loopback of this machine, made by root or not (%s)",
    (root) => {
      const options = optionsOf([20022], root);
      // Left out, pasta would lead the gateway's address and all ports there.
      expect(options).toContain("--no-map-gw");
      expect(valueAfter(options, "--tcp-ns")).toBe("none");
      expect(valueAfter(options, "--udp-ns")).toBe("none");
      expect(options.join(" ")).not.toMatch(/auto|--map-|127\.0\.0\.1\/(?!20022)/);
    },
  );

  test("ends with its machine, and has its resolver at an address that no network has", () => {
    const options = optionsOf([20022]);
    expect(options).toContain("--foreground");
    expect(RESOLV_CONF).toBe(`nameserver ${valueAfter(options, "--dns-forward")}\n`);
    expect(RESOLV_CONF).toMatch(/ 169\.254\./);
  });

  test("runs the command as it is, over a resolv.conf of its own, in the place of the shell", async () => {
    await using mount = await withProgram("mount", `printf '%s|' "$@" > "$(dirname "$0")/asked"`);
    const said = ["sh", "-c", 'printf "%s|" "$PPID" "$@"', "a word", "a b", "c'd", "$e", "--", ""];
    const { program, inside } = parts(closedCommand(said, resolv, [], false));
    expect(program).toBe("pasta");
    const [unshare, ...rest] = inside;
    expect([unshare, rest[0]]).toEqual(["unshare", "--mount"]);
    const shell = $({ quiet: true })`${rest.slice(1)}`;
    const words = (await shell).stdout.split("|");
    expect(words.slice(1)).toEqual(["a b", "c'd", "$e", "--", "", ""]);
    expect(await readFile(join(mount.folder, "asked"), "utf8")).toBe(`--bind|${resolv}|/etc/resolv.conf|`);
  });

  test("does not run the command where the resolv.conf cannot be laid over", async () => {
    await using _mount = await withProgram("mount", "echo 'mount: permission denied' >&2; exit 32");
    const { inside } = parts(closedCommand(["echo", "it ran"], resolv, [], false));
    const { exitCode, stdout } = await $({ quiet: true, nothrow: true })`${inside.slice(2)}`;
    expect([exitCode, stdout]).toEqual([32, ""]);
  });
});

/** Only Linux has such networks. */
const onLinux = process.platform === "linux" ? test : test.skip;

/** A machine that has one program of its own, and the shell's. */
async function withOnly(name: string, script: string) {
  const program = await withProgram(name, script);
  const path = process.env.PATH;
  process.env.PATH = program.folder;
  return {
    ...program,
    async [Symbol.asyncDispose]() {
      process.env.PATH = path;
      await program[Symbol.asyncDispose]();
    },
  };
}

describe("why a machine cannot be closed off", () => {
  onLinux("is nothing where pasta makes a namespace, which is tried", async () => {
    await using pasta = await withProgram("pasta", `printf '%s ' "$@" > "$(dirname "$0")/asked"`);
    expect(await whyNotClosed()).toBeUndefined();
    expect(await readFile(join(pasta.folder, "asked"), "utf8")).toContain("--tcp-ports none");
  });

  onLinux("is what pasta says at last, without its complaint of a missing logger", async () => {
    const words = "echo 'No routable interface' >&2; echo 'Failed to send 80 bytes to syslog' >&2";
    await using _pasta = await withProgram("pasta", `${words}; exit 1`);
    expect(await whyNotClosed()).toBe("pasta failed: No routable interface");
  });

  onLinux("is pasta's status where it says nothing", async () => {
    await using _pasta = await withProgram("pasta", "exit 3");
    expect(await whyNotClosed()).toBe("pasta failed: exit 3");
  });

  onLinux("is that pasta is missing, with the package's name, also where its package cannot be installed", async () => {
    await using _only = await withOnly("apt-get", "echo 'Unable to locate package passt' >&2; exit 100");
    expect(await whyNotClosed()).toBe("the program pasta is missing (package passt)");
    expect(await closeNetwork(() => {})).toBe("the program pasta is missing (package passt)");
  });
});
