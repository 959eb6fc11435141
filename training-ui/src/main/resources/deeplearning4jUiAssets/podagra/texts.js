// The words of the page, in the language it was asked for; the server put them into it.

const TEXTS = JSON.parse(document.getElementById("texts").textContent);

export const language = document.documentElement.lang;

/** The text of a key, with the arguments in the places {0}, {1}, ... */
export function text(key, ...args) {
  const pattern = TEXTS[key];
  if (pattern === undefined) {
    throw new Error(`no text for ${key}`);
  }
  return pattern.replace(/\{(\d)\}/g, (place, i) => String(args[i]));
}

/** The text of a key, or what stands for it where there is none. */
export function textOr(key, other) {
  return key in TEXTS ? text(key) : other;
}

/** A text of KEY.one or KEY.many, by a number, which is argument 0. */
export function counted(key, n, ...args) {
  return text(`${key}.${n === 1 ? "one" : "many"}`, n, ...args);
}
