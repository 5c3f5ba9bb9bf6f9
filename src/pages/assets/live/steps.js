// The steps of the note on a student's page: the state of each, and what its buttons do.
import { fill } from "./morph.js";
import { copied, element, find, findAll, say, tell, toast } from "./page.js";

/**
 * The steps in the note.
 *
 * @param deeds what the buttons ask for: `type(step, terminal, run)`, `write(step)`, `go(command)`, `check(section)`, `again(section)`
 * @returns what shows the steps that have changed
 */
export function stepsIn(note, { deeds, progress, announces }) {
  const steps = new Map(findAll(".step", note).map((article) => [article.id, { article, view: undefined }]));
  const bars = new Map(findAll(".bar", note).map((bar) => [bar.dataset.section, bar]));
  const sectionOf = (step) => step.slice(0, step.lastIndexOf(":"));
  const noteText = new Map(
    [...steps].map(([id, { article }]) => [id, find(".command", article)?.textContent ?? undefined]),
  );

  note.addEventListener("click", async ({ target, shiftKey }) => {
    const button = target.closest("button");
    if (button === null) return;
    const step = button.closest(".step");
    const section = button.closest(".bar")?.dataset.section;
    if (button.matches(".copy")) await copy(button);
    else if (button.matches(".deed") && step.dataset.kind === "file") deeds.write(step.id);
    else if (button.matches(".deed")) deeds.type(step.id, Number(step.dataset.terminal), shiftKey);
    else if (button.matches(".folder")) deeds.go(button.dataset.text);
    else if (button.matches(".check")) deeds.check(section);
    else if (button.matches(".again")) deeds.again(section);
  });

  async function copy(button) {
    const label = button.textContent;
    if (!(await copied(button.dataset.text))) return;
    button.textContent = button.dataset.done;
    setTimeout(() => {
      button.textContent = label;
    }, 1500);
  }

  function showStep(id, view) {
    const one = steps.get(id);
    if (one === undefined) return;
    const before = one.view;
    one.view = view;
    const { article } = one;
    const { state, how, tries, why, own, runs } = view;
    article.dataset.state = state;
    article.toggleAttribute("data-runs", runs);
    const name = say(runs ? "runs" : state === "done" ? "isDone" : state);
    find(".state", article).setAttribute("aria-label", name);
    const told = [state !== "open" && state !== "done" && name, how !== null && say(how), runs && say("runs")];
    if (state === "differs" && tries > 1) told.push(say("tries", { count: tries }));
    tell(find(".how", article), told.filter(Boolean).join(" · "));
    if (how !== null) article.dataset.how = how;
    else delete article.dataset.how;
    fill(find(".why", article), ...why.map((sentence) => element("p", { textContent: sentence })));
    showOwn(article, id, own);
    if (before !== undefined && before.state !== state && state !== "open")
      announces([say("step", { step: id }), name, ...why].join(". "));
  }

  /** The command with the student's own ids, where the note's are others. */
  function showOwn(article, id, own) {
    const command = find(".command", article);
    if (command === null) return;
    const sample = noteText.get(id);
    const text = own ?? sample;
    if (command.textContent !== text) command.textContent = text;
    command.title = own === null ? "" : say("own", { note: sample });
    command.classList.toggle("own", own !== null);
    const button = find(".copy", article);
    if (button !== null) button.dataset.text = text;
  }

  function showCounts() {
    const isDone = ({ view }) => view?.state === "done";
    const all = [...steps];
    for (const [section, bar] of bars) {
      const own = all.filter(([id]) => sectionOf(id) === section);
      const done = own.filter(([, step]) => isDone(step)).length;
      tell(find(".count", bar), say("done", { done, total: own.length }));
      bar.classList.toggle("done", done === own.length);
    }
    const done = all.filter(([, step]) => isDone(step)).length;
    const bar = find("progress", progress);
    bar.value = done;
    bar.setAttribute("aria-label", say("done", { done, total: all.length }));
    tell(find("span", progress), `${done}/${all.length}`);
    const last = all.findLastIndex(([, step]) => isDone(step));
    const next = all.findIndex(([, step], at) => at > last && !isDone(step));
    for (const [at, [, { article }]] of all.entries())
      if (at === next) article.setAttribute("aria-current", "step");
      else article.removeAttribute("aria-current");
  }

  return (changed) => {
    for (const [id, view] of Object.entries(changed)) showStep(id, view);
    showCounts();
  };
}

/** Says that something was refused. */
export const refuse = ({ why }) => toast(why);
