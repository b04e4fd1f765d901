// One connection to a hub, with what it heard and nobody has asked for yet.
import assert from "node:assert/strict";
import { once } from "node:events";
import WebSocket from "ws";

const PATIENCE_MS = 10_000;

export class Peer {
  #heard = [];
  #waiting = [];

  static async open(url) {
    const peer = new Peer(new WebSocket(url, { maxPayload: 64 << 20 }));
    await once(peer.socket, "open");
    return peer;
  }

  static async client(url) {
    return (await Peer.open(url)).registered({ type: "register", role: "client" });
  }

  static async vm(url, id) {
    return (await Peer.open(url)).registered({ type: "register", role: "vm", vm_id: id });
  }

  constructor(socket) {
    this.socket = socket;
    this.closed = once(socket, "close").then(([code]) => code);
    socket.on("error", () => {
      // A refusal shows in what the scenario waits for.
    });
    socket.on("message", (data, binary) => {
      assert.equal(binary, false, "a hub sends text");
      const message = JSON.parse(data.toString("utf8"));
      const next = this.#waiting.shift();
      next ? next(message) : this.#heard.push(message);
    });
  }

  send(message) {
    this.socket.send(typeof message === "string" ? message : JSON.stringify(message));
    return this;
  }

  async next({ patient = false } = {}) {
    if (this.#heard.length > 0) {
      return this.#heard.shift();
    }
    const message = new Promise((resolve) => this.#waiting.push(resolve));
    return patient ? message : within(message, "a message");
  }

  /** The next message but for states, which come when they please. */
  async read(type) {
    let message = await this.next();
    while (message.type === "vm_state") {
      message = await this.next();
    }
    assert.equal(message.type, type, JSON.stringify(message));
    return message;
  }

  async expect(expected) {
    assert.deepStrictEqual(await this.next(), expected);
    return this;
  }

  /** An error as the document has it: a type, a message, and nothing else. */
  async expectError() {
    const { message, ...rest } = await this.next();
    assert.deepStrictEqual(rest, { type: "error" });
    assert.ok(message.length > 0, "an error has words");
    return this;
  }

  async expectClose(code) {
    assert.equal(await within(this.closed, "a close"), code);
  }

  /** A hub answers pings in order: what it had to say before, it has said. */
  async fence() {
    const pong = once(this.socket, "pong");
    this.socket.ping();
    await within(pong, "a pong");
    return this;
  }

  async expectNothing() {
    await this.fence();
    assert.deepStrictEqual(this.#heard, []);
    return this;
  }

  async registered(message) {
    return this.send(message).expectNothing();
  }
}

async function within(promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not come in ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
