// Faults to inject: rules, and connections to be cut at once.
import { $, announce, el, field, select, setText, table } from "./dom.js";
import { json, repeat } from "./api.js";

const EVERY = 2_000;
const words = (name) => name.replaceAll("_", " ");
const choices = (names) => names.map((name) => [name, words(name)]);

export class Faults {
  constructor(state) {
    this.problem = el("p", { class: "problem", role: "alert" });
    this.rows = el("tbody");
    this.applied = el("p", { class: "hint" });
    $("faults-panel").append(this.#form(state.choices), this.#standing(), this.#cuts(state.choices.roles));
    this.#show(state);
    repeat($("faults"), EVERY, async () => this.#show(await json("GET", "/drover/faults")));
  }

  #form({ faults, damages, phases, roles }) {
    const fault = select("fault", choices(faults));
    const delay = el("input", { id: "fault-delay", type: "number", min: "1", value: "1000" });
    const damage = select("fault-damage", choices(damages));
    const phase = select("fault-phase", choices(phases));
    phase.value = "any_frame";
    const count = el("input", { id: "fault-count", type: "number", min: "1", value: "1" });
    const role = select("fault-role", [["", "anybody"], ...choices(roles)]);
    const times = el("input", { id: "fault-times", type: "number", min: "1", value: "1" });
    const always = el("input", { id: "fault-always", type: "checkbox" });
    const [delayField, damageField] = [field("By milliseconds", delay), field("Damage", damage)];
    const fit = () => {
      delayField.hidden = fault.value !== "delay";
      damageField.hidden = fault.value !== "corrupt";
      times.disabled = always.checked;
    };
    fit();
    const submit = (event) => {
      event.preventDefault();
      this.#change("POST", "/drover/faults", {
        fault: fault.value, delay_ms: delay.valueAsNumber, damage: damage.value, phase: phase.value,
        count: count.valueAsNumber, role: role.value, times: times.valueAsNumber, always: always.checked,
      }, `${words(fault.value)} is armed`);
    };
    return el("form", { class: "card", onsubmit: submit, onchange: fit },
      el("h2", {}, "Inject a fault"),
      el("div", { class: "fields" },
        field("What goes wrong", fault), delayField, damageField, field("When", phase), field("At the n-th time", count),
        field("Whom", role), field("How often", times), el("label", { class: "check" }, always, " until taken back")),
      el("button", { type: "submit", class: "primary" }, "Inject"), this.problem,
      el("p", { class: "hint" }, "This page is a client too: a fault that strikes clients may strike it. It comes back by itself."));
  }

  #standing() {
    return el("div", { class: "card" },
      el("div", { class: "row spread" }, el("h2", {}, "In force"),
        el("button", { type: "button", onclick: () => this.#change("DELETE", "/drover/faults", undefined, "All faults are taken back") }, "Take all back")),
      this.applied, table("Faults in force", ["Fault", "When", "Whom", "Left"], this.rows));
  }

  #cuts(roles) {
    const cut = (role) => () => this.#change("POST", "/drover/faults/cut", role === "" ? {} : { role }, "Connections are cut");
    return el("div", { class: "card" },
      el("h2", {}, "Cut connections now"),
      el("div", { class: "row" }, ...["", ...roles].map((role) => el("button", { type: "button", class: "danger", onclick: cut(role) }, role === "" ? "Everybody" : words(role)))));
  }

  async #change(method, path, body, done) {
    this.problem.textContent = "";
    try {
      this.#show(await json(method, path, body));
      announce(done);
    } catch (problem) {
      this.problem.textContent = problem.message;
    }
  }

  #show({ applied, rules }) {
    setText(this.applied, `${applied === 1 ? "One has" : `${applied} have`} struck so far.${rules.length === 0 ? " No rule is in force." : ""}`);
    this.rows.replaceChildren(...rules.map((rule) => el("tr", {},
      el("th", { scope: "row" }, words(rule.fault)),
      el("td", {}, `${words(rule.phase)}, time ${rule.count}`),
      el("td", {}, rule.role ?? "anybody"),
      el("td", {}, rule.left === undefined ? "always" : String(rule.left)))));
  }
}
