/** What terminals answer by themselves behind ESC: device attributes, status, the cursor's place, modes; colours; strings. */
const ANSWER = /^(?:\[[?>=]?[\d;]*(?:c|n|R|\$y)|\](?:4|1[0-2]);|P)/;

/** Whether an emulator has sent these bytes, and not a person: the answer to what a program has asked of the terminal. */
export const isAnswer = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x1b && ANSWER.test(Buffer.from(bytes.subarray(1, 64)).toString("latin1"));
