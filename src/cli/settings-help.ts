import { declaredSettings } from "../common/stack-config.ts";
import type { HelpText } from "./help.ts";

/** The settings, for `--help`: what each is, and its default. */
export async function settingsHelp(): Promise<HelpText["tables"]> {
  const rows = Object.entries(await declaredSettings()).map(([key, { default: value, description }]) => {
    const shown = value === "" ? "" : ` [${value}]`;
    return [key, `${description}${shown}`] as const;
  });
  return [{ title: "Settings, for --set and --unset, with their defaults", rows }];
}
