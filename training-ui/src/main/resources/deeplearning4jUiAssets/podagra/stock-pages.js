// Says on Deeplearning4j's pages, as on ours, that a run's images are synthetic. The pages know nothing of that, so
// the data of our pages is asked: once, and again while no run has begun.

const ASK_AGAIN_MILLISECONDS = 5000;

async function runsOf(address) {
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  return response.ok ? (await response.json()).runs : [];
}

async function markSyntheticRuns() {
  let runs = [];
  try {
    runs = (await Promise.all(["/roc/data", "/trials/data"].map(runsOf))).flat();
  } catch {
    // The server is gone for a moment; the page itself says so.
  }
  const synthetic = [...new Set(runs.filter((run) => run.synthetic).map((run) => run.run))];
  if (synthetic.length > 0) {
    const banner = document.createElement("p");
    banner.className = "podagra-synthetic";
    banner.id = "synthetic";
    banner.textContent =
      `Synthetic data in ${synthetic.join(", ")}: these images are computer-made. ` +
      "The figures show that the software works; they say nothing about patients.";
    document.querySelector("#content").prepend(banner);
  } else if (runs.length === 0) {
    setTimeout(markSyntheticRuns, ASK_AGAIN_MILLISECONDS);
  }
}

markSyntheticRuns();
