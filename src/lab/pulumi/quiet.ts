import { $, type Options, type ProcessOutput, type Shell } from "zx";

/** Runs programs whose output is read here and not shown; one that fails is a value, too. Pulumi looks for no newer version of itself. */
export const quietly = ({ env, ...options }: Partial<Options>): Shell =>
  $({
    quiet: true,
    nothrow: true,
    env: { ...process.env, ...env, PULUMI_SKIP_UPDATE_CHECK: "true", NO_COLOR: "1" },
    ...options,
  });

/** The end of what a program that failed said. */
export const endOfOutput = ({ stderr, message }: ProcessOutput): string =>
  stderr.trim().split("\n").slice(-5).join("\n") || message;
