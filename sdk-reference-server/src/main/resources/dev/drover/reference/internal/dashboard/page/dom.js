// Small tools for building the page. Text only ever becomes text, never markup.

export const $ = (id) => document.getElementById(id);

/** Makes an element: properties are attributes, "on…" are listeners, strings become text. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** A labelled field; the label stands above. */
export function field(label, input) {
  return el("div", { class: "field" }, el("label", { for: input.id }, label), input);
}

export function select(id, options, properties = {}) {
  const list = options.map(([value, text]) => el("option", { value }, text));
  return el("select", { id, ...properties }, ...list);
}

/** A table in a frame that scrolls by itself when it is too wide, also by keyboard. */
export function table(caption, columns, body) {
  const head = el("tr", { role: "row" }, ...columns.map((name) => el("th", { scope: "col", role: "columnheader" }, name)));
  return el(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    el("table", { role: "table" }, el("caption", { class: "visually-hidden" }, caption), el("thead", { role: "rowgroup" }, head), body),
  );
}

/** Sets text only where it changes, so that selections and screen readers are left in peace. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Says something to those who do not see the page; a new element is heard even if it says the same. */
export function announce(text) {
  $("announce").replaceChildren(el("span", {}, text));
}

/** Lets a button do its work once at a time. It is not disabled meanwhile, which would take the focus from it. */
export function busy(button, work) {
  return async (...given) => {
    if (button.getAttribute("aria-disabled") !== "true") {
      button.setAttribute("aria-disabled", "true");
      await work(...given);
      button.removeAttribute("aria-disabled");
    }
  };
}

/** Takes the oldest children away when there are more than so many. */
export function bound(element, most) {
  while (element.childElementCount > most) {
    element.firstElementChild.remove();
  }
}

/** Adds what the change adds and stays at the end, unless the reader has scrolled away. */
export function following(scroller, change) {
  const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 40;
  change();
  if (atEnd) {
    scroller.scrollTop = scroller.scrollHeight;
  }
}

export const badge = (text) => el("span", { class: "badge", "data-status": text }, text);

const TIME = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });

export function time(when = new Date()) {
  const date = new Date(when);
  return Number.isNaN(date.getTime()) ? String(when) : TIME.format(date);
}

/** An id that works without a secure context, where randomUUID does not exist. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
