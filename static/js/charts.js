// Lays a Plotly figure over the static drawing of a chart, for reading values on wide screens.
// Without this file, without Plotly or on a phone, the static drawing stays.

const wide = matchMedia("(min-width: 48rem)");
const dark = matchMedia("(prefers-color-scheme: dark)");
const drawn = new Set();

/** The figure's JSON, with names of style tokens such as var(--ink) turned into colours. */
function readFigure(id, probe) {
  const text = document.getElementById(id).textContent;
  return JSON.parse(text.replace(/var\((--[\w-]+)\)/g, (name) => {
    probe.style.color = name;
    return getComputedStyle(probe).color;
  }));
}

async function draw(chart) {
  const still = chart.querySelector(".chart-static");
  const live = chart.querySelector(".chart-live");
  const figure = readFigure(live.dataset.figure, live);
  live.style.color = "";
  figure.layout.font.family = getComputedStyle(chart).fontFamily;
  live.hidden = false;
  still.hidden = true;
  try {
    await window.Plotly.react(live, figure.data, figure.layout, figure.config);
    drawn.add(chart);
  } catch {
    live.hidden = true;
    still.hidden = false;
  }
}

function start() {
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting && wide.matches) {
        seen.unobserve(target);
        draw(target);
      }
    }
  }, { rootMargin: "200px" });
  for (const chart of document.querySelectorAll(".chart:has(> .chart-live)")) seen.observe(chart);
  dark.addEventListener("change", () => drawn.forEach(draw));
}

if (window.Plotly) start();
