import { createRequire } from "node:module";

const { version } = createRequire(import.meta.url)("@pulumi/command/package.json");

/** The provider of @pulumi/command, which every lab uses: its version is the one of the package that the program imports. */
export const COMMAND: { readonly name: string; readonly version: string } = { name: "command", version };
