import { describe, expect, test } from "@jest/globals";
import { addressesOf, listenPlan } from "../../../../src/cli/class/listen.ts";
import { describe as inWords } from "../../../../src/common/errors.ts";

const OWN = ["127.0.0.1", "::1", "192.168.0.7", "10.1.1.1"];
const CONTAINERS = [{ kind: "vm" }, { kind: "container" }];
const MACHINES = [{ kind: "vm" }, { kind: "ec2" }];

/** What the user reads when the class is not served. */
function refusal(...given: Parameters<typeof listenPlan>): string {
  try {
    return `served: ${JSON.stringify(listenPlan(...given))}`;
  } catch (error) {
    return inWords(error, "lab");
  }
}

describe("a class listens", () => {
  test("on the loopback alone where nothing else is said, over http", () => {
    expect(listenPlan({}, CONTAINERS, OWN)).toEqual({
      ...{ address: "127.0.0.1", name: undefined, port: 8470, teachFrom: [], open: false, secure: false },
    });
    expect(listenPlan({ listen: "::1", port: "9000" }, CONTAINERS, OWN)).toMatchObject({ port: 9000, open: false });
  });

  test("on an address that is named where its hosts are machines of their own, over https, or http where that is said", () => {
    expect(listenPlan({ listen: "192.168.0.7" }, MACHINES, OWN)).toMatchObject({ open: true, secure: true });
    expect(listenPlan({ listen: "192.168.0.7", http: true }, MACHINES, OWN)).toMatchObject({ secure: false });
  });

  test("nowhere but on the loopback where a host is a container, until the machine is given to the students", () => {
    const said = refusal({ listen: "192.168.0.7" }, CONTAINERS, OWN);
    expect(said).toContain("A class on containers is not served at 192.168.0.7");
    expect(said).toContain("a student is root in it");
    expect(said).toContain("`npm run class -- --listen 192.168.0.7 --trust-students`");
    expect(listenPlan({ listen: "192.168.0.7", "trust-students": true }, CONTAINERS, OWN)).toMatchObject({
      open: true,
    });
  });

  test.each(["0.0.0.0", "::"])("never on every address at once: %s", (listen) => {
    const said = refusal({ listen, "trust-students": true }, MACHINES, OWN);
    expect(said).toContain(`${listen} is every address of this machine`);
    expect(said).toContain("192.168.0.7, 10.1.1.1: `npm run class -- --listen 192.168.0.7`");
  });

  test.each(["8.8.8.8", "example.org", "192.168.0", ""])(
    "at no address that the machine does not have: %j",
    (listen) => {
      expect(refusal({ listen }, MACHINES, OWN)).toContain("is no address of this machine");
    },
  );

  test("at the address of its own to which a name leads, by that name", () => {
    const leadsTo = ["203.0.113.9", "192.168.0.7"];
    expect(listenPlan({ listen: "Class.School.kr" }, MACHINES, OWN, leadsTo)).toMatchObject({
      ...{ address: "192.168.0.7", name: "class.school.kr", open: true, secure: true },
    });
    const said = refusal({ listen: "class.school.kr" }, MACHINES, OWN, ["203.0.113.9"]);
    expect(said).toContain("class.school.kr is no address of this machine");
    expect(said).toContain("that name leads to 203.0.113.9");
  });

  test("by no name that leads nowhere", async () => {
    expect(await addressesOf("class.invalid")).toEqual([]);
    expect(await addressesOf("localhost")).toContain("127.0.0.1");
  });

  test.each(["-1", "65536", "http", "80.5"])("at no port that is none: %s", (port) => {
    expect(refusal({ port }, MACHINES, OWN)).toContain(`${port} is no port`);
  });

  test("for a teacher at other machines where those are named, and the network is reached", () => {
    const teach = { listen: "192.168.0.7", "teach-from": "192.168.0.20, fe80::1" };
    expect(listenPlan(teach, MACHINES, OWN).teachFrom).toEqual(["192.168.0.20", "fe80::1"]);
    expect(refusal({ "teach-from": "192.168.0.20" }, MACHINES, OWN)).toContain("no other machine reaches the loopback");
    for (const wrong of ["", "192.168.0", "0.0.0.0", "192.168.0.20,", "192.168.0.0/24"])
      expect(refusal({ ...teach, "teach-from": wrong }, MACHINES, OWN)).toContain("is no address of one machine");
  });

  test("with a certificate and its key, or neither, and with none over http", () => {
    expect(refusal({ cert: "a" }, MACHINES, OWN)).toContain("belong together");
    expect(refusal({ cert: "a", key: "b", http: true }, MACHINES, OWN)).toContain("--http has no certificate");
    expect(listenPlan({ cert: "a", key: "b" }, MACHINES, OWN)).toMatchObject({ open: false, secure: true });
  });
});
