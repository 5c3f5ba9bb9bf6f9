import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { decodeFrame, encodeFrame, FRAME_KIND } from "../../../../src/class/messages/frames.ts";

/** What the pages have of it: they load it as it is. */
interface Bytes {
  FRAME_KIND: typeof FRAME_KIND;
  keysFrame(terminal: number, bytes: Uint8Array): Uint8Array;
  frameOf(buffer: ArrayBuffer): ReturnType<typeof decodeFrame>;
  cleaned(text: string): string;
  pasted(text: string, bracketed: boolean): string;
}

const file = join(import.meta.dirname, "../../../../src/pages/assets/live/bytes.js");
const bytes = (await import(file)) as Bytes;

describe("What a page of the class sends and receives", () => {
  test("the server reads the keys that a page sends, and a page reads the output that the server sends", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.nat(Number.MAX_SAFE_INTEGER),
        fc.uint8Array(),
        (terminal, sequence, sent) => {
          const keys = decodeFrame(bytes.keysFrame(terminal, sent));
          expect(keys).toEqual({ kind: FRAME_KIND.keys, terminal, sequence: 0, bytes: sent });
          for (const kind of [FRAME_KIND.output, FRAME_KIND.snapshot]) {
            const frame = encodeFrame({ kind, terminal, sequence, bytes: sent });
            expect(bytes.frameOf(new Uint8Array(frame).buffer)).toEqual({ kind, terminal, sequence, bytes: sent });
          }
        },
      ),
    );
    expect(bytes.FRAME_KIND).toEqual(FRAME_KIND);
  });
});

describe("A pasted text", () => {
  test("nothing in a pasted text ends the marks around it, so nothing of it runs by itself", () => {
    expect(bytes.pasted(bytes.cleaned("a\x1b[201~\nrm -rf x"), true)).toBe("\x1b[200~a[201~\rrm -rf x\x1b[201~");
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const clean = bytes.cleaned(text);
        expect([...clean].filter((sign) => /[\p{Cc}]/u.test(sign) && !"\n\t".includes(sign))).toEqual([]);
        expect(bytes.cleaned(clean)).toBe(clean);
      }),
    );
  });

  test("a text from a web page loses the characters that nobody sees, and keeps Hangul and tabs", () => {
    expect(bytes.cleaned("echo\u00a0\u200b도커\t\ufeff한\u202e")).toBe("echo 도커\t한");
  });

  test("lines end as the Enter key does, whatever system the text is from", () => {
    expect(bytes.pasted(bytes.cleaned("a\r\nb\rc\nd"), false)).toBe("a\rb\rc\rd");
  });
});
