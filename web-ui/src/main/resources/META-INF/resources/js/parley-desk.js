// <parley-desk-stations>: the stations of one's labs, worst first. Who may not do something is refused by the server in words.
import { arrange, button, call, glance, part, say, sends } from "./parley-rest.js";

/** What a card shows; when it was last heard of changes with every look and is not on it. */
export const shownOf = view => JSON.stringify(view, (name, value) => (name === "lastSeen" ? undefined : value));

const EVERY_MS = 3_000;
const WORDS = { STOPPED: "Stopped and held", OFFLINE: "Out of contact", FAULT: "Fault", PAUSED: "Paused", DRAINING: "Draining", BUSY: "Busy", CLOSED: "Closed", WAITING: "Waits for a person", IDLE: "Idle" };
const TONES = { STOPPED: "stop", OFFLINE: "dash", FAULT: "bad", PAUSED: "warn", DRAINING: "note-b", BUSY: "acc", CLOSED: "note-b", WAITING: "warn", IDLE: "ok" };
const ORDER = Object.keys(WORDS);
const KINDS = { SIMULATOR: "Simulation", REAL_ROBOT: "Real robot", REHEARSAL: "Rehearsal in simulation" };
const NEEDS = new Set(["STOPPED", "OFFLINE", "FAULT", "PAUSED", "WAITING"]);
const FILTERS = [["all", "All", () => true], ["real", "Real", each => each.station.kind !== "SIMULATOR"], ["simulated", "Simulated", each => each.station.kind === "SIMULATOR"], ["needs", "Needs someone", each => NEEDS.has(each.station.state)]];

export const path = (id, rest = "") => `/api/v1/desk/stations/${id}${rest}`;
export const when = at => {
  const date = new Date(at);
  return date.toDateString() === new Date().toDateString() ? date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }) : date.toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
};
const icon = name => document.querySelector(`[data-icons] [data-icon="${name}"]`)?.firstElementChild.cloneNode(true) ?? "";
const iconButton = (name, words, done, classes) => {
  const made = button(words, done, classes);
  made.prepend(icon(name));
  return made;
};
const milliseconds = value => (value < 10 ? value.toFixed(1) : Math.round(value).toString());
/** What was measured of a stop, in words. */
export const measured = stop => stop.acknowledgedMs === null ? "The station has not acknowledged it yet." : `The station acknowledged it after ${milliseconds(stop.acknowledgedMs)} ms${stop.stillMs === null ? "." : ` and stood still ${milliseconds(stop.stillMs)} ms after it had it.`}`;

const sentence = ({ station, admitted, stop, consoleWaits }) => {
  const by = admitted ? ` By ${admitted.by}, ${when(admitted.at)}${admitted.until ? `; expected back ${when(admitted.until)}` : ""}.` : "";
  switch (station.state) {
    case "STOPPED": return stop ? `Stopped by ${stop.by}, ${when(stop.at)}: “${stop.reason}” ${measured(stop)}` : station.stopNote ?? "Stopped; no reason was kept.";
    case "FAULT": return station.fault ?? "It reported a fault without a reason.";
    case "OFFLINE": return `Not in contact: ${station.offlineCause ?? "no cause is known"}.`;
    case "PAUSED": return `Takes no new asks: “${station.admissionNote}”${by}`;
    case "DRAINING": return `${station.running.length ? "Finishes what runs, then rests" : "Nothing runs any more"}: “${station.admissionNote}”${by}`;
    case "BUSY": return `${station.running.length} of ${station.slots} ${station.slots === 1 ? "place" : "places"} taken.`;
    case "WAITING": return `${consoleWaits} Nothing is offered to it meanwhile.`;
    case "CLOSED": return `Outside its opening hours; opens ${when(station.closedUntil)}.`;
    default: return "Ready for the next ask.";
  }
};

/** Opens a form in the card that asks why, and then does it. */
const asks = (card, words, label, done, { until = false } = {}) => () => {
  card.querySelector("form")?.remove();
  const reason = part("input", "field");
  Object.assign(reason, { name: "reason", maxLength: 500, required: true });
  const form = part("form", "stack g2", part("p", "bad-t"), part("label", "stack g1", part("span", "label", label), reason));
  form.firstElementChild.setAttribute("role", "alert");
  form.firstElementChild.dataset.trouble = "";
  form.firstElementChild.hidden = true;
  if (until) {
    const time = part("input", "field");
    Object.assign(time, { name: "until", type: "datetime-local" });
    form.append(part("label", "stack g1", part("span", "label", "Until when, if you know"), time));
  }
  const send = part("button", "btn sm pri", part("span", "", words));
  send.type = "submit";
  form.append(part("div", "row wrap", send, button("Not now", () => form.remove())));
  sends(form, async fields => {
    await done(fields.reason.value, fields.until?.value ? new Date(fields.until.value).toISOString() : null);
    form.remove();
  });
  card.querySelector(".desk-card-text").append(form);
  reason.focus();
};

