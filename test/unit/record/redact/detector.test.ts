import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readNote } from "../../../../src/note/read.ts";
import { plannedSteps } from "../../../../src/record/planned-steps.ts";
import { Redactor } from "../../../../src/record/redact/redactor.ts";
import { letters } from "../planted.ts";

const root = join(import.meta.dirname, "../../../..");
const redact = (text: string): string => new Redactor({ secrets: [], note: "" }).text(text);

const jwt = `eyJ${letters(20)}.eyJ${letters(60)}.${letters(43)}`;
const uuid = "0f8fad5b-d9cb-469f-a165-70867728950e";
const key = letters(64);
const low = key.toLowerCase();

describe("a record leaves out", () => {
  test.each([
    ["a JSON web token", `id ${jwt} ok`, jwt, "id [redacted: json web token] ok"],
    ["a token of a GitHub App", `ghs_${jwt}\n`, jwt, "[redacted: json web token]\n"],
    ["a bearer's token", `> Authorization: Bearer ${letters(30)}\r\n`, letters(30)],
    ["a name and password that were sent", `"Authorization": "Basic ${letters(12)}=="`, letters(12)],
    ["a session's token of AWS", `AWS_SESSION_TOKEN=IQoJb3${letters(80)}//${letters(20)}==\n`, letters(20)],
    ["a session's token of AWS in JSON", `    "SessionToken": "IQoJb3${letters(80)}",`, letters(80), undefined],
    ["a key that is typed at a question", `AWS Secret Access Key [None]: ${letters(40)}\r\n`, letters(40)],
    [
      "a key in Terraform's words",
      `  secret_key = "${letters(40)}"`,
      letters(40),
      '  secret_key = "[redacted: secret]"',
    ],
    ["an npm token that is a UUID", `//npm.example.com/:_authToken=${uuid}\n`, uuid],
    ["a name and password of Docker's", `{"auths":{"x":{"auth":"${letters(24)}=="}}}`, letters(24)],
    ["a Pulumi token", `pul-${"0123456789abcdef".repeat(3).slice(0, 40)}`, "0123456789abcdef"],
    ["a Hugging Face token", `hf_${letters(34)}`, letters(34)],
    ["a PyPI token", `pypi-AgEIcHlwaS5vcmc${letters(70)}`, letters(70)],
    [
      "a swarm's token",
      `docker swarm join --token SWMTKN-1-${low.slice(0, 50)}-${low.slice(0, 25)} 10.0.0.1`,
      low.slice(0, 25),
    ],
    ["a password of a container", 'MYSQL_ROOT_PASSWORD=n0t"public', "n0t"],
    ["a password of a container in JSON", '"Env": ["POSTGRES_PASSWORD=n0t!public", "A=b"]', "n0t!public"],
    ["a password in YAML", "  password: n0t!public\r\n", "n0t!public", "  password: [redacted: password]\r\n"],
    [
      "a password in quotes",
      `"db_password": "two words", "a": "b"`,
      "words",
      '"db_password": "[redacted: password]", "a": "b"',
    ],
    ["a password on docker's command line", "+ docker login -u me -p n0tpublic r.io", "n0tpublic"],
    ["a password on curl's command line", "+ curl -s -u me:n0tpublic http://localhost", "n0tpublic"],
    [
      "a password in a URL",
      "https://me:n0t!pub@lic@example.com/x",
      "n0t!pub@lic",
      "https://me:[redacted: password]@example.com/x",
    ],
    [
      "a password that MySQL makes",
      "[Note] A temporary password is generated for root@localhost: n0t;Public",
      "n0t;Public",
    ],
    ["a private key in JSON", JSON.stringify({ k: pem() }), key, '{"k":"[redacted: private key]\\n"}'],
    [
      "a private key behind a prefix",
      pem().replace(/^(?=.)/gm, "web-1  | "),
      key,
      "web-1  | [redacted: private key]\n",
    ],
    ["the first lines of a private key", pem().split("\n").slice(0, 3).join("\n"), key, "[redacted: private key]"],
  ])(
    "redaction finds this secret by its form or by the name beside it: %s",
    (_, text, secret, left: string | undefined = undefined) => {
      const kept = redact(text);
      expect(kept).not.toContain(secret);
      expect(kept).toContain("[redacted: ");
      if (left !== undefined) expect(kept).toBe(left);
      const again = new Redactor({ secrets: [], note: "" });
      expect({ text: again.text(kept), found: again.found }).toEqual({ text: kept, found: [] });
    },
  );

  test("redaction takes out the lines of a private key when they appear again without the prefix before them", () => {
    const redactor = new Redactor({ secrets: [], note: "" });
    redactor.text(pem().replace(/^(?=.)/gm, "web-1  | "));
    expect(redactor.text(`a ${key} b`)).toBe("a [redacted: private key] b");
  });
});

function pem(): string {
  const mark = (word: string) => `-----${word} RSA PRIVATE KEY-----`;
  return `${mark("BEGIN")}\n${`${key}\n`.repeat(3)}${key.slice(0, 20)}==\n${mark("END")}\n`;
}

describe("a record keeps", () => {
  test.each([
    "Password: ",
    "Password: \r\nLogin Succeeded\r\n",
    "[sudo] password for student: ",
    "ERROR 1045 (28000): Access denied for user 'root'@'localhost' (using password: YES)",
    "WARNING! Using --password via the CLI is insecure. Use --password-stdin.",
    "passwd:         files systemd\n",
    "PasswordAuthentication no",
    "Permission denied (publickey,password).",
    'Www-Authenticate: Bearer realm="https://auth.docker.io/token",service="registry.docker.io"',
    '"Secrets": null, "IdentityToken": "", "SecretKey": null',
    "POSTGRES_PASSWORD_FILE=/run/secrets/db",
    "password: <none>  password: ********  PASSWORD=$(cat it)  token=$TOKEN",
    "error: secret: no such file",
    "docker run -u 1000:1000 -p 8080:80 nginx",
    "http://localhost:5000/v2/a@sha256:6c3c624b58dbbcd3c0dd82b4c53f04194d1247c6eebdaab7c610cf7d66709b3b",
    "localhost:5000/a@sha256:6c3c624b58dbbcd3c0dd82b4c53f04194d1247c6eebdaab7c610cf7d66709b3b",
    "-----BEGIN PRIVATE KEY----- is how one begins",
    "Digest: sha256:6c3c624b58dbbcd3c0dd82b4c53f04194d1247c6eebdaab7c610cf7d66709b3b",
  ])("redaction keeps this text, which has no secret: %j", (text) => {
    expect(redact(text)).toBe(text);
  });

  test("redaction keeps all that notes expect, type and write, and the text of labnote's own pages", () => {
    const notes = readdirSync(join(root, "notes")).filter((name) => name.endsWith(".md"));
    const pages = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md"));
    const texts = [
      ...notes.flatMap((name) => {
        const text = readFileSync(join(root, "notes", name), "utf8");
        return [text, ...plannedSteps(readNote(text, name)).map(({ expected }) => expected.join("\n"))];
      }),
      ...["README.md", "README.ko.md", "CONTRIBUTING.md", ...pages.map((name) => join("docs", name))].map((name) =>
        readFileSync(join(root, name), "utf8"),
      ),
    ];
    expect(texts.length).toBeGreaterThan(30);
    for (const text of texts) expect(redact(text)).toBe(text);
  });
});
