// Keeps events of a class in a folder, and says how many, until it is killed. log.test.ts starts it.
import { ClassLog } from "../../../../src/class/progress/log.ts";
import { Redactor } from "../../../../src/record/redact/redactor.ts";
import { read } from "../../note/pages.ts";

const [, , folder = ""] = process.argv;
const log = new ClassLog(folder, read("# 1 One\n"), new Redactor({ secrets: [], note: "" }));
for (let count = 1; ; count += 1) {
  log.append({ at: new Date().toISOString(), student: "mina", type: "hand", up: true, text: String(count) });
  process.stdout.write(`${count}\n`);
  if (count % 10 === 0) await new Promise(setImmediate);
}
