// REST, with the token. A refused token is asked for again, and the call repeated.
import { ask, token } from "./token.js";

const DEADLINE = 10_000;

export async function call(method, path, body) {
  for (;;) {
    const used = token();
    const headers = used === null ? {} : { Authorization: `Bearer ${used}` };
    const answer = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "omit",
      signal: AbortSignal.timeout(DEADLINE),
    });
    if (answer.status !== 401) {
      return checked(answer);
    }
    await ask(used);
  }
}

async function checked(answer) {
  if (answer.ok) {
    return answer;
  }
  const problem = await answer.json().catch(() => ({}));
  throw new Error(problem.message ?? `the server answered ${answer.status}`);
}

export const json = async (method, path, body) => (await call(method, path, body)).json();

/** A picture or document that needs the token: what a link or an image cannot send. */
export const blobUrl = async (path) => URL.createObjectURL(await (await call("GET", path)).blob());

/** How soon a section that was opened is filled. */
const OPENED = 200;

/** Calls again and again while the section can be seen; never two at a time. */
export function repeat(section, millis, task) {
  const round = async () => {
    const seen = !section.hidden && !document.hidden;
    if (seen) {
      await task().catch(() => {});
    }
    setTimeout(round, seen ? millis : Math.min(millis, OPENED));
  };
  round();
}
