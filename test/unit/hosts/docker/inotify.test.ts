import { expect, test } from "@jest/globals";
import { inotifyShortage } from "../../../../src/hosts/docker/inotify.ts";
import { loadKind } from "../../../../src/hosts/kinds.ts";
import { thisSite } from "../../../../src/hosts/labels.ts";
import { note, settings } from "../mocked.ts";

test("when the kernel has no room for a class, the error says so, with the setting that makes room", () => {
  expect(inotifyShortage(25, 128)).toBeUndefined();
  const lacking = inotifyShortage(26, 128);
  expect(lacking?.message).toContain(
    "26 hosts cannot boot on this machine: its kernel allows 128 instances of inotify",
  );
  expect(lacking?.remedy).toContain("sysctl fs.inotify.max_user_instances=260");
  expect(inotifyShortage(26, 260)).toBeUndefined();
});

test("the kernel is looked at for a class of containers, before any of them is made", async () => {
  const { preparations } = await loadKind("container");
  const titles = (students: string[]) =>
    preparations({ settings: { ...settings, students }, note, site: { ...thisSite(), stack: "lab" } }).map(
      ({ title }) => title,
    );
  expect(titles(["mina"])).toEqual(["Host image"]);
  expect(titles(["mina", "jun"])).toEqual(["Host image", "Kernel"]);
});
