// Joins the events of the server with the parts of the page.

import { bars } from "./bars.js";
import { Chart } from "./chart.js";
import { Wall } from "./pictures.js";
import { Rejects } from "./rejects.js";
import { bytes, count, duration, element, percent, span, time } from "./words.js";

const KEPT_SECONDS = 180;
const MINUTE = 60;
const LABELS = 8;

const at = (id) => document.getElementById(id);
const wall = new Wall(at("pictures"));
const rejects = new Rejects(at("codes"), at("rejects"));
const rate = new Chart(at("rate-chart"), { name: "Images a second", series: ["images"], format: count, area: true });
const latency = new Chart(at("latency-chart"), { name: "Latency, median and 99th percentile", series: ["p50", "p99"], format: duration });

let seconds = [];
let model = null;
let former = null;
let paused = false;
let ended = false;

/** A figure with its unit set smaller. */
function figure(id, value, unit = "") {
  at(id).replaceChildren(value, ...(unit ? [element("small", {}, unit)] : []));
}

function state(name, words) {
  at("state").dataset.state = name;
  if (at("state").textContent !== words) at("state").textContent = words;
}

function troubles(sentences) {
  const shown = [...at("troubles").children].map((p) => p.textContent);
  if (shown.join() !== sentences.join()) {
    at("troubles").replaceChildren(...sentences.map((sentence) => element("p", {}, sentence)));
  }
}

/** Notes which model answers, and when another took its place. */
function serve(second) {
  const names = Object.keys(second.models);
  // For a second or two after a swap some subtasks still answer with the former model.
  const newest = names.includes(model) ? names.find((name) => name !== model && name !== former) : names[0];
  if (!newest) return;
  const [name, version] = [newest.slice(0, newest.lastIndexOf(" ")), newest.slice(newest.lastIndexOf(" ") + 1)];
  at("model").textContent = `${name} · version ${version}`;
  if (model) {
    second.swap = newest;
    at("model").textContent += ` since ${time(second.at)}`;
    at("model").className = "";
    requestAnimationFrame(() => (at("model").className = "new"));
  }
  [former, model] = [model, newest];
}

function hops(second) {
  const job = second.job ?? {};
  return [
    { what: "JPEG", note: "Kafka → decode", value: job.jpegBytes },
    { what: "packed coefficients", note: "decode → inference", value: job.packedBytes },
    { what: "RGB pixels", note: "would be there instead", value: job.rgbBytes, kind: "instead" },
    { what: "prediction", note: "inference → Kafka", value: second.predictionBytes },
  ].filter((hop) => hop.value != null).map((hop) => ({ ...hop, much: bytes(hop.value) }));
}

/** What was answered most often of late. */
function answers() {
  const sums = {};
  for (const { labels } of seconds.slice(-MINUTE)) {
    for (const [label, n] of Object.entries(labels)) sums[label] = (sums[label] ?? 0) + n;
  }
  return Object.entries(sums).sort(([, a], [, b]) => b - a).slice(0, LABELS)
    .map(([what, value]) => ({ what, value, much: count(value) }));
}

function show(second) {
  serve(second);
  seconds = [...seconds, second].slice(-KEPT_SECONDS);
  const job = second.job ?? {};
  const rejected = Object.values(second.rejects).reduce((a, b) => a + b, 0);
  figure("rate", count(second.images));
  if (second.p50 != null) figure("p50", ...span(second.p50));
  if (second.p99 != null) figure("p99", ...span(second.p99));
  figure("predictions", count(second.predictions));
  figure("rejected", count(rejected), rejected ? percent(rejected / (rejected + second.predictions)) : "");
  if (job.waiting != null) figure("waiting", count(job.waiting));
  if (job.batchSize != null && job.runMillis != null) figure("batch", job.batchSize.toFixed(1), `in ${duration(job.runMillis)}`);
  rate.show(seconds);
  latency.show(seconds);
  bars(at("bytes"), hops(second));
  bars(at("labels"), answers());
  rejects.counted(second.rejects);
  if (!ended) {
    troubles(second.troubles);
    const running = !job.state || job.state === "RUNNING";
    state(running ? "live" : "waiting", running ? "live" : `the job is ${job.state.toLowerCase()}`);
  }
}

function begin(facts) {
  seconds = [];
  model = former = null;
  ended = false;
  wall.clear();
  rejects.clear();
  at("topics").textContent = `Topics: ${facts.images} → ${facts.predictions}, ${facts.rejects}`;
  at("flink").hidden = !facts.flink;
  at("flink").href = facts.flink ?? "";
}

function listen() {
  const source = new EventSource("events");
  const on = (name, react) => source.addEventListener(name, (event) => react(JSON.parse(event.data)));
  on("hello", begin);
  on("second", show);
  on("sight", (sight) => {
    if (sight.code) rejects.show(sight);
    else if (!model) serve({ models: { [sight.model]: 1 } }); // its second may be forgotten already
    if (!paused) wall.show(sight);
  });
  on("end", (sentence) => {
    ended = true;
    troubles([]);
    state("ended", sentence);
  });
  source.addEventListener("error", () => {
    if (ended) {
      source.close();
      return;
    }
    state("lost", "no connection");
    troubles(["The server of this page does not answer; what you see is old. It is asked again every few seconds."]);
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 3000);
  });
}

function pause() {
  paused = !paused;
  at("pause").setAttribute("aria-pressed", paused);
}

function theme(next) {
  document.documentElement.dataset.theme = next;
  localStorage.setItem("theme", next);
}

function otherTheme() {
  const dark = getComputedStyle(document.documentElement).colorScheme === "dark";
  theme(dark ? "light" : "dark");
}

at("pause").addEventListener("click", pause);
at("theme").addEventListener("click", otherTheme);
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || at("detail").open) return;
  if (event.key === "p") pause();
  if (event.key === "t") otherTheme();
});
at("detail").addEventListener("click", (event) => {
  if (event.target === at("detail")) at("detail").close();
});
if (localStorage.getItem("theme")) theme(localStorage.getItem("theme"));
listen();
