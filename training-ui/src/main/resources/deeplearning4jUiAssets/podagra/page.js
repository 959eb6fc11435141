// What our pages have in common.

import { follow } from "./feed.js";
import { text } from "./texts.js";

export const element = (id) => document.getElementById(id);

/** An element. content: words, a node, or several of them */
export function make(tag, content = "", className = "") {
  const made = document.createElement(tag);
  if (className) {
    made.className = className;
  }
  made.append(...(Array.isArray(content) ? content : [content ?? ""]));
  return made;
}

export function cell(content, className = "") {
  return make("td", content, className);
}

export function heading(content, scope = "row", className = "") {
  const th = make("th", content, className);
  th.scope = scope;
  return th;
}

/** A pair of a list of facts: what it is called, its value, and what there is more to say. */
export function fact([name, value, more = ""]) {
  return make("div", [make("dt", name), make("dd", value), ...(more ? [make("dd", more, "more")] : [])]);
}

/** Draws anew without taking the keyboard away from whoever is within; what has the focus needs an id. */
export function keepFocus(draw) {
  const id = document.activeElement?.id;
  draw();
  if (id && document.activeElement?.id !== id) {
    element(id)?.focus({ preventScroll: true });
  }
}

/** Lets a list offer [value, words] of each; one that is open stays as it is unless there are others to offer. */
export function setOptions(select, offered, chosen) {
  const there = [...select.options].map((option) => [option.value, option.text]);
  if (JSON.stringify(there) !== JSON.stringify(offered)) {
    keepFocus(() => select.replaceChildren(...offered.map(([value, words]) => new Option(words, value))));
  }
  if (chosen !== undefined && select.value !== chosen) {
    select.value = chosen;
  }
}

/**
 * Follows one run of a page: the one whose name is in the address, else the one with the newest news, until the user
 * chooses another. Calls onRun(run) with what the page shows of it, undefined if there is none.
 */
export function followRun(address, onRun) {
  const title = element("run-name").textContent;
  const select = element("run-select");
  const chosen = () => new URLSearchParams(location.search).get("run");
  const feed = follow(
    () => (chosen() === null ? address : `${address}?run=${encodeURIComponent(chosen())}`),
    ({ runs, shown }) => {
      setOptions(select, runs.map(({ run }) => [run, run]), shown?.run);
      element("run-choice").hidden = runs.length < 2;
      element("run-name").textContent = shown?.run ?? title;
      element("synthetic").hidden = !shown?.synthetic;
      onRun(shown ?? undefined);
    },
    showConnection,
  );
  select.addEventListener("change", () => {
    const query = new URLSearchParams(location.search);
    query.set("run", select.value);
    history.replaceState(null, "", `?${query}`);
    leadToRun();
    feed.ask();
  });
  leadToRun();
}

/** The other pages are opened with the same run. */
export function leadToRun() {
  const query = new URLSearchParams(location.search);
  query.delete("lang");
  for (const link of document.querySelectorAll(".site nav a")) {
    link.search = query;
  }
  const other = document.querySelector(".language a");
  query.set("lang", other.hreflang);
  other.search = query;
}

/** Says at the top of the page whether the server answers. */
export function showConnection(connected) {
  const line = element("connection");
  const words = text(connected ? "connection.live" : "connection.lost");
  if (line.textContent !== words) {
    line.textContent = words;
  }
  line.classList.toggle("lost", !connected);
  line.classList.toggle("live", connected);
}
