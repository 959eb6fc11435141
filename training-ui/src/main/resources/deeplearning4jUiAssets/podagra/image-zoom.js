// One picture, large, with all that is known of it; from there to those beside it.

import { element, fact } from "./page.js";
import { text } from "./texts.js";

const dialog = element("zoom");
let pictures = [];
let at = 0;

/** Lets a button open an entry {picture, alt, facts}; shown is the list that it and its neighbours are in. */
export function zoomable(button, entry, shown) {
  const place = shown.push(entry) - 1;
  button.addEventListener("click", () => {
    pictures = shown;
    show(place);
    dialog.showModal();
  });
}

element("zoom-close").addEventListener("click", () => dialog.close());
element("zoom-previous").addEventListener("click", () => show(at - 1));
element("zoom-next").addEventListener("click", () => show(at + 1));
element("zoom-pixels").addEventListener("change", showPixels);

dialog.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step) {
    event.preventDefault();
    show(at + step);
  }
});

// Beside the dialog is the dialog's own backdrop.
dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());

function show(place) {
  if (place < 0 || place >= pictures.length) {
    return;
  }
  at = place;
  const entry = pictures[at];
  const img = document.createElement("img");
  img.src = `/images/picture/${entry.picture}.png`;
  img.alt = entry.alt;
  element("zoom-frame").replaceChildren(img);
  element("zoom-title").textContent = entry.image;
  element("zoom-facts").replaceChildren(...entry.facts.map(fact));
  element("zoom-place").textContent = text("zoom.place", at + 1, pictures.length);
  element("zoom-previous").disabled = at === 0;
  element("zoom-next").disabled = at === pictures.length - 1;
  showPixels();
}

/** Smooth shows the joint, square pixels show what the network has of it. */
function showPixels() {
  element("zoom-frame").classList.toggle("pixelated", element("zoom-pixels").checked);
}
