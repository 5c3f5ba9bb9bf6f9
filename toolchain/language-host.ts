/**
 * The engine's side of a Node.js program, `pulumi-language-nodejs`: starts the program for the Pulumi engine and says
 * how it ended. It serves the two calls that a program without ts-node, policies or generated packages needs; the
 * engine takes "unimplemented" for an answer to all others.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import {
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type sendUnaryData,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import rpc from "@pulumi/pulumi/proto/language_grpc_pb.js";
import messages, { type RunRequest, type RunResponse } from "@pulumi/pulumi/proto/language_pb.js";
import plugins, { type PluginInfo } from "@pulumi/pulumi/proto/plugin_pb.js";
import { version } from "@pulumi/pulumi/version.js";
import { endWithEngine } from "./engine-watch.ts";

/** The SDK's own entry point for programs. It ends with this status when the user has already seen what failed. */
const programRunner = createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/run");
const FAILED_AND_SAID_SO = 32;

const engine = process.argv.slice(2).find((argument) => !argument.startsWith("-"));

function programArguments(request: RunRequest): string[] {
  const info = request.getInfo();
  if (info === undefined) throw new Error("the engine did not say which program to run");
  return [
    `--monitor=${request.getMonitorAddress()}`,
    ...(engine === undefined ? [] : [`--engine=${engine}`]),
    `--organization=${request.getOrganization()}`,
    `--project=${request.getProject()}`,
    `--stack=${request.getStack()}`,
    `--parallel=${request.getParallel()}`,
    `--root-directory=${info.getRootDirectory()}`,
    `--pwd=${request.getPwd()}`,
    ...(request.getDryrun() ? ["--dry-run"] : []),
    info.getEntryPoint(),
  ];
}

/** Runs the program to its end. Its output goes to the engine, which shows it. */
async function run(request: RunRequest): Promise<RunResponse> {
  const program = spawn(process.execPath, [...process.execArgv, programRunner, ...programArguments(request)], {
    cwd: request.getPwd(),
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      ...process.env,
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().entries())),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    },
  });
  const [status, signal] = await once(program, "close");
  const response = new messages.RunResponse();
  if (status === FAILED_AND_SAID_SO) response.setBail(true);
  else if (status !== 0) response.setError(`the program ended with ${signal ?? `exit status ${status}`}`);
  return response;
}

const service: UntypedServiceImplementation = {
  getPluginInfo: (_call: unknown, reply: sendUnaryData<PluginInfo>) => {
    const info = new plugins.PluginInfo();
    info.setVersion(version);
    reply(null, info);
  },
  run: (call: ServerUnaryCall<RunRequest, RunResponse>, reply: sendUnaryData<RunResponse>) => {
    run(call.request).then(
      (response) => reply(null, response),
      (error) => reply(error),
    );
  },
};

endWithEngine();
const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
server.addService(rpc.LanguageRuntimeService, service);
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  // The engine reads the port from the first line.
  process.stdout.write(`${port}\n`);
});
