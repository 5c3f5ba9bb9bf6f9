import type { IncomingHttpHeaders } from "node:http";

/** A call of AWS's API, as it was on the wire. */
export interface Call {
  /** The name that it was signed for: `ec2`, `sts`, `servicequotas`, `freetier`. */
  service: string;
  region: string;
  action: string;
  /** As EC2's query protocol has them: `TagSpecification.1.Tag.2.Key`. Of a call in JSON, its fields. */
  params: Params;
  userAgent: string;
  accessKeyId: string;
  /** The code of the error that it was answered with. */
  error?: string;
}

export interface Params {
  readonly [name: string]: string;
}

/** An answer on its way back. */
export interface Answer {
  status: number;
  type: string;
  body: string;
}

/** An error as the API's documentation names it. */
export interface ApiError {
  status: number;
  code: string;
  message: string;
}

/** The call in a request; `undefined` when it is none, or is not signed (Signature Version 4). */
export function parseCall(headers: IncomingHttpHeaders, body: string): Call | undefined {
  const scope = /Credential=([^/,]+)\/\d+\/([^/]+)\/([^/]+)\/aws4_request/.exec(headers.authorization ?? "");
  if (scope === null) return undefined;
  const [, accessKeyId = "", region = "", service = ""] = scope;
  const common = { accessKeyId, region, service, userAgent: headers["user-agent"] ?? "" };
  const target = headers["x-amz-target"];
  if (typeof target === "string") {
    const fields = Object.entries(JSON.parse(body || "{}")).map(([name, value]) => [name, String(value)]);
    return { ...common, action: target.slice(target.indexOf(".") + 1), params: Object.fromEntries(fields) };
  }
  const { Action: action, Version: _, ...params } = Object.fromEntries(new URLSearchParams(body));
  return action === undefined ? undefined : { ...common, action, params };
}

/** All values of a list: of `InstanceId`, those of `InstanceId.1`, `InstanceId.2`, … */
export const listOf = (params: Params, name: string): string[] =>
  Object.entries(params)
    .filter(([key]) => key.startsWith(`${name}.`) && /^\d+$/.test(key.slice(name.length + 1)))
    .map(([, value]) => value);

/** All tags that a call gives, to resources of any kind. */
export const tagsOf = (params: Params): { [key: string]: string } =>
  Object.fromEntries(
    Object.entries(params)
      .filter(([name]) => /(^|\.)Tag\.\d+\.Key$/.test(name))
      .map(([name, key]) => [key, params[name.replace(/Key$/, "Value")] ?? ""]),
  );

export const xml = (body: string, status = 200): Answer => ({
  status,
  type: "text/xml;charset=UTF-8",
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
});

export const json = (body: unknown, status = 200): Answer => ({
  status,
  type: "application/x-amz-json-1.1",
  body: JSON.stringify(body),
});

const REQUEST_ID = "11111111-2222-3333-4444-555555555555";

/** An error in the protocol of the service that was called, by which SDKs know what it is and whether to try again. */
export function errorAnswer({ service }: Pick<Call, "service">, { status, code, message }: ApiError): Answer {
  const words = `<Code>${escaped(code)}</Code><Message>${escaped(message)}</Message>`;
  if (service === "ec2")
    return xml(
      `<Response><Errors><Error>${words}</Error></Errors><RequestID>${REQUEST_ID}</RequestID></Response>`,
      status,
    );
  if (service === "sts")
    return xml(
      `<ErrorResponse><Error><Type>Sender</Type>${words}</Error><RequestId>${REQUEST_ID}</RequestId></ErrorResponse>`,
      status,
    );
  return json({ __type: code, message }, status);
}

/** The code of an error in an answer of any of the protocols. */
export const codeIn = ({ status, body }: Answer): string | undefined =>
  status < 400 ? undefined : (/<Code>([^<]+)<|"__type": ?"([^"]+)"/.exec(body)?.slice(1).find(Boolean) ?? `${status}`);

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
