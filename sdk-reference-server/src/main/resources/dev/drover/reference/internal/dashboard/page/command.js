// One command on a VM. It outlives the connection: after a loss it is attached to again, and what
// was missed comes then; pieces that come twice are dropped, and what is missing is said.
import { newId, time } from "./dom.js";

export class RemoteCommand {
  #id = newId();
  #next = 0;
  #started = false;
  #rounds = 0;

  /** Listeners: output(stream, text), note(text). */
  constructor(hub, vmId, text, listeners) {
    this.hub = hub;
    this.vmId = vmId;
    this.text = text;
    this.listeners = listeners;
  }

  /** Runs it; gives the final command_response. */
  async run() {
    let message = { type: "command", vm_id: this.vmId, command: this.text, command_id: this.#id };
    for (;;) {
      try {
        const end = await this.hub.request(message, { timeout: 0, interim: (piece) => this.#piece(piece) });
        if (!this.#lacks(end)) {
          return this.#complete(end);
        }
      } catch (problem) {
        message = await this.#again(problem, message);
        continue;
      }
      message = this.#attach();
    }
  }

  #attach() {
    return { type: "attach", vm_id: this.vmId, command_id: this.#id, from_seq: this.#next };
  }

  async #again(problem, message) {
    if (problem.code === "LOST") {
      const since = time();
      await this.hub.whenReady();
      this.listeners.note(`gap: not connected from ${since} to ${time()}; asking for what was missed`);
      return this.#attach();
    } else if (problem.code === "UNKNOWN_COMMAND" && message.type === "attach" && !this.#started) {
      // It never arrived.
      return { type: "command", vm_id: this.vmId, command: this.text, command_id: this.#id };
    } else if (problem.code === "DUPLICATE_COMMAND_ID" && message.type === "command") {
      return this.#attach();
    }
    throw problem;
  }

  #piece({ type, message, metadata = {} }) {
    this.#started = true;
    const seq = metadata.seq ?? this.#next;
    if (type !== "command_output" || seq < this.#next) {
      return;
    }
    if (seq > this.#next || metadata.truncated) {
      this.listeners.note("gap: some output is kept no longer");
    }
    this.#next = seq + 1;
    this.listeners.output(metadata.stream === "stderr" ? "stderr" : "stdout", message ?? "");
  }

  /** Whether pieces got lost on the way; asked for again once. */
  #lacks({ metadata = {} }) {
    return (metadata.seq ?? 0) > this.#next && this.#rounds++ === 0;
  }

  #complete(end) {
    if (this.#next === 0 && end.result) {
      this.listeners.output("stdout", end.result);
    } else if ((end.metadata?.seq ?? 0) > this.#next) {
      this.listeners.note(`gap: ${end.metadata.seq - this.#next} pieces of output are missing`);
    }
    return end;
  }

  stop() {
    return this.#about({ type: "stop_command", message: this.#id });
  }

  input(text) {
    return this.#about({ type: "send_input", message: text });
  }

  endInput() {
    return this.#about({ type: "send_input", message: "", eof: true });
  }

  #about(message) {
    return this.hub.request({ ...message, vm_id: this.vmId, metadata: { command_id: this.#id } });
  }
}
