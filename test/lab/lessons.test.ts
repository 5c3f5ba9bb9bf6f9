import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { CHECKOUT } from "../../src/common/paths.ts";
import { bootHost } from "./fixtures/host.ts";
import { passes, typeNote } from "./fixtures/run.ts";

jest.setTimeout(15 * 60_000);

let host: Awaited<ReturnType<typeof bootHost>>;

beforeAll(async () => {
  host = await bootHost({ name: "host-1", baked: true, ports: [8080] });
});
afterAll(async () => {
  await host?.[Symbol.asyncDispose]();
});

// On one host: each run begins with the host's first state.
test.each(["git-basics", "linux-processes", "ch02-docker-images"])("%s passes on a real host", async (name) => {
  const text = await readFile(join(CHECKOUT, "notes", `${name}.md`), "utf8");
  expect(await typeNote(host, text)).toMatchObject(passes);
});
