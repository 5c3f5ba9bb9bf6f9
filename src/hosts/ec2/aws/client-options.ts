/**
 * What all clients of AWS are made with. Credentials and endpoints are found by the SDK as everywhere else: the environment, the profile's files.
 * Throttled calls and failures of the service are tried again by it, ever later.
 */
export const clientOptions = {
  maxAttempts: 8,
  // Milliseconds: no call of ours takes longer where the network works at all.
  requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
};
