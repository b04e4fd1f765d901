// One execution, live: progress, steps, logs and previews; or, once it is over, its report.
import { announce, badge, bound, el, field, following, select, setText, table, time } from "./dom.js";
import { blobUrl, json } from "./api.js";
import { Previews } from "./previews.js";
import { Watch } from "./watch.js";

const MOST_LOGS = 500;
const MOST_STEPS = 300;

export class ExecutionPanel {
  #devices = new Map();

  constructor(id) {
    this.id = id;
    this.previews = new Previews((message) => this.watch?.send(message) ?? false);
    this.#build();
    this.watch = new Watch(id, {
      opened: () => this.#opened(),
      message: (message) => this.#message(message),
      gap: (from, to) => this.#gap(from, to),
      refused: (reason) => this.#over(reason),
      state: (state) => setText(this.state, state === "closed" ? "" : `stream ${state}`),
    });
  }

  #build() {
    this.progress = el("progress", { max: "100", value: "0", "aria-label": "Progress" });
    this.percent = el("strong", { class: "percent" }, "0 %");
    this.doing = el("span", {}, "");
    this.state = el("span", { class: "hint" });
    this.outcome = el("p", { class: "outcome" });
    this.steps = el("tbody");
    this.logs = el("div", { class: "console logs", tabindex: "0", role: "log", "aria-live": "off", "aria-label": "Log" });
    const quality = select("quality", [["low", "low"], ["medium", "medium"], ["high", "high"]], { onchange: (event) => this.previews.setQuality(event.target.value) });
    quality.value = this.previews.quality;
    this.filter = select("log-device", [["", "all devices"]], { onchange: () => (this.logs.dataset.only = this.filter.value, this.#hideOthers()) });
    this.live = el("div", {}, el("div", { class: "row spread" }, el("h3", {}, "Live previews"), field("Quality", quality)), this.previews.element);
    this.elements = [
      el("h2", { id: "execution-title", class: "id" }, this.id),
      el("div", { class: "progress" }, this.progress, this.percent, this.doing, this.state),
      this.outcome,
      this.live,
      el("h3", {}, "Steps"),
      table("Steps", ["Time", "Device", "Module", "Result", "Took", "Picture"], this.steps),
      el("div", { class: "row spread" }, el("h3", {}, "Log"), field("Device", this.filter)),
      this.logs,
    ];
  }

  #opened() {
    this.#devices.forEach((status, id) => this.watch.send({ type: "subscribe_device", device_id: id }));
    this.previews.restart();
  }

  #message(message) {
    const handlers = {
      execution_progress: () => this.#progress(message.progress_percentage, message.current_step),
      device_status: () => this.#device(message.device_id, message.status),
      step_completed: () => this.#step(message, message.status ?? "completed"),
      step_failed: () => this.#step(message, message.will_retry ? "retried" : "failed"),
      log_entry: () => this.#log(message),
      preview_frame: () => this.previews.frame(message),
      execution_completed: () => this.#completed(message),
      error: () => this.#error(message),
    };
    handlers[message.type]?.();
  }

