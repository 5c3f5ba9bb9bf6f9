import { credentials } from "@grpc/grpc-js";
import rpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/engine_pb.js";

const address = process.argv.slice(2).find((argument) => !argument.startsWith("-"));
const engine = address === undefined ? undefined : new rpc.EngineClient(address, credentials.createInsecure());

/** Shows a line beside a resource in the engine's own display. One that cannot be shown is no reason to fail. */
export function show(urn: string, line: string): void {
  const request = new messages.LogRequest();
  request.setSeverity(messages.LogSeverity.INFO);
  request.setUrn(urn);
  request.setMessage(line);
  engine?.log(request, () => {});
}
