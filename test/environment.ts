import { TestEnvironment } from "jest-environment-node";

/** What jest-circus says of a test that is over, its hooks included; other events have no test. */
interface CircusEvent {
  name: string;
  test?: CircusTest;
}

interface CircusTest {
  name: string;
  /** The test of the error list is failed when it has any. */
  errors: unknown[];
}

/** What the fixtures of a test file leave here; the two are of different realms, which share the symbol. */
export const TEST_OVER = Symbol.for("labnote.testOver");

/**
 * Called after each test, and once more without a test at the end of the file.
 *
 * @param failed the name of the test if it failed
 * @returns what else there is to say of the failure
 */
export type TestOver = (failed?: string) => Promise<string | undefined>;

/** Node's environment, in which jest prints with a test's failure all that went wrong and what the fixtures saw. */
export default class LabnoteEnvironment extends TestEnvironment {
  async handleTestEvent({ name, test }: CircusEvent): Promise<void> {
    if (name !== "test_done" && name !== "run_finish") return;
    if (test !== undefined) test.errors = test.errors.flatMap(errorsOf);
    const over = (this.global as { [TEST_OVER]?: TestOver })[TEST_OVER];
    const failed = test !== undefined && test.errors.length > 0 ? test.name : undefined;
    const seen = await over?.(failed);
    if (seen === undefined) return;
    const error = new Error(seen);
    // Where this was made says nothing.
    error.stack = seen;
    test?.errors.push(error);
  }
}

/**
 * The errors that an entry of jest-circus's list stands for: a test that fails and whose disposal then fails, too, has thrown one
 * `SuppressedError`, and jest prints neither of the two errors in it. An entry is an error, or a pair with the place in the test file.
 */
export function errorsOf(entry: unknown): unknown[] {
  const error: unknown = Array.isArray(entry) ? entry[0] : entry;
  // Of the test's realm, so not an instance of this one's.
  const isSuppressed = (error as Error | undefined)?.name === "SuppressedError";
  if (!isSuppressed) return [entry];
  const { suppressed, error: disposal } = error as SuppressedError;
  return [suppressed, disposal].flatMap(errorsOf);
}
