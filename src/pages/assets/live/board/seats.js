// The seats of the class: who sits where, what the test of `/ready` came to, and what lets a student in.
import { fill } from "/static/morph.js";
import { ask, copied, element, find, say, toast } from "/static/page.js";

/**
 * The dialog with the seats.
 *
 * @param button opens it
 * @param line the connection: `send(message)`
 * @param rows of all students; @param nameOf who sits there
 */
export function seatsIn(seats, button, { line, rows, nameOf }) {
  button.addEventListener("click", () => {
    show();
    seats.showModal();
  });
  find(".close", seats).addEventListener("click", () => seats.close());
  const deeds = { rename, newLink: renew, free };
  const list = find("ul", seats);
  list.addEventListener("click", ({ target: { dataset } }) =>
    deeds[dataset.deed]?.(dataset.student, nameOf(dataset.student)),
  );

  /** All seats, as they are. */
  function show() {
    const items = rows()
      .toSorted((a, b) => a.student.localeCompare(b.student, "en", { numeric: true }))
      .map(({ student, name, taken, pages, tried }) => {
        const act = (deed) =>
          element("button", {
            type: "button",
            textContent: say(deed),
            ariaLabel: `${say(deed)}: ${name}`,
            dataset: { deed, student },
          });
        return element(
          "li",
          {},
          element("strong", { textContent: name }),
          element("span", {
            className: "quiet",
            textContent: [name !== student && student, say(taken ? "taken" : "isFree"), pages > 1 && `×${pages}`]
              .filter(Boolean)
              .join(" · "),
          }),
          tried &&
            element("span", {
              className: tried.works ? "quiet" : "wrong",
              textContent: say(tried.works ? "tried" : "triedFailed", { what: tried.what }),
            }),
          element("span", { className: "acts" }, ...Object.keys(deeds).map(act)),
        );
      });
    fill(list, ...items);
  }

  async function rename(student, name) {
    const chosen = await ask({
      title: say("renameTitle", { name }),
      field: say("renameField"),
      value: name,
      yes: say("rename"),
      no: say("cancel"),
    });
    if (chosen !== false && chosen.trim() !== "")
      line.send({ type: "seat", student, act: "rename", name: chosen.trim() });
  }

  async function renew(student, name) {
    const sure = await ask({
      title: say("newLinkTitle", { name }),
      about: say("newLinkAbout"),
      yes: say("newLink"),
      no: say("cancel"),
    });
    if (sure !== false) line.send({ type: "seat", student, act: "new link" });
  }

  async function free(student, name) {
    const sure = await ask({
      title: say("freeTitle", { name }),
      about: say("freeAbout"),
      yes: say("free"),
      no: say("cancel"),
    });
    if (sure !== false) line.send({ type: "seat", student, act: "free" });
  }

  async function showLink({ student, link, code }) {
    const name = nameOf(student);
    const wanted = await ask({
      title: say("linkTitle", { name }),
      about: say("linkAbout", { code }),
      lines: link,
      yes: say("copyLink"),
      no: say("close"),
    });
    if (wanted !== false && (await copied(link))) toast(say("copied"));
  }

  return {
    /** Shows seats that have changed, where they are in sight. */
    refresh: () => seats.open && show(),
    showLink,
  };
}
