// The catch-up: whom, up to where, and how.
import { ask, data, element, find, findAll, say } from "/static/page.js";

/**
 * The dialog that asks for it.
 *
 * @param button opens it
 * @param line the connection: `send(message)`
 * @param order all students; @param rows their rows; @param rowOf the row of one; @param nameOf the name of one
 * @param pointed the section at which the class is; @param inSight the student in the panel
 */
export function catchUpIn(catchUp, button, { line, order, rows, rowOf, nameOf, pointed, inSight }) {
  const form = find("form", catchUp);
  const stepIds = Object.keys(data.steps);
  button.addEventListener("click", () => {
    const furthest = rows()
      .flatMap(({ at }) => at ?? [])
      .toSorted(byPlace)
      .at(-1);
    // Where the class is; else where the furthest student stands.
    form.elements.until.value = pointed() !== "" ? `${pointed()}:1` : (furthest ?? stepIds.at(-1));
    const chosen = inSight();
    find(".who ul", catchUp).replaceChildren(
      ...order().map((student) => {
        const box = element("input", {
          type: "checkbox",
          name: "student",
          value: student,
          checked: student === chosen,
        });
        const row = rowOf(student);
        return element(
          "li",
          {},
          element(
            "label",
            {},
            box,
            ` ${row.name} `,
            element("span", { className: "quiet", textContent: row.at ?? say("allDone") }),
          ),
        );
      }),
    );
    count();
    catchUp.showModal();
  });
  const byPlace = (a, b) => stepIds.indexOf(a) - stepIds.indexOf(b);
  const boxes = () => findAll("input[name=student]", catchUp);
  const chosen = () =>
    boxes()
      .filter(({ checked }) => checked)
      .map(({ value }) => value);

  /** Whether a student has an open step before one. */
  function isBehind(student, until) {
    const last = stepIds.indexOf(until);
    const states = rowOf(student).cells.flatMap(({ steps }) => steps);
    return states.slice(0, last).some(({ state }) => state !== "done");
  }

  function count() {
    find(".go", catchUp).textContent = say("catchGo", { count: chosen().length });
    find(".go", catchUp).disabled = chosen().length === 0;
    find(".text", catchUp).textContent = data.steps[form.elements.until.value] ?? "";
  }
  form.addEventListener("change", count);
  find(".behind", catchUp).addEventListener("click", () => {
    for (const box of boxes()) box.checked = isBehind(box.value, form.elements.until.value);
    count();
  });
  find(".go", catchUp).addEventListener("click", async () => {
    const students = chosen();
    const { until, how } = Object.fromEntries(new FormData(form));
    catchUp.close();
    const sure = await ask({
      title: say("catchSure", { count: students.length }),
      about: `${say("catchSureAbout", { step: until, names: students.map(nameOf).join(", ") })}. ${say(how)}`,
      yes: say("catch"),
      no: say("cancel"),
    });
    if (sure !== false) line.send({ type: "catch-up", students, until, how });
  });
}
