import { expect, test } from "@jest/globals";
import type { HostView } from "../../../../../src/class/messages/messages.ts";
import { noHostIsLeft } from "../../../../../src/class/serve/room/over.ts";

/** A class whose hosts a test moves, and what came of it. */
function held(hosts: HostView[], ends: number | null = null, seldom = 3) {
  const stopping = new AbortController();
  const lab = { hosts, between: undefined as HostView[] | undefined, ends, exists: true, asked: 0, looks: 0 };
  const over = noHostIsLeft(
    {
      hosts: () => {
        lab.looks += 1;
        return lab.looks % 2 === 0 ? (lab.between ?? lab.hosts) : lab.hosts;
      },
      ends: () => lab.ends,
      exists: async () => {
        lab.asked += 1;
        return lab.exists;
      },
    },
    stopping.signal,
    { look: 1, ask: 3, seldom },
  );
  let ended: string | undefined;
  over.then(
    (why) => {
      ended = why;
    },
    () => {},
  );
  /** Resolves after so many looks more. */
  const looks = async (more: number) => {
    const wanted = lab.looks + more;
    while (lab.looks < wanted) {
      if (ended !== undefined) throw new Error(`the class is over: ${ended}`);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  };
  return { lab, over, looks, end: () => stopping.abort(new Error("the class has ended")) };
}

test("a class whose lab is taken down is over once no host can be reached, and not while one can", async () => {
  const { lab, over, looks } = held(["ready", "restarting"]);
  lab.exists = false;
  await looks(20);
  expect(lab.asked).toBe(0);
  lab.hosts = ["restarting", "restarting"];
  expect(await over).toBe("the lab was taken down");
});

test("a class whose hosts restart all at once, or are connected, goes on", async () => {
  const { lab, looks, end, over } = held(["connecting", "connecting"]);
  await looks(20);
  expect(lab.asked).toBe(0);
  lab.hosts = ["restarting", "gone"];
  await looks(40);
  expect(lab.asked).toBeGreaterThan(1);
  end();
  await expect(over).rejects.toThrow("the class has ended");
});

test("a class whose hosts restart again and again, and are there between, does not ask for its lab", async () => {
  const { lab, looks, end } = held(["restarting"]);
  lab.between = ["ready"];
  await looks(40);
  expect(lab.asked).toBe(0);
  end();
});

test("a class whose hosts do not answer goes on for as long as the lab's state has them, and is over once that has none", async () => {
  const { lab, looks, over } = held(["gone", "gone"]);
  await looks(40);
  expect(lab.asked).toBeGreaterThan(1);
  lab.exists = false;
  expect(await over).toBe("the lab was taken down");
});

test("a class without a host asks for its lab less and less often", async () => {
  const { lab, looks, end } = held(["gone"], null, 60_000);
  await looks(200);
  // Each pause is twice the one before, so few of them fit.
  const after = Math.log2(lab.looks);
  expect(lab.asked).toBeGreaterThan(0);
  expect(lab.asked).toBeLessThan(2 * after);
  end();
});

test("a class is over when its hosts have ended by themselves", async () => {
  expect(await held(["restarting", "gone"], Date.now() - 1).over).toBe("the lab has ended by itself");
});
