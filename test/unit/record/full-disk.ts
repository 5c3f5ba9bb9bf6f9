import { Recorder } from "../../../src/record/recorder.ts";
import { aStep, started, time } from "./fixtures.ts";

// Records output into the folder of its argument until there is no more room, and then that the run has ended.
const recorder = new Recorder(process.argv[2] as string, true);
recorder.emit(started(aStep()));
try {
  for (;;) recorder.emit({ type: "output", time: time(1), index: 0, data: "x".repeat(1000) });
} catch (error) {
  process.stdout.write(String((error as Error).message));
}
recorder.emit({ type: "run-ended", time: time(2), outcome: "interrupted", reasons: [] });
