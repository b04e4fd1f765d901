// Begins everything, and shows the section that the address names.
import { $, announce, setText } from "./dom.js";
import { json } from "./api.js";
import { Executions } from "./executions.js";
import { Faults } from "./faults.js";
import { Fleet } from "./fleet.js";
import { Hub } from "./hub.js";
import { Journal } from "./journal.js";
import { Runner } from "./runner.js";
import { takeFromAddress } from "./token.js";

const SECTIONS = ["fleet", "executions", "runner", "journal", "faults"];

takeFromAddress();
const hub = new Hub();
const fleet = new Fleet(hub);
const executions = new Executions();
new Runner();

hub.addEventListener("state", ({ detail: state }) => {
  const before = $("connection").dataset.state;
  $("connection").dataset.state = state;
  setText($("connection-text"), state);
  if (state !== before && (state === "reconnecting" || before === "reconnecting")) {
    announce(state === "connected" ? "Connected again" : "The connection was lost; reconnecting");
  }
});

/** The address after '#' is /section or /section/id. */
function place() {
  const [, section, id] = location.hash.split("/");
  const known = SECTIONS.includes(section) ? section : "fleet";
  try {
    return { section: known, id: id ? decodeURIComponent(id) : null };
  } catch {
    return { section: known, id: null };
  }
}

function show(focus) {
  const { section, id } = place();
  for (const name of SECTIONS) {
    $(name).hidden = name !== section;
    const link = document.querySelector(`nav a[href^="#/${name}"]`);
    if (name === section) {
      // Whoever comes back finds what was chosen.
      link.setAttribute("href", `#/${name}${id === null ? "" : `/${encodeURIComponent(id)}`}`);
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  }
  document.title = `${section[0].toUpperCase()}${section.slice(1)} · Drover`;
  if (section === "fleet") {
    fleet.show(id);
  } else if (section === "executions") {
    executions.show(id);
  }
  const detail = { fleet: $("vm"), executions: $("execution") }[section];
  if (focus) {
    (id !== null && detail ? detail : $("main")).focus({ preventScroll: id === null });
  }
}

window.addEventListener("hashchange", () => show(true));
// The content is no section of the address: only the focus goes there.
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  $("main").focus();
});
show(false);

// The first call asks for the token, if the server demands one.
for (let state; state === undefined; ) {
  state = await json("GET", "/drover/faults").catch(() => undefined);
  if (state === undefined) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  } else {
    new Faults(state);
    new Journal(state.choices.roles);
  }
}
hub.connect();
