// Output as lines, bounded: what a program writes to a terminal, without its colours.
import { bound, el, following } from "./dom.js";

const MOST_LINES = 2_000;
const LONGEST_LINE = 10_000;
// Escape sequences: CSI, OSC up to its end, and two-character ones.
const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g;

export class Lines {
  #open = null;

  constructor(scroller) {
    this.scroller = scroller;
  }

  /** A whole line of the page's own, such as the command or how it ended. */
  say(kind, text) {
    following(this.scroller, () => {
      this.#open = null;
      this.#line(kind).textContent = text;
      bound(this.scroller, MOST_LINES);
    });
  }

  /** A piece of output; it goes on where the last one of its stream ended. */
  output(stream, text) {
    following(this.scroller, () => {
      const parts = text.replace(ESCAPES, "").replace(/\r\n/g, "\n").split("\n");
      parts.forEach((part, i) => {
        if (i > 0) {
          this.#open = null;
        }
        if (part !== "" || i < parts.length - 1) {
          this.#add(stream, part);
        }
      });
      bound(this.scroller, MOST_LINES);
    });
  }

  #add(stream, part) {
    if (this.#open?.dataset.kind !== stream) {
      this.#open = this.#line(stream);
    }
    // A lone carriage return means: this line anew.
    const whole = (this.#open.textContent + part).replace(/^.*\r(?!$)/s, "");
    this.#open.textContent = whole.slice(0, LONGEST_LINE);
  }

  #line(kind) {
    const line = el("div", { class: "line", "data-kind": kind });
    this.scroller.append(line);
    return line;
  }

  clear() {
    this.#open = null;
    this.scroller.replaceChildren();
  }
}
