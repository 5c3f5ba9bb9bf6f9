import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { HomePages } from "../../../../src/class/export/home-pages.ts";

/** Pages that say how often one was made, and for whom. */
function counted() {
  const made: string[] = [];
  const basis = new Map<string, object>();
  const pages = new HomePages({
    basis: (student) => [basis.get(student), student],
    make: (student) => {
      made.push(student);
      return `${student} ${made.length}`;
    },
  });
  const take = async (student: string) => {
    const page = await pages.take(student);
    return page && gunzipSync(page).toString();
  };
  return { made, basis, take };
}

describe("the pages that students take home while the class runs", () => {
  test("one that has not changed is not made again, also for those who ask at the same time", async () => {
    const { made, basis, take } = counted();
    expect(await Promise.all([take("mina"), take("mina"), take("jun")])).toEqual(["mina 1", "mina 1", "jun 2"]);
    expect(await take("mina")).toBe("mina 1");
    basis.set("mina", {});
    expect(await take("mina")).toBe("mina 3");
    expect(made).toEqual(["mina", "jun", "mina"]);
  });

  test("who takes it too often in a minute gets none, and keeps nobody else from theirs", async () => {
    const { take } = counted();
    const taken = await Promise.all(Array.from({ length: 10 }, () => take("mina")));
    expect(taken.filter((page) => page === undefined)).toHaveLength(4);
    expect(await take("jun")).toBe("jun 2");
  });

  test("one that cannot be made keeps nobody else from theirs", async () => {
    const pages = new HomePages({
      basis: () => [{}],
      make: (student) => {
        if (student === "mina") throw new Error("no host");
        return student;
      },
    });
    const [mina, jun] = await Promise.allSettled([pages.take("mina"), pages.take("jun")]);
    expect([mina.status, jun.status]).toEqual(["rejected", "fulfilled"]);
  });
});
