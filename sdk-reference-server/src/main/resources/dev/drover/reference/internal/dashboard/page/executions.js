// The list of executions, and the one that is watched.
import { $, badge, el, setText, table } from "./dom.js";
import { json, repeat } from "./api.js";
import { ExecutionPanel } from "./execution.js";

const EVERY = 2_000;
const OVER = new Set(["completed", "failed", "cancelled"]);

export class Executions {
  #all = [];
  #asked = false;
  #panel = null;
  #wanted = null;
  #overWhenOpened = false;

  constructor() {
    this.rows = el("tbody");
    this.count = el("p", { class: "hint" });
    $("executions-list").append(this.count, table("All executions", ["Execution", "Status", "Progress"], this.rows));
    this.show(null);
    repeat($("executions"), EVERY, () => this.#list());
  }

  async #list() {
    this.#all = (await json("GET", "/drover/executions")).executions;
    this.#asked = true;
    this.#draw();
    this.#follow();
  }

  #draw() {
    const focused = document.activeElement?.closest?.("#executions-list [data-key]")?.dataset.key;
    this.rows.replaceChildren(...this.#all.slice(0, 200).map((one) => this.#row(one)));
    this.rows.querySelector(`[data-key="${CSS.escape(focused ?? "")}"]`)?.focus();
    setText(this.count, !this.#asked ? "Asking the server …" : this.#all.length === 0 ? "None. Programs start them, and watch them at /ws/executions/ID." : `${this.#all.length} known; those that ended are kept for five minutes`);
  }

  #row(one) {
    const id = one.execution_id;
    const link = el("a", { href: `#/executions/${id}`, "data-key": id, class: "id", title: id, "aria-current": id === this.#wanted ? "true" : null }, `${id.slice(0, 8)}…`);
    return el("tr", {},
      el("th", { scope: "row" }, link, el("p", { class: "hint under-name" }, one.devices.join(", ") || "no device")),
      el("td", {}, badge(one.status)),
      el("td", {}, `${one.progress_percentage} %`, el("p", { class: "hint" }, one.current_step)));
  }

  /** Under the id of one that is over, another may begin; it is shown from its start. */
  #follow() {
    const now = this.#all.find((one) => one.execution_id === this.#wanted);
    const over = now !== undefined && OVER.has(now.status);
    if (now !== undefined && this.#overWhenOpened && !over) {
      this.#open();
    }
    this.#overWhenOpened ||= over;
  }

  show(id) {
    if (id === this.#wanted && this.#panel !== null) {
      return;
    }
    this.#wanted = id;
    this.#draw();
    if (id === null) {
      this.#panel?.close();
      this.#panel = null;
      $("execution").replaceChildren(el("h2", { id: "execution-title" }, "No execution chosen"), el("p", { class: "hint" }, "Choose one in the list to watch it."));
    } else {
      this.#open();
    }
  }

  #open() {
    this.#panel?.close();
    this.#panel = new ExecutionPanel(this.#wanted);
    this.#overWhenOpened = false;
    $("execution").replaceChildren(...this.#panel.elements);
  }
}
