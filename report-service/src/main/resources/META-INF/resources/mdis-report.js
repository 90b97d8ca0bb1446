// Draws the tables that say so as charts. The table stays what a screen reader reads, and what is
// shown where no script runs.
"use strict";

const colours = () => {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue("--" + name).trim();
};

function numbers(table) {
  const heads = [...table.querySelectorAll("thead th")];
  const rows = [...table.querySelectorAll("tbody tr")];
  return {
    labels: rows.map((row) => row.cells[0].textContent.trim()),
    series: heads.slice(1).map((head, index) => ({
      label: head.textContent.trim(),
      colour: head.dataset.colour,
      data: rows.map((row) => Number(row.cells[index + 1].dataset.value)),
    })),
  };
}

function draw(figure) {
  const table = figure.querySelector("table");
  const canvas = figure.querySelector("canvas");
  const colour = colours();
  const { labels, series } = numbers(table);
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const axis = { stacked: true, grid: { color: colour("line") }, ticks: { color: colour("minor"), precision: 0 } };
  return new Chart(canvas, {
    type: "bar",
    data: {
      labels,
      datasets: series.map((one) => ({
        label: one.label,
        data: one.data,
        backgroundColor: colour(one.colour),
        maxBarThickness: 42,
      })),
    },
    options: {
      animation: still ? false : { duration: 300 },
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: "index" },
      plugins: { legend: { position: "bottom", labels: { color: colour("text"), boxWidth: 12 } } },
      scales: { x: { ...axis, grid: { display: false } }, y: { ...axis, beginAtZero: true } },
    },
  });
}

document.addEventListener("DOMContentLoaded", () => {
  const figures = [...document.querySelectorAll("figure.chart")];
  let charts = figures.map((figure) => {
    figure.classList.add("drawn");
    return draw(figure);
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    charts.forEach((chart) => chart.destroy());
    charts = figures.map(draw);
  });
});
