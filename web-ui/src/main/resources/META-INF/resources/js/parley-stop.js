// <parley-stop>: the stop of every desk. It acts on press, asks nothing, and says what became of it and how long that took.
// Esc stops from anywhere on the page, text fields too: one key that means one thing. With data-space the space bar does it as well,
// but for fields in which somebody writes; there it never presses what has the focus.
import { call, part } from "./parley-rest.js";

const TOKEN_EVERY_MS = 5 * 60_000;
const STATIONS_EVERY_MS = 15_000;
const AGAIN_MS = 3_000;
// The server itself gives up after five seconds and says so: later than this, nothing came through.
const ANSWER_MS = 7_000;
const ALL = "all";
const ms = value => (value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString("en"));

class ParleyStop extends HTMLElement {
  connectedCallback() {
    if (this.wired) return;
    this.wired = true;
    this.button = this.querySelector("button");
    this.said = document.querySelector("[data-stop-said]");
    this.names = new Map();
    this.unconfirmed = new Set();
    this.begin();
  }

  async begin() {
    let session;
    try {
      session = await call("/api/v1/session");
    } catch {
      setTimeout(() => this.begin(), AGAIN_MS);
      return;
    }
    const roles = new Set(session.roles.map(each => each.role));
    document.querySelectorAll("[data-desks-nav] [data-roles]").forEach(link => { link.hidden = !link.dataset.roles.split(" ").some(role => roles.has(role)); });
    if (!session.may.includes("STOP_STATION")) {
      // While the database is away everybody counts as a guest: asked again until it is known who this is.
      setTimeout(() => this.begin(), STATIONS_EVERY_MS);
      return;
    }
    this.hidden = false;
    this.button.addEventListener("pointerdown", event => event.button === 0 && this.press());
    // One press however long the key is held: what a browser makes of a held key is not let happen.
    this.button.addEventListener("keydown", event => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      if (!event.repeat) this.press();
    });
    this.button.addEventListener("keyup", event => event.key === " " && event.preventDefault());
    // Assistive technology presses without a pointer and without a key.
    this.button.addEventListener("click", event => { if (event.detail === 0 && performance.now() - (this.pressedAt ?? -1000) > 500) this.press(); });
    const writes = each => each instanceof Element && (each.matches("textarea, [contenteditable]") || (each.matches("input") && !["checkbox", "radio", "button"].includes(each.type)));
    const space = event => this.dataset.space !== undefined && event.key === " " && !writes(event.target);
    // What has the focus is pressed when the space bar comes up again.
    document.addEventListener("keyup", event => {
      if (!space(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    }, true);
    document.addEventListener("keydown", event => {
      if (space(event) && event.repeat) event.preventDefault();
      if ((event.key !== "Escape" && !space(event)) || event.repeat) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      this.press();
    }, true);
    this.token();
    this.stations();
  }

  /** With it a stop asks no database who pressed. Without it the session does. */
  async token() {
    let later = TOKEN_EVERY_MS;
    try {
      this.bearer = (await call("/api/v1/stop-tokens", { method: "POST", body: {}, deed: false })).token;
    } catch {
      later = AGAIN_MS;
    }
    setTimeout(() => this.token(), later);
  }

  async stations() {
    try {
      const all = await call("/api/v1/desk/stations");
      this.names = new Map(all.map(each => [each.station.id, each.station.name]));
    } catch { /* What was known is pressed for; the next look may know more. */ }
    setTimeout(() => this.stations(), STATIONS_EVERY_MS);
  }

  wanted() {
    if (this.dataset.station) return [this.dataset.station];
    return this.names.size ? [...this.names.keys()] : null;
  }

  press() { return this.stop(this.wanted()); }

  /** @param stations ids; null: all of one's labs, as the server knows them */
  async stop(stations) {
    const pressed = performance.now();
    this.pressedAt = pressed;
    this.say("Stopping.", []);
    const late = setTimeout(() => this.unsure(stations, `No answer for ${ANSWER_MS / 1000} s.`), ANSWER_MS);
    try {
      const bearer = stations && this.bearer;
      const response = await fetch("/api/v1/stops", { method: "POST", cache: "no-store", credentials: bearer ? "omit" : "same-origin", keepalive: true,
        headers: { "Content-Type": "application/json", ...(bearer ? { Authorization: `Bearer ${this.bearer}` } : {}) },
        body: JSON.stringify(stations ? { stations } : {}) });
      const answer = await response.json();
      if (!response.ok) {
        if (bearer && response.status === 401) {
          this.bearer = null;
          return await this.stop(stations);
        }
        throw new Error(answer.detail);
      }
      this.answered(answer, performance.now() - pressed, stations);
    } catch (failure) {
      this.unsure(stations, failure.message ?? "");
    } finally {
      clearTimeout(late);
    }
    document.dispatchEvent(new CustomEvent("parley-stopped"));
  }

  /** Stays said until a press of the same stations is confirmed: what another press did is no comfort. */
  unsure(stations, why) {
    (stations ?? [ALL]).forEach(id => this.unconfirmed.add(id));
    this.say("Nobody confirmed the stop. Use the station’s own stop, then press again.", [why], true);
  }

  answered(answer, roundTrip, stations) {
    if (!stations) this.unconfirmed.clear();
    else if (stations.length === this.names.size) this.unconfirmed.delete(ALL);
    answer.forEach(each => (each.confirmedBy === "NOBODY" ? this.unconfirmed.add(each.station) : this.unconfirmed.delete(each.station)));
    const failed = [...this.unconfirmed];
    const known = id => (id === ALL ? "all stations" : this.names.get(id) ?? id);
    const name = each => known(each.station);
    const line = each => each.confirmedBy === "STATION" ? `${name(each)}: the station has it, after ${ms(each.afterMs)} ms`
      : each.confirmedBy === "RECORD" ? `${name(each)}: latched after ${ms(each.afterMs)} ms; the station gets it as soon as it can be reached`
      : `${name(each)}: not confirmed. ${each.problem ?? ""}`;
    const done = answer.length;
    this.say(!answer.length ? "There is no station to stop." : failed.length ? `Not confirmed for ${failed.map(known).join(", ")}: use the station’s own stop.`
      : `${done === 1 ? `${name(answer[0])} is stopped` : `All ${done} stations are stopped`} and held until a named person clears ${done === 1 ? "it" : "them"}. Confirmed ${ms(roundTrip)} ms after your press.`,
    answer.map(line), failed.length > 0);
  }

  say(sentence, lines, failed = false) {
    this.said.hidden = false;
    this.said.classList.toggle("failed", failed);
    this.said.replaceChildren(part("p", "b", sentence), ...(lines.filter(Boolean).length ? [part("ul", "s", ...lines.filter(Boolean).map(line => part("li", "", line)))] : []));
    this.said.dataset.state = failed ? "failed" : sentence === "Stopping." ? "stopping" : "stopped";
  }
}

customElements.define("parley-stop", ParleyStop);
