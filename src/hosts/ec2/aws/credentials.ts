import { homedir } from "node:os";
import { join } from "node:path";
import { advice, npm } from "../../../common/advice.ts";
import { LabError } from "../../../common/errors.ts";
import { readIfExists } from "../../../common/files.ts";
import type { Check } from "../../kind.ts";

/** What the environment and AWS's own files have of credentials. Of the files, only the profiles' names are read. */
export interface CredentialSources {
  env: NodeJS.ProcessEnv;
  /** Names of the profiles in both files. */
  profiles: readonly string[];
}

/** Where the SDK will find credentials, as far as this machine's environment and files show. */
export function credentialSource({ env, profiles }: CredentialSources): string | undefined {
  const named = env.AWS_PROFILE;
  if (named) return profiles.includes(named) ? `the profile ${named}, by AWS_PROFILE` : undefined;
  if (env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY) return "AWS_ACCESS_KEY_ID in the environment";
  if (profiles.includes("default")) return "the profile default";
  if (env.AWS_WEB_IDENTITY_TOKEN_FILE) return "AWS_WEB_IDENTITY_TOKEN_FILE in the environment";
  if (env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI || env.AWS_CONTAINER_CREDENTIALS_FULL_URI)
    return "the container that this runs in";
  return undefined;
}

/**
 * The problem when the environment has both a profile and a key: labnote's SDK takes the profile, and that of Pulumi's provider the key. One
 * would check one account, and the other would make hosts in another.
 */
export function twoSources(env: NodeJS.ProcessEnv): LabError | undefined {
  if (!env.AWS_PROFILE || !env.AWS_ACCESS_KEY_ID || !env.AWS_SECRET_ACCESS_KEY) return undefined;
  return new LabError("Both AWS_PROFILE and AWS_ACCESS_KEY_ID are set, and they may be of two accounts", {
    cause: "labnote uses the profile, but Pulumi's AWS provider uses the key",
    remedy:
      "unset the one that you do not want: `unset AWS_PROFILE`, or `unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN`",
  });
}

/** Refuses {@link twoSources}. */
export function requireOneSource(): void {
  const problem = twoSources(process.env);
  if (problem !== undefined) throw problem;
}

/** Says where AWS credentials would come from, or how to get some. */
export async function credentialsCheck(env: NodeJS.ProcessEnv): Promise<Check> {
  const name = "AWS credentials";
  const conflict = twoSources(env);
  if (conflict !== undefined) return { name, state: "missing", seen: conflict.message, how: conflict.remedy };
  const files = await Promise.all(
    [
      env.AWS_SHARED_CREDENTIALS_FILE || join(homedir(), ".aws", "credentials"),
      env.AWS_CONFIG_FILE || join(homedir(), ".aws", "config"),
    ].map(readIfExists),
  );
  const source = credentialSource({ env, profiles: files.flatMap((text) => profilesIn(text ?? "")) });
  if (source !== undefined)
    return { name, state: "ok", seen: advice`${source}; ${npm("start")} finds out whether AWS accepts them` };
  if (env.AWS_PROFILE)
    return {
      name,
      state: "missing",
      seen: `AWS_PROFILE names ${env.AWS_PROFILE}, but there is no such profile`,
      how: HOW,
    };
  // Only a question over the network would show whether this machine is an instance with a role.
  if (env.AWS_EC2_METADATA_DISABLED?.toLowerCase() === "true")
    return { name, state: "missing", seen: "none found", how: HOW };
  return {
    ...{ name, state: "note", how: HOW },
    seen: advice`none in the environment or files; ${npm("start")} asks whether this machine is an instance with a role`,
  };
}

/** How to get credentials. */
const HOW =
  "`aws configure` or `aws configure sso`, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";

/** One file has `[name]`, the other `[profile name]`. */
const profilesIn = (text: string): string[] =>
  [...text.matchAll(/^\s*\[\s*(?:profile\s+)?([^\]\s]+)\s*\]/gm)].map(([, name = ""]) => name);
