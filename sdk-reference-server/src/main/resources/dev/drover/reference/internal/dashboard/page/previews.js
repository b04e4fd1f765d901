// Live previews: a tile per device. The newest frame wins, and a tile that nobody sees asks for none.
import { el, setText } from "./dom.js";

/** As many as a connection may hold. */
const MOST = 5;

export class Previews {
  #tiles = new Map();
  quality = "medium";

  /** ask(message) sends a message of execution-monitoring.md. */
  constructor(ask) {
    this.ask = ask;
    this.element = el("ul", { class: "tiles" });
    this.observer = new IntersectionObserver((entries) => {
      entries.forEach(({ target, isIntersecting }) => (this.#tiles.get(target.dataset.device).seen = isIntersecting));
      this.#arrange();
    });
    this.onHidden = () => this.#arrange();
    document.addEventListener("visibilitychange", this.onHidden);
    this.counting = setInterval(() => this.#tiles.forEach((tile) => tile.count()), 1_000);
  }

  device(id, status) {
    let tile = this.#tiles.get(id);
    if (!tile) {
      tile = new Tile(id);
      this.#tiles.set(id, tile);
      this.element.append(tile.element);
      this.observer.observe(tile.element);
    }
    tile.status(status);
    if (tile.refused && status !== "offline") {
      tile.refused = false;
    }
    this.#arrange();
  }

  frame({ device_id: id, frame_data: data }) {
    this.#tiles.get(id)?.frame(data);
  }

  /** It cannot be shown now; asked for again when the device's status changes. */
  unavailable(id, reason) {
    const tile = this.#tiles.get(id);
    if (tile) {
      tile.live = false;
      tile.refused = true;
      tile.say(reason);
    }
  }

  /** A new connection knows nothing of what the old one showed. */
  restart() {
    this.#tiles.forEach((tile) => (tile.live = tile.refused = false));
    this.#arrange();
  }

  setQuality(quality) {
    this.quality = quality;
    this.restart();
  }

  #arrange() {
    let left = MOST;
    for (const [id, tile] of this.#tiles) {
      const wanted = tile.seen && !document.hidden && !tile.refused && left > 0;
      left -= wanted ? 1 : 0;
      if (wanted !== tile.live) {
        const sent = wanted
          ? this.ask({ type: "start_preview", device_id: id, quality: this.quality })
          : this.ask({ type: "stop_preview", device_id: id });
        tile.live = wanted && sent;
        tile.say(wanted ? "" : tile.seen && !tile.refused ? "paused: five are shown at a time" : null);
      }
    }
  }

  end() {
    this.#tiles.forEach((tile) => tile.end());
    this.close();
  }

  close() {
    this.observer.disconnect();
    document.removeEventListener("visibilitychange", this.onHidden);
    clearInterval(this.counting);
  }
}

class Tile {
  #newest = null;
  #busy = false;
  #frames = 0;
  seen = false;
  live = false;
  refused = false;

  constructor(id) {
    this.image = el("img", { alt: `Live screen of ${id}`, hidden: true });
    this.note = el("p", { class: "hint" }, "waiting for the first frame");
    this.rate = el("span", { class: "rate" });
    this.state = el("span", { class: "badge" });
    this.element = el("li", { class: "tile", "data-device": id },
      el("div", { class: "glass" }, this.image, this.note),
      el("div", { class: "under" }, el("strong", {}, id), this.state, this.rate));
  }

  status(status) {
    setText(this.state, status);
    this.state.dataset.status = status;
  }

  say(text) {
    if (text !== null) {
      setText(this.note, text);
    }
  }

  frame(data) {
    if (typeof data === "string" && data.startsWith("data:image/")) {
      this.#newest = data;
      this.#paint();
    }
  }

  /** One is decoded at a time; of those that come meanwhile the newest is next. */
  async #paint() {
    if (this.#busy || this.#newest === null) {
      return;
    }
    this.#busy = true;
    this.image.src = this.#newest;
    this.#newest = null;
    await this.image.decode().then(() => this.#frames++, () => {});
    this.image.hidden = false;
    this.#busy = false;
    requestAnimationFrame(() => this.#paint());
  }

  end() {
    this.say("ended");
    setText(this.rate, "");
  }

  count() {
    setText(this.rate, !this.live ? "paused" : this.#frames === 0 ? "still" : `${this.#frames} fps`);
    this.#frames = 0;
  }
}
