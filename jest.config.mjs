// Node strips the types itself, so nothing is transformed.
export default {
  testEnvironment: "<rootDir>/test/environment.ts",
  testSequencer: "<rootDir>/test/sequencer.mjs",
  transform: {},
  extensionsToTreatAsEsm: [".ts"],
  // Milliseconds: a busy machine starts programs slowly, and how fast anything is shows in the bench.
  testTimeout: 60_000,
  testMatch: ["<rootDir>/test/**/*.test.ts"],
};
