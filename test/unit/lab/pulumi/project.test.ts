import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "@jest/globals";
import { parse } from "yaml";
import { CHECKOUT, stateFolder } from "../../../../src/common/paths.ts";
import { projectElsewhere, projectFolder } from "../../../../src/lab/pulumi/project.ts";

const yaml = readFileSync(join(CHECKOUT, "Pulumi.yaml"), "utf8");

test("the checkout is its own project, and another folder's is in its state", () => {
  expect(projectFolder(CHECKOUT)).toBe(CHECKOUT);
  expect(projectFolder("/tmp")).toBe(join(stateFolder("/tmp"), "project"));
  expect(basename(stateFolder("/tmp"))).toMatch(/^tmp-/);
});

test("the project of another folder is that of the checkout, but leads to the program and to the folder's settings, and has no note", () => {
  const places = { program: "/opt/labnote/dist", settings: "../../../lessons: one" };
  const { main, plugins, stackConfigDir, config, ...same } = parse(projectElsewhere(yaml, places));
  expect({ main, plugins, stackConfigDir }).toEqual({
    main: "/opt/labnote/dist/index.ts",
    plugins: { providers: [{ name: "labnote", path: "/opt/labnote/dist/src/hosts/provider" }] },
    stackConfigDir: "../../../lessons: one",
  });
  const here = parse(yaml);
  expect(same).toEqual({
    name: here.name,
    description: here.description,
    runtime: here.runtime,
    options: here.options,
  });
  expect(config).toEqual({ ...here.config, note: { ...here.config.note, default: "" } });
});