  #progress(percentage, step) {
    this.progress.value = percentage ?? 0;
    setText(this.percent, `${percentage ?? 0} %`);
    setText(this.doing, step ?? "");
  }

  #device(id, status) {
    if (!this.#devices.has(id)) {
      this.watch.send({ type: "subscribe_device", device_id: id });
      this.filter.append(el("option", { value: id }, id));
    }
    this.#devices.set(id, status);
    this.previews.device(id, status);
  }

  #step(step, result) {
    const detail = step.error_code ? el("p", { class: "why" }, `${step.error_code}: ${step.error_message ?? ""}`) : null;
    const took = step.duration_seconds === undefined ? "–" : `${step.duration_seconds} s`;
    this.steps.append(el("tr", {},
      el("td", {}, time(step.timestamp)), el("td", {}, step.device_id ?? "–"), el("th", { scope: "row" }, step.module_id ?? "–"),
      el("td", {}, badge(result), detail), el("td", { class: "number" }, took), el("td", {}, this.#picture(step))));
    bound(this.steps, MOST_STEPS);
    if (result === "failed") {
      announce(`${step.module_id} failed on ${step.device_id}`);
    }
  }

  /** Fetched with the token, which an image of its own could not bring. */
  #picture({ screenshot_url: url, module_id: module }) {
    if (!url) {
      return null;
    }
    const open = async (event) => {
      const image = el("img", { alt: `Screen after ${module}`, class: "picture", onload: () => URL.revokeObjectURL(image.src) });
      const place = event.currentTarget;
      try {
        image.src = await blobUrl(url);
        const focused = document.activeElement === place;
        place.replaceWith(image);
        if (focused) {
          image.tabIndex = -1;
          image.focus();
        }
      } catch (problem) {
        place.replaceWith(problem.message);
      }
    };
    return el("button", { type: "button", class: "small", "aria-label": `Show the picture of ${module}`, onclick: open }, "Show");
  }

  #log({ timestamp, level, device_id: device, module_id: module, message }) {
    this.#line(level ?? "INFO", device, `${time(timestamp)}  ${(level ?? "").padEnd(7)} ${device ?? ""}  ${module ? `[${module}] ` : ""}${message ?? ""}`);
  }

  #line(level, device, text) {
    following(this.logs, () => {
      const only = this.filter.value;
      this.logs.append(el("div", { class: "line", "data-kind": level, "data-device": device, hidden: only !== "" && device && device !== only }, text));
      bound(this.logs, MOST_LOGS);
    });
  }

  #hideOthers() {
    const only = this.filter.value;
    for (const line of this.logs.children) {
      line.hidden = only !== "" && line.dataset.device !== undefined && line.dataset.device !== only;
    }
  }

  #error({ code, message, device_id: device }) {
    if (code === "PREVIEW_UNAVAILABLE" && device) {
      this.previews.unavailable(device, message);
    } else {
      this.#line("ERROR", device, `${time()}  ${code ?? "ERROR"}  ${message ?? ""}`);
      announce(message ?? code);
    }
  }

  #gap(from, to) {
    const text = `Gap from ${time(from)} to ${time(to)}: the connection was lost. Steps and errors follow; log lines and frames of that time do not.`;
    this.#line("gap", undefined, text);
    announce(text);
  }

  #completed(end) {
    this.previews.end();
    this.#progress(end.status === "completed" ? 100 : this.progress.value, end.status);
    const figures = `${end.successful_steps ?? 0} of ${end.total_steps ?? 0} steps succeeded, ${end.failed_steps ?? 0} failed, in ${end.duration_seconds ?? "?"} s. `;
    const save = async () => {
      try {
        const url = await blobUrl(end.report_url);
        el("a", { href: url, download: `report-${this.id}.pdf` }).click();
        setTimeout(() => URL.revokeObjectURL(url), 10_000);
      } catch (problem) {
        this.outcome.append(el("span", { class: "problem", role: "alert" }, ` ${problem.message}`));
      }
    };
    this.outcome.replaceChildren(badge(end.status), ` ${figures}`, end.report_url ? el("button", { type: "button", class: "small", onclick: save }, "Save the report") : "");
    announce(`Execution ${end.status}. ${figures}`);
  }

  async #over(reason) {
    this.live.hidden = true;
    if (reason !== "ended") {
      this.outcome.textContent = reason;
      return;
    }
    try {
      const report = await json("GET", `/api/v1/reports/${encodeURIComponent(this.id)}?format=json`);
      this.steps.replaceChildren();
      (report.attempts ?? []).slice(-MOST_STEPS).forEach((attempt) => this.#step(attempt, attempt.status));
      (report.errors ?? []).forEach((error) => this.#error(error));
      this.#completed({ ...report, report_url: `/api/v1/reports/${encodeURIComponent(this.id)}?format=pdf` });
    } catch (problem) {
      this.outcome.textContent = problem.message;
    }
  }

  close() {
    this.previews.close();
    this.watch.close();
  }
}
