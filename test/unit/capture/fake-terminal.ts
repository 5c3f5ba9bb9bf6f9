import { EventEmitter } from "node:events";
import type { OwnTerminal } from "../../../src/capture/own-terminal.ts";

/** A user's terminal without a window. */
export class FakeTerminal {
  readonly input = Object.assign(new EventEmitter(), { resume: () => this.input, pause: () => this.input });
  readonly output = Object.assign(new EventEmitter(), {
    columns: 100,
    rows: 30,
    write: (data: Uint8Array | string) => {
      this.shown += Buffer.from(data as string).toString();
      return true;
    },
  });
  shown = "";
  raw = false;

  get own(): OwnTerminal {
    const raw = () => {
      this.raw = true;
      return () => {
        this.raw = false;
      };
    };
    return { input: this.input, output: this.output, raw } as unknown as OwnTerminal;
  }

  types(keys: string): void {
    this.input.emit("data", Buffer.from(keys));
  }
}
