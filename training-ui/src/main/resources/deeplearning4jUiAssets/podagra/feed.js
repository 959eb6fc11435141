// Asks the server what there is to show, again and again, for as long as the page is open.

const INTERVAL_MS = 2000;
const TIMEOUT_MS = 10000;

/**
 * fetch(where, options), and read(response) for what it gives; an answer that is not whole in time is given up, as it is
 * when someone aborts it by the controller.
 */
export async function inTime(where, options, read, controller = new AbortController()) {
  const timer = setTimeout(() => controller.abort(), TIMEOUT_MS);
  try {
    return await read(await fetch(where, { ...options, cache: "no-store", signal: controller.signal }));
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Calls onData(data) whenever the answer has changed and onConnection(true | false) after every attempt. An unchanged
 * answer is a 304 without content. While nobody looks at the page nothing is asked; whoever comes back to it, or opens
 * the laptop again, sees what is new at once.
 *
 * address: a function that says where to ask. Returns {ask}, which asks at once.
 */
export function follow(address, onData, onConnection) {
  let tag = null;
  let asked = null;
  let timer = null;
  let running = null;

  async function request() {
    const where = address();
    const headers = tag === null || where !== asked ? {} : { "If-None-Match": tag };
    running = new AbortController();
    await inTime(where, { headers }, (response) => take(where, response), running);
  }

  async function take(where, response) {
    if (response.status === 304) {
      return;
    }
    if (!response.ok) {
      throw new Error(`status ${response.status}`);
    }
    const data = await response.json();
    tag = response.headers.get("ETag");
    asked = where;
    draw(data);
  }

  /** What goes wrong in drawing is no matter of the connection. */
  function draw(data) {
    try {
      onData(data);
    } catch (problem) {
      reportError(problem);
    }
  }

  async function turn() {
    clearTimeout(timer);
    const own = {};
    turn.latest = own;
    try {
      await request();
      onConnection(true);
    } catch (problem) {
      if (turn.latest !== own) {
        return; // given up for a newer one
      }
      // The server may be another one when it comes back.
      tag = null;
      onConnection(false);
    }
    if (turn.latest === own && !document.hidden) {
      timer = setTimeout(turn, INTERVAL_MS);
    }
  }

  function ask() {
    running?.abort();
    turn();
  }

  document.addEventListener("visibilitychange", () => document.hidden || ask());
  document.addEventListener("resume", ask);
  addEventListener("pageshow", (event) => event.persisted && ask());
  addEventListener("online", ask);
  turn();
  return { ask };
}
