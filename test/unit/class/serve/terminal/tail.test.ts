import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { Tail } from "../../../../../src/class/serve/terminal/tail.ts";

test("a tail has the last bytes by their numbers, and no others", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 5000 }), { maxLength: 20 }), fc.nat(30_000), (parts, from) => {
      const tail = new Tail(100, 8000);
      for (const part of parts) tail.append(part);
      const all = Buffer.concat(parts);
      expect(tail.end).toBe(100 + all.length);
      expect(tail.end - tail.start).toBeGreaterThanOrEqual(Math.min(8000, all.length));
      expect(tail.end - tail.start).toBeLessThan(8000 + 5000 + 4096);
      const kept = tail.from(from, Number.POSITIVE_INFINITY);
      const has = from >= tail.start && from <= tail.end;
      expect(kept && Buffer.from(kept)).toEqual(has ? all.subarray(from - 100) : undefined);
      if (has) expect(tail.from(from, 10)).toHaveLength(Math.min(10, tail.end - from));
    }),
  );
});
