// A WebSocket that comes back by itself: full jitter, 250 ms to 10 s, without end.
import { socketUrl } from "./token.js";

const FIRST = 250;
const LONGEST = 10_000;
/** A handshake that takes longer than this is given up: the way there may be broken. */
const HANDSHAKE = 8_000;

export class LiveSocket {
  #socket = null;
  #attempt = 0;
  #timer = 0;
  #closed = false;

  /**
   * Handlers: path() gives the address anew at each attempt; opened(again), message(object),
   * lost(closeCode) may give "stop" or a promise to wait for, state(text).
   */
  constructor(handlers) {
    this.handlers = handlers;
    this.#connect();
  }

  #connect() {
    this.handlers.state?.(this.#attempt === 0 ? "connecting" : "reconnecting");
    const socket = new WebSocket(socketUrl(this.handlers.path()));
    this.#socket = socket;
    this.#timer = setTimeout(() => this.drop(), HANDSHAKE);
    const current = (handler) => (event) => {
      if (this.#socket === socket && !this.#closed) {
        handler(event);
      }
    };
    socket.onopen = current(() => this.#opened());
    socket.onmessage = current((event) => this.#received(event.data));
    socket.onclose = current((event) => this.#lost(event.code));
  }

  #opened() {
    clearTimeout(this.#timer);
    const again = this.#attempt > 0;
    this.#attempt = 0;
    this.handlers.opened?.(again);
    this.handlers.state?.("connected");
  }

  #received(text) {
    let message;
    try {
      message = JSON.parse(text);
    } catch {
      return; // A damaged message: whoever waits for it has a deadline.
    }
    for (const one of Array.isArray(message) ? message : [message]) {
      this.handlers.message(one);
    }
  }

  async #lost(code) {
    clearTimeout(this.#timer);
    this.#socket = null;
    this.#attempt++;
    this.handlers.state?.("reconnecting");
    const verdict = await this.handlers.lost?.(code);
    if (verdict === "stop") {
      this.close();
    } else if (!this.#closed) {
      const most = Math.min(LONGEST, FIRST * 2 ** Math.min(this.#attempt, 10));
      this.#timer = setTimeout(() => this.#connect(), Math.random() * most);
    }
  }

  /** Gives a connection up that shows no life. A half-open one would never say goodbye. */
  drop() {
    const socket = this.#socket;
    if (socket && !this.#closed) {
      this.#lost(1006);
      socket.close();
    }
  }

  send(message) {
    if (this.#socket?.readyState !== WebSocket.OPEN) {
      return false;
    }
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#socket?.close(1000);
    this.#socket = null;
    this.handlers.state?.("closed");
  }
}
