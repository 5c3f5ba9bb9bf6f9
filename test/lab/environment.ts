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

/** Node's environment for tests on real hosts: jest prints with a test's failure what the fixtures saw. */
export default class LabEnvironment extends TestEnvironment {
  async handleTestEvent({ name, test }: CircusEvent): Promise<void> {
    if (name !== "test_done" && name !== "run_finish") return;
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
