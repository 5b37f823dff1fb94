// <parley-canary>: what a station is asked every day, and whether it still does as in its first days. A picture, its numbers, a sentence.
import { call, glance, part, say, sends } from "./parley-rest.js";
import { path, when } from "./parley-desk.js";

const EVERY_MS = 30_000;
const SVG = "http://www.w3.org/2000/svg";
const WIDE_PX = 600;
const SIGNS = { LEARNING: ["note-b", "Learning what is usual"], AS_USUAL: ["ok", "As usual"], WORSE: ["warn", "Worse than in its first days"], TOO_HARD: ["dash", "Too hard to tell"] };
const percent = share => `${Math.round(share * 100)}%`;
const dayWords = day => new Date(`${day}T12:00:00`).toLocaleDateString([], { day: "numeric", month: "short" });
const drawn = (tag, attributes, ...inside) => {
  const made = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  made.append(...inside);
  return made;
};

/** Days between two, so that one without tries leaves a gap. */
const apart = (from, to) => Math.round((new Date(`${to}T12:00:00Z`) - new Date(`${from}T12:00:00Z`)) / 86_400_000);

/**
 * A dot a day on its interval: hollow for the first days, filled for those held against them; a cross where nothing was judged. The band is
 * what the first days came to.
 */
export const chart = (days, baseline, width = WIDE_PX) => {
  const shown = days.slice(width < WIDE_PX ? -28 : -60);
  const height = width < WIDE_PX ? 170 : 220, left = 38, right = 8, bottom = 24, top = 8;
  const first = shown[0].day, span = Math.max(6, apart(first, shown.at(-1).day));
  const x = day => left + 10 + ((width - left - right - 20) * apart(first, day)) / span;
  const y = share => top + (height - top - bottom) * (1 - share);
  const judged = shown.filter(day => day.judged);
  const newest = judged.at(-1);
  const words = newest ? `Done each day, of the tries that were judged: ${newest.done} of ${newest.judged} on ${dayWords(newest.day)}${baseline ? `; ${baseline.done} of ${baseline.judged} in the first ${baseline.days} days` : ""}.` : "No try was judged yet.";
  const svg = drawn("svg", { viewBox: `0 0 ${width} ${height}`, class: "canary-chart", role: "img", "aria-label": words });
  if (baseline) svg.append(drawn("rect", { class: "band", x: left, width: width - left - right, y: y(baseline.interval.high), height: Math.max(1, y(baseline.interval.low) - y(baseline.interval.high)) }));
  [0, 0.5, 1].forEach(share => svg.append(drawn("line", { x1: left, x2: width - right, y1: y(share), y2: y(share), class: "grid" }), drawn("text", { x: left - 6, y: y(share) + 4, "text-anchor": "end" }, percent(share))));
  shown.forEach(day => {
    const at = x(day.day);
    if (day.judged) {
      svg.append(drawn("line", { class: "doubt", x1: at, x2: at, y1: y(day.interval.low), y2: y(day.interval.high) }), drawn("circle", { class: day.baseline ? "first" : "later", cx: at, cy: y(day.rate), r: Math.min(4.5, (width - left - right) / span / 2.2) }));
    } else {
      svg.append(drawn("path", { class: "none", d: `M${at - 4} ${y(0) - 4}l8 8m0 -8l-8 8` }));
    }
  });
  const labels = shown.length > 1 ? [shown[0], shown[Math.floor(shown.length / 2)], shown.at(-1)] : [shown[0]];
  [...new Set(labels)].forEach((day, i, all) => svg.append(drawn("text", { x: x(day.day), y: height - 6, "text-anchor": i === 0 ? "start" : i === all.length - 1 ? "end" : "middle" }, dayWords(day.day))));
  return { words, svg };
};

