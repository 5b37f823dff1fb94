// <parley-signals for="id of a video">: numbers over the steps of an episode, drawn beside its film. The line across all of them is
// where the film is; a press on a plot goes there. `show(signals)` takes what /signals answers, `mark(step, ranges)` draws marks.
import { part } from "./parley-rest.js";

const SVG = "http://www.w3.org/2000/svg";
const shape = (name, classes, attributes) => {
  const made = document.createElementNS(SVG, name);
  if (classes) made.setAttribute("class", classes);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
};
const left = (element, share) => { element.style.left = `${100 * share}%`; return element; };

/** The largest of 1, 2 and 5 times a power of ten of which two fit in, so that two to five lines lie in the plot. */
const ticks = (low, high) => {
  const room = (high - low || 1) / 2;
  const power = 10 ** Math.floor(Math.log10(room));
  const every = power * [5, 2, 1].find(times => times * power <= room * (1 + 1e-9));
  const found = [];
  for (let at = Math.ceil(low / every - 1e-9) * every; at <= high + 1e-9; at += every) found.push(Number(at.toPrecision(6)));
  return found;
};

const NOBODY = [];
/** The least and the largest of however many. */
const reach = values => values.reduce(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [Infinity, -Infinity]);

/** "tool_x_m" as people read it. */
const title = ({ name, unit }) => {
  const words = (unit && name.endsWith(`_${unit}`) ? name.slice(0, -unit.length - 1) : name).replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Small lengths are read in millimetres. */
const scaled = signal => {
  const [least, most] = reach([...(signal.measured ?? []), ...(signal.asked ?? []), 0]);
  const small = signal.unit === "m" && Math.max(-least, most) < 0.2;
  const times = values => values && values.map(value => (small ? 1000 * value : value));
  return { ...signal, title: title(signal), unit: small ? "mm" : signal.unit, digits: small ? 1 : 3, measured: times(signal.measured), asked: times(signal.asked) };
};
const written = (signal, value) => `${value.toFixed(signal.digits).replace("-", "−")}${signal.unit ? ` ${signal.unit}` : ""}${signal.name === "action_size" ? "/step" : ""}`;

class ParleySignals extends HTMLElement {
  connectedCallback() {
    this.off = new AbortController();
    const { signal } = this.off;
    for (const name of ["timeupdate", "seeking", "seeked", "loadedmetadata"]) {
      document.addEventListener(name, event => { if (event.target.id === this.getAttribute("for")) this.follow(); }, { capture: true, signal });
    }
    document.addEventListener("play", event => { if (event.target.id === this.getAttribute("for")) this.run(); }, { capture: true, signal });
  }

  disconnectedCallback() { this.off.abort(); }

  get video() { return document.getElementById(this.getAttribute("for")); }

  /** The events of a film come a few times a second; while it plays, each of its frames moves the line. */
  run() {
    const video = this.video;
    const next = () => { if (!this.isConnected || video !== this.video) return; this.follow(); if (!video.paused && !video.ended) requestAnimationFrame(next); };
    requestAnimationFrame(next);
  }

  show(signals) {
    this.hz = signals.controlHz || 10;
    this.steps = signals.steps;
    this.plots = [];
    const all = signals.signals.map(scaled);
    // The hand has a plot of its own, also where it is measured and asked for under one name.
    const hand = all.filter(each => each.measured && /opening|gripper|suction|vacuum|finger/.test(each.name)).slice(0, 1);
    const pairs = all.filter(each => each.measured && each.asked && !hand.includes(each));
    const size = all.filter(each => each.name === "action_size");
    const thinking = { name: "thinking", title: "Policy thinking time", unit: "ms", digits: 0, measured: signals.thinkingMs, over: signals.stepMs };
    const first = [pairs.length ? this.choice(pairs) : null, ...[...(pairs.length ? [] : all.filter(each => each.measured && !hand.includes(each)).slice(0, 1)), ...size, ...hand, thinking].map(each => this.plot(each))];
    const shown = [...pairs, ...size, ...hand];
    this.replaceChildren(...(all.length ? [] : [part("p", "sig s sub", "No numbers were recorded with this film.")]), ...first.filter(Boolean), this.more(all.filter(each => !shown.includes(each))), this.table([...all, thinking]));
    this.lastElementChild.previousElementSibling.hidden = all.length === shown.length;
    this.mark(this.marked, this.ranges);
    this.follow();
  }

  /** One of several of a kind at a time. */
  choice(pairs) {
    const select = part("select", "", ...pairs.map((pair, i) => new Option(pair.title, String(i))));
    select.setAttribute("aria-label", "Which number to compare with what was asked for");
    const place = part("div", "sig");
    const draw = () => {
      this.plots = this.plots.filter(each => each.place !== place);
      const made = this.plot(pairs[Number(select.value)], select);
      place.replaceChildren(...made.childNodes);
      this.plots.at(-1).place = place;
      this.mark(this.marked, this.ranges);
      this.follow();
    };
    select.addEventListener("change", draw);
    draw();
    return place;
  }

  plot(signal, heading = part("span", "med s", signal.title)) {
    const values = [...(signal.measured ?? []), ...(signal.asked ?? [])];
    const [least, most] = reach(values);
    const zero = !signal.measured || signal.over !== undefined || Math.min(least, 0) === 0;
    let low = zero ? 0 : least;
    let high = Math.max(most, signal.over ?? -Infinity, low + 1e-6);
    const room = 0.08 * (high - low);
    high += room;
    if (!zero) low -= room;
    const y = value => 100 - (100 * (value - low)) / (high - low);
    const x = step => (this.steps > 1 ? (100 * step) / (this.steps - 1) : 0);
    const svg = shape("svg", "", { viewBox: "0 0 100 100", preserveAspectRatio: "none", "aria-hidden": "true" });
    const late = signal.over ? this.over(svg, signal, x) : 0;
    const lines = ticks(low, high);
    lines.forEach(at => svg.append(shape("line", "grid", { x1: 0, x2: 100, y1: y(at), y2: y(at) })));
    const draw = (line, classes) => line?.length && svg.append(shape("path", classes, { d: `M${line.map((value, i) => `${x(i).toFixed(2)} ${y(value).toFixed(2)}`).join("L")}` }));
    draw(signal.asked, signal.measured ? "a" : "a only");
    draw(signal.measured, "m");
    const value = part("span", "val", "");
    const cursor = part("span", "cursor");
    const area = part("div", "ar", svg, cursor);
    area.setAttribute("role", "img");
    area.setAttribute("aria-label", values.length ? `${signal.title}: from ${written(signal, least)} to ${written(signal, most)} in ${this.steps} steps${late ? `, ${late} of them longer than a step lasts` : ""}` : `${signal.title}: nothing was recorded`);
    area.addEventListener("pointerdown", event => this.seek(event, area));
    const scale = part("div", "ys", ...lines.map(at => { const tick = part("span", "", String(at).replace("-", "−")); tick.style.top = `${y(at)}%`; return tick; }));
    const made = part("div", "sig", part("div", "between xs", part("span", "row wrap", heading, ...(late ? [part("span", "an", `over ${Math.round(signal.over)} ms at ${late} step${late === 1 ? "" : "s"}`)] : [])), value), part("div", "plot", scale, area));
    if (signal.name === "thinking") made.lastElementChild.append(part("div", "xs-l", ...[0, 0.5, 1].map(share => left(part("span", "", String(Math.round(share * Math.max(0, this.steps - 1)))), share))));
    this.plots.push({ signal, value, cursor, area });
    return made;
  }

  /** Where the policy thought longer than a step lasts, and the robot waited. */
  over(svg, signal, x) {
    const wide = 100 / Math.max(1, this.steps);
    const late = signal.measured.flatMap((value, step) => (value > signal.over ? [step] : []));
    late.forEach(step => svg.append(shape("rect", "over", { x: x(step) - wide / 2, y: 0, width: wide, height: 100 })));
    return late.length;
  }

  more(rest) {
    const inside = part("div", "", ...rest.map(each => this.plot(each)));
    return part("details", "more", part("summary", "", "More numbers"), inside);
  }

  table(all) {
    this.rows = all.map(signal => ({ signal, measured: part("td", "num", ""), asked: part("td", "num", "") }));
    const head = part("tr", "", part("th", "", "At this step"), part("th", "num", "Measured"), part("th", "num", "Asked for"));
    const body = this.rows.map(row => part("tr", "", part("th", "", row.signal.title), row.measured, row.asked));
    this.details = part("details", "more", part("summary", "", "The same as a table"), part("table", "s", part("thead", "", head), part("tbody", "", ...body)));
    this.details.addEventListener("toggle", () => this.follow());
    return this.details;
  }

  get step() {
    const video = this.video;
    return video ? Math.min(Math.max(0, this.steps - 1), Math.max(0, Math.floor(video.currentTime * this.hz + 1e-6))) : 0;
  }

  seek(event, area) {
    const box = area.getBoundingClientRect();
    const step = Math.round(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * Math.max(0, this.steps - 1));
    this.video.currentTime = (step + 0.5) / this.hz;
  }

  /** Nothing, until the numbers of another film come. */
  clear() {
    this.plots = undefined;
    this.replaceChildren();
  }

  /** @param step at which it first went wrong; undefined takes it away; @param ranges of steps in which somebody stepped in */
  mark(step, ranges = NOBODY) {
    this.marked = step;
    this.ranges = ranges;
    this.querySelectorAll(".mark, .held").forEach(mark => mark.remove());
    const at = which => (this.steps > 1 ? which / (this.steps - 1) : 0);
    this.plots?.forEach(({ area }) => {
      ranges.forEach(({ from, to }) => { const held = left(part("span", "held"), at(from)); held.style.width = `${100 * (at(to) - at(from))}%`; area.append(held); });
      if (step !== undefined) area.append(left(part("span", "mark"), at(step)));
    });
  }

  follow() {
    if (!this.plots) return;
    const step = this.step;
    for (const { signal, value, cursor } of this.plots) {
      left(cursor, this.steps > 1 ? step / (this.steps - 1) : 0);
      const now = (signal.measured ?? signal.asked)?.[step];
      value.textContent = now === undefined ? "–" : written(signal, now);
    }
    if (this.details?.open) {
      for (const { signal, measured, asked } of this.rows) {
        measured.textContent = signal.measured?.[step] === undefined ? "–" : written(signal, signal.measured[step]);
        asked.textContent = signal.asked?.[step] === undefined ? "–" : written(signal, signal.asked[step]);
      }
    }
    this.dispatchEvent(new CustomEvent("parley-step", { bubbles: true, detail: { step, steps: this.steps } }));
  }
}

customElements.define("parley-signals", ParleySignals);
