import { describe, expect, test } from "@jest/globals";
import { KEPT, Transcript } from "../../../../src/run/terminal/transcript.ts";

describe("a transcript", () => {
  test("a transcript of little output is whole", async () => {
    const transcript = new Transcript();
    for (const piece of ["a", "\r", "\nb", "\r\n"]) transcript.append(Buffer.from(piece));
    expect(await transcript.see()).toMatchObject({ lines: ["a", "b"], cut: 0 });
  });

  test("a transcript begins with the text in the cursor's line", async () => {
    const transcript = new Transcript("root@1:/# ");
    transcript.append(Buffer.from("id\r\n"));
    expect((await transcript.see()).lines).toEqual(["root@1:/# id"]);
  });

  test("a transcript of 1.5 times the size that is kept is whole", async () => {
    const transcript = new Transcript();
    const line = `${"x".repeat(98)}\r\n`;
    for (let size = 0; size < KEPT * 1.5; size += line.length) transcript.append(Buffer.from(line));
    const { lines, cut } = await transcript.see();
    expect(cut).toBe(0);
    expect(new Set(lines)).toEqual(new Set(["x".repeat(98)]));
  });

  test("a transcript of very much output keeps the first and last bytes, and says how many it left out", async () => {
    const transcript = new Transcript();
    let sent = 0;
    for (let number = 0; sent < 20 * KEPT; number += 1) {
      const piece = Buffer.from(`line ${number}\r\n`.repeat(100));
      transcript.append(piece);
      sent += piece.length;
    }
    const { lines, cut } = await transcript.see();
    const gap = lines.indexOf(`[… ${cut} bytes left out …]`);
    const bytes = (some: string[]) => some.reduce((sum, line) => sum + line.length + 2, 0);
    expect(lines[0]).toBe("line 0");
    expect(bytes(lines.slice(0, gap))).toBeGreaterThan(KEPT - 20);
    expect(bytes(lines.slice(gap + 1))).toBeGreaterThan(KEPT - 20_000);
    expect(cut).toBeGreaterThan(17 * KEPT);
    expect(lines.at(-1)).toMatch(/^line \d+$/);
    // The line in which the first bytes end is there in part.
    expect(bytes(lines) - `[… ${cut} bytes left out …]`.length - 2 + cut - sent).toBeLessThanOrEqual(20);
  });
});