/** The same as a table. */
export const numbers = days => {
  const head = ["Day", "Done", "Judged", "Share", "From", "To", "Left out", "Not judged", "Still open", "Not run"];
  const rows = [...days].reverse().map(day => [`${dayWords(day.day)}${day.baseline ? " (first days)" : ""}`, day.done, day.judged, day.rate === null ? "–" : percent(day.rate), day.interval ? percent(day.interval.low) : "–", day.interval ? percent(day.interval.high) : "–", day.leftOut, day.unjudged, day.open, day.notRun]);
  const cell = (tag, words, i) => part(tag, i ? "num" : "", String(words));
  return part("table", "", part("thead", "", part("tr", "", ...head.map((words, i) => Object.assign(cell("th", words, i), { scope: "col" })))), part("tbody", "", ...rows.map(row => part("tr", "", ...row.map((words, i) => cell("td", words, i))))));
};

/** "light=0.7, friction.objects=1" as an object; refuses what is none, in words. */
export const conditionsOf = text => Object.fromEntries(text.split(",").map(each => each.trim()).filter(Boolean).map(each => {
  const [name, value, ...more] = each.split("=").map(side => side.trim());
  if (!name || !value || more.length || !Number.isFinite(Number(value))) throw new Error(`A condition is written as name=number, with commas between; “${each}” is not.`);
  return [name, Number(value)];
}));

class ParleyCanary extends HTMLElement {
  // Drawn as wide as it is shown: its words keep their size.
  resized = () => this.view && this.show(this.view);

  connectedCallback() {
    window.addEventListener("resize", this.resized);
    if (this.wired) {
      this.again();
      return;
    }
    this.wired = true;
    this.id_ = this.dataset.station;
    this.find = name => this.querySelector(`[data-${name}]`);
    this.form = this.find("set-form");
    sends(this.form, async fields => {
      const [name, digest] = fields.policy.value.split(" ");
      const seeds = fields.seeds.value.split(",").map(each => each.trim()).filter(Boolean);
      const body = { policyVersion: { name, digest }, sceneId: fields.scene.value, taskId: fields.task.value, instruction: fields.instruction.value, at: fields.at.value, zone: fields.zone.value.trim(), reason: fields.reason.value, conditions: conditionsOf(fields.conditions.value), ...(seeds.length ? { seeds } : { tries: Number(fields.tries.value) }) };
      this.show(await call(path(this.id_, "/canary"), { method: "PUT", body }));
      fields.reason.value = "";
      this.find("setting").open = false;
      this.changed();
    });
    sends(this.find("deeds-form"), async fields => {
      this.show(await call(path(this.id_, `/canary/${this.deed}`), { method: "POST", body: { reason: fields.reason.value } }));
      fields.reason.value = "";
      this.find("deeds-form").hidden = true;
      this.changed();
    });
    const opens = (name, deed, words) => this.find(name).addEventListener("click", () => {
      this.deed = deed;
      const form = this.find("deeds-form");
      form.hidden = false;
      form.querySelector("button[type=submit] span").textContent = words;
      form.elements.reason.focus();
    });
    opens("anew", "baseline", "Find out anew what is usual");
    opens("end", "end", "Ask it no more");
    this.find("deeds-form").querySelector("[data-not]").addEventListener("click", () => { this.find("deeds-form").hidden = true; });
    this.form.elements.scene.addEventListener("change", () => this.tasks());
    this.form.elements.task.addEventListener("change", () => this.words());
    this.find("setting").addEventListener("toggle", event => event.target.open && this.choices());
    this.again();
  }

  disconnectedCallback() {
    window.removeEventListener("resize", this.resized);
    clearTimeout(this.next);
  }

  set admin(may) {
    this.may = may;
    this.find("setting").hidden = !may;
    this.find("deeds").hidden = !may || !this.view?.plan;
  }

  changed() { this.dispatchEvent(new CustomEvent("parley-canary", { bubbles: true })); }

  async again() {
    if (!document.hidden) await this.look();
    clearTimeout(this.next);
    if (this.isConnected) this.next = setTimeout(() => this.again(), EVERY_MS);
  }

  async look() {
    try {
      this.show(await glance(path(this.id_, "/canary")));
      say(this.find("trouble"), "");
    } catch (failure) {
      say(this.find("trouble"), failure.message);
    }
  }

