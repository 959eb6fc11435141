// The images page: training samples as the network is given them, and the images farthest from their labels.

import { errorItems, sampleCards } from "./image-cards.js";
import { armName } from "./names.js";
import { element, followRun, keepFocus } from "./page.js";
import { text } from "./texts.js";

// In the order in which they come to be.
const PARTS = ["samples", "validation", "test"];

let run;
let part = null;
let scorer = null;
let moment = "latest";
let drawn = null;

followRun("/images/data", (shown) => {
  if (shown?.run !== run?.run) {
    part = null;
    scorer = null;
  }
  run = shown;
  show();
});

function show() {
  const kept = run?.kept ?? true;
  const there = kept ? PARTS.filter((candidate) => found(candidate).length > 0) : [];
  element("off").hidden = kept;
  element("empty").hidden = !kept || there.length > 0;
  element("choice").hidden = there.length === 0;
  element("privacy").hidden = there.length === 0 || run.synthetic;
  if (!there.includes(part)) {
    part = there.at(-1) ?? null; // the latest there is, until the user chooses another
  }
  const scorers = part === null ? [] : found(part);
  const one = scorers.find((candidate) => candidate.name === scorer) ?? newest(scorers);
  scorer = one?.name ?? scorer;
  showChoices(there, scorers, one);
  showContent(one);
}

/** Who has anything to show in a part: arms, or the methods in the test. */
function found(candidate) {
  if (candidate === "test") {
    return run?.test ?? [];
  }
  const key = candidate === "samples" ? "samples" : "latest";
  return (run?.arms ?? []).filter((arm) => arm[key] !== null);
}

/** The arm that began last; the first method. */
function newest(scorers) {
  const time = (arm) => (arm.samples ?? arm.latest).time;
  return part === "test" ? scorers[0] : [...scorers].sort((a, b) => time(a) - time(b)).at(-1);
}

function showChoices(there, scorers, one) {
  const parts = there.map((candidate) => ({
    id: `part-${candidate}`,
    words: text(`part.${candidate}`),
    pressed: candidate === part,
    choose: () => (part = candidate),
  }));
  const names = scorers.map((candidate, i) => ({
    id: `scorer-${i}`,
    words: armName(candidate.name),
    pressed: candidate === one,
    choose: () => (scorer = candidate.name),
  }));
  element("scorers").setAttribute("aria-label", text(part === "test" ? "scorers.methods" : "scorers.arms"));
  keepFocus(() => {
    showButtons("parts", parts);
    showButtons("scorers", names);
    showButtons("moments", moments(one));
  });
}

/** The best epoch is worth a look of its own unless it is the latest. */
function moments(one) {
  if (part !== "validation" || !one.best || one.best.epoch === one.latest.epoch) {
    return [];
  }
  return ["latest", "best"].map((candidate) => ({
    id: `moment-${candidate}`,
    words: text(`moment.${candidate}`, one[candidate].epoch),
    pressed: candidate === moment,
    choose: () => (moment = candidate),
  }));
}

function showButtons(id, choices) {
  element(id).hidden = choices.length === 0;
  element(id).replaceChildren(...choices.map(choiceButton));
}

function choiceButton({ id, words, pressed, choose }) {
  const button = document.createElement("button");
  button.type = "button";
  button.id = id;
  button.textContent = words;
  button.setAttribute("aria-pressed", String(pressed));
  button.addEventListener("click", () => {
    choose();
    show();
  });
  return button;
}

/** Draws only what has changed: pictures must not flicker while another network is trained. */
function showContent(one) {
  const shown = one && (part === "samples" ? one.samples : errorsOf(one));
  const state = JSON.stringify([run?.run, part, shown ?? null]);
  if (state === drawn) {
    return;
  }
  drawn = state;
  element("samples").hidden = part !== "samples";
  element("errors").hidden = part === "samples" || !shown;
  keepFocus(() => {
    if (part === "samples") {
      showSamples(shown.samples);
    } else if (shown) {
      showErrors(shown);
    }
  });
}

function errorsOf(one) {
  return part === "validation" && moment === "best" && one.best ? one.best : one.latest;
}

function showSamples(samples) {
  const varied = samples.some((sample) => sample.variants.length > 0);
  element("samples-note").textContent = text(varied ? "samples.note" : "samples.unvaried");
  element("sample-cards").replaceChildren(...sampleCards(samples));
}

function showErrors(errors) {
  const epoch = errors.part === "test" ? "" : ` · ${text("epoch", errors.epoch)}`;
  element("errors-title").textContent = text(`errors.title.${errors.part}`) + epoch;
  element("explained-note").hidden = ![...errors.missed, ...errors.falseAlarms].some(({ explained }) => explained);
  const items = errorItems(errors);
  element("missed").replaceChildren(...items.missed);
  element("falseAlarms").replaceChildren(...items.falseAlarms);
}
