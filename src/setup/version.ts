/** Whether one version, numbers joined by dots, is another or a newer one: `1.10` is newer than `1.9.2`. */
export const atLeast = (version: string, wanted: string): boolean =>
  version.localeCompare(wanted, "en", { numeric: true }) >= 0;
