const POLL_MS = 10;

/**
 * Asks again and again until there is an answer, and returns it.
 *
 * @param what what is waited for, for the error.
 * @param limit milliseconds; a busy machine takes many times what an idle one does, and a test of jest's own limit says less than the error.
 * @throws Error when there is none within `limit` milliseconds.
 */
export async function until<Answer>(
  what: string,
  ask: () => Promise<Answer | undefined>,
  limit = 45_000,
): Promise<Answer> {
  for (const deadline = performance.now() + limit; ; ) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > deadline) throw new Error(`waited ${limit} ms in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
