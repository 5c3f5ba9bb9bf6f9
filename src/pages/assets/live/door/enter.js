// The page that lets one in: what stands behind `#` in the address is handed in, and leaves the address.
import { find, findAll, say, tell } from "/static/page.js";

const said = find(".said");
let token = location.hash.slice(1);
// The history of a browser that several students use keeps no link.
if (token !== "") history.replaceState(null, "", location.pathname + location.search);

/** Hands in what lets one in. */
async function enter(given) {
  tell(said, say("entering"));
  let answer;
  try {
    answer = await fetch("/enter", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(given),
    });
  } catch {
    return tell(said, say("enterFailed"));
  }
  if (answer.ok) return location.reload();
  const { why, claim } = await answer.json().catch(() => ({}));
  if (claim) askName();
  tell(said, claim && given.name === undefined ? "" : (why ?? say("enterFailed")));
}

/** The link is the whole class's: a name takes a free seat. */
function askName() {
  for (const form of findAll("form")) form.hidden = form.dataset.name !== "name";
  find("form[data-name=name] input").focus();
}

for (const form of findAll("form"))
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { name } = form.dataset;
    const value = form.elements[name].value.trim();
    enter(name === "name" ? { token, name: value } : { code: value });
  });

addEventListener("hashchange", () => {
  token = location.hash.slice(1);
  if (token !== "") enter({ token });
});
tell(said, "");
if (token !== "") enter({ token });
