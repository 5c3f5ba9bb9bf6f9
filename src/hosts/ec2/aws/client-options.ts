/**
 * The options of all AWS clients. The SDK finds credentials and endpoints as it always does: in the environment and the profile's files. It
 * repeats calls that were throttled or failed at AWS, after ever longer pauses.
 */
export const clientOptions = {
  maxAttempts: 8,
  // Milliseconds: no call takes longer on a working network.
  requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
};
