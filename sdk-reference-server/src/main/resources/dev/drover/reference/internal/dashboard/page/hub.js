// The hub at /, as hub.md and drover.v1 have it: every request has an id and a deadline.
import { call } from "./api.js";
import { newId } from "./dom.js";
import { LiveSocket } from "./socket.js";

const DEADLINE = 15_000;
const INTERIM = new Set(["command_started", "command_output"]);

/** Why a request has no answer: the server's code, LOST or TIMEOUT. */
export class HubError extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** Tells "state" (detail: text), "ready" after each registration, "vm_state" (detail: message). */
export class Hub extends EventTarget {
  #pending = new Map();
  #socket;
  #registering = 0;
  ready = false;

  connect() {
    this.#socket = new LiveSocket({
      path: () => "/",
      opened: () => this.#register(),
      message: (message) => this.#received(message),
      lost: () => this.#lost(),
      state: (state) => this.dispatchEvent(new CustomEvent("state", { detail: state })),
    });
  }

  /** The extension is answered at once, or the connection is none. */
  #register() {
    this.#socket.send({ type: "register", role: "client", extensions: ["drover.v1"] });
    clearTimeout(this.#registering);
    this.#registering = setTimeout(() => this.ready || this.drop(), DEADLINE);
  }

  #received(message) {
    const waiting = this.#pending.get(message.request_id);
    if (message.type === "registered") {
      this.ready = true;
      this.dispatchEvent(new Event("ready"));
    } else if (waiting && INTERIM.has(message.type)) {
      waiting.interim?.(message);
    } else if (waiting) {
      this.#end(message.request_id, waiting, message);
    } else if (message.type === "vm_state") {
      this.dispatchEvent(new CustomEvent("vm_state", { detail: message }));
    }
  }

  #end(id, waiting, message) {
    this.#pending.delete(id);
    clearTimeout(waiting.timer);
    if (message.type === "error") {
      waiting.reject(new HubError(message.code ?? "ERROR", message.message ?? "refused"));
    } else {
      waiting.resolve(message);
    }
  }

  async #lost() {
    this.ready = false;
    for (const [id, waiting] of [...this.#pending]) {
      this.#end(id, waiting, { type: "error", code: "LOST", message: "the connection was lost" });
    }
    // A browser does not say why a handshake failed; this asks for the token if that was it.
    await call("GET", "/api/vms").catch(() => {});
  }

  /** Asks; pieces of output go to interim. A timeout of 0 means that it may take any time. */
  request(message, { timeout = DEADLINE, interim } = {}) {
    return new Promise((resolve, reject) => {
      const id = newId();
      const waiting = { resolve, reject, interim };
      this.#pending.set(id, waiting);
      const late = { type: "error", code: "TIMEOUT", message: `no answer to ${message.type} within ${timeout / 1000} s` };
      const lost = { type: "error", code: "LOST", message: "the dashboard is not connected" };
      if (timeout) {
        waiting.timer = setTimeout(() => this.#end(id, waiting, late), timeout);
      }
      if (!this.ready || !this.#socket.send({ ...message, request_id: id })) {
        this.#end(id, waiting, lost);
      }
    });
  }

  /** Settles once the hub can be asked. */
  whenReady() {
    return this.ready
      ? Promise.resolve()
      : new Promise((resolve) => this.addEventListener("ready", resolve, { once: true }));
  }

  /** The connection does not answer any more. */
  drop() {
    this.#socket.drop();
  }
}
