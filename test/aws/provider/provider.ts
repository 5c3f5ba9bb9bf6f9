import type { EC2Client } from "@aws-sdk/client-ec2";
import { plain, secret, secretStrings } from "../../../toolchain/values.ts";
import { accountOf, ec2Client } from "./clients.ts";
import { getAmi, getInstanceTypeOfferings, type Lookup } from "./functions.ts";
import { changed, inputsOf, refreshed, unserved } from "./inputs.ts";
import type { Context, Kind, Props } from "./kind.ts";
import { defaultRouteTable } from "./kinds/default-route-table.ts";
import { instance } from "./kinds/instance.ts";
import { internetGateway } from "./kinds/internet-gateway.ts";
import { keyPair } from "./kinds/key-pair.ts";
import { securityGroup } from "./kinds/security-group.ts";
import { egressRule, ingressRule } from "./kinds/security-group-rule.ts";
import { subnet } from "./kinds/subnet.ts";
import { vpc } from "./kinds/vpc.ts";

// biome-ignore lint/suspicious/noExplicitAny: the engine sends each kind the inputs and states of that kind.
const kinds: { [type: string]: Kind<any, any> } = {
  "aws:ec2/vpc:Vpc": vpc,
  "aws:ec2/subnet:Subnet": subnet,
  "aws:ec2/internetGateway:InternetGateway": internetGateway,
  "aws:ec2/defaultRouteTable:DefaultRouteTable": defaultRouteTable,
  "aws:ec2/securityGroup:SecurityGroup": securityGroup,
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ingressRule,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": egressRule,
  "aws:ec2/keyPair:KeyPair": keyPair,
  "aws:ec2/instance:Instance": instance,
};

// biome-ignore lint/suspicious/noExplicitAny: each function is called with its own arguments.
const lookups: { [token: string]: Lookup<any> } = {
  "aws:ec2/getAmi:getAmi": getAmi,
  "aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings": getInstanceTypeOfferings,
};

/** What @pulumi/aws's Provider sets by itself, in JSON, to what it would be without. */
const SETTINGS: { [name: string]: unknown } = { skipCredentialsValidation: "false", skipRegionValidation: "true" };

/** Something that the engine shows the user about an input. */
export interface Failure {
  property: string;
  reason: string;
}
const notServed = (property: string): Failure => ({ property, reason: "the provider for tests does not serve it" });

/** A resource that was made, but did not become what it should: the engine keeps it in its state. */
export class Unfinished extends Error {
  readonly id: string;
  readonly state: Props;

  constructor(id: string, state: Props, cause: unknown) {
    super(`${id} was made, and did not become what it should`, { cause });
    this.id = id;
    this.state = state;
  }
}

/** A provider's own settings: a region, and the accounts that it may act in. */
const SERVED: readonly string[] = ["region", "allowedAccountIds", "version"];

export const checkConfig = (settings: Props): Failure[] => [
  ...(typeof settings.region === "string" ? [] : [{ property: "region", reason: "it is needed" }]),
  ...Object.entries(settings)
    .filter(([name, value]) => !SERVED.includes(name) && value !== SETTINGS[name])
    .map(([name]) => notServed(name)),
];

/**
 * Refuses credentials of an account that a provider may not act in, in the official one's words.
 *
 * @param allowed a list in JSON; all accounts without it.
 */
export async function requireAccount(region: string, allowed: unknown): Promise<void> {
  const accounts: string[] = typeof allowed === "string" ? JSON.parse(allowed) : [];
  if (accounts.length === 0) return;
  const account = await accountOf(region);
  if (!accounts.includes(account)) throw new Error(`AWS account ID not allowed: ${account}`);
}

/** What differs between one state and what is wanted. */
export interface Difference {
  changes: string[];
  replaces: string[];
}

/**
 * The provider in a region, with values as the engine sends them: secrets are marked, and stay so.
 *
 * @throws Error where AWS_ENDPOINT_URL is not on this machine.
 */
export class Provider {
  readonly #region: string;
  readonly #signal: AbortSignal;
  readonly #clients = new Map<string, EC2Client>();

  constructor(region: string, signal: AbortSignal) {
    this.#region = region;
    this.#signal = signal;
    this.#ec2(region);
  }