const actions = (card, view, changed) => {
  const { station } = view;
  const admit = admission => async (reason, until) => changed(await call(path(station.id, "/admission"), { method: "PUT", body: { admission, reason, ...(until ? { until } : {}) } }));
  const pause = iconButton("PAUSED", "Pause", asks(card, "Pause it", "Why? Everybody reads it.", admit("PAUSED"), { until: true }));
  const drain = iconButton("DRAINING", "Drain", asks(card, "Drain it", "Why? Everybody reads it.", admit("DRAINING"), { until: true }));
  const resume = iconButton("OPEN", "Resume", asks(card, "Resume it", "What has changed?", admit("OPEN")));
  const stop = iconButton("STOPPED", "Stop", () => {}, "btn sm stopline");
  stop.addEventListener("pointerdown", event => event.button === 0 && document.querySelector("parley-stop").stop([station.id]));
  stop.addEventListener("click", event => event.detail === 0 && document.querySelector("parley-stop").stop([station.id]));
  const row = part("div", "row wrap");
  if (station.stopNote !== null) row.append(button("Clear the stop", asks(card, "Clear it", "What was the cause, and why may it go on?", async reason =>
    changed(await call(path(station.id, "/stop-clearance"), { method: "POST", body: { stopId: view.stop.stopId, reason } })))));
  row.append(...(station.admission === "OPEN" ? [pause, drain] : station.admission === "PAUSED" ? [resume] : [resume, pause]));
  if (station.stopNote === null) row.append(stop);
  if (station.kind !== "SIMULATOR" || view.consoleRule !== "NONE") {
    const console_ = part("a", "btn sm", part("span", "", "Console"));
    console_.href = `/console/${station.id}`;
    row.append(console_);
  }
  return row;
};

const picture = ({ station, running }) => {
  const first = running.find(each => !each.comparison);
  const box = part("div", "vid sm");
  if (first) {
    const poster = part("parley-poster");
    for (const [name, value] of [["src", `/api/v1/episodes/${first.id}/poster/main.jpg`], ["alt", `Newest frame of ${first.asked ?? "a goal picture"}`], ["data-none", "No picture yet"], ["live", ""]]) poster.setAttribute(name, value);
    box.append(poster, part("span", "plate tl", part("span", "livedot"), "Newest"));
  } else {
    box.classList.add("none");
    box.append(icon("ARM"), part("span", "plate tl", station.state === "OFFLINE" ? "Unknown" : running.length ? "Blind" : "Nothing runs"));
  }
  return box;
};

const runs = each => {
  const link = part("a", "s", each.comparison ? "A blind comparison" : each.asked ? `“${each.asked}”` : "A goal picture");
  link.href = each.comparison ? `/compare/${each.id}` : `/episodes/${each.id}`;
  return part("p", "s", link, part("span", "dim", ` since ${when(each.since)} · watch live`));
};

/** One station as a card; `changed` gets its new view after an action. */
export const card = (view, changed, { linked = true } = {}) => {
  const { station } = view;
  const made = part("article", `card desk-card${station.state === "STOPPED" ? " latched" : station.state === "OFFLINE" ? " unknown" : ""}`);
  made.dataset.id = station.id;
  made.dataset.state = station.state;
  const badge = part("span", `bdg ${TONES[station.state]}`, icon(station.state), WORDS[station.state]);
  const name = part("h2", "", station.name);
  if (linked) {
    const link = part("a", "plainlink", station.name);
    link.href = `/admin/stations/${station.id}`;
    name.replaceChildren(link);
  }
  const text = part("div", "stack g2 desk-card-text", part("div", "between top-a", part("div", "stack g1", name, part("p", "xs dim", `${KINDS[station.kind]} · ${view.labTitle}`)), badge), part("p", "s wrap-any", sentence(view)));
  if (station.state === "STOPPED" && !view.clearedFromHere) text.append(part("p", "note warn", "It goes on holding until a person clears it at its own console too."));
  if (station.state === "STOPPED") text.append(part("p", "xs dim", "Clearing resumes no episode. A stop from here is no substitute for the wired one."));
  if (view.consoleWaits && station.state !== "WAITING") text.append(part("p", "s", `${view.consoleWaits} Nothing is offered to it meanwhile.`));
  else if (view.operator) text.append(part("p", "s", "At its console: ", part("b", "med", view.operator)));
  if (station.state !== "FAULT" && station.fault) text.append(part("p", "s", `Fault: ${station.fault}`));
  text.append(...view.running.slice(0, 4).map(runs));
  if (view.running.length > 4) text.append(part("p", "xs dim", `and ${view.running.length - 4} more`));
  made.append(picture(view), text);
  text.append(actions(made, view, changed));
  return made;
};

