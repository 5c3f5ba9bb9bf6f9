import { credentials } from "@grpc/grpc-js";
import rpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/engine_pb.js";

/** The address of the engine that started this plugin, from the command line. */
const address = process.argv.slice(2).find((argument) => !argument.startsWith("-"));
const engine = address === undefined ? undefined : new rpc.EngineClient(address, credentials.createInsecure());

let last = Promise.resolve();

/**
 * Shows a line beside a resource in the engine's own display, in order; resolves when it was sent. A line that cannot be shown is
 * dropped.
 */
export function show(urn: string, line: string): Promise<void> {
  const request = new messages.LogRequest();
  request.setSeverity(messages.LogSeverity.INFO);
  request.setUrn(urn);
  request.setMessage(line);
  const sent = () => new Promise<void>((done) => engine?.log(request, () => done()) ?? done());
  last = last.then(sent);
  return last;
}
