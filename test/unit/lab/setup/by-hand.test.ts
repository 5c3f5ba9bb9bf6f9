import { expect, test } from "@jest/globals";
import { byHand } from "../../../../src/lab/setup/by-hand.ts";

const own = "/home/mina/.cache/labnote/pulumi/3.259.0-0";
const installed = { root: own, version: "3.259.0", env: { PULUMI_HOME: `${own}/home` }, description: "" };
const theirs = { root: "/usr/local", version: "3.260.0", env: {}, description: "" };
const state = { env: { PULUMI_BACKEND_URL: "file:///home/mina/it's%20here", PULUMI_CONFIG_PASSPHRASE: undefined } };
const elsewhere = {
  ...{ project: "/home/mina/.local/share/labnote/checkouts/lessons-0/project", node: "/opt/node/bin" },
  variables: { LABNOTE_FOLDER: "/home/mina/my lessons", LABNOTE_COMMAND: "npx labnote" },
};

test("the variables for pulumi by hand can be pasted into a shell, with any signs in them", () => {
  expect(byHand({ pulumi: { ready: installed, own }, state }, undefined)).toEqual([
    `export PATH='${own}/bin':"$PWD/node_modules/.bin":"$PATH"`,
    `export PULUMI_HOME='${own}/home'`,
    "export PULUMI_BACKEND_URL='file:///home/mina/it'\\''s%20here'",
    "unset PULUMI_CONFIG_PASSPHRASE",
  ]);
});

test("a user's own pulumi needs no other PATH in the checkout", () => {
  expect(byHand({ pulumi: { ready: theirs, own }, state }, undefined).join("\n")).not.toContain("PATH=");
});

test.each([
  ["labnote's own pulumi", installed, `'${own}/bin':'/opt/node/bin'`],
  ["a user's own pulumi", theirs, "'/opt/node/bin'"],
])(
  "for a folder that is not the checkout, %s works in its project, with labnote's Node, and gets the folder",
  (_, ready, path) => {
    const lines = byHand({ pulumi: { ready, own }, state }, elsewhere);
    expect(lines.slice(0, 2)).toEqual([`cd -P '${elsewhere.project}'`, `export PATH=${path}:"$PATH"`]);
    expect(lines.slice(-2)).toEqual([
      "export LABNOTE_FOLDER='/home/mina/my lessons'",
      "export LABNOTE_COMMAND='npx labnote'",
    ]);
  },
);
