// The server's token: asked for once, kept for this tab, never left in the address bar.
import { $ } from "./dom.js";

const KEY = "drover.token";
let asking = null;

/** One that came in the address is taken out of it at once, so that it is in no history. */
export function takeFromAddress() {
  const url = new URL(location.href);
  const given = url.searchParams.get("token");
  if (given !== null) {
    sessionStorage.setItem(KEY, given);
    url.searchParams.delete("token");
    history.replaceState(null, "", url);
  }
}

export const token = () => sessionStorage.getItem(KEY);

/** Browsers cannot give a WebSocket a header; its address is shown nowhere. */
export function socketUrl(path) {
  const url = new URL(path, location.href);
  url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  if (token()) {
    url.searchParams.set("token", token());
  }
  return url;
}

/** Asks for a token; several who ask share one question. Refused is the one that did not do. */
export function ask(refused) {
  if (refused !== token()) {
    return Promise.resolve();
  }
  asking ??= new Promise((resolve) => {
    const dialog = $("token");
    $("token-problem").textContent = refused === null ? "" : "That token was refused. Is it this server's?";
    $("token-field").value = "";
    dialog.oncancel = (event) => event.preventDefault();
    $("token-form").onsubmit = (event) => {
      event.preventDefault();
      sessionStorage.setItem(KEY, $("token-field").value);
      $("token-field").value = "";
      asking = null;
      dialog.close();
      resolve();
    };
    dialog.showModal();
  });
  return asking;
}