  /** A resource stays in the region that it was made in, also when the provider's changes. */
  #context(region: unknown = this.#region): Context {
    this.#signal.throwIfAborted();
    return { ec2: this.#ec2(String(region)), signal: this.#signal };
  }

  #ec2(region: string): EC2Client {
    const client = this.#clients.get(region) ?? ec2Client(region);
    this.#clients.set(region, client);
    return client;
  }

  check(type: string, news: Props): Failure[] {
    const kind = kindOf(type);
    const inputs = plain(news) as Props;
    const refusal = kind.refusal?.(inputs);
    return [
      ...unserved(inputs, kind.inputs).map(notServed),
      ...(refusal === undefined ? [] : [{ property: "", reason: refusal }]),
    ];
  }

  diff(type: string, olds: Props, news: Props, oldInputs: Props): Difference {
    const { inputs: rows } = kindOf(type);
    const state = plain(olds) as Props;
    const changes = changed(rows, state, plain(news) as Props, plain(oldInputs) as Props);
    const replaces = changes.filter((row) => rows[row] === "replaces");
    return state.region === this.#region
      ? { changes, replaces }
      : { changes: [...changes, "region"], replaces: [...replaces, "region"] };
  }

  async create(type: string, inputs: Props): Promise<{ id: string; state: Props }> {
    const kind = kindOf(type);
    const context = this.#context();
    const bare = plain(inputs) as Props;
    const id = await kind.create(bare, context);
    try {
      await kind.settle?.(id, bare, context);
      return { id, state: await this.#state(kind, id, inputs, context) };
    } catch (cause) {
      throw new Unfinished(id, { ...inputs, region: this.#region }, cause);
    }
  }

  /** `undefined` when it is gone. */
  async read(type: string, id: string, olds: Props, oldInputs: Props) {
    const kind = kindOf(type);
    const region = (plain(olds) as Props).region ?? this.#region;
    const found = await kind.read(id, this.#context(region));
    if (found === undefined) return undefined;
    const before = { ...oldInputs, ...olds };
    const state = keepSecrets(before, { ...(plain(before) as Props), ...found, region });
    const imported = Object.keys(oldInputs).length === 0;
    const inputs = imported ? inputsOf(found, kind.inputs) : refreshed(plain(oldInputs), plain(state));
    return { state, inputs: keepSecrets(oldInputs, inputs as Props) };
  }

  async update(type: string, id: string, olds: Props, news: Props, oldInputs: Props): Promise<Props> {
    const kind = kindOf(type);
    const context = this.#context();
    const [state, inputs] = [plain(olds) as Props, plain(news) as Props];
    const changes = this.diff(type, olds, news, oldInputs).changes.map((row) => kind.inputs[row]);
    for (const change of new Set(changes))
      if (typeof change === "function") await change({ id, state, inputs }, context);
    return this.#state(kind, id, news, context);
  }

  async delete(type: string, id: string, olds: Props): Promise<void> {
    await kindOf(type).delete(id, this.#context((plain(olds) as Props).region));
  }

  async invoke(token: string, args: Props): Promise<{ result?: Props; failures?: Failure[] }> {
    const lookup = lookups[token];
    if (lookup === undefined) throw new Error(`The provider for tests has no function ${token}`);
    const given = Object.entries(plain(args) as Props).filter(([, value]) => value !== undefined && value !== null);
    const failures = given.filter(([name]) => !lookup.arguments.includes(name)).map(([name]) => notServed(name));
    if (failures.length > 0) return { failures };
    return { result: await lookup.call(Object.fromEntries(given), this.#context()) };
  }

  /** What was given, and over it what AWS says. */
  async #state(kind: Kind<never, Props>, id: string, inputs: Props, context: Context): Promise<Props> {
    const found = await kind.read(id, context);
    if (found === undefined) throw new Error(`${id} was made, and is gone again`);
    return keepSecrets(inputs, { ...(plain(inputs) as Props), ...found, region: this.#region });
  }
}

function kindOf(type: string) {
  const kind = kinds[type];
  if (kind === undefined) throw new Error(`The provider for tests has no resource ${type}`);
  return kind;
}

/** A property that was secret before stays so. */
const keepSecrets = (before: Props, after: Props): Props =>
  Object.fromEntries(
    Object.entries(after).map(([name, value]) => [
      name,
      secretStrings(before[name]).length > 0 ? secret(value) : value,
    ]),
  );
