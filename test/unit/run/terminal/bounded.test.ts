import { describe, expect, test } from "@jest/globals";
import { LiveScreen } from "../../../../src/capture/read/live-screen.ts";
import { TerminalScreen } from "../../../../src/class/serve/terminal/screen.ts";
import { emulate } from "../../../../src/run/terminal/screen.ts";

/** What each emulator of labnote's shows after these bytes. */
const SHOWN: { [emulator: string]: (text: string) => Promise<string> } = {
  "of a run": async (text) => (await emulate(Buffer.from(text))).lines.join("\n"),
  "of a command that is watched": async (text) => {
    const screen = new LiveScreen({ columns: 120, rows: 40 });
    await screen.write(text);
    return screen.see().lines.join("\n");
  },
  "of a class": async (text) => {
    const screen = new TerminalScreen();
    await screen.write(Buffer.from(text));
    return new Promise((resolve) =>
      screen.state((state) => resolve(Buffer.from(state).toString().replaceAll("\r\n", "\n"))),
    );
  },
};

describe.each(Object.entries(SHOWN))("the terminal %s", (_, shown) => {
  // The largest number would take minutes where it is counted.
  test.each([..."LMSTIZb"])("does not count to what a program says: CSI %s", async (final) => {
    const before = "here\r\nit\r\nis\x1b[2;3H";
    for (const count of [20_000, 999_999])
      expect(await shown(`${before}\x1b[${count}${final}`)).toBe(await shown(before));
  });

  test("does what a screen has room for", async () => {
    expect(await shown("here\r\nit\x1b[40Sis")).not.toContain("here");
    expect(await shown("a\x1b[119b")).toBe("a".repeat(120));
  });

  test("shows all of a long text, in its order", async () => {
    const lines = Array.from({ length: 300 }, (_, at) => `line ${at} 도커 ${"x".repeat(80)}`);
    expect(await shown(lines.join("\r\n"))).toContain(lines.slice(-39).join("\n"));
  });
});
