// Deeplearning4j's pages in our frame: its scripts draw, from its data; this says which session is shown, whether the
// server answers, and when to draw again.

import { inTime } from "./feed.js";
import { duration } from "./format.js";
import { element, keepFocus, leadToRun, showConnection } from "./page.js";
import { startModelPage } from "./stock-model.js";
import { dressCharts } from "./stock-plot.js";

const INTERVAL_MS = 2000;
const RUNS = "/study/data";
const RUNS_INTERVAL_MS = 10000;
const page = location.pathname.split("/").pop();
const RENDER = { overview: "renderOverviewPage", model: "renderModelPage", system: "renderSystemPage" };
const title = element("run-name").textContent;

let sessions = {};
let drawn = false;
let chosen = false;
let runs = []; // {run, synthetic, sessions} of each that our pages know
let runsTag = null;
let runsAsked = -Infinity;
let turning = false;
let again = false;
let model = null;

/** What is there, by read(response); what is unchanged (304) is no failure. */
function ask(address, read, headers = {}) {
  return inTime(address, { headers }, (response) => {
    if (!response.ok && response.status !== 304) {
      throw new Error(`${address}: status ${response.status}`);
    }
    return read(response);
  });
}

function set(session) {
  return ask(`/train/sessions/set/${encodeURIComponent(session)}`, (response) => response.text());
}

/** Which sessions are a run's, and whether its images are synthetic, is known to the page of the study alone. */
async function askRuns() {
  const known = new Set(runs.flatMap((run) => run.sessions));
  const news = Object.keys(sessions).some((session) => !known.has(session));
  if (!news && performance.now() - runsAsked < RUNS_INTERVAL_MS) {
    return;
  }
  await ask(
    RUNS,
    async (response) => {
      if (response.status !== 304) {
        ({ runs } = await response.json());
        runsTag = response.headers.get("ETag");
      }
    },
    runsTag === null ? {} : { "If-None-Match": runsTag },
  );
  runsAsked = performance.now();
}

/** The session that the address asks for: itself, or the newest of a run whose arms are not shown. */
async function chooseSession() {
  const query = new URLSearchParams(location.search);
  const asked = query.get("session");
  if (asked !== null) {
    if (asked in sessions) {
      await set(asked);
    }
    query.delete("session");
    history.replaceState(null, "", `?${query}`);
    leadToRun();
    return;
  }
  const run = runs.find((candidate) => candidate.run === query.get("run"));
  const ofRun = (run?.sessions ?? []).filter((session) => session in sessions);
  const current = await ask("/train/sessions/current", (response) => response.text());
  if (ofRun.length > 0 && !ofRun.includes(current)) {
    ofRun.sort((a, b) => sessions[b].lastUpdate - sessions[a].lastUpdate);
    await set(ofRun[0]);
  }
}

/** One at a time; who asks for another meanwhile gets it at once afterwards. */
async function turn() {
  again = turning;
  if (turning || document.hidden) {
    return;
  }
  turning = true;
  try {
    await update();
  } finally {
    turning = false;
  }
  if (again) {
    turn();
  }
}

async function update() {
  try {
    sessions = await ask("/train/sessions/info", (response) => response.json());
    if (Object.keys(sessions).length > 0) {
      await askRuns();
      if (!chosen) {
        await chooseSession();
        chosen = true;
      }
    }
    showConnection(true);
  } catch {
    // The server may be another one, with other runs, when it comes back.
    runsTag = null;
    runsAsked = -Infinity;
    showConnection(false);
    return;
  }
  const some = Object.keys(sessions).length > 0;
  element("stock-empty").hidden = some;
  element("stock").hidden = !some;
  if (some) {
    window[RENDER[page]](!drawn);
    drawn = true;
  }
}

/** In place of Deeplearning4j's own, which makes the options anew while one is being chosen. */
function showSessions() {
  const current = window.currSession;
  const names = Object.keys(sessions).sort();
  const select = element("sessionSelect");
  if (JSON.stringify([...select.options].map((option) => option.value)) !== JSON.stringify(names)) {
    keepFocus(() => select.replaceChildren(...names.map((name) => new Option(name, name))));
  }
  if (document.activeElement !== select) {
    select.value = current;
  }
  element("sessionSelectDiv").hidden = names.length < 2;
  element("run-name").textContent = current || title;
  element("synthetic").hidden = !runs.some((run) => run.synthetic && run.sessions.includes(current));
  model?.follow(current);
}

/** In place of Deeplearning4j's own, which leaves start and runtime blank; the data on sessions has both. */
function showFacts(data) {
  const session = sessions[window.currSession];
  const whole = (figure) => (figure === "" ? "–" : Number(figure).toLocaleString("en").replaceAll(",", "\u202f"));
  const facts = {
    modelType: data.model[0][1] || "–",
    nLayers: whole(data.model[1][1]),
    nParams: whole(data.model[2][1]),
    startTime: session?.initTime ? dateAndTime(session.initTime) : "–",
    totalRuntime: session?.lastUpdate ? duration((session.lastUpdate - session.initTime) / 1000) : "–",
    lastUpdate: data.perf[2][1] || "–",
    totalParamUpdates: whole(data.perf[3][1]),
    updatesPerSec: decimal(data.perf[4][1]),
    examplesPerSec: decimal(data.perf[5][1]),
  };
  for (const [id, fact] of Object.entries(facts)) {
    element(id).textContent = fact;
  }
}

/** Deeplearning4j leaves out the zero before the point. */
function decimal(figure) {
  return figure === "" ? "–" : figure.replace(/^(?=[.,])/, "0");
}

/** As Deeplearning4j writes the time of the last update. */
function dateAndTime(milliseconds) {
  const time = new Date(milliseconds);
  const two = (figure) => String(figure).padStart(2, "0");
  return (
    [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join("-") +
    ` ${[time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(":")}`
  );
}

/** What the markup of Deeplearning4j calls from within: a button says the function and its argument. */
function connectButtons() {
  const buttons = [...document.querySelectorAll("[data-call]")];
  const press = () => {
    const pressed = [window.selectedChart, window.selectedMeanMagChart];
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(pressed.includes(button.dataset.argument))));
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      window[button.dataset.call](button.dataset.argument);
      press();
      turn();
    });
  }
  press();
}

leadToRun();
dressCharts();
connectButtons();
window.doUpdateSessionWorkerSelect = showSessions;
window.renderModelPerformanceTable = showFacts;
element("sessionSelect").addEventListener("change", ({ target }) =>
  set(target.value).then(turn, () => showConnection(false)),
);
element("score-note") && element("scoreiterchart").parentElement.append(element("score-note"));
if (page === "model") {
  model = startModelPage(turn);
}
if (page === "system") {
  window.renderGPULayout = ({ memory }) => {
    element("gpuMemoryChart").hidden = !memory[0].isDevice?.includes(true);
  };
}
document.querySelector(".run-title").append(element("sessionSelectDiv"));
document.addEventListener("visibilitychange", turn);
setInterval(() => turning || turn(), INTERVAL_MS);
turn();
