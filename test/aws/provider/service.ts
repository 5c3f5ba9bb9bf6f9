import {
  Metadata,
  type ServerUnaryCall,
  type ServiceError,
  type sendUnaryData,
  status,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import plugins from "@pulumi/pulumi/proto/plugin_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import statuses from "@pulumi/pulumi/proto/status_pb.js";
import anys from "google-protobuf/google/protobuf/any_pb.js";
import empties from "google-protobuf/google/protobuf/empty_pb.js";
import structs, { type JavaScriptValue, type Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import type { Props } from "./kind.ts";
import { checkConfig, type Failure, Provider, requireAccount, Unfinished } from "./provider.ts";

/** Of @pulumi/aws: the version whose resources are served. */
const VERSION = "7.48.0";

const props = (struct: Struct | undefined): Props => struct?.toJavaScript() ?? {};
/** Without what is undefined, which a message cannot hold. */
const struct = (value: Props): Struct =>
  structs.Struct.fromJavaScript(JSON.parse(JSON.stringify(value)) as { [key: string]: JavaScriptValue });
const failures = (list: readonly Failure[]) =>
  list.map(({ property, reason }) => {
    const failure = new messages.CheckFailure();
    failure.setProperty(property);
    failure.setReason(reason);
    return failure;
  });

export interface Work {
  /** Aborts when the engine asks to stop. */
  signal: AbortSignal;
  /** Where each call is entered until it has its answer. */
  underWay: Set<Promise<unknown>>;
  /** Asks all of it to stop, and waits until it has. */
  stop(): Promise<void>;
}

/** The engine's calls (`ResourceProvider` in Pulumi's provider.proto), which become those of a {@link Provider}. */
export function service({ signal, underWay, stop }: Work): UntypedServiceImplementation {
  let provider: Provider | undefined;
  const configured = (): Provider => {
    if (provider === undefined) throw new Error("The provider was not told its region");
    return provider;
  };

  const answer =
    <Request, Response>(serve: (request: Request) => Promise<Response>) =>
    (call: ServerUnaryCall<Request, Response>, reply: sendUnaryData<Response>) => {
      const work = serve(call.request).then(
        (response) => reply(null, response),
        (error) => reply(asServiceError(error)),
      );
      underWay.add(work);
      work.finally(() => underWay.delete(work));
    };

  return {
    getPluginInfo: answer(async () => {
      const info = new plugins.PluginInfo();
      info.setVersion(VERSION);
      return info;
    }),
    getSchema: answer(async () => {
      const response = new messages.GetSchemaResponse();
      response.setSchema("{}");
      return response;
    }),
    checkConfig: answer(async (request: InstanceType<typeof messages.CheckRequest>) => {
      const response = new messages.CheckResponse();
      response.setInputs(request.getNews());
      response.setFailuresList(failures(checkConfig(props(request.getNews()))));
      return response;
    }),
    diffConfig: answer(async () => {
      const response = new messages.DiffResponse();
      response.setChanges(messages.DiffResponse.DiffChanges.DIFF_UNKNOWN);
      return response;
    }),
    configure: answer(async (request: InstanceType<typeof messages.ConfigureRequest>) => {
      const { region, allowedAccountIds } = props(request.getArgs());
      await requireAccount(String(region), allowedAccountIds);
      provider = new Provider(String(region), signal);
      const response = new messages.ConfigureResponse();
      response.setAcceptsecrets(true);
      return response;
    }),
    check: answer(async (request: InstanceType<typeof messages.CheckRequest>) => {
      const response = new messages.CheckResponse();
      response.setInputs(request.getNews());
      response.setFailuresList(failures(configured().check(request.getType(), props(request.getNews()))));
      return response;
    }),
    diff: answer(async (request: InstanceType<typeof messages.DiffRequest>) => {
      const { changes, replaces } = configured().diff(
        request.getType(),
        props(request.getOlds()),
        props(request.getNews()),
        props(request.getOldInputs()),
      );
      const response = new messages.DiffResponse();
      const { DIFF_SOME, DIFF_NONE } = messages.DiffResponse.DiffChanges;
      response.setChanges(changes.length > 0 ? DIFF_SOME : DIFF_NONE);
      response.setDiffsList(changes.map(property));
      response.setReplacesList(replaces.map(property));
      return response;
    }),
    create: answer(async (request: InstanceType<typeof messages.CreateRequest>) => {
      const { id, state } = await configured().create(request.getType(), props(request.getProperties()));
      const response = new messages.CreateResponse();
      response.setId(id);
      response.setProperties(struct(state));
      return response;
    }),
    read: answer(async (request: InstanceType<typeof messages.ReadRequest>) => {
      const id = request.getId();
      const found = await configured().read(
        request.getType(),
        id,
        props(request.getProperties()),
        props(request.getInputs()),
      );
      const response = new messages.ReadResponse();
      if (found === undefined) return response;
      response.setId(id);
      response.setProperties(struct(found.state));
      response.setInputs(struct(found.inputs));
      return response;
    }),
    update: answer(async (request: InstanceType<typeof messages.UpdateRequest>) => {
      const state = await configured().update(
        request.getType(),
        request.getId(),
        props(request.getOlds()),
        props(request.getNews()),
        props(request.getOldInputs()),
      );
      const response = new messages.UpdateResponse();
      response.setProperties(struct(state));
      return response;
    }),
    delete: answer(async (request: InstanceType<typeof messages.DeleteRequest>) => {
      await configured().delete(request.getType(), request.getId(), props(request.getProperties()));
      return new empties.Empty();
    }),
    invoke: answer(async (request: InstanceType<typeof messages.InvokeRequest>) => {
      const { result, failures: refused } = await configured().invoke(request.getTok(), props(request.getArgs()));
      const response = new messages.InvokeResponse();
      if (result !== undefined) response.setReturn(struct(result));
      response.setFailuresList(failures(refused ?? []));
      return response;
    }),
    cancel: (_: unknown, reply: sendUnaryData<unknown>) => {
      stop().then(() => reply(null, new empties.Empty()));
    },
  };
}

const property = (path: string): string => path.split(".")[0] ?? path;

/** As the official provider words what AWS refused: the code is in it. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { $metadata: metadata } = error as { $metadata?: { httpStatusCode?: number; requestId?: string } };
  if (metadata === undefined) return error.message;
  return `operation error EC2, https response error StatusCode: ${metadata.httpStatusCode}, RequestID: ${metadata.requestId}, api error ${error.name}: ${error.message}`;
}

/** What was made in spite of the error goes with it, in the way that the engine looks for (`ErrorResourceInitFailed`). */
function asServiceError(error: unknown): Partial<ServiceError> {
  if (!(error instanceof Unfinished)) return { code: status.UNKNOWN, details: wordsOf(error) };
  const details = `${error.message}: ${wordsOf(error.cause)}`;
  const made = new messages.ErrorResourceInitFailed();
  made.setId(error.id);
  made.setProperties(struct(error.state));
  made.setReasonsList([details]);
  const packed = new anys.Any();
  packed.pack(made.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const told = new statuses.Status();
  told.setCode(status.UNKNOWN);
  told.setMessage(details);
  told.addDetails(packed);
  const metadata = new Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(told.serializeBinary()));
  return { code: status.UNKNOWN, details, metadata };
}
