import type { ApiError, Call, Params } from "./wire.ts";

/** Which calls are meant; what is left out fits all. */
export interface Which {
  service?: string;
  region?: string;
  action?: string;
  matching?: (params: Params) => boolean;
}

/** An error in place of an answer. */
export interface Fault extends Which, ApiError {
  /** How many calls it meets; all, when left out. */
  times?: number;
}

/** A call that was answered while the answer was kept back. */
export interface Held extends Disposable {
  /** The first such call, when EC2 has done what it asks and the answer is on its way. */
  reached: Promise<Call>;
  /** Lets the answers go, and later ones, too. */
  release(): void;
}

/** What a test lets go wrong. */
export interface Faults {
  fail(fault: Fault): void;
  hold(which: Which | string): Held;
  /** No call of that region gets an answer: the connection breaks off. */
  cut(region: string): void;
  /** All is well again. */
  mend(): void;
}

/** The faults of a cloud, and how its gate asks for them. */
export interface FaultRules extends Faults {
  isCut(call: Call): boolean;
  errorFor(call: Call): ApiError | undefined;
  /** Resolves when no hold keeps the call's answer back. */
  held(call: Call): Promise<void>;
}

export function createFaults(): FaultRules {
  let rules: { fault: Fault; left: number }[] = [];
  const holds = new Set<{
    which: Which;
    reached: (call: Call) => void;
    released: Promise<void>;
    release: () => void;
  }>();
  const cuts = new Set<string>();
  return {
    fail: (fault) => void rules.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }),
    hold(which) {
      const reached = Promise.withResolvers<Call>();
      const released = Promise.withResolvers<void>();
      const hold = {
        which: typeof which === "string" ? { action: which } : which,
        reached: reached.resolve,
        released: released.promise,
        release: () => {
          holds.delete(hold);
          released.resolve();
        },
      };
      holds.add(hold);
      return { reached: reached.promise, release: hold.release, [Symbol.dispose]: hold.release };
    },
    cut: (region) => void cuts.add(region),
    mend() {
      rules = [];
      cuts.clear();
      for (const { release } of holds) release();
    },
    isCut: ({ region }) => cuts.has(region),
    errorFor(call) {
      const rule = rules.find(({ fault, left }) => left > 0 && fits(fault, call));
      if (rule === undefined) return undefined;
      rule.left -= 1;
      return rule.fault;
    },
    async held(call) {
      for (const { which, reached, released } of holds) {
        if (!fits(which, call)) continue;
        reached(call);
        await released;
      }
    },
  };
}

const fits = ({ service, region, action, matching }: Which, call: Call): boolean =>
  (service ?? call.service) === call.service &&
  (region ?? call.region) === call.region &&
  (action ?? call.action) === call.action &&
  (matching?.(call.params) ?? true);
