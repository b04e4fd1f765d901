// The journal: what happened on every connection, with a filter that the server applies.
import { $, bound, el, field, following, select, setText, table, time } from "./dom.js";
import { json, repeat } from "./api.js";

const EVERY = 1_000;
const MOST_ROWS = 500;
const PAGE = 200;
const KINDS = [["", "everything"], ["connected", "connected"], ["received", "received"], ["sent", "sent"], ["disconnected", "disconnected"]];
const ARROWS = { received: "→ in", sent: "← out", connected: "● connected", disconnected: "○ gone" };

export class Journal {
  #next = 0;
  #round = 0;

  constructor(roles) {
    this.text = el("input", { id: "journal-text", type: "search", autocomplete: "off", placeholder: "peer, type or text" });
    this.kind = select("journal-kind", KINDS);
    this.role = select("journal-role", [["", "everybody"], ...roles.map((role) => [role, role])]);
    this.frames = el("input", { id: "journal-frames", type: "checkbox" });
    this.paused = el("input", { id: "journal-paused", type: "checkbox" });
    this.rows = el("tbody");
    this.figures = el("p", { class: "hint" });
    this.frame = table("Journal, oldest first", ["Time", "Peer", "What", "Type", "Message"], this.rows);
    this.frame.classList.add("tall");
    const filter = el("form", { class: "filters", role: "search", onsubmit: (event) => event.preventDefault(), oninput: (event) => event.target !== this.paused && this.#again() },
      field("Search", this.text), field("What", this.kind), field("Who", this.role),
      el("label", { class: "check" }, this.frames, " preview frames"), el("label", { class: "check" }, this.paused, " pause"),
      el("button", { type: "button", onclick: () => this.#clear() }, "Clear"));
    $("journal-panel").append(filter, this.figures, this.frame);
    repeat($("journal"), EVERY, () => (this.paused.checked ? Promise.resolve() : this.#read()));
  }

  /** The filter has changed: everything anew. */
  #again() {
    this.#next = 0;
    this.#read().catch(() => {});
  }

  async #read() {
    const round = ++this.#round;
    const from = this.#next;
    const query = new URLSearchParams({ from, limit: PAGE });
    for (const [name, input] of [["text", this.text], ["kind", this.kind], ["role", this.role]]) {
      if (input.value !== "") {
        query.set(name, input.value);
      }
    }
    if (!this.frames.checked) {
      query.append("without", "preview_frame");
    }
    const page = await json("GET", `/drover/journal?${query}`);
    if (round === this.#round) {
      this.#show(page, from);
    }
  }

  #show({ entries, next, more, dropped }, from) {
    following(this.frame, () => {
      if (from === 0) {
        this.rows.replaceChildren();
      } else if (more && entries.length > 0) {
        this.rows.append(el("tr", { role: "row", class: "gap" }, el("td", { role: "cell", colspan: "5" }, "gap: more happened than could be shown")));
      }
      this.rows.append(...entries.map(row));
      bound(this.rows, MOST_ROWS);
    });
    this.#next = next;
    const shown = this.rows.childElementCount;
    setText(this.figures, `${shown} shown of ${next} in all${dropped > 0 ? `, ${dropped} of them kept no longer` : ""}`);
  }

  async #clear() {
    await json("DELETE", "/drover/journal");
    this.#again();
  }
}

function row(entry) {
  const rest = entry.characters > entry.text.length ? ` … (${entry.characters} characters)` : "";
  const text = entry.text + rest;
  const message = text.length > 160
    ? el("details", {}, el("summary", {}, `${text.slice(0, 140)}…`), el("pre", {}, text))
    : text;
  // The roles are said because narrow pages lay rows out as blocks, which would take them away.
  const cell = (properties, ...children) => el("td", { role: "cell", ...properties }, ...children);
  return el("tr", { role: "row", "data-kind": entry.kind },
    cell({}, time(entry.time)),
    cell({ title: entry.address }, entry.peer, " ", el("span", { class: "hint" }, entry.role)),
    cell({ class: "what" }, ARROWS[entry.kind] ?? entry.kind),
    cell({}, entry.type || "–"),
    cell({ class: "message" }, message));
}
