// How the lines of our charts look, in the drawing and in the list beside it.

const MARK = 5.5;
const COLOURS = 6;
// Lines differ in their dashes as well, and their marks in shape, for those who cannot tell the colours apart.
const DASHES = [[], [9, 4], [3, 3], [12, 3, 3, 3], [6, 2], [2, 5]];
const MARKS = [
  `M${-MARK} 0A${MARK} ${MARK} 0 1 1 ${MARK} 0A${MARK} ${MARK} 0 1 1 ${-MARK} 0Z`,
  `M${-MARK} ${-MARK}H${MARK}V${MARK}H${-MARK}Z`,
  `M0 ${-MARK - 1}L${MARK + 1} ${MARK}H${-MARK - 1}Z`,
  `M0 ${-MARK - 2}L${MARK + 2} 0L0 ${MARK + 2}L${-MARK - 2} 0Z`,
  `M0 ${MARK + 1}L${MARK + 1} ${-MARK}H${-MARK - 1}Z`,
  `M-2 ${-MARK - 1}H2V-2H${MARK + 1}V2H2V${MARK + 1}H-2V2H${-MARK - 1}V-2H-2Z`,
];

/** No two styles below 36 look the same. */
export function look(style) {
  const i = style % COLOURS;
  return { stroke: `--line-${i}`, dash: DASHES[(i + Math.floor(style / COLOURS)) % DASHES.length] };
}

export function markPath(style) {
  return MARKS[style % MARKS.length];
}

export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** A piece of the line with its mark. */
export function swatch(style) {
  const make = (tag, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
    return made;
  };
  const svg = make("svg", { width: 44, height: 16, viewBox: "-22 -8 44 16", "aria-hidden": "true", class: "swatch" });
  svg.style.color = `var(${look(style).stroke})`;
  const dash = look(style).dash.join(" ") || "none";
  svg.append(
    make("line", { x1: -22, x2: 22, stroke: "currentColor", "stroke-width": 2.5, "stroke-dasharray": dash }),
    make("path", { d: markPath(style), class: "mark" }),
  );
  return svg;
}
