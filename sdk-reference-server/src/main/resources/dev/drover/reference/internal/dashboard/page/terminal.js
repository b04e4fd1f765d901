// A VM's console: one command at a time, its output as it comes, stop and input.
import { announce, el } from "./dom.js";
import { RemoteCommand } from "./command.js";
import { Lines } from "./lines.js";

const HISTORY = 50;

export class Terminal {
  #running = null;
  #history = [];
  #at = 0;

  constructor(hub, vmId) {
    this.hub = hub;
    this.vmId = vmId;
    this.output = el("div", { class: "console", tabindex: "0", role: "log", "aria-live": "off", "aria-label": `Output of ${vmId}` });
    this.lines = new Lines(this.output);
    this.line = el("input", { id: "command-line", autocomplete: "off", autocapitalize: "off", spellcheck: "false", placeholder: "a command, such as uname -a", onkeydown: (event) => this.#recall(event) });
    this.run = el("button", { type: "submit", class: "primary" }, "Run");
    this.stop = el("button", { type: "button", onclick: () => this.#ask((command) => command.stop(), "stop") }, "Stop");
    this.inputLine = el("input", { id: "input-line", autocomplete: "off", spellcheck: "false" });
    this.send = el("button", { type: "submit" }, "Send");
    this.eof = el("button", { type: "button", onclick: () => this.#ask((command) => command.endInput(), "end of input") }, "End of input");
    this.inputForm = el("form", { class: "row", onsubmit: (event) => this.#input(event) },
      el("label", { for: "input-line" }, "Input"), this.inputLine, this.send, this.eof);
    this.element = el("div", { class: "terminal" },
      this.output,
      el("form", { class: "row", onsubmit: (event) => this.#submit(event) },
        el("label", { for: "command-line" }, "Command"), this.line, this.run, this.stop),
      this.inputForm);
    this.#show();
  }

  get isRunning() {
    return this.#running !== null;
  }

  #show() {
    const running = this.isRunning;
    this.run.disabled = running;
    this.line.readOnly = running;
    this.stop.disabled = !running;
    this.inputForm.hidden = !running;
  }

  #submit(event) {
    event.preventDefault();
    const text = this.line.value.trim();
    if (text !== "" && !this.isRunning) {
      this.#history = [...this.#history.filter((old) => old !== text), text].slice(-HISTORY);
      this.#at = this.#history.length;
      this.line.value = "";
      this.#execute(text);
    }
  }

  async #execute(text) {
    this.lines.say("command", `$ ${text}`);
    const command = new RemoteCommand(this.hub, this.vmId, text, {
      output: (stream, piece) => this.lines.output(stream, piece),
      note: (note) => this.lines.say("gap", note),
    });
    this.#running = command;
    this.#keepFocus(() => this.#show());
    try {
      this.#ended(await command.run());
    } catch (problem) {
      this.lines.say("problem", `${problem.code ?? "ERROR"}: ${problem.message}`);
      announce(`${text} failed: ${problem.message}`);
    }
    this.#running = null;
    this.#keepFocus(() => this.#show());
  }

  /** Whoever is at something that cannot be used any more goes on at the command line. */
  #keepFocus(change) {
    const at = document.activeElement;
    const here = this.element.contains(at);
    change();
    if (here && (at.disabled || this.inputForm.hidden && this.inputForm.contains(at))) {
      this.line.focus();
    }
  }

  #ended({ metadata = {} }) {
    const code = metadata.exit_code;
    const took = metadata.execution_time === undefined ? "" : ` after ${metadata.execution_time.toFixed(1)} s`;
    const how = code === undefined ? "answered" : `exit code ${code}${took}`;
    this.lines.say(code ? "problem" : "end", how);
    announce(`Command ended, ${how}`);
  }

  #input(event) {
    event.preventDefault();
    const text = this.inputLine.value;
    this.inputLine.value = "";
    this.lines.say("input", text);
    this.#ask((command) => command.input(`${text}\n`), "input");
  }

  async #ask(request, what) {
    try {
      await request(this.#running);
    } catch (problem) {
      this.lines.say("problem", `${what}: ${problem.message}`);
    }
  }

  /** Arrow keys bring earlier commands back, as in a shell. */
  #recall(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step && this.#history.length > 0 && !this.isRunning) {
      event.preventDefault();
      this.#at = Math.max(0, Math.min(this.#history.length, this.#at + step));
      this.line.value = this.#history[this.#at] ?? "";
    }
  }
}
