import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { writePage } from "../../../src/pages/write.ts";
import { castHeader, castMarker, castOutput } from "../../../src/record/asciicast.ts";
import { ran } from "../record/fixtures.ts";

const text = "## 1.1 One\n\nProse.\n\n```console\n$ a\na\n```\n\n```console terminal=2\n$ b\nb\n```\n";

describe("Writing the page of a run", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "labnote-page-"));
    writeFileSync(join(folder, "note.md"), text);
    writeFileSync(join(folder, "record.json"), JSON.stringify(ran(text, ["a", "b"]).record));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const write = () => writePage(folder, join(folder, "note.md"));

  test("the page of a run is written beside its record, with the recording of each terminal", async () => {
    writeFileSync(
      join(folder, "1.1@2.cast"),
      `${castHeader("1.1", 0)}${castMarker(0, 0, 2, "b")}${castOutput(0, 0, "b\r\n</script>\r\n")}`,
    );
    writeFileSync(join(folder, "1.1.cast"), castHeader("1.1", 0));
    expect(await write()).toBe(join(folder, "index.html"));
    const html = readFileSync(join(folder, "index.html"), "utf8");
    const [, data = ""] = /id=":replays">([^<]*)</.exec(html) ?? [];
    const replays = JSON.parse(gunzipSync(Buffer.from(data, "base64")).toString());
    expect(Object.keys(replays)).toEqual(["1.1:2"]);
    expect(JSON.stringify(replays["1.1:2"])).toContain("</script>");
    expect(html).toContain("<p>Prose.</p>");
  });

  test.each([
    ["is gone", () => rmSync(join(folder, "note.md"))],
    ["breaks a rule now", () => writeFileSync(join(folder, "note.md"), "```console\n$ a\n")],
    ["has changed", () => writeFileSync(join(folder, "note.md"), text.replace("$ b", "$ c"))],
  ])("the page shows the steps alone if the note %s", async (_, change) => {
    change();
    const html = readFileSync(await write(), "utf8");
    expect(html).not.toContain("Prose.");
    expect(html.match(/<article/g)).toHaveLength(2);
  });

  test("writing a page leaves no other file behind, also when it fails", async () => {
    await write();
    expect(readdirSync(folder).sort()).toEqual(["index.html", "note.md", "record.json"]);
    rmSync(join(folder, "index.html"));
    mkdirSync(join(folder, "index.html"));
    await expect(write()).rejects.toThrow("index.html could not be written");
    expect(readdirSync(folder).sort()).toEqual(["index.html", "note.md", "record.json"]);
  });

  test("writing a page without a record is refused", async () => {
    rmSync(join(folder, "record.json"));
    await expect(write()).rejects.toThrow("There is no record");
  });
});
