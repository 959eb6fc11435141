// The page of the model: a way through a graph of 176 vertices. A stage, a search by name and a list of all layers lead to
// a place of the drawing; choosing a layer in the list does what a click on it does.

import { element, keepFocus } from "./page.js";
import { STAGES, haveStages, stageOf } from "./stages.js";
import { text, textOr } from "./texts.js";

const WHOLE = "whole";
const STYLE = "__________cytoscape_stylesheet";
// The kinds of vertices that are told apart by colour; white text is readable on each.
const COLOURS = {
  Convolution: "#0b62a8",
  BatchNormalization: "#55606b",
  Activation: "#a34400",
  Subsampling: "#00694f",
  GlobalPooling: "#00694f",
  ElementWiseVertex: "#83378a",
  Dense: "#0b62a8",
  Output: "#a8203a",
  Input: "#5c5200",
  input: "#5c5200",
};
const NEAR = 1.1;

/** refresh: asks for the data of the page at once. Returns {follow}, which is told the session that is shown. */
export function startModelPage(refresh) {
  const page = new ModelPage(refresh);
  const choose = window.setSelectedVertex;
  window.setSelectedVertex = (vertex) => {
    choose(vertex);
    page.chose(vertex);
    refresh();
  };
  const create = window.createGraph;
  window.createGraph = (data) => {
    page.forget();
    if (data?.vertexNames) {
      // Else Cytoscape writes a style into the page, which the policy refuses; it is in stock.css.
      if (!element(STYLE)) {
        document.head.append(Object.assign(document.createElement("meta"), { id: STYLE }));
      }
      stylingByScript(() => create(data));
      page.learn(data);
    }
  };
  window.renderLayerTable = ({ layerInfo }) => showTable(layerInfo ?? []);
  window.setZeroState = (nothing) => {
    element("layerDetails").hidden = nothing;
    element("zeroState").hidden = !nothing;
  };
  window.setZeroState(true);
  return page;
}

/** Cytoscape writes style attributes, which the policy refuses; set from a script the same styles are allowed. */
function stylingByScript(action) {
  const { setAttribute } = HTMLElement.prototype;
  HTMLElement.prototype.setAttribute = function (name, value) {
    if (name === "style") {
      this.style.cssText = value;
    } else {
      setAttribute.call(this, name, value);
    }
  };
  try {
    action();
  } finally {
    delete HTMLElement.prototype.setAttribute;
  }
}

