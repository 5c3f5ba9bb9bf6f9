import type { KnownResource } from "../inventory.ts";

/** The type of the provider of EC2's resources. Its inputs have the region and the account of a lab. */
export const PROVIDER = "pulumi:providers:aws";

/** The type of the resource that is a host. */
export const INSTANCE = "aws:ec2/instance:Instance";

/** The regions that a state has a provider for. */
export const regionsOf = (known: readonly KnownResource[]): string[] =>
  unique(providersOf(known).map(({ inputs }) => String(inputs.region)));

/** The accounts in which its providers may act. A provider keeps lists as JSON. */
export const accountsOf = (known: readonly KnownResource[]): string[] =>
  unique(
    providersOf(known).flatMap(({ inputs: { allowedAccountIds: accounts } }): string[] =>
      typeof accounts === "string" ? JSON.parse(accounts) : [],
    ),
  );

const providersOf = (known: readonly KnownResource[]): KnownResource[] => known.filter(({ type }) => type === PROVIDER);

const unique = (values: readonly string[]): string[] => [...new Set(values)];
