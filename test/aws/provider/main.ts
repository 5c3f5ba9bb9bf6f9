/**
 * The provider `pulumi-resource-aws` for tests: serves the resources of labnote's program through the AWS SDK at AWS_ENDPOINT_URL, to the
 * contract of the official one. It speaks to the engine itself, since Pulumi's own server keeps a provider's settings from it.
 */
import { Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import rpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { endWithEngine } from "../../../toolchain/engine-watch.ts";
import { service } from "./service.ts";

const stopping = new AbortController();
const underWay = new Set<Promise<unknown>>();

/** Ends all waits. What AWS was already asked for is still heard of, so that the engine knows it. */
async function stop(): Promise<void> {
  stopping.abort(new Error("the update was cancelled"));
  await Promise.allSettled(underWay);
}

endWithEngine(stop);
const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
const calls: UntypedServiceImplementation = service({ signal: stopping.signal, underWay, stop });
server.addService(rpc.ResourceProviderService, calls);
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  // The engine reads the port from the first line.
  process.stdout.write(`${port}\n`);
});
