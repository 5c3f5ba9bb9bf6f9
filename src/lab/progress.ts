import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import { isHost, KINDS } from "../hosts/kinds.ts";
import { nameOfUrn, typeOfUrn } from "../hosts/urns.ts";
import type { Display, Making } from "./display/display.ts";

/** What of the events of Pulumi's engine is shown: how the hosts are made. */
export class EngineProgress {
  readonly #hosts: ReadonlySet<string>;
  readonly #display: Display;
  readonly #kinds: typeof KINDS;

  constructor(hosts: readonly string[], display: Display, kinds = KINDS) {
    this.#hosts = new Set(hosts);
    this.#display = display;
    this.#kinds = kinds;
  }

  hear(event: EngineEvent): void {
    const said = event.resourcePreEvent ?? event.resOutputsEvent ?? event.resOpFailedEvent;
    if (said === undefined) return;
    const { urn, op } = said.metadata;
    const host = nameOfUrn(urn);
    if (!this.#hosts.has(host) || !isHost(typeOfUrn(urn), this.#kinds)) return;
    this.#display.making(host, makingOf(event, op === "same" || op === "refresh"));
  }
}

function makingOf(event: EngineEvent, same: boolean): Making {
  if (event.resOpFailedEvent !== undefined) return "failed";
  if (event.resourcePreEvent !== undefined) return "begun";
  return same ? "unchanged" : "made";
}
