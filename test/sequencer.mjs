import Sequencer from "@jest/test-sequencer";

/** Files that take longest: beside a file that was begun last, nothing would run. */
const LONG = /\/chapter\.test\.ts$/;

/** Begins the longest files first. Without a cache of earlier runs, jest goes by size, which says nothing of tests that wait for hosts. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter(({ path }) => LONG.test(path)), ...sorted.filter(({ path }) => !LONG.test(path))];
  }
}
