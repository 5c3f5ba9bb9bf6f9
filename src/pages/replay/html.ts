import type { StepRecord } from "../../record/record.ts";
import type { Assets } from "../assets.ts";
import { CODE, type Html, html } from "../html.ts";
import { packed } from "../packed.ts";
import type { Words } from "../translations.ts";
import { type Replay, replayOf } from "./pace.ts";

/** A recording of a section's terminal. */
export interface Recording {
  section: string;
  terminal: number;
  /** Its text, asciicast v2. */
  cast: string;
}

/** A recording as a page plays it. */
export interface TerminalReplay extends Pick<Recording, "section" | "terminal"> {
  replay: Replay;
}

/** The readers' copies of recordings. A recording without output is left out: there is nothing to play. */
export function replaysOf(recordings: readonly Recording[], steps: readonly StepRecord[]): TerminalReplay[] {
  const sections = Map.groupBy(steps, ({ section }) => section);
  return recordings
    .map(({ section, terminal, cast }) => ({ section, terminal, replay: replayOf(cast, sections.get(section) ?? []) }))
    .filter(({ replay }) => replay.length > 1);
}

/** The ids of the steps that the replays type: the section's id, `:`, and the step's number. */
export const replayedSteps = (replays: readonly TerminalReplay[]): Set<string> =>
  new Set(
    replays.flatMap(({ section, replay: [, ...events] }) =>
      events.filter(([, kind]) => kind === "m").map(([, , mark]) => `${section}:${Number.parseInt(mark, 10)}`),
    ),
  );

/** The name of a terminal's replay in a page. No section's id contains `:`. */
const nameOf = ({ section, terminal }: Pick<Recording, "section" | "terminal">): string => `${section}:${terminal}`;

/** The button that plays a recording from its beginning. */
export const playHtml = (replay: TerminalReplay, words: Words): Html =>
  html`<button type="button" class="play" data-replay="${nameOf(replay)}">▶ ${words.play}${replay.terminal > 1 && ` (${words.terminal(replay.terminal)})`}</button>`;

/** What the page's script needs to play the recordings: they, the player, and its elements in the page's language. */
export const replayHtml = (replays: readonly TerminalReplay[], player: Assets, words: Words): Html => {
  const { text, wasm } = partsOf(player.script);
  const { play, pause, next, halt, full, commands, step, title, space } = words.replay;
  return html`<template id=":replay"><div class="replay" role="region" aria-label="${title}"><div class="frame">
<div class="player"></div>
<div class="controls">
<button type="button" class="toggle" data-pause="‖ ${pause}">▶ ${play}</button>
<button type="button" class="next" aria-keyshortcuts="Space">${next} <kbd aria-hidden="true">${space}</kbd></button>
<label><input type="checkbox" class="halt"> ${halt}</label>
<button type="button" class="full" aria-keyshortcuts="F">${full} <kbd aria-hidden="true">F</kbd></button>
<button type="button" class="close" aria-keyshortcuts="Escape">✕ ${words.close} <kbd aria-hidden="true">Esc</kbd></button>
</div>
<ol class="commands" aria-label="${commands}"><li><button type="button"><code${CODE}></code></button></li></ol>
</div></div><button type="button" class="play-step" aria-label="${step}">▶</button><span class="unplayable" role="alert">${words.unplayable}</span></template>
<script type="application/gzip" id=":replays">${packed(JSON.stringify(Object.fromEntries(replays.map((one) => [nameOf(one), one.replay]))))}</script>
<script type="application/gzip" id=":player:script">${packed(text)}</script>
<script type="application/gzip" id=":player:wasm">${packed(wasm)}</script>
<script type="application/gzip" id=":player:style">${packed(player.style)}</script>
`;
};

/** What stands in the player's script in place of its WebAssembly. */
const HOLE = "\0";

/** The player's script has its WebAssembly in base64, which gzip hardly packs. As bytes beside the script it takes a quarter less. */
function partsOf(script: string): { text: string; wasm: Uint8Array } {
  const [base64 = ""] = /[A-Za-z0-9+/]{1000,}={0,2}/.exec(script) ?? [];
  return { text: script.replace(base64, HOLE), wasm: Buffer.from(base64, "base64") };
}
