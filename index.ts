import * as pulumi from "@pulumi/pulumi";
import { createHosts } from "./src/host/index.ts";
import { loadExercises } from "./src/note/index.ts";
import { runNote } from "./src/run/resource.ts";
import { readSettings } from "./src/settings.ts";

const settings = readSettings(pulumi.runtime.allConfig());
const note = await loadExercises(settings.note);

const lab = await createHosts(settings, note);
const runs = lab.hosts.map(({ name, host }) => runNote(name, { host, note, settings }));

/** The lab's id: everything of it on the Docker Engine or EC2 carries it as the label or tag `labnote`. */
export const id = lab.id;
/** How each host is reached; secret, since the login keys are in it. */
export const hosts = pulumi.secret(lab.hosts.map(({ host }) => host));
/** What each run said last. */
export const results = runs.map(({ stdout }) => stdout);
