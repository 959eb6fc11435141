// Deeplearning4j's pages in our frame: its scripts draw, from its data; this says which session is shown, whether the
// server answers, and when to draw again.

import { duration } from "./format.js";
import { element, keepFocus, leadToRun, showConnection } from "./page.js";
import { startModelPage } from "./stock-model.js";
import { dressCharts } from "./stock-plot.js";

const INTERVAL_MS = 2000;
const OUR_DATA = ["/roc/data", "/trials/data"];
const page = location.pathname.split("/").pop();
const RENDER = { overview: "renderOverviewPage", model: "renderModelPage", system: "renderSystemPage" };
const title = element("run-name").textContent;

let sessions = {};
let drawn = false;
let chosen = false;
let synthetic = [];
let model = null;

async function ask(address) {
  const response = await fetch(address, { headers: { Accept: "application/json" }, cache: "no-store" });
  if (!response.ok) {
    throw new Error(`${address}: status ${response.status}`);
  }
  return response.json();
}

function set(session) {
  return fetch(`/train/sessions/set/${encodeURIComponent(session)}`);
}

/** The session that the address asks for: itself, or the newest of a run whose arms are not shown. */
async function chooseSession() {
  const query = new URLSearchParams(location.search);
  const asked = query.get("session");
  if (asked !== null) {
    query.delete("session");
    history.replaceState(null, "", `?${query}`);
    if (asked in sessions) {
      await set(asked);
    }
    leadToRun();
    return;
  }
  const prefix = `${query.get("run")}-`;
  const ofRun = Object.keys(sessions).filter((session) => session.startsWith(prefix));
  const current = await fetch("/train/sessions/current").then((response) => response.text());
  if (query.has("run") && ofRun.length > 0 && !ofRun.includes(current)) {
    ofRun.sort((a, b) => sessions[b].lastUpdate - sessions[a].lastUpdate);
    await set(ofRun[0]);
  }
}

async function turn() {
  if (document.hidden) {
    return;
  }
  try {
    sessions = await ask("/train/sessions/info");
    showConnection(true);
  } catch {
    showConnection(false);
    return;
  }
  const some = Object.keys(sessions).length > 0;
  element("stock-empty").hidden = some;
  element("stock").hidden = !some;
  if (!some) {
    return;
  }
  if (!chosen) {
    chosen = true;
    await chooseSession();
  }
  window[RENDER[page]](!drawn);
  drawn = true;
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
  element("synthetic").hidden = !synthetic.some((run) => current.startsWith(`${run}-`));
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

/** The pages know nothing of synthetic images, so the data of our pages is asked; again while no run has begun. */
async function findSynthetic() {
  try {
    const runs = (await Promise.all(OUR_DATA.map(ask))).flatMap((data) => data.runs);
    synthetic = runs.filter((run) => run.synthetic).map((run) => run.run);
  } catch {
    // The server is gone for a moment, which is said.
  }
  if (window.currSession) {
    showSessions();
  }
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
element("sessionSelect").addEventListener("change", () => set(element("sessionSelect").value).then(turn));
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
setInterval(turn, INTERVAL_MS);
turn();
findSynthetic();
setInterval(() => synthetic.length === 0 && !document.hidden && findSynthetic(), 5 * INTERVAL_MS);
