// The page of the study: what the run does now, each network in a line, the data and the settings.

import { duration, number, rate } from "./format.js";
import { armName, setName } from "./names.js";
import { cell, element, fact, followRun, heading } from "./page.js";
import { language, text, textOr } from "./texts.js";

const PARTS = ["train", "validation", "test"];
// A run that lives says so every minute.
const SILENCE_SECONDS = 300;
const TICK_MS = 1000;
const clock = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });

let run;

followRun("/study/data", (shown) => {
  run = shown;
  element("empty").hidden = Boolean(run);
  element("study").hidden = !run;
  if (run) {
    showNow();
    element("arm-rows").replaceChildren(...run.arms.map(armRow));
    showData();
    showSettings();
  }
});

setInterval(() => run && showClock(), TICK_MS);

function showNow() {
  element("stage").textContent = run.stage ? text(`stage.${run.stage}`) : "";
  element("training").textContent = place();
  const total = run.arms.reduce((sum, arm) => sum + (arm.epochs ?? 0), 0);
  const done = run.arms.reduce((sum, arm) => sum + (arm.state === "done" ? arm.epochs : arm.place), 0);
  element("progress").max = total || 1;
  element("progress").value = run.stage === "finished" ? total || 1 : done;
  showClock();
}

function place() {
  const index = run.arms.findIndex((arm) => arm.arm === run.training);
  if (run.stage === "stopped") {
    return text("stage.stopped.how");
  }
  if (!run.training || index < 0) {
    return run.training ? armName(run.training) : "";
  }
  if (run.extra) {
    const { part, number: at, of } = run.extra;
    const share = Number(part);
    const words = Number.isNaN(share) ? textOr(`part.${part}`, part) : text("part.share", number(100 * share));
    return text("training.extra", armName(run.arms[index].arm), words, at, of);
  }
  const arm = run.arms[index];
  return run.stage === "training"
    ? text("training.place", armName(arm.arm), index + 1, run.arms.length, Math.min(arm.epochsDone + 1, arm.epochs), arm.epochs)
    : text("training.arm", armName(arm.arm), index + 1, run.arms.length);
}

function showClock() {
  const now = Date.now();
  const silence = (now - run.time) / 1000;
  const silent = !["finished", "stopped"].includes(run.stage) && silence > SILENCE_SECONDS;
  const facts = [];
  if (run.started) {
    facts.push([text("clock.started"), clock.format(run.started)]);
  }
  if (run.left && !silent) {
    const seconds = (run.left.until - now) / 1000;
    facts.push([
      text(run.left.ofArm ? "clock.left.arm" : "clock.left"),
      seconds < 1 ? text("clock.soon") : duration(seconds),
    ]);
  }
  facts.push([text("clock.ended"), clock.format(run.time)]);
  element("clock").replaceChildren(...facts.map(fact));
  showSilence(silent ? silence : null);
}

/** Once a minute: every change is read out by screen readers. */
function showSilence(seconds) {
  const line = element("silent");
  const minutes = seconds === null ? "" : String(Math.floor(seconds / 60));
  line.hidden = seconds === null;
  if (line.dataset.minutes !== minutes) {
    line.dataset.minutes = minutes;
    line.textContent = seconds === null ? "" : text("silent", inMinutes(seconds));
  }
}

function inMinutes(seconds) {
  return seconds < 3600 ? text("minutes", Math.floor(seconds / 60)) : duration(seconds);
}

function armRow(arm) {
  const tr = document.createElement("tr");
  tr.className = arm.state ?? "";
  tr.append(
    heading(armName(arm.arm)),
    cell(arm.state ? text(`state.${arm.state}`) : ""),
    cell(arm.trainingImages ?? "–", "number"),
    cell(arm.epochs ? text("epochs.of", arm.epochsDone, arm.epochs) : arm.epochsDone, "number"),
    cell(bestAuc(arm), "number"),
    cell(arm.best?.epoch ?? "–", "number"),
    cell(arm.last ? arm.last.validationLoss.toFixed(3) : "–", "number"),
    cell(arm.last ? number(arm.last.imagesPerSecond) : "–", "number"),
    cell(arm.seconds > 0 ? duration(arm.seconds) : "–", "number"),
  );
  return tr;
}

function bestAuc({ best }) {
  if (!best) {
    return "–";
  }
  if (best.auc === undefined) {
    return text("one.class");
  }
  return best.low === undefined ? rate(best.auc) : text("interval", rate(best.auc), rate(best.low), rate(best.high));
}

function showData() {
  const data = run.data ?? [];
  const sets = [...new Set(data.map((count) => count.set))];
  const parts = PARTS.filter((part) => data.some((count) => count.part === part));
  element("data-columns").replaceChildren(
    heading(text("data.set"), "col"),
    ...parts.map((part) => heading(text(`part.${part}`), "col", "number")),
  );
  const counts = (set) => parts.map((part) => data.find((count) => count.set === set && count.part === part));
  const rows = sets.map((set) =>
    row(
      setName(set),
      counts(set).map((count) => (count ? text("count", count.images, count.abnormal) : "–")),
    ),
  );
  element("data-rows").replaceChildren(
    ...rows,
    ...(data.length > 0 ? [row(text("data.patients"), counts("all").map((count) => count?.patients ?? "–"))] : []),
  );
}

function showSettings() {
  const arms = run.arms.filter((arm) => arm.settings);
  const keys = [...new Set(arms.flatMap((arm) => Object.keys(arm.settings)))].sort();
  element("settings-columns").replaceChildren(
    heading(text("setting"), "col"),
    ...arms.map((arm) => heading(armName(arm.arm), "col", "number")),
  );
  element("settings-rows").replaceChildren(
    ...keys.map((key) => row(textOr(`setting.${key}`, key), arms.map((arm) => setting(arm.settings[key])))),
  );
  element("facts").replaceChildren(
    ...Object.entries(run.facts ?? {}).map(([key, value]) => fact([textOr(`fact.${key}`, key), value])),
  );
}

function setting(value) {
  const parsed = Number(value);
  return value === undefined ? "–" : Number.isNaN(parsed) ? value : number(parsed);
}

function row(name, values) {
  const tr = document.createElement("tr");
  tr.append(heading(name), ...values.map((value) => cell(value, "number")));
  return tr;
}
