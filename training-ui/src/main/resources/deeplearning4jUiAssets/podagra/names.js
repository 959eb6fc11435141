// What arms and sets of images are called, on every page the same.

import { text, textOr } from "./texts.js";

/** The set of all images. */
export const ALL = "all";
export const SINGLE = "single";
export const MULTIPLE = "multiple";

/** A view or the set of all images. Views are data: one that the pages have no word for has its own name. */
export function setName(set) {
  return set === ALL ? text("set.all") : textOr(`view.${set}`, set);
}

/** The single model, the multiple model, or the network of a view, which is named after its view. */
export function armName(arm) {
  return arm === SINGLE || arm === MULTIPLE ? text(`model.${arm}`) : text("model.network", setName(arm));
}
