import type { KnownResource } from "../inventory.ts";

/** The provider of EC2's resources, by which the region and the account of a lab are known. */
export const PROVIDER = "pulumi:providers:aws";

/** The regions that a state has a provider for. */
export const regionsOf = (known: readonly KnownResource[]): string[] =>
  unique(providersOf(known).map(({ inputs }) => String(inputs.region)));

/** The accounts that its providers may act in; a provider keeps lists in JSON. */
export const accountsOf = (known: readonly KnownResource[]): string[] =>
  unique(
    providersOf(known).flatMap(({ inputs: { allowedAccountIds: accounts } }): string[] =>
      typeof accounts === "string" ? JSON.parse(accounts) : [],
    ),
  );

const providersOf = (known: readonly KnownResource[]): KnownResource[] => known.filter(({ type }) => type === PROVIDER);

const unique = (values: readonly string[]): string[] => [...new Set(values)];
