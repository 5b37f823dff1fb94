// <parley-desk-station>: one station: how it is, how it was used, why its episodes ended, what was done to it, what it can do.
import { button, call, glance, part, say, sends } from "./parley-rest.js";
import { fullDays } from "./parley-quotas.js";
import { card, measured, path, secret, when, shownOf } from "./parley-desk.js";

const EVERY_MS = 3_000;
const SVG = "http://www.w3.org/2000/svg";
const PAGE = 30;
const WHAT = { REGISTERED: "Registered", KEY_RENEWED: "Got a new key", OPENED: "Resumed", PAUSED: "Paused", DRAINED: "Drained", HOURS_SET: "Opening hours set", CANARY_SET: "Daily canary set", CANARY_ENDED: "Daily canary ended", CANARY_ANEW: "What is usual is found out anew", CANARY_WORSE: "Does worse than in its first days", STOPPED: "Stopped", STOP_CLEARED: "Stop cleared", CONTACT: "In contact", CONTACT_LOST: "Out of contact" };
const ENDS = { TASK_DONE: "Ended by the task", STEP_LIMIT: "Out of steps", TIME_LIMIT: "Out of time", POLICY_FAULT: "The policy’s commands could not be carried out", ENVELOPE: "The policy left the station’s limits",
  STATION_FAULT: "The station had a fault", PLATFORM_FAULT: "Parley had a fault", CONTACT_LOST: "Contact was lost", STOPPED_BY_ASKER: "Stopped by whoever asked", STOPPED_BY_STAFF: "Stopped by a person on the staff", TAKEN_OVER: "A person went on by hand" };
const AS_ASKED = new Set(["TASK_DONE", "STEP_LIMIT", "TIME_LIMIT"]);
const DAYS = [["MONDAY", "Monday"], ["TUESDAY", "Tuesday"], ["WEDNESDAY", "Wednesday"], ["THURSDAY", "Thursday"], ["FRIDAY", "Friday"], ["SATURDAY", "Saturday"], ["SUNDAY", "Sunday"]];
const percent = share => `${Math.round(share * 100)}%`;
const drawn = (tag, attributes, ...inside) => {
  const made = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  made.append(...inside);
  return made;
};
const table = (head, rows) => part("table", "", part("thead", "", part("tr", "", ...head.map((words, i) => Object.assign(part("th", i ? "num" : "", words), { scope: "col" })))),
  part("tbody", "", ...rows.map(row => part("tr", "", ...row.map((words, i) => part("td", i ? "num" : "", words))))));
const numbers = (words, inside) => part("details", "more", part("summary", "", words), part("div", "in wide", inside));
const pair = (name, value) => [part("dt", "", name), part("dd", "", value)];
const named = (by, use) => by === "hour" ? new Date(use.from).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }) : new Date(use.from).toLocaleDateString([], { day: "numeric", month: "short" });

/** Bodies in the words of the public pages; one without a word of its own is its code, made readable. */
const BODIES = { "tabletop-arm-6dof": "Arm with a gripper", "diff-drive": "Robot on wheels", "scara-suction": "Flat arm with a suction cup" };
const bodyWords = code => BODIES[code] ?? code.charAt(0).toUpperCase() + code.slice(1).replace(/[-_]+/g, " ");

