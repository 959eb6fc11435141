// Asks the server for the evaluations, again and again, for as long as the page is open.

const INTERVAL_MS = 2000;
const TIMEOUT_MS = 10000;

/**
 * Calls onData(data) whenever the answer has changed and onConnection(true | false) after every
 * attempt. An unchanged answer is a 304 without content.
 */
export function follow(address, onData, onConnection) {
  let tag = null;

  async function ask() {
    const headers = tag === null ? {} : { "If-None-Match": tag };
    const response = await fetch(address, { headers, cache: "no-store", signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.status === 304) {
      return;
    }
    if (!response.ok) {
      throw new Error(`status ${response.status}`);
    }
    const data = await response.json();
    tag = response.headers.get("ETag");
    onData(data);
  }

  async function turn() {
    try {
      await ask();
      onConnection(true);
    } catch (problem) {
      // The server may be another one when it comes back.
      tag = null;
      onConnection(false);
    } finally {
      setTimeout(turn, INTERVAL_MS);
    }
  }

  turn();
}
