import { describe, expect, test } from "@jest/globals";
import { sourcesOf } from "../../../../src/hosts/local/debian.ts";

describe("the archives of a machine's apt that a Debian base is made from", () => {
  test("are Debian's own, each once, whatever release the machine has", () => {
    const targets = [
      "Debian trixie http://mirror.example/debian/",
      "Debian trixie http://mirror.example/debian/",
      "Debian trixie-updates http://mirror.example/debian/",
      "Debian trixie-security http://mirror.example/debian-security/",
      "Debian trixie-backports http://mirror.example/debian/",
      "Somebody trixie https://packages.example/apt/",
      "Debian trixie cdrom://disk/",
      " trixie http://never-updated.example/debian/",
      "",
    ];
    expect(sourcesOf(targets.join("\n"))).toEqual([
      { uri: "http://mirror.example/debian/", suffix: "" },
      { uri: "http://mirror.example/debian/", suffix: "-updates" },
      { uri: "http://mirror.example/debian-security/", suffix: "-security" },
    ]);
  });

  test("are none on a machine of another kind, or without apt", () => {
    expect(sourcesOf("Ubuntu jammy http://mirror.example/ubuntu/\n")).toEqual([]);
    expect(sourcesOf("")).toEqual([]);
  });
});
