// The fleet: VMs with their states and test cases, how to start one and to give it back.
import { $, announce, badge, busy, el, field, setText, table } from "./dom.js";
import { repeat } from "./api.js";
import { Screen } from "./screen.js";
import { Terminal } from "./terminal.js";

const EVERY = 2_000;
const DEADLINE = 5_000;

export class Fleet {
  #vms = [];
  #states = new Map();
  #steps = new Map();
  #panels = new Map();
  #shown = null;
  #drawn = "";

  constructor(hub) {
    this.hub = hub;
    this.rows = el("tbody");
    this.count = el("p", { class: "hint" });
    this.problem = el("p", { class: "problem", role: "alert" });
    $("fleet-list").append(this.count, table("VMs", ["VM", "State", "Test case", "Actions"], this.rows));
    $("fleet-start").append(this.#form());
    this.show(null);
    hub.addEventListener("ready", () => this.#list());
    hub.addEventListener("vm_state", ({ detail }) => this.#state(detail));
    // Whichever section is shown: it also tells whether the hub still answers.
    repeat($("main"), EVERY, () => this.#list());
  }

  async #list() {
    if (!this.hub.ready) {
      return;
    }
    try {
      const answer = await this.hub.request({ type: "list_vms" }, { timeout: DEADLINE });
      this.#vms = answer.vms ?? [];
      const ids = new Set(this.#vms.map((vm) => vm.vm_id));
      [...this.#states.keys()].filter((id) => !ids.has(id)).forEach((id) => this.#states.delete(id));
      this.#draw();
    } catch (problem) {
      // Whoever does not answer this has lost us, whatever the socket says.
      if (problem.code === "TIMEOUT") {
        this.hub.drop();
      }
    }
  }

  #state({ vm_id: id, state }) {
    this.#states.set(id, state ?? {});
    this.#draw();
  }

  #draw() {
    const now = JSON.stringify([this.#vms, [...this.#states], this.#shown]);
    if (now !== this.#drawn) {
      this.#drawn = now;
      const focused = document.activeElement?.closest?.("#fleet-list [data-key]")?.dataset.key;
      this.rows.replaceChildren(...this.#vms.map((vm) => this.#row(vm)));
      this.rows.querySelector(`[data-key="${CSS.escape(focused ?? "")}"]`)?.focus();
      setText(this.count, this.#vms.length === 0 ? "No VM is connected. Start one below, or let an agent join." : `${this.#vms.length} connected`);
    }
    this.#panels.get(this.#shown)?.update(this.#vms.find((vm) => vm.vm_id === this.#shown), this.#steps);
  }

  #row({ vm_id: id, test_case_id: test, status }) {
    const state = this.#states.get(id);
    const words = [state?.status ?? status, typeof state?.progress === "number" ? `${state.progress} %` : null];
    const release = test
      ? el("button", { type: "button", class: "small", "data-key": `release ${id}`, "aria-label": `Release ${test}`, onclick: () => this.#release(test, id) }, "Release")
      : null;
    const link = el("a", { href: `#/fleet/${encodeURIComponent(id)}`, "data-key": id, "aria-current": id === this.#shown ? "true" : null }, id);
    return el("tr", {}, el("th", { scope: "row" }, link), el("td", {}, badge(words.filter(Boolean).join(", "))), el("td", {}, test ?? "–"), el("td", {}, release));
  }

  async #release(test, id) {
    try {
      await this.hub.request({ type: "release", test_case_id: test });
      announce(`${test} released`);
    } catch (problem) {
      this.problem.textContent = problem.message;
    }
    await this.#list();
    // The button has gone with the test case.
    if (document.activeElement === document.body) {
      this.rows.querySelector(`[data-key="${CSS.escape(id)}"]`)?.focus();
    }
  }

  #form() {
    const id = el("input", { id: "test-case", required: true, autocomplete: "off", placeholder: "login" });
    const steps = el("textarea", { id: "steps", rows: "3", placeholder: "go to login page\nenter credentials" });
    const start = el("button", { type: "submit", class: "primary" }, "Spin up");
    const spinUp = busy(start, async () => {
      this.problem.textContent = "";
      await this.#spinUp(id.value.trim(), steps.value.split("\n").map((step) => step.trim()).filter(Boolean));
    });
    const submit = (event) => {
      event.preventDefault();
      spinUp();
    };
    return el("form", { onsubmit: submit },
      el("h2", {}, "Spin up a VM"), field("Test case", id), field("Steps, one per line", steps), start, this.problem);
  }

  async #spinUp(id, steps) {
    try {
      const answer = await this.hub.request({ type: "spin_up", tests: [{ test_case_id: id, steps }] }, { timeout: 60_000 });
      const vm = answer.tests?.[0]?.vm_id;
      this.#steps.set(id, steps);
      await this.#list();
      announce(`${id} has ${vm}`);
      location.hash = `#/fleet/${encodeURIComponent(vm)}`;
    } catch (problem) {
      this.problem.textContent = problem.message;
    }
  }

  /** Shows a VM beside the list; its console stays as it is left. */
  show(id) {
    this.#shown = id;
    if (id === null) {
      $("vm").replaceChildren(el("h2", { id: "vm-title" }, "No VM chosen"), el("p", { class: "hint" }, "Choose one in the list to see its console and its screen."));
    } else {
      this.#forgetIdle(id);
      const panel = this.#panels.get(id) ?? new VmPanel(this.hub, id);
      this.#panels.set(id, panel);
      $("vm").replaceChildren(...panel.elements);
    }
    this.#draw();
  }

  #forgetIdle(kept) {
    for (const [id, panel] of this.#panels) {
      if (this.#panels.size >= 20 && id !== kept && !panel.terminal.isRunning) {
        this.#panels.delete(id);
      }
    }
  }
}

class VmPanel {
  constructor(hub, id) {
    this.about = el("p", { class: "hint" });
    this.steps = el("ol", { class: "steps" });
    this.terminal = new Terminal(hub, id);
    this.elements = [el("h2", { id: "vm-title" }, id), this.about, this.steps, el("h3", {}, "Console"), this.terminal.element, new Screen(hub, id).element];
  }

  update(vm, stepsOf) {
    const test = vm?.test_case_id;
    setText(this.about, vm === undefined ? "Not connected." : test ? `Works on the test case ${test}.` : "Free.");
    const steps = stepsOf.get(test) ?? [];
    if (this.steps.childElementCount !== steps.length) {
      this.steps.replaceChildren(...steps.map((step) => el("li", {}, step)));
    }
    this.steps.hidden = steps.length === 0;
  }
}
