import { describe, expect, test } from "@jest/globals";
import { renderAdvice } from "../../../src/common/advice.ts";
import type { Host } from "../../../src/hosts/host.ts";
import { type Requirement, requirements, waitForRequirements } from "../../../src/hosts/readiness.ts";
import { ConnectError, type Connection, ScriptTimeout } from "../../../src/hosts/ssh/connection.ts";

const MET = "--labnote:met--\n";
const host = { name: "host-1" } as Host;

const requirement = (description: string, patience: number): Requirement => ({
  description,
  patience,
  hint: `mend ${description}`,
  probe: { script: () => `look at ${description}` },
});
const wanted = [requirement("one", 60_000), requirement("two", 60_000), requirement("three", 0)];

/** A host that answers each look with the next of these; it tells what it was asked. */
function answering(...answers: ({ exit: number; stdout: string } | Error)[]) {
  const asked: string[] = [];
  const remote = {
    run: async (script: string) => {
      if (script.includes("cloud-init-output.log")) return { exit: 0, stdout: "the log's end\n", stderr: "" };
      asked.push([...script.matchAll(/look at (\w+)/g)].map(([, name]) => name).join(" "));
      const answer = answers.shift();
      if (answer === undefined) throw new Error("it was asked once more than expected");
      if (answer instanceof Error) throw answer;
      return { ...answer, stderr: "" };
    },
    reconnect: async () => {
      asked.push("reconnect");
    },
  } as unknown as Connection;
  const look = (within = 60_000) => waitForRequirements(remote, host, { within, images: [], requirements: wanted });
  return { look, asked };
}

describe("the requirements that are looked at on a host", () => {
  test("are looked at in one go when all hold", async () => {
    const { look, asked } = answering({ exit: 0, stdout: MET.repeat(3) });
    await look();
    expect(asked).toEqual(["one two three"]);
  });

  test("are looked at again from the first that did not hold yet", async () => {
    const { look, asked } = answering(
      { exit: 1, stdout: `${MET}not yet` },
      { exit: 1, stdout: "not yet" },
      { exit: 0, stdout: MET.repeat(2) },
    );
    await look();
    expect(asked).toEqual(["one two three", "two three", "two three"]);
  });

  test("are over at once when one never will hold: which, what was seen, what to do, and the end of cloud-init's log", async () => {
    const { look, asked } = answering({ exit: 2, stdout: `${MET}status: error\n` });
    await expect(look()).rejects.toMatchObject({
      message: expect.stringMatching(/host-1 is not ready.*two.*status: error.*the log's end/s),
      remedy: "mend two",
    });
    expect(asked).toHaveLength(1);
  });

  test("are over when the patience for one is", async () => {
    const { look } = answering({ exit: 1, stdout: `${MET}${MET}no image` });
    await expect(look()).rejects.toThrow(/three.*no image/s);
  });

  test("are over at the deadline, with what was still waited for", async () => {
    const { look } = answering(new ScriptTimeout("it took too long", `${MET}still at it`));
    await expect(look(0)).rejects.toThrow(/two.*still at it/s);
  });

  test("are looked at in a new login where one asks for it", async () => {
    const { look, asked } = answering({ exit: 3, stdout: `${MET}no rights` }, { exit: 0, stdout: MET.repeat(2) });
    await look();
    expect(asked).toEqual(["one two three", "reconnect", "two three"]);
  });

  test("say nothing of a connection that is lost", async () => {
    const lost = new ConnectError("lost", "the connection was lost");
    await expect(answering(lost).look()).rejects.toBe(lost);
  });
});

test("each hint names the host that it is about, one of a class", () => {
  const hints = requirements.map(({ hint }) =>
    renderAdvice(typeof hint === "function" ? hint({ ...host, unreachable: "", images: [] }) : hint, "b"),
  );
  expect(hints.filter((hint) => hint.includes("npm run ssh"))).toEqual([
    "find out why on the host: `npm run ssh -- --stack b host-1`, then docker version and sudo journalctl -u docker",
  ]);
});

test("where a note's image is missing, a host of stand-ins says which images it has, and another one where to look", () => {
  const hintFor = (images: Host["images"]) => {
    const { hint } = requirements.find(({ description }) => description.includes("images")) as Requirement;
    return typeof hint === "function" ? hint({ ...host, images }) : hint;
  };
  const standIns = ["nginx", "ubuntu:18.04"].map((name) => ({ name, standIn: true }));
  expect(hintFor(standIns)).toMatch(/^use images that this host has, .*: nginx, ubuntu:18\.04$/);
  expect(hintFor([])).toContain("check that the host reaches Docker Hub");
});
