import { LabError } from "../../src/common/errors.ts";
import type { ClassHere } from "../../test/class/here.ts";

/** @throws {LabError} when the server of a class has shown a defect: then its figures say nothing */
export function refuseDefects({ failures }: Pick<ClassHere, "failures">): void {
  if (failures.length > 0) throw new LabError("The class has a defect", { cause: failures.join("\n") });
}
