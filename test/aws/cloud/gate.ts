import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ACCOUNT_ID, type Account, answerOf, OTHER_ACCOUNT_ID } from "./account.ts";
import type { FaultRules } from "./faults.ts";
import { refusal } from "./refusals.ts";
import { type Answer, type Call, codeIn, errorAnswer, parseCall } from "./wire.ts";

/** The tests' own access key. */
export const ACCESS_KEY_ID = "labnote-test";
/** One of another account, in which nothing is. */
export const OTHER_ACCESS_KEY_ID = "labnote-test-other";
/** The accounts of access keys: a caller with any other key has found real credentials. */
const ACCOUNTS: { readonly [accessKeyId: string]: string } = {
  [ACCESS_KEY_ID]: ACCOUNT_ID,
  [OTHER_ACCESS_KEY_ID]: OTHER_ACCOUNT_ID,
};
/** The access key by which a test looks at what is there: its calls are not recorded, and nothing goes wrong with them. */
const ONLOOKER = "labnote-test-looks";

/** All that the gate needs to answer. */
export interface Behind {
  moto: string;
  account: Account;
  faults: FaultRules;
  /** Told of each call that EC2 granted, before its answer goes back. */
  granted: (call: Call, answer: Answer) => Promise<void>;
}

/** An HTTP server that all calls of AWS go through on their way to moto. */
export interface Gate extends AsyncDisposable {
  server: Server;
  url: string;
  requests: Call[];
  /** What must never happen and did: somebody else's credentials, or a way to the outside. */
  trespasses: string[];
  /** An EC2 client of a test that looks. */
  onlooker(region: string): EC2Client;
}

export async function openGate({ moto, account, faults, granted }: Behind): Promise<Gate> {
  const requests: Call[] = [];
  const trespasses: string[] = [];
  const done = new Map<string, Promise<Answer>>();
  const onlookers = new Map<string, EC2Client>();

  const server = createServer((request, response) => {
    serve(request, response).catch((error) => {
      trespasses.push(`the gate failed: ${error.stack}`);
      response.destroy();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const onlooker = (region: string): EC2Client => {
    const there = onlookers.get(region);
    if (there !== undefined) return there;
    const credentials = { accessKeyId: ONLOOKER, secretAccessKey: "none" };
    const made = new EC2Client({ region, endpoint: url, credentials });
    onlookers.set(region, made);
    return made;
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const call = request.url?.startsWith("/") ? parseCall(request.headers, body) : undefined;
    if (call === undefined) {
      trespasses.push(`${request.method} ${request.url}, which is no signed call of AWS`);
      response.writeHead(403).end();
      return;
    }
    const forward = () => ask(moto, request, body, ACCOUNTS[call.accessKeyId] ?? ACCOUNT_ID);
    if (call.accessKeyId === ONLOOKER) return send(response, await forward());
    requests.push(call);
    if (faults.isCut(call)) {
      call.error = "cut";
      response.destroy();
      return;
    }
    const answer = await answerTo(call, forward);
    call.error = codeIn(answer);
    if (call.error === undefined) await granted(call, answer);
    await faults.held(call);
    send(response, answer);
  }

  async function answerTo(call: Call, forward: () => Promise<Answer>): Promise<Answer> {
    if (!(call.accessKeyId in ACCOUNTS)) {
      trespasses.push(`${call.service}:${call.action} with the credentials of somebody else`);
      const message = "The security token included in the request is invalid.";
      return errorAnswer(call, { status: 403, code: "InvalidClientTokenId", message });
    }
    const fault = faults.errorFor(call);
    if (fault !== undefined) return errorAnswer(call, fault);
    return doneOnce(call, async () => {
      const error = await refusal(call, onlooker(call.region), account);
      return error === undefined ? (answerOf(account, call) ?? (await forward())) : errorAnswer(call, error);
    });
  }

  /** What comes again with the same token is done once and answered the same, as EC2 does it; moto would do it twice. */
  async function doneOnce({ region, action, params }: Call, act: () => Promise<Answer>): Promise<Answer> {
    if (params.ClientToken === undefined) return act();
    const token = `${region} ${action} ${params.ClientToken}`;
    const answering = done.get(token) ?? act();
    done.set(token, answering);
    const answer = await answering;
    if (answer.status >= 400) done.delete(token);
    return answer;
  }

  return {
    server,
    url,
    requests,
    trespasses,
    onlooker,
    [Symbol.asyncDispose]: async () => {
      for (const client of onlookers.values()) client.destroy();
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** moto's public addresses are real ones of somebody's. Here they are this machine's: nothing leaves, and a host can answer there. */
const [THEIRS, OURS] = ["54.214.", "127.214."] as const;

async function ask(moto: string, request: IncomingMessage, body: string, account: string): Promise<Answer> {
  const kept = ["authorization", "content-type", "user-agent", "x-amz-date", "x-amz-target"];
  const headers = kept.flatMap((name) => {
    const value = request.headers[name];
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  const answer = await fetch(moto + request.url, {
    method: request.method ?? "POST",
    headers: { ...Object.fromEntries(headers), "x-moto-account-id": account },
    body: body.replaceAll(OURS, THEIRS),
  });
  return {
    status: answer.status,
    type: answer.headers.get("content-type") ?? "text/xml",
    body: (await answer.text()).replaceAll(THEIRS, OURS),
  };
}

function send(response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, { "Content-Type": type, "Content-Length": Buffer.byteLength(body) }).end(body);
}
