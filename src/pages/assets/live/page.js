// What every page of the class uses: its data and its words, elements made of text, short messages, questions, and the clock.

/** What the server wrote into the page for its script. */
export const data = JSON.parse(document.getElementById(":data").textContent);

/** A sentence of the page, with values in the place of their names. */
export const say = (key, values = {}) =>
  data.words[key].replace(/\{(\w+)\}/g, (sign, name) => (name in values ? String(values[name]) : sign));

export const find = (selector, around = document) => around.querySelector(selector);
export const findAll = (selector, around = document) => [...around.querySelectorAll(selector)];

/** A new element. Its children are text or elements: what strangers write is never read as HTML. */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  const { dataset = {}, ...rest } = properties;
  Object.assign(made, rest);
  Object.assign(made.dataset, dataset);
  made.append(...children.filter((child) => child !== undefined && child !== false));
  return made;
}

/** Sets the text of an element, and hides it where there is none. A text that is the same already is not announced again. */
export function tell(target, text) {
  if (target.textContent !== text) target.textContent = text;
  target.hidden = text === "";
}

let until;
/** Says something for some seconds. */
export function toast(text) {
  const place = find(".toast");
  place.textContent = text;
  clearTimeout(until);
  until = setTimeout(() => {
    place.textContent = "";
  }, 6000);
}

/**
 * Asks a question in a dialog. Resolves with `false`, or, if the answer is yes, with what the field holds.
 *
 * @param lines shown as they are; @param field the field's label; @param value what it holds at first
 */
export function ask({ title, about = "", lines, field, value = "", yes, no }) {
  const dialog = find("#\\:dialog");
  const [heading, text, shown, label, answers] = ["h2", ".about", ".lines", ".field", ".answers"].map((one) =>
    find(one, dialog),
  );
  heading.textContent = title;
  tell(text, about);
  shown.hidden = lines === undefined;
  shown.textContent = lines ?? "";
  label.hidden = field === undefined;
  find("span", label).textContent = field ?? "";
  const input = find("input", label);
  input.value = value;
  const button = (value, words) => element("button", { value, textContent: words });
  answers.replaceChildren(...(no === undefined ? [] : [button("no", no)]), button("yes", yes));
  // Enter in the field is yes.
  answers.lastElementChild.type = "submit";
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes" && input.value), { once: true });
    dialog.returnValue = "no";
    dialog.showModal();
    (field === undefined ? answers.lastElementChild : input).focus();
  });
}

// Enter in a field chooses the first button of a form, which is no.
find("#\\:dialog input")?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  find("#\\:dialog").close("yes");
});

/** A time in minutes, or in hours and minutes. */
export function duration(milliseconds) {
  const minutes = Math.max(0, Math.ceil(milliseconds / 60_000));
  const format = (value, unit) =>
    new Intl.NumberFormat(data.words.language, { style: "unit", unit, unitDisplay: "short" }).format(value);
  return minutes < 60
    ? format(minutes, "minute")
    : `${format(Math.floor(minutes / 60), "hour")} ${format(minutes % 60, "minute")}`;
}

/** A clock until the host ends; without an end there is none. Returns what sets the end. */
export function clock(place) {
  let ends = null;
  const show = () => {
    const left = ends === null ? undefined : ends - Date.now();
    tell(place, left === undefined ? "" : left > 0 ? say("ends", { time: duration(left) }) : say("ended"));
    place.classList.toggle("soon", left !== undefined && left < 15 * 60_000);
  };
  setInterval(show, 10_000);
  show();
  return (time) => {
    ends = time;
    show();
  };
}

/** Copies a text, and returns whether that worked. A page without TLS has no clipboard: there a selection is copied. */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = element("textarea", { value: text });
    // In a dialog that is open, all else is out of reach.
    (find("dialog[open]") ?? document.body).append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}
