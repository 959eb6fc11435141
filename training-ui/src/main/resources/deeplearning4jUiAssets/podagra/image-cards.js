// Pictures with what is to be said of them.

import { rate } from "./format.js";
import { zoomable } from "./image-zoom.js";
import { armName, setName } from "./names.js";
import { make } from "./page.js";
import { text, textOr } from "./texts.js";

/** A card for each training sample: as prepared, then as varied. */
export function sampleCards(samples) {
  const shown = [];
  return samples.map((sample, i) => {
    const entries = [prepared(sample), ...sample.variants.map((variant) => varied(sample, variant))];
    const strip = entries.map((entry, j) =>
      make("li", [
        picture(entry, `sample-${i}-${j}`, shown),
        make("span", entry.caption, "caption"),
        ...entry.marks.map((mark) => make("span", mark, "mark")),
      ]),
    );
    return make("figure", [make("figcaption", about(sample)), make("ul", strip, "strip")], "card sample");
  });
}

/** Items for the lists of errors. */
export function errorItems(errors) {
  const shown = [];
  const items = (list) => errors[list].length > 0
    ? errors[list].map((image, i) => errorItem(errors, image, `${list}-${i}`, shown))
    : [make("li", text("errors.none"), "none")];
  return { missed: items("missed"), falseAlarms: items("falseAlarms") };
}

function errorItem(errors, image, id, shown) {
  const own = image.scores.find(({ scorer }) => scorer === errors.scorer);
  const entry = {
    ...image,
    alt: text("alt.scored", labelOf(image), viewOf(image), rate(own.score)),
    facts: [
      ...facts(image),
      ...image.scores.map((score) => [scoreName(errors, score), rate(score.score)]),
      ...(errors.part === "test" ? [] : [[text("fact.epoch"), errors.epoch]]),
    ],
  };
  const others = image.scores.filter((score) => score !== own);
  const words = [
    picture(entry, id, shown),
    ...explained(entry, id, shown),
    make("strong", text("score", rate(own.score)), "score"),
    ...others.map((score) => make("span", `${scoreName(errors, score)} ${rate(score.score)}`, "other")),
    ...about(image),
  ];
  return make("li", words, "card");
}

/** The same image with what speaks for abnormal in it, where there is such a picture. */
function explained(entry, id, shown) {
  if (!entry.explained) {
    return [];
  }
  const other = { ...entry, picture: entry.explained, alt: text("alt.explained", labelOf(entry), viewOf(entry)) };
  return [picture(other, `${id}-explained`, shown)];
}

function scoreName(errors, { scorer }) {
  return errors.part === "test" ? armName(scorer) : text("fact.score");
}

function prepared(sample) {
  return {
    ...sample,
    caption: text("prepared"),
    marks: [],
    alt: text("alt.prepared", labelOf(sample), viewOf(sample)),
    facts: facts(sample),
  };
}

function varied(sample, variant) {
  const changes = variant.changes.map(({ what, amount }) => `${textOr(`step.${what}`, what)} ${amount}`.trim());
  const words = changes.join(text("separator")) || text("step.none");
  const marks = variant.changes.filter(({ amount }) => amount === "").map(({ what }) => textOr(`step.${what}`, what));
  return {
    ...sample,
    picture: variant.picture,
    caption: text("epoch", variant.epoch),
    marks: variant.changes.length === 0 ? [text("step.none")] : marks,
    alt: text("alt.variant", labelOf(sample), viewOf(sample), variant.epoch, words),
    facts: [...facts(sample), [text("fact.epoch"), variant.epoch], [text("fact.changes"), words]],
  };
}

function facts(image) {
  return [
    [text("fact.label"), labelOf(image)],
    [text("fact.view"), viewOf(image)],
  ];
}

function about(image) {
  const id = make("span", image.image, "image-id");
  id.title = image.image;
  return [make("span", labelOf(image), `label ${image.label}`), make("span", viewOf(image), "view"), id];
}

function labelOf(image) {
  return text(`label.${image.label}`);
}

function viewOf(image) {
  return setName(image.view);
}

function picture(entry, id, shown) {
  if (entry.picture === null) {
    return make("span", text("picture.none"), "frame nothing");
  }
  const img = document.createElement("img");
  img.loading = "lazy";
  img.decoding = "async";
  img.src = `/images/picture/${entry.picture}.png`;
  img.alt = entry.alt;
  const button = make("button", img, "frame");
  button.type = "button";
  button.id = id;
  button.title = entry.alt;
  img.addEventListener("error", () => button.replaceWith(make("span", text("picture.none"), "frame nothing")));
  zoomable(button, entry, shown);
  return button;
}