/** Bars of use: solid for busy, hatched for out of contact, an outline for what nobody kept. Shape and word before colour. */
const chart = (uses, by) => {
  const width = 560, height = 150, left = 38, bottom = 22, top = 6;
  const step = (width - left) / uses.length;
  const y = share => top + (height - top - bottom) * (1 - share);
  const length = uses.reduce((sum, use) => sum + use.seconds, 0) || 1;
  const mean = name => uses.reduce((sum, use) => sum + use[name] * use.seconds, 0) / length;
  const words = `Busy ${percent(mean("busy"))} of the last ${by === "hour" ? "24 hours" : "14 days"}, out of contact ${percent(mean("away"))}${mean("unknown") > 0.005 ? `, not kept for ${percent(mean("unknown"))}` : ""}.`;
  const svg = drawn("svg", { viewBox: `0 0 ${width} ${height}`, class: "use-chart", role: "img", "aria-label": words });
  svg.append(drawn("defs", {}, drawn("pattern", { id: "away", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, drawn("rect", { width: 2, height: 6, class: "hatch" }))));
  [0, 0.5, 1].forEach(share => svg.append(drawn("line", { x1: left, x2: width, y1: y(share), y2: y(share), class: "grid" }), drawn("text", { x: left - 6, y: y(share) + 4, "text-anchor": "end" }, percent(share))));
  uses.forEach((use, i) => {
    const x = left + i * step + 1, w = Math.max(1, step - 2);
    const bar = (from, share, name) => share > 0.001 && svg.append(drawn("rect", { x, width: w, y: y(from + share), height: Math.max(0.5, y(from) - y(from + share)), class: name, ...(name === "away" ? { fill: "url(#away)" } : {}) }));
    bar(0, use.busy, "busy");
    bar(Math.min(use.busy, 1 - use.away), use.away, "away");
    if (use.unknown > 0.999) bar(0, 1, "unkept");
    if (i % (by === "hour" ? 6 : 4) === 0) svg.append(drawn("text", { x: left + i * step, y: height - 6 }, named(by, use)));
  });
  const key = part("p", "row wrap s sub use-key", part("span", "", part("i", "busy"), "Busy, of all places"), part("span", "", part("i", "away"), "Out of contact"), part("span", "", part("i", "unkept"), "Not kept"));
  return [part("p", "s", words), svg, key, numbers("The numbers", table([by === "hour" ? "From" : "Day (UTC)", "Busy", "Out of contact", "Not kept"], uses.map(use => [named(by, use), percent(use.busy), percent(use.away), percent(use.unknown)])))];
};

class ParleyDeskStation extends HTMLElement {
  connectedCallback() {
    if (this.wired) return;
    this.wired = true;
    this.id_ = this.dataset.station;
    this.by = "hour";
    this.querySelectorAll("[data-by]").forEach(each => each.addEventListener("click", () => {
      this.by = each.dataset.by;
      this.querySelectorAll("[data-by]").forEach(other => other.setAttribute("aria-pressed", String(other === each)));
      this.use();
    }));
    this.querySelector("[data-older]").addEventListener("click", () => this.history(this.oldest));
    document.addEventListener("parley-stopped", () => this.changed());
    this.addEventListener("parley-canary", () => this.changed());
    document.addEventListener("visibilitychange", () => document.hidden || this.look());
    sends(this.querySelector("[data-keys] form"), async fields => {
      const made = await call(path(this.id_, "/keys"), { method: "POST", body: { reason: fields.reason.value } });
      fields.reason.form.reset();
      secret(this.querySelector("[data-secret]"), made);
      this.changed();
    });
    this.querySelector("[data-policies] form").addEventListener("submit", event => event.preventDefault());
    sends(this.querySelector("[data-console] form"), async fields => {
      await call(path(this.id_, "/console/rule"), { method: "PUT", body: { rule: fields.rule.value || null, reason: fields.reason.value } });
      fields.reason.value = "";
      this.changed();
    });
    sends(this.querySelector("[data-starts]"), async fields => {
      const given = fields.unlike.value.trim().replace(",", ".");
      this.starts(await call(path(this.id_, "/start-photos"), { method: "PUT", body: { unlikeFrom: given ? Number(given) / 100 : null, reason: fields.reason.value } }));
      fields.reason.value = "";
      this.changed();
    });
    this.querySelector("[data-console] details").addEventListener("toggle", event => event.target.open && this.shifts());
    this.hours();
    this.again();
    this.changed();
    this.rights();
    this.slowly();
  }

  async again() {
    if (!document.hidden) await this.look();
    setTimeout(() => this.again(), EVERY_MS);
  }

  /** Counts move slowly: once a minute is enough. */
  async slowly() {
    if (!document.hidden) await Promise.all([this.use(), this.endings(), this.day()]);
    setTimeout(() => this.slowly(), 60_000);
  }

  changed() {
    this.told = null;
    return Promise.all([this.look(), this.history()]);
  }

  async rights() {
    const session = await call("/api/v1/session").catch(() => ({ roles: [] }));
    const view = (await call(path(this.id_)).catch(() => null))?.station;
    const admin = session.roles.some(each => each.role === "PLATFORM_ADMIN" || (each.role === "LAB_ADMIN" && each.lab === view?.lab));
    this.querySelector("[data-keys]").hidden = !admin;
    this.querySelector("[data-hours]").hidden = !admin;
    this.admin = admin;
    call(path(this.id_, "/start-photos")).then(rule => this.starts(rule)).catch(() => { /* Said by the rest of the page. */ });
    this.policies().catch(() => { /* Said by the rest of the page. */ });
    this.querySelector("parley-canary").admin = admin;
    this.querySelector("[data-console]").hidden = !admin;
    this.querySelector("[data-console] select").value = view?.consoleRule ?? "";
    this.week(view?.hours ?? null);
    this.querySelector("[data-audit]").hidden = !admin;
  }

  /** Whether its lab has given what it gives in a day. */
  async day() {
    const place = this.querySelector("[data-day]");
    try {
      const said = await fullDays((await call(path(this.id_))).station.lab);
      place.hidden = !said.length;
      place.replaceChildren(...said.map(words => part("p", "", words)));
    } catch { /* Said by the rest of the page. */ }
  }

  /** From when on two starts are unlike; nothing where the station shows no picture of its table. */
  starts(rule) {
    const form = this.querySelector("[data-starts]");
    form.hidden = !this.admin || !rule.shown;
    form.elements.unlike.value = rule.unlikeFrom === null ? "" : String(100 * rule.unlikeFrom);
    form.querySelector("[data-starts-said]").textContent = `Before the second episode of a comparison its table is held against that of the first, where the two pictures differ most. Unlike from ${(100 * (rule.unlikeFrom ?? rule.usual)).toFixed(1)}% on.`;
  }

  async shifts() {
    const list = this.querySelector("[data-shifts]");
    try {
      const all = await call(path(this.id_, "/console/shifts"));
      list.replaceChildren(...(all.length ? all.map(each => part("li", "", part("div", "between base", part("b", "s med", each.name), part("span", "xs dim", `${when(each.since)} to ${each.ended ? when(each.ended) : "now"}`)), ...(each.why ? [part("p", "xs dim", each.why)] : []))) : [part("li", "s sub", "Nobody yet.")]));
    } catch (failure) {
      list.replaceChildren(part("li", "s sub", failure.message));
    }
  }

  /** What may run here, how far each came in simulation, and for admins the press that lets it or not. */
  async policies(known) {
    const place = this.querySelector("[data-policies]");
    const { rule, simulatorPassesNeeded, versions } = known ?? await call(path(this.id_, "/policies"));
    const form = place.querySelector("form");
    place.hidden = false;
    form.hidden = !this.admin || rule === "ANY";
    place.querySelector("[data-rule-said]").textContent = rule === "ANY" ? "Whatever it announces may run here."
      : `Only what its lab has approved, version by version${simulatorPassesNeeded ? `, and each only once it was done ${simulatorPassesNeeded === 1 ? "once" : `${simulatorPassesNeeded} times`} in simulation` : ""}.`;
    const deed = (version, what) => async () => {
      const trouble = form.querySelector("[data-trouble]");
      if (!form.reportValidity()) return;
      try {
        const after = await call(path(this.id_, `/policies/${version.digest}/${what}`), { method: "POST", body: { reason: form.elements.reason.value } });
        say(trouble, "");
        await this.policies(after);
        this.changed();
      } catch (failure) {
        say(trouble, failure.message);
      }
    };
    const row = version => {
      const ready = version.simulatorDone >= simulatorPassesNeeded;
      const press = !this.admin || rule === "ANY" ? [] : version.approval ? [button("Take it back", deed(version, "revocation"))] : ready ? [button("Approve", deed(version, "approval"))] : [];
      if (press.length && !version.approval) press[0].dataset.approve = "";
      const state = version.approval ? `Approved by ${version.approval.by}, ${when(version.approval.at)}: “${version.approval.reason}”` : rule === "ANY" ? "May run." : ready ? "Not approved." : "Not approved; simulation first.";
      return part("li", "", part("div", "between wrap", part("span", "s", part("b", "med", version.title), ` · in simulation ${version.simulatorDone} of ${version.simulatorTries} done`), ...press), part("p", "s sub wrap-any", state), part("p", "xs dim mono wrap-any", version.digest));
    };
    const list = place.querySelector("[data-versions]");
    list.dataset.left = String(versions.filter(each => !each.approval).length);
    list.replaceChildren(...(versions.length ? versions.map(row) : [part("li", "s sub", "It has announced no policies yet.")]));
  }

  /** A row a day; an empty row is a day on which it is closed, and a week without any is always open. */
  hours() {
    const place = this.querySelector("[data-week]");
    place.append(...DAYS.map(([day, words]) => {
      const field = (name, label) => {
        const input = part("input", "field");
        Object.assign(input, { type: "time", name: `${name}-${day}` });
        input.setAttribute("aria-label", `${words}, ${label}`);
        return input;
      };
      return part("div", "row", part("span", "s day", words), field("from", "opens"), part("span", "s sub", "to"), field("until", "closes"));
    }));
    this.querySelector("#zones").append(...(Intl.supportedValuesOf?.("timeZone") ?? []).map(zone => new Option(zone, zone)));
    sends(this.querySelector("[data-hours] form"), async fields => {
      const week = DAYS.flatMap(([day]) => {
        const from = fields[`from-${day}`].value, until = fields[`until-${day}`].value;
        if (!from && !until) return this.more_?.[day] ?? [];
        return [{ day, from: from || "00:00", until: until || "00:00" }, ...(this.more_?.[day] ?? [])];
      });
      const view = await call(path(this.id_, "/hours"), { method: "PUT", body: { hours: week.length ? { zone: fields.zone.value.trim(), week } : null, reason: fields.reason.value } });
      fields.reason.value = "";
      this.week(view.hours);
      this.changed();
    });
  }

  /** A second spell of a day, set by a program, stays as it is. */
  week(hours) {
    const fields = this.querySelector("[data-hours] form").elements;
    fields.zone.value = hours?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    this.more_ = {};
    DAYS.forEach(([day]) => {
      const [first, ...more] = (hours?.week ?? []).filter(each => each.day === day);
      fields[`from-${day}`].value = first?.from ?? "";
      fields[`until-${day}`].value = first?.until ?? "";
      if (more.length) this.more_[day] = more;
    });
  }

  async look() {
    const trouble = this.querySelector(":scope > [data-trouble]");
    try {
      const page = await glance(path(this.id_));
      say(trouble, "");
      document.title = `${page.station.station.name} · Parley`;
      const told = shownOf(page.station);
      const place = this.querySelector("[data-card]");
      if (told !== this.told && !place.querySelector("form")) {
        this.told = told;
        const shown = card(page.station, () => this.changed(), { linked: false });
        const heading = shown.querySelector("h2");
        heading.replaceWith(part("h1", "l", ...heading.childNodes));
        place.replaceChildren(shown);
      }
      await this.can(page);
      this.querySelector("[data-attended]").hidden = page.station.consoleRule === "NONE";
      this.querySelector("[data-unattended]").hidden = page.station.consoleRule !== "NONE";
    } catch (failure) {
      say(trouble, failure.message);
    }
  }

  async can({ station, capabilities: can }) {
    const told = JSON.stringify(can) + station.station.lastSeen;
    if (this.canTold === told) return;
    this.canTold = told;
    // Scenes by their names, as everywhere; one that was announced a moment ago has none yet.
    if (can.scenes.some(each => !this.scenes?.has(each.id))) this.scenes = new Map((await call("/api/v1/scenes").catch(() => [])).map(each => [each.id, each.title]));
    const listed = all => (all.length ? all.join(" · ") : "not announced");
    this.querySelector("[data-can]").replaceChildren(part("dl", "kv",
      ...pair("Last heard", station.station.lastSeen ? when(station.station.lastSeen) : "never"),
      ...pair("Registered", when(station.registeredAt)),
      ...pair("Program", can.software || "not announced"),
      ...pair("Places", String(can.slots)),
      ...pair("Bodies", listed(station.station.embodiments.map(bodyWords))),
      ...pair("Scenes", listed(can.scenes.map(each => this.scenes.get(each.id) ?? each.id).sort())),
      ...pair("Policies", listed(can.policies.map(each => each.title))),
      ...pair("Cameras", listed(can.cameras.map(each => `${each.name}, ${each.widthPx} × ${each.heightPx}, ${each.fps} a second${each.live ? ", live" : ""}`))),
      ...pair("Judges", listed(can.detectors)),
      ...pair("Ways to stop", listed(can.stopLevels.map(each => each.toLowerCase().replaceAll("_", " ")))),
      ...pair("Wired stop", can.hardwareStopReadable ? "it says when it is pressed" : "it cannot say"),
      ...pair("A person beside it", can.operatorRequired ? "needed" : "not needed")));
  }

  async use() {
    const by = this.by;
    try {
      const uses = await call(path(this.id_, `/use?by=${by}`));
      if (by === this.by) this.querySelector("[data-chart]").replaceChildren(...chart(uses, by));
    } catch (failure) {
      this.querySelector("[data-chart]").replaceChildren(part("p", "sub", failure.message));
    }
  }

  async endings() {
    const place = this.querySelector("[data-endings]");
    try {
      const { episodes, byReason } = await call(path(this.id_, "/endings"));
      if (!episodes) {
        place.replaceChildren(part("p", "sub", "No episode ended here in the last seven days."));
        return;
      }
      const failures = byReason.filter(each => !AS_ASKED.has(each.reason));
      const failed = failures.reduce((sum, each) => sum + each.episodes, 0);
      const bars = part("ul", "reasons", ...byReason.map(each => {
        const bar = drawn("svg", { viewBox: "0 0 100 6", preserveAspectRatio: "none", class: "reason-bar", "aria-hidden": "true" }, drawn("rect", { width: 100, height: 6, class: "all" }), drawn("rect", { width: Math.max(0.5, (100 * each.episodes) / episodes), height: 6, class: AS_ASKED.has(each.reason) ? "busy" : "failed" }));
        return part("li", "", part("div", "between s", part("span", "", ENDS[each.reason] ?? each.reason), part("span", "num", `${each.episodes} of ${episodes}`)), bar, ...(each.lastDetail && !AS_ASKED.has(each.reason) ? [part("p", "xs dim wrap-any", `Last, ${when(each.last)}: ${each.lastDetail}`)] : []));
      }));
      place.replaceChildren(part("p", "s", `${episodes} ${episodes === 1 ? "episode" : "episodes"} in seven days; ${failed} ended otherwise than by the task or its limits.`), bars,
        numbers("The numbers", table(["Why", "Episodes", "Last"], byReason.map(each => [ENDS[each.reason] ?? each.reason, String(each.episodes), when(each.last)]))));
    } catch (failure) {
      place.replaceChildren(part("p", "sub", failure.message));
    }
  }

  async history(before = "") {
    const list = this.querySelector("[data-history]");
    try {
      const entries = await glance(path(this.id_, `/history?limit=${PAGE}&before=${encodeURIComponent(before)}`));
      const rows = entries.map(entry => part("li", "", part("div", "between base", part("span", "s", part("b", "med", WHAT[entry.what] ?? entry.what), entry.by ? ` by ${entry.by}` : ""), part("span", "xs dim nowrap", when(entry.at))),
        ...(entry.why ? [part("p", "s sub wrap-any", entry.by ? `“${entry.why}”` : entry.why)] : []), ...(entry.stop ? [part("p", "xs dim", measured(entry.stop))] : [])));
      if (before) list.append(...rows);
      else list.replaceChildren(...(rows.length ? rows : [part("li", "sub s", "Nothing yet.")]));
      this.oldest = entries.at(-1)?.at;
      this.querySelector("[data-older]").hidden = entries.length < PAGE;
    } catch (failure) {
      list.replaceChildren(part("li", "sub s", failure.message));
    }
  }
}

customElements.define("parley-desk-station", ParleyDeskStation);
