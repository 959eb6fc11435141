// The stages of ResNet-50, told by the names of Deeplearning4j's zoo: stem-cnn1, res2a_branch2a, bn2a_branch2a, ...

export const STAGES = ["stem", "res2", "res3", "res4", "res5", "head"];

const HEAD = /^(avgpool|flatten|fc|dropout|output|logits)/;
const BLOCK = /^(?:res|bn|act|short|add)(\d)[a-z]/;

/** The stage of a layer or of one of its parameters; null where the name tells none. */
export function stageOf(name) {
  const block = BLOCK.exec(name);
  if (block) {
    const stage = `res${block[1]}`;
    return STAGES.includes(stage) ? stage : null;
  }
  if (name.startsWith("stem-") || name === "input") {
    return "stem";
  }
  return HEAD.test(name) ? "head" : null;
}

/** Whether a network is told by its names to have stages: one with some layer outside them is still one. */
export function haveStages(names) {
  return new Set(names.map(stageOf).filter((stage) => stage?.startsWith("res"))).size > 1;
}
