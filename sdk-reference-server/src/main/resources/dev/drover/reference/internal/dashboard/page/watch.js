// The protocol of /ws/executions/{id}: acknowledged steps, resumption, and gaps that are told.
import { LiveSocket } from "./socket.js";
import { ask, token } from "./token.js";

/** Progress is repeated every two seconds once an execution runs: heard twice, it is missed. */
const SILENCE = 10_000;
const REFUSED = { 4401: "token", 4404: "there is no such execution", 4409: "ended" };
const REMEMBERED = 5_000;

export class Watch {
  #seen = new Set();
  #newest = "";
  #before = false;
  #lostAt = null;
  #heard = Date.now();
  #ended = false;
  #beats = 0;

  /** Listeners: message(message), opened(), gap(from, to), refused(reason), state(text). */
  constructor(id, listeners) {
    this.listeners = listeners;
    this.socket = new LiveSocket({
      path: () => `/ws/executions/${encodeURIComponent(id)}?extensions=drover.v1${this.#resume()}`,
      opened: (again) => this.#opened(again),
      message: (message) => this.#message(message),
      lost: (code) => this.#lost(code),
      state: listeners.state,
    });
    this.guard = setInterval(() => this.#listen(), 1_000);
  }

  #resume() {
    // Empty means: everything from the start on.
    return `&resume_from=${encodeURIComponent(this.#newest)}`;
  }

  #opened(again) {
    this.#heard = Date.now();
    if (again && this.#lostAt !== null && this.#before) {
      this.listeners.gap(this.#lostAt, new Date());
    }
    this.#before = true;
    this.#beats = 0;
    this.listeners.opened();
    this.#lostAt = null;
  }

  #message(message) {
    this.#heard = Date.now();
    this.#beats += message.type === "execution_progress" ? 1 : 0;
    const id = message.message_id;
    if (id !== undefined) {
      this.socket.send({ type: "ack", message_id: id });
      if (this.#seen.has(id)) {
        return;
      }
      this.#seen.add(id);
      this.#newest = id;
      if (this.#seen.size > REMEMBERED) {
        this.#seen.delete(this.#seen.values().next().value);
      }
    }
    this.#ended ||= message.type === "execution_completed";
    this.listeners.message(message);
  }

  /** A connection on which nothing comes is none, whatever the socket says. */
  #listen() {
    if (!this.#ended && this.#beats > 1 && this.#lostAt === null && Date.now() - this.#heard > SILENCE) {
      this.socket.drop();
    }
  }

  async #lost(code) {
    this.#lostAt ??= new Date();
    this.#heard = Date.now();
    const refusal = REFUSED[code];
    if (refusal === "token") {
      await ask(token());
    } else if (refusal || this.#ended) {
      this.listeners.refused(refusal ?? "ended");
      return "stop";
    }
    return "again";
  }

  send(message) {
    return this.socket.send(message);
  }

  close() {
    clearInterval(this.guard);
    this.socket.close();
  }
}
