// Screenshots of a VM: the newest few, large on demand.
import { announce, busy, el, time } from "./dom.js";

const KEPT = 4;

export class Screen {
  constructor(hub, vmId) {
    this.hub = hub;
    this.vmId = vmId;
    this.full = el("input", { type: "checkbox", id: "full-page" });
    this.button = el("button", { type: "button" }, "Take a screenshot");
    this.button.addEventListener("click", busy(this.button, () => this.#shoot()));
    this.problem = el("p", { class: "problem", role: "alert" });
    this.shots = el("ul", { class: "shots" });
    this.element = el("div", { class: "screen" },
      el("h3", {}, "Screen"),
      el("div", { class: "row" }, this.button, el("label", { class: "check" }, this.full, " full page")),
      this.problem, this.shots);
  }

  async #shoot() {
    this.problem.textContent = "";
    try {
      const answer = await this.hub.request({ type: "screenshot", vm_id: this.vmId, full_page: this.full.checked }, { timeout: 30_000 });
      this.shots.prepend(this.#shot(answer.screenshot ?? ""));
      while (this.shots.childElementCount > KEPT) {
        this.shots.lastElementChild.remove();
      }
      announce(`Screenshot of ${this.vmId} taken`);
    } catch (problem) {
      this.problem.textContent = problem.message;
    }
  }

  /** Base64 says by its first letters which format it holds. */
  #shot(base64) {
    const kind = base64.startsWith("/9j/") ? "jpeg" : "png";
    const source = `data:image/${kind};base64,${base64.replace(/[^A-Za-z0-9+/=]/g, "")}`;
    const taken = time();
    const image = el("img", { src: source, alt: `Screen of ${this.vmId} at ${taken}` });
    const link = el("a", { href: source, download: `${this.vmId.replace(/[^\w.-]/g, "_")}-${taken.replaceAll(":", "")}.${kind}` }, `${taken}, save`);
    return el("li", {}, el("figure", {}, image, el("figcaption", {}, link)));
  }
}
