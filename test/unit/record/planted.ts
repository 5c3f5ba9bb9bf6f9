import { makeKey } from "../../../src/host/keys.ts";

/** Letters and digits that no scanner of this repository takes for a secret: put together only where a test runs. */
export const letters = (length: number, from = 0) =>
  Array.from({ length }, (_, at) => "aB3dE5gH7jK9mN1pQ2sT4vW6xY8z"[(from + 5 * at) % 28]).join("");

/** One secret of each kind that is to be found by its form, and how it is shown. `secret` is what must be in no file. */
export async function planted(): Promise<{ kind: string; secret: string; shown: string }[]> {
  const github = `ghp_${letters(36)}`;
  const access = `AKIA${letters(16).toUpperCase()}`;
  const secret = letters(40, 3);
  const slack = `xoxb-123456789012-1234567890123-${letters(24)}`;
  const { private: key } = await makeKey();
  return [
    { kind: "github token", secret: github, shown: `the token is ${github}.\n` },
    { kind: "aws access key id", secret: access, shown: `AWS_ACCESS_KEY_ID=${access}\n` },
    { kind: "aws secret access key", secret, shown: `aws_secret_access_key = ${secret}\n` },
    { kind: "slack token", secret: slack, shown: `{"token":"${slack}"}\n` },
    { kind: "private key", secret: key.split("\n")[2] as string, shown: key },
  ];
}
