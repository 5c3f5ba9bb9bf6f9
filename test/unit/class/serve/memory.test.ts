import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";

const MEMORY = join(import.meta.dirname, "../../../../src/class/serve/memory.ts");

test("a process that spares memory gives back what its start has left, and makes no more room when much is made at once", async () => {
  // In a process of its own, since V8's options hold for all of one.
  const program = `
    import { getHeapSpaceStatistics } from "node:v8";
    import { spareMemory } from ${JSON.stringify(MEMORY)};
    const room = () => getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space").physical_space_size / 2 ** 20;
    const work = () => {
      let kept = [];
      for (let at = 0; at < 2_000_000; at += 1) kept = kept.length < 100_000 ? kept : [], kept.push({ at });
    };
    work();
    const before = room();
    spareMemory();
    const spared = room();
    work();
    console.log(JSON.stringify({ before, spared, after: room() }));
  `;
  const args = ["--disable-warning=ExperimentalWarning", "--input-type=module", "--eval", program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 60_000 });
  const { before, spared, after } = JSON.parse(stdout);
  expect(before).toBeGreaterThan(8);
  expect(spared).toBeLessThan(before / 3);
  // Pages that are being swept count, too, which are more on a busy machine.
  expect(after).toBeLessThan(before / 3);
});