/** The only time that a key is seen. */
export const secret = (place, answer) => {
  place.hidden = false;
  place.querySelector("[data-whose]").textContent = answer.station.station.name;
  place.querySelector("[data-key]").textContent = answer.key;
  place.focus();
};

class ParleyDeskStations extends HTMLElement {
  connectedCallback() {
    if (this.wired) return;
    this.wired = true;
    this.list = this.querySelector("[data-list]");
    this.cards = new Map();
    this.filter = new URLSearchParams(location.search).get("show") ?? "all";
    document.addEventListener("parley-stopped", () => this.look());
    document.addEventListener("visibilitychange", () => document.hidden || this.look());
    this.register();
    this.again();
  }

  async again() {
    if (!document.hidden) await this.look();
    setTimeout(() => this.again(), EVERY_MS);
  }

  async register() {
    const place = this.querySelector("[data-register]");
    const [session, labs] = await Promise.all([call("/api/v1/session"), call("/api/v1/labs")]).catch(() => [null, []]);
    if (!session) return;
    const everywhere = session.roles.some(each => each.role === "PLATFORM_ADMIN");
    const own = new Set(session.roles.filter(each => each.role === "LAB_ADMIN").map(each => each.lab));
    const choices = labs.filter(lab => everywhere || own.has(lab.name));
    if (!choices.length) return;
    place.hidden = false;
    place.querySelector("select[name=lab]").append(...choices.map(lab => new Option(lab.title, lab.name)));
    sends(place.querySelector("form"), async fields => {
      const made = await call("/api/v1/desk/stations", { method: "POST", body: { lab: fields.lab.value, name: fields.name.value, kind: fields.kind.value } });
      fields.name.form.reset();
      place.open = false;
      secret(this.querySelector("[data-secret]"), made);
      await this.look();
    });
  }

  async look() {
    const trouble = this.querySelector(":scope > [data-trouble]");
    try {
      const [views, canaries] = await Promise.all([glance("/api/v1/desk/stations"), glance("/api/v1/desk/canaries")]);
      this.views = views;
      say(trouble, "");
      this.canaries(canaries.filter(each => each.verdict === "WORSE"));
      this.show();
    } catch (failure) {
      say(trouble, `${failure.message} What is shown is from before.`);
    }
  }

  show() {
    const views = [...this.views].sort((a, b) => ORDER.indexOf(a.station.state) - ORDER.indexOf(b.station.state) || a.station.name.localeCompare(b.station.name));
    const wanted = (FILTERS.find(([name]) => name === this.filter) ?? FILTERS[0])[2];
    const needing = views.filter(each => NEEDS.has(each.station.state)).length;
    this.querySelector("[data-summary]").textContent = `${views.length} ${views.length === 1 ? "station" : "stations"} · ${needing ? `${needing} ${needing === 1 ? "needs" : "need"} someone` : "none needs anybody"}`;
    this.filters(views);
    const shown = views.filter(wanted).map(view => {
      const told = shownOf(view);
      const known = this.cards.get(view.station.id);
      // A form that somebody fills in stays until they are done.
      if (known && (known.told === told || known.element.querySelector("form"))) return known.element;
      const element = card(view, changed => {
        this.cards.delete(changed.station.id);
        this.look();
      });
      this.cards.set(view.station.id, { told, element });
      return element;
    });
    arrange(this.list, shown.length ? shown : [part("p", "sub", views.length ? "None of that kind." : "Your labs have no stations yet. Register one below.")]);
  }

  /** Stations that do worse than in their first days, by the same ask every day. */
  canaries(worse) {
    const place = this.querySelector("[data-canaries]");
    place.hidden = !worse.length;
    const told = JSON.stringify(worse);
    if (this.canariesTold === told) return;
    this.canariesTold = told;
    place.replaceChildren(...worse.map(each => {
      const link = part("a", "", each.stationName);
      link.href = `/admin/stations/${each.station}#canary`;
      return part("p", "", link, ` does its daily canary worse than in its first days, since ${new Date(`${each.worseSince}T12:00:00`).toLocaleDateString([], { day: "numeric", month: "long" })}.`);
    }));
  }

  filters(views) {
    const place = this.querySelector("[data-filters]");
    if (!place.childElementCount) {
      place.append(...FILTERS.map(([name, words]) => {
        const made = part("button", "chip", words, " ", part("span", "n"));
        made.type = "button";
        made.dataset.filter = name;
        made.addEventListener("click", () => {
          this.filter = name;
          history.replaceState(history.state, "", name === "all" ? location.pathname : `?show=${name}`);
          this.show();
        });
        return made;
      }));
    }
    FILTERS.forEach(([name, , fits], i) => {
      place.children[i].setAttribute("aria-pressed", String(name === this.filter));
      place.children[i].querySelector(".n").textContent = views.filter(fits).length;
    });
  }
}

customElements.define("parley-desk-stations", ParleyDeskStations);
