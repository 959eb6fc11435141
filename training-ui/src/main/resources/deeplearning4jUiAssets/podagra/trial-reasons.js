// Why a trial was stopped or failed, in the language of the page. The records say it in English, as trials.csv does: what
// Podagra itself says there is finite and known here; any other sentence, such as that of an error, stays English.

import { text } from "./texts.js";

const REASONS = [
  ["reason.halved", /^after epoch (\d+) number (\d+) of (\d+), of which (\d+) went on$/],
  ["reason.median", /^after epoch (\d+) its best, ([\d.]+), is below ([\d.]+), the median of (\d+) trials$/],
  ["reason.waits", /^waits for the others$/],
  ["reason.ended", /^the search ended$/],
  ["reason.loss", /^training diverged in epoch (\d+): the loss is ([-\w.]+)$/],
  ["reason.weights", /^training diverged in epoch (\d+): some weights are no numbers$/],
];

/** An element of the class "reason" with the reason; marked as English where it could not be translated. */
export function reasonIn(tag, reason) {
  const made = document.createElement(tag);
  made.className = "reason";
  for (const [key, pattern] of REASONS) {
    const found = pattern.exec(reason);
    if (found) {
      made.textContent = text(key, ...found.slice(1));
      return made;
    }
  }
  made.textContent = reason;
  made.lang = "en";
  return made;
}
