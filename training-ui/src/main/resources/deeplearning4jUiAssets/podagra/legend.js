// The list below a chart that names its lines and says what they are at a place.

import { swatch } from "./looks.js";

export class Legend {
  constructor() {
    this.list = document.createElement("ul");
    this.list.className = "legend";
  }

  /** lines: {label, style, head, rest} of each; words: the same of what has no line */
  show(lines, words) {
    this.list.replaceChildren(...lines.map((line) => item(line, swatch(line.style))), ...words.map((line) => item(line)));
  }

  /** points: {index} of each line where the reader points; none while nobody does */
  say(lines, points) {
    lines.forEach((line, i) => {
      const said = this.list.children[i];
      said.classList.toggle("pointed", Boolean(points[i]));
      said.lastChild.textContent = points[i] ? line.at(points[i].index) : line.rest;
    });
  }
}

function item({ label, head, rest }, sign = "") {
  const made = document.createElement("li");
  const title = document.createElement("p");
  const name = document.createElement("strong");
  name.textContent = head.length > 0 ? `${label} ·` : label;
  title.append(sign, name);
  head.forEach((words, i) => {
    const part = document.createElement("span");
    part.textContent = i < head.length - 1 ? `${words} ·` : words;
    title.append(" ", part);
  });
  const said = document.createElement("p");
  said.className = "said";
  said.textContent = rest;
  made.append(title, said);
  return made;
}
