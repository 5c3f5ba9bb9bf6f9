import { request } from "node:http";
import { text } from "node:stream/consumers";

/** Where a class listens: `http://127.0.0.1:4321`. */
export type Origin = string;

/** What a door has answered. */
export interface Answer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  body: string;
}

/** A request as a program can make it that is no browser: each header is as it is given, and the path, too. */
export interface Knock {
  method?: string;
  path?: string;
  headers?: { [name: string]: string };
  body?: string | Buffer;
  /** The address from which it comes, one of the loopback's. */
  from?: string;
}

export async function knock(
  origin: Origin,
  { method = "GET", path = "/", headers = {}, body, from }: Knock = {},
): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  const answered = Promise.withResolvers<Answer>();
  const asked = request(
    {
      ...{ hostname, port, method, path, headers: { connection: "close", ...headers } },
      ...(from !== undefined && { localAddress: from }),
    },
    (response) => {
      text(response).then(
        (body) => answered.resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        answered.reject,
      );
    },
  );
  asked.once("error", answered.reject);
  asked.end(body);
  return answered.promise;
}

/** What the page of the door sends: JSON, from its own origin. */
export const enter = (origin: Origin, told: object, knocked: Knock = {}): Promise<Answer> =>
  knock(origin, {
    ...{ method: "POST", path: "/enter", body: JSON.stringify(told) },
    ...knocked,
    headers: { origin, "content-type": "application/json", ...knocked.headers },
  });

/** The cookies that an answer sets, as a browser sends them. */
export const cookiesOf = ({ headers }: Answer): string =>
  [headers["set-cookie"] ?? []]
    .flat()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");

/** The version of the page that a cookie's owner gets. */
export async function versionOf(origin: Origin, cookie: string, role: "student" | "teacher"): Promise<string> {
  const { body } = await knock(origin, { path: role === "teacher" ? "/board" : "/", headers: { cookie } });
  const [, data] = /<script type="application\/json" id=":data">(.*)<\/script>/.exec(body) ?? [];
  if (data === undefined) throw new Error(`the door sent no page: ${body}`);
  return String(JSON.parse(data).version);
}

/** The cookie that a link is exchanged for. @throws Error when the door does not take the link */
export async function cookieOf(link: string, name?: string): Promise<string> {
  const { origin, hash } = new URL(link);
  const answer = await enter(origin, { token: hash.slice(1), ...(name !== undefined && { name }) });
  if (answer.status !== 200) throw new Error(`the door answered ${answer.status}: ${answer.body}`);
  return cookiesOf(answer);
}