  show(view) {
    const width = Math.max(280, Math.min(1000, this.find("course").clientWidth || WIDE_PX));
    const told = JSON.stringify(view) + width;
    if (told === this.told) return;
    this.told = told;
    this.view = view;
    const { plan, verdict, said, days, baseline } = view;
    this.dataset.verdict = verdict ?? "NONE";
    this.find("deeds").hidden = !this.may || !plan;
    if (!plan) this.find("deeds-form").hidden = true;
    this.find("setting").querySelector("summary").textContent = plan ? "Ask something else" : "Set one";
    const sign = verdict && part("span", `bdg ${SIGNS[verdict][0]}`, SIGNS[verdict][1]);
    this.find("verdict").replaceChildren(...(sign ? [sign] : []));
    this.find("said").textContent = said;
    const place = this.find("course");
    if (!plan) {
      place.replaceChildren();
      return;
    }
    const tries = plan.seeds.length;
    const asked = part("p", "s", "Every day at ", part("b", "med", plan.at), ` (${plan.zone}), ${tries} ${tries === 1 ? "time" : "times"}: “${plan.instruction}” by ${plan.policyName}. Next ${when(plan.next)}.`);
    if (!days.length) {
      place.replaceChildren(asked);
      return;
    }
    const { words, svg } = chart(days, baseline, width);
    const key = part("p", "row wrap s sub use-key canary-key", part("span", "", part("i", "first"), "First days"), part("span", "", part("i", "later"), "Later days"), part("span", "", part("i", "doubt"), "95% interval (Wilson)"), ...(baseline ? [part("span", "", part("i", "band"), "What the first days came to")] : []));
    const how = baseline && part("p", "xs dim", `Held against what it surely did in its first ${baseline.days} days (${percent(baseline.surely)} or more). While all is as usual, it is called worse by mistake once in ${baseline.falseAlarmEveryDays} days or more rarely, on average.`);
    place.replaceChildren(asked, part("p", "s", words), svg, key, ...(how ? [how] : []), part("details", "more", part("summary", "", "The numbers"), part("div", "in wide", numbers(days))));
  }

  /** What the station could be asked, read once somebody wants to choose. */
  async choices() {
    if (this.scenes) return;
    try {
      const [page, { versions }, scenes] = await Promise.all([call(path(this.id_)), call(path(this.id_, "/policies")), call("/api/v1/scenes")]);
      const offered = new Set(page.capabilities.scenes.map(each => each.id));
      this.scenes = scenes.filter(scene => offered.has(scene.id));
      const fields = this.form.elements;
      const allowed = versions.filter(each => each.allowed);
      fields.policy.replaceChildren(...allowed.map(each => new Option(`${each.title} (${each.digest.slice(0, 8)})`, `${each.name} ${each.digest}`)));
      fields.scene.replaceChildren(...this.scenes.map(each => new Option(each.title, each.id)));
      fields.zone.value = page.station.hours?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
      const { plan } = this.view ?? {};
      if (plan) {
        fields.zone.value = plan.zone;
        fields.policy.value = `${plan.policyName} ${plan.policyDigest}`;
        fields.scene.value = plan.sceneId;
        fields.tries.value = plan.seeds.length;
        fields.at.value = plan.at;
        fields.seeds.value = plan.seeds.join(", ");
        fields.conditions.value = Object.entries(plan.conditions).map(([name, value]) => `${name}=${value}`).join(", ");
      }
      this.tasks();
      if (plan) {
        fields.task.value = plan.taskId;
        fields.instruction.value = plan.instruction;
      }
    } catch (failure) {
      say(this.form.querySelector("[data-trouble]"), failure.message);
    }
  }

  tasks() {
    const fields = this.form.elements;
    const tasks = this.scenes.find(each => each.id === fields.scene.value)?.tasks ?? [];
    fields.task.replaceChildren(...tasks.map(each => new Option(each.reading, each.id)));
    this.words();
  }

  words() {
    const fields = this.form.elements;
    const task = this.scenes.find(each => each.id === fields.scene.value)?.tasks.find(each => each.id === fields.task.value);
    if (task) fields.instruction.value = task.paraphrases[0] ?? task.reading;
  }
}

customElements.define("parley-canary", ParleyCanary);
