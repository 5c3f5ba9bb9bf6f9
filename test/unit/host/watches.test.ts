import { expect, test } from "@jest/globals";
import { kindOf } from "../../../src/host/kinds.ts";
import { thisSite } from "../../../src/host/labels.ts";
import { lackOfWatches } from "../../../src/host/watches.ts";
import { note, settings } from "./mocked.ts";

test("a class for which the kernel has no room is told of it, with the setting that makes room", () => {
  expect(lackOfWatches(25, 128)).toBeUndefined();
  const lacking = lackOfWatches(26, 128);
  expect(lacking?.message).toContain(
    "26 hosts do not boot on this machine: its kernel allows 128 instances of inotify",
  );
  expect(lacking?.remedy).toContain("sysctl fs.inotify.max_user_instances=260");
  expect(lackOfWatches(26, 260)).toBeUndefined();
});

test("the kernel is looked at for a class of containers, before any of them is made", async () => {
  const { preparations } = await kindOf("container");
  const titles = (students: string[]) =>
    preparations({ settings: { ...settings, students }, note, site: { ...thisSite(), stack: "lab" } }).map(
      ({ title }) => title,
    );
  expect(titles(["mina"])).toEqual(["Host image"]);
  expect(titles(["mina", "jun"])).toEqual(["Host image", "Kernel"]);
});