class ModelPage {
  constructor() {
    this.session = null;
    this.forget();
    element("layer-select").addEventListener("change", ({ target }) => this.choose(target.value));
    element("layer-search").addEventListener("input", () => this.search());
    element("layer-search").addEventListener("keydown", (event) => event.key === "Enter" && this.enter());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.dress());
    addEventListener("resize", () => this.goAgain());
  }

  /** Another session may have another network. */
  follow(session) {
    if (session && session !== this.session) {
      this.session = session;
      window.selectedVertex = -1;
      window.setZeroState(true);
      window.renderModelGraph();
    }
  }

  forget() {
    this.names = [];
    this.stage = null;
    window.cy?.destroy();
    window.cy = undefined;
  }

  learn({ vertexNames, vertexTypes }) {
    this.names = vertexNames;
    this.types = vertexTypes;
    this.staged = haveStages(vertexNames);
    this.dress();
    window.cy.userZoomingEnabled(false);
    window.cy.layout({ name: "dagre", padding: 10, nodeSep: 40, rankSep: 34 }).run();
    element("layer-names").replaceChildren(...vertexNames.map((name) => new Option(name)));
    this.list(vertexNames.map((_, i) => i));
    this.showStages();
    this.go(this.staged ? STAGES[0] : WHOLE);
  }

  /** Of the drawing, which Deeplearning4j's script has made: our words and colours. */
  dress() {
    if (!window.cy) {
      return;
    }
    const style = getComputedStyle(document.documentElement);
    const css = (name) => style.getPropertyValue(name).trim();
    window.cy.nodes().forEach((node) => {
      const type = this.types[node.id()];
      node.data({ name: `${typeName(type)}\n${this.names[node.id()]}`, faveColor: COLOURS[type] ?? "#3d4650", faveShape: "roundrectangle" });
    });
    window.cy.style()
      .selector("node").style({ width: 200, height: 56, "font-size": 18, "text-outline-width": 0, "border-width": 1, "border-color": css("--muted") })
      .selector(":selected").style({ "border-width": 6, "border-color": css("--text") })
      .selector("edge").style({ width: 2, opacity: 1, "line-color": css("--muted"), "target-arrow-color": css("--muted"), "source-arrow-shape": "none" })
      .update();
  }

  /** By stage, where there are any. */
  list(indices) {
    const select = element("layer-select");
    const options = (wanted) => wanted.map((i) => new Option(text("model.option", this.names[i], typeName(this.types[i])), i));
    const first = new Option(text("model.choose"), "");
    const groups = [...STAGES, null].map((stage) => {
      const group = document.createElement("optgroup");
      group.label = text(`stage.${stage ?? "other"}`);
      group.append(...options(indices.filter((i) => stageOf(this.names[i]) === stage)));
      return group;
    });
    select.replaceChildren(first, ...(this.staged ? groups.filter((group) => group.children.length > 0) : options(indices)));
    select.value = indices.includes(Number(window.selectedVertex)) ? String(window.selectedVertex) : "";
  }

  showStages() {
    const stages = this.staged ? STAGES.filter((stage) => this.names.some((name) => stageOf(name) === stage)) : [];
    const buttons = [...stages, WHOLE].map((stage) => {
      const button = document.createElement("button");
      button.type = "button";
      button.id = `stage-${stage}`;
      button.textContent = text(`stage.${stage}`);
      button.setAttribute("aria-pressed", String(stage === this.stage));
      button.addEventListener("click", () => this.go(stage));
      return button;
    });
    keepFocus(() => element("stages").replaceChildren(...buttons));
  }

  go(stage) {
    this.stage = stage;
    this.showStages();
    const nodes = window.cy.nodes().filter((node) => stage === WHOLE || stageOf(this.names[node.id()]) === stage);
    if (stage === WHOLE) {
      window.cy.fit(nodes, 20);
      return;
    }
    // A stage is a column: as wide as the drawing, from its top.
    const box = nodes.boundingBox();
    const zoom = Math.min(NEAR, (window.cy.width() - 24) / box.w);
    window.cy.viewport({ zoom, pan: { x: window.cy.width() / 2 - zoom * (box.x1 + box.w / 2), y: 16 - zoom * box.y1 } });
  }

  /** To the same place in a drawing of another size. */
  goAgain() {
    if (window.cy) {
      window.cy.resize();
      if (Number(window.selectedVertex) >= 0) {
        this.show(window.selectedVertex);
      } else {
        this.go(this.stage ?? WHOLE);
      }
    }
  }

  /** What the name of a layer contains. */
  search() {
    const sought = element("layer-search").value.trim().toLowerCase();
    const found = this.names.map((_, i) => i).filter((i) => this.names[i].toLowerCase().includes(sought));
    element("found").textContent = sought === "" ? "" : text("model.found", found.length);
    this.list(found);
    this.found = found;
    const exact = found.find((i) => this.names[i].toLowerCase() === sought) ?? (found.length === 1 ? found[0] : undefined);
    if (sought !== "" && exact !== undefined) {
      this.choose(exact);
    } else if (STAGES.includes(sought) && this.staged) {
      this.go(sought);
    } else if (sought !== "" && found.length > 0) {
      this.show(found[0]);
    }
  }

  enter() {
    if (element("layer-search").value.trim() !== "" && this.found?.length > 0) {
      this.choose(this.found[0]);
    }
  }

  choose(vertex) {
    if (vertex !== "") {
      this.show(vertex);
      window.setSelectedVertex(String(vertex));
    }
  }

  show(vertex) {
    const node = window.cy.getElementById(String(vertex));
    window.cy.zoom(Math.min(NEAR, (window.cy.width() - 24) / 240));
    window.cy.center(node);
    this.stage = stageOf(this.names[vertex]);
    this.showStages();
  }

  chose(vertex) {
    window.cy.nodes().unselect();
    window.cy.getElementById(String(vertex)).select();
    element("layer-select").value = String(vertex);
  }
}

function typeName(type) {
  return textOr(`type.${type}`, type);
}

/** What Deeplearning4j says of a layer: [name, value] of each. */
function showTable(facts) {
  const rows = facts.map(([name, value], i) => {
    const row = document.createElement("tr");
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = name;
    const cell = document.createElement("td");
    cell.textContent = i === 1 ? typeName(value) : readable(value);
    row.append(head, cell);
    return row;
  });
  element("layerInfo").replaceChildren(...rows);
}

/** The initial weights come as JSON of a Java class. */
function readable(value) {
  const found = /^\{\s*"@class"\s*:\s*"[\w.]*\.WeightInit(\w+)"/.exec(value);
  return found ? found[1] : value;
}
