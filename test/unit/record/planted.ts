import { makeKey } from "../../../src/hosts/ssh-keys.ts";

const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/**
 * Letters and digits that no scanner of this repository takes for a secret: put together only where a test runs. Each `seed` gives others,
 * so that what is known of one secret says nothing of another.
 */
export function letters(length: number, seed = 0): string {
  let state = 7919 * (seed + 1);
  return Array.from({ length }, () => {
    state = (state * 48271) % 0x7fffffff;
    return SIGNS[state % SIGNS.length];
  }).join("");
}

/** One secret of each kind that is to be found by its form, and how it is shown. `secret` is what must be in no file. */
export async function planted(): Promise<{ kind: string; secret: string; shown: string }[]> {
  const github = `ghp_${letters(36)}`;
  const access = `AKIA${letters(16).toUpperCase()}`;
  const secret = letters(40, 3);
  const slack = `xoxb-123456789012-1234567890123-${letters(24)}`;
  const session = `IQoJb3JpZ2luX2Vj${letters(90, 5)}/${letters(20, 6)}+`;
  const jwt = `eyJ${letters(20)}.eyJ${letters(60, 1)}.${letters(43, 2)}`;
  const npm = `npm_${letters(36, 4)}`;
  const [inUrl, oddInUrl, named] = [letters(24, 7), `${letters(9, 8)}!${letters(9)}`, letters(24, 9)];
  const { private: key } = await makeKey();
  return [
    { kind: "github token", secret: github, shown: `the token is ${github}.\n` },
    { kind: "aws access key id", secret: access, shown: `AWS_ACCESS_KEY_ID=${access}\n` },
    { kind: "aws secret access key", secret, shown: `aws_secret_access_key = ${secret}\n` },
    { kind: "slack token", secret: slack, shown: `{"token":"${slack}"}\n` },
    { kind: "token", secret: session, shown: `export AWS_SESSION_TOKEN=${session}\n` },
    { kind: "json web token", secret: jwt, shown: `< set-cookie: session=${jwt}; HttpOnly\n` },
    { kind: "npm access token", secret: npm, shown: `//registry.example.com/:_authToken=\n${npm}\n` },
    { kind: "basic auth", secret: inUrl, shown: `cloning https://deploy:${inUrl}@git.example.com/lab.git\n` },
    { kind: "password", secret: oddInUrl, shown: `cloning https://deploy:${oddInUrl}@git.example.com/lab.git\n` },
    { kind: "password", secret: named, shown: `MYSQL_ROOT_PASSWORD=${named}\n` },
    { kind: "private key", secret: key.split("\n")[2] as string, shown: key },
  ];
}
