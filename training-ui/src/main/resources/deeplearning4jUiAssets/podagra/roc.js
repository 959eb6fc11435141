// The page of ROC curves: what the server says about the runs, put into the page.

import { inTime } from "./feed.js";
import { element, followRun, keepFocus } from "./page.js";
import { AucChart, RocChart } from "./roc-charts.js";
import { ALL, historyOf, setName, setsOf, testCurves, validationCurves, viewsWithout } from "./roc-model.js";
import { Replay } from "./roc-replay.js";
import { comparisonRows, comparisonWords, figureRows } from "./roc-tables.js";
import { text } from "./texts.js";

const validationRoc = new RocChart(element("validation-roc"));
const testRoc = new RocChart(element("test-roc"));
const replay = new Replay(lookBack);
const aucByEpoch = new AucChart(element("auc-by-epoch"), (epoch) => epoch !== undefined && replay.go(epoch));

let run = null;
let set = ALL;
let eachNetwork = true;
let earlier = null; // the curves of an epoch that was looked back at
let asked = 0;
let failed = false; // to fetch those of the one that is looked back at now

/** How long what was on the page may stay there while others are fetched. */
const PATIENCE_MS = 300;

followRun("/roc/data", (shown) => {
  if (shown?.run !== run?.run) {
    set = ALL;
    replay.live();
  }
  run = shown ?? null;
  show();
  if (failed) {
    lookBack(replay.epoch);
  }
});

for (const radio of document.querySelectorAll("#curves-choice input")) {
  radio.addEventListener("change", () => {
    eachNetwork = radio.value === "networks";
    show();
  });
}

/** Asks for the curves as they were. */
async function lookBack(epoch) {
  asked++;
  const own = asked;
  failed = false;
  if (epoch === null || !run) {
    earlier = null;
    show();
    return;
  }
  const timer = setTimeout(show, PATIENCE_MS);
  let found = null;
  try {
    const where = `/roc/data?run=${encodeURIComponent(run.run)}&epoch=${epoch}`;
    found = await inTime(where, {}, (response) => (response.ok ? response.json() : null));
  } catch {
    // The server is gone; the line at the top of the page says so.
  }
  clearTimeout(timer);
  if (own === asked) {
    earlier = found;
    failed = found === null;
    show();
  }
}

/** The curves of the epoch that the slider says, never of another; none while they are not here. */
function lookedAt(newest) {
  if (replay.epoch === null) {
    return newest;
  }
  const here = earlier !== null && earlier.run === run.run && earlier.epoch === replay.epoch;
  return here ? validationCurves(earlier.curves, set, eachNetwork) : [];
}

function show() {
  const curves = run?.curves ?? [];
  element("empty").hidden = curves.length > 0;
  element("set-choice").hidden = curves.length === 0;
  for (const id of ["validation", "test", "numbers"]) {
    element(id).hidden = curves.length === 0;
  }
  if (curves.length === 0) {
    return;
  }
  showSets();
  showValidation();
  showTest();
  keepFocus(() => element("rows").replaceChildren(...figureRows(run)));
}

function showSets() {
  const sets = setsOf(run);
  if (!sets.includes(set)) {
    set = ALL;
  }
  const options = sets.map((name, i) => {
    const label = document.createElement("label");
    const radio = document.createElement("input");
    Object.assign(radio, { type: "radio", name: "set", id: `set-${i}`, value: name, checked: name === set });
    radio.addEventListener("change", () => {
      set = name;
      show();
    });
    label.append(radio, ` ${setName(name)}`);
    return label;
  });
  element("set-choice").hidden = sets.length === 1;
  keepFocus(() => element("sets").replaceChildren(...options));
}

function showValidation() {
  const newest = validationCurves(run.curves, set, eachNetwork);
  element("validation").hidden = !run.curves.some((curve) => curve.part === "validation");
  element("curves-choice").hidden = set !== ALL || setsOf(run).length === 1;
  const missing = set === ALL && !eachNetwork ? viewsWithout(run) : [];
  element("multiple-missing").hidden = missing.length === 0;
  element("multiple-missing").textContent = text("multiple.missing", missing.join(text("comma")));
  const epochs = newest.flatMap((curve) => historyOf(curve, run)?.epoch ?? []);
  if (epochs.length > 0) {
    replay.offer(Math.min(...epochs), Math.max(...epochs));
  }
  validationRoc.show(lookedAt(newest), run);
  element("replay-failed").hidden = !failed || replay.epoch === null;
  element("replay-failed").textContent = failed && replay.epoch !== null ? text("replay.failed", replay.epoch) : "";
  aucByEpoch.show(newest, run, replay.epoch);
}

function showTest() {
  const curves = testCurves(run.curves, set);
  const tested = run.curves.some((curve) => curve.part === "test");
  element("test-waiting").hidden = tested;
  element("test-cards").hidden = !tested;
  if (!tested) {
    return;
  }
  testRoc.show(curves, run);
  const here = run.comparisons.find((comparison) => comparison.comparison === set);
  const chosen = run.comparisons.every((comparison) => comparison.chosenOnValidation);
  element("comparison").hidden = run.comparisons.length === 0;
  element("compared").textContent = here ? comparisonWords(here) : "";
  element("threshold-note").textContent = text(chosen ? "note.threshold" : "note.threshold.not");
  element("comparisons").replaceChildren(...comparisonRows(run.comparisons));
}
