// <parley-console>: where a person stands before a real station. What is pressed here withholds; nothing here enables motion.
import { call, glance, part, say, sends } from "./parley-rest.js";
import { when } from "./parley-desk.js";

const EVERY_MS = 1_000;
const HOLD_MS = 1_000;
// Later than this nothing came through, and whoever stands here has to know.
const ANSWER_MS = 8_000;
const SVG = "http://www.w3.org/2000/svg";
const STEPS = ["READ", "START", "RUNNING", "RESET"];
const BADGES = { NOBODY: ["warn", "WAIT", "Nobody stands by"], READ: ["warn", "WAIT", "Waiting for you"], START: ["warn", "WAIT", "Waiting for you"], STARTING: ["acc", "RUN", "Starting"], RUNNING: ["acc", "RUN", "Running"], RESET: ["warn", "WAIT", "Waiting for you"], NOTHING: ["ok", "CHECK", "Ready for the next ask"], STOPPED: ["stop", "STOPPED", "Stopped and held"], OFFLINE: ["dash", "OFFLINE", "Out of contact"], FAULT: ["bad", "STOPPED", "Fault"] };
const KINDS = { SIMULATOR: "simulation", REAL_ROBOT: "real robot", REHEARSAL: "rehearsal in simulation" };
const ENDS = { TASK_DONE: "ended by itself", STEP_LIMIT: "out of steps", TIME_LIMIT: "out of time", TAKEN_OVER: "a person took over" };
const ms = value => (value < 10 ? value.toFixed(1) : Math.round(value).toString());
const seconds = value => `${Math.max(0, Math.floor(value / 60))}:${String(Math.max(0, Math.floor(value % 60))).padStart(2, "0")}`;
const since = at => seconds((Date.now() - new Date(at)) / 1000);
const drawn = (tag, attributes) => {
  const made = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  return made;
};

/** How long stops took to be acknowledged. */
const taken = stops => stops.count === 1 ? `The one stop that was measured took ${ms(stops.acknowledgedWorstMs)} ms from sending to the station’s acknowledgement.`
  : `From sending to the station’s acknowledgement: half of ${stops.count} within ${ms(stops.acknowledgedHalfMs)} ms, the worst ${ms(stops.acknowledgedWorstMs)} ms.`;

/** Dot for the middle stop, line to the worst: the one drawing of doubt. */
const ruler = stops => {
  const top = Math.max(20, Math.ceil(stops.acknowledgedWorstMs / 20) * 20);
  const at = value => `${Math.min(100, (100 * value) / top)}%`;
  const svg = drawn("svg", { class: "rul", role: "img", "aria-label": taken(stops) });
  svg.append(drawn("line", { class: "ax", x1: 0, x2: "100%", y1: 11, y2: 11 }), ...[0, 25, 50, 75, 100].map(x => drawn("line", { class: "tk", x1: `${x}%`, x2: `${x}%`, y1: 7, y2: 15 })),
    drawn("line", { class: "wh", x1: at(stops.acknowledgedHalfMs), x2: at(stops.acknowledgedWorstMs), y1: 11, y2: 11 }), drawn("circle", { class: "pt", cx: at(stops.acknowledgedHalfMs), cy: 11, r: 5 }));
  const labels = part("p", "between xs dim num", part("span", "", "0"), part("span", "", `${top} ms`));
  return [svg, labels];
};

class ParleyConsole extends HTMLElement {
  connectedCallback() {
    if (this.wired) return;
    this.wired = true;
    this.path = `/api/v1/desk/stations/${this.dataset.station}/console`;
    this.find = name => this.querySelector(`[data-${name}]`);
    this.trouble = this.querySelector(":scope > [data-trouble]");
    const press = (name, done) => this.find(name).addEventListener("click", () => this.does(done));
    press("on", () => this.post("/shift"));
    press("off", () => call(`${this.path}/shift`, { method: "DELETE", withinMs: ANSWER_MS }));
    press("approve", () => this.post(`/asks/${this.ask.id}/approval`));
    press("reset", () => this.post(`/asks/${this.due.id}/reset`));
    this.opens("refuse", "refusing", fields => this.post(`/asks/${this.ask.id}/refusal`, { reason: fields.reason.value, end: fields.end.checked }));
    this.opens("take", "taking", fields => this.post(`/asks/${this.running.id}/takeover`, { reason: fields.reason.value }));
    this.querySelectorAll("[data-result]").forEach(each => each.addEventListener("click", () => this.does(() =>
      call(`${this.path}/asks/${this.judged.id}/verdict`, { method: "PUT", body: { result: each.dataset.result }, withinMs: ANSWER_MS }))));
    this.find("before").addEventListener("change", () => this.ready());
    this.find("before").addEventListener("submit", event => event.preventDefault());
    const stop = this.find("stop");
    const stops = () => document.querySelector("parley-stop").stop([this.dataset.station]);
    stop.addEventListener("pointerdown", event => event.button === 0 && stops());
    stop.addEventListener("keydown", event => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      if (!event.repeat) stops();
    });
    // Assistive technology presses without a pointer and without a key.
    stop.addEventListener("click", event => event.detail === 0 && !event.pointerType && !(performance.now() - (document.querySelector("parley-stop").pressedAt ?? -1000) < 500) && stops());
    document.addEventListener("parley-stopped", () => this.look());
    this.holds();
    this.cameras();
    this.again();
  }

  async again() {
    if (!document.hidden) await this.look();
    setTimeout(() => this.again(), EVERY_MS);
  }

  post(where, body = {}) { return call(this.path + where, { method: "POST", body, withinMs: ANSWER_MS }); }

  /** One deed at a time; its answer is the console as it is now. */
  async does(deed) {
    if (this.busy) return;
    this.busy = true;
    try {
      const view = await deed();
      say(this.trouble, "");
      this.show(view);
    } catch (failure) {
      say(this.trouble, failure.message);
    } finally {
      this.busy = false;
    }
  }

  opens(name, where, done) {
    const form = this.find(where);
    this.find(name).addEventListener("click", () => {
      form.hidden = false;
      form.elements.reason.focus();
    });
    form.querySelector("[data-not]").addEventListener("click", () => { form.hidden = true; });
    sends(form, async fields => {
      const view = await done(fields);
      form.reset();
      form.hidden = true;
      this.show(view);
    });
  }

  /** A start needs a whole second: of the button, or of Enter wherever nobody writes and nothing else is pressed by it. */
  holds() {
    const button = this.find("start");
    const let_ = () => {
      clearTimeout(this.held);
      this.held = null;
      button.classList.remove("holding");
    };
    const hold = () => {
      if (this.held || button.disabled || this.find("starting").hidden) return;
      const id = this.ask.id;
      button.classList.add("holding");
      this.held = setTimeout(() => {
        let_();
        // Meanwhile another ask may have come, or somebody else may have taken their place.
        if (button.disabled || this.find("starting").hidden || this.ask?.id !== id) return;
        this.does(() => this.post(`/asks/${id}/start`, { checked: this.checked() }));
      }, HOLD_MS);
    };
    button.addEventListener("pointerdown", event => event.button === 0 && hold());
    ["pointerup", "pointerleave", "pointercancel"].forEach(name => button.addEventListener(name, let_));
    button.addEventListener("contextmenu", event => event.preventDefault());
    document.addEventListener("keydown", event => {
      if (event.key !== "Enter" || event.repeat) return;
      if (event.target !== button && event.target instanceof Element && event.target.closest("a, button, select, textarea, summary, input:not([type=checkbox])")) return;
      event.preventDefault();
      hold();
    });
    // The space bar stops here and ticks nothing: the four have keys of their own.
    document.addEventListener("keydown", event => {
      const box = this.find("before").querySelectorAll("input")[Number(event.key) - 1];
      if (!box || this.find("before").hidden || event.repeat || event.ctrlKey || event.altKey || event.metaKey || (event.target instanceof Element && event.target.matches("textarea, select, input:not([type=checkbox])"))) return;
      box.checked = !box.checked;
      this.ready();
    });
    document.addEventListener("keyup", event => event.key === "Enter" && let_());
    window.addEventListener("blur", let_);
  }

  checked() { return [...this.find("before").querySelectorAll("input:checked")].map(each => each.value); }

  ready() {
    const all = this.find("before").querySelectorAll("input").length === this.checked().length;
    const button = this.find("start");
    button.disabled = !all || !this.free;
    this.find("hold-said").hidden = false;
    this.find("hold-said").firstChild.textContent = !this.free ? "The station takes no work now. " : all ? "Hold it or " : "Look at all four first; then hold it or ";
  }

  async cameras() {
    try {
      const page = await call(`/api/v1/desk/stations/${this.dataset.station}`);
      const named = page.capabilities.cameras.filter(each => each.live).map(each => each.name);
      this.cameraNames = named.length ? named : ["main"];
      const rows = [["Cameras", this.cameraNames.join(", ")], ["Wired stop", page.capabilities.hardwareStopReadable ? "can be read" : "cannot be read"], ["A person beside it", page.capabilities.operatorRequired ? "needed" : "not needed"]];
      this.find("limits").replaceChildren(...rows.map(([name, value]) => part("div", "ro", part("span", "k", name), part("span", "v s wrap-any", value))));
    } catch { this.cameraNames = ["main"]; }
  }

  async look() {
    if (this.busy) return;
    try {
      const view = await glance(this.path, { withinMs: ANSWER_MS });
      if (this.lost) say(this.trouble, "");
      this.lost = false;
      this.show(view);
    } catch (failure) {
      this.lost = true;
      say(this.trouble, `${failure.message} What is shown is from before.`);
    }
  }

  show(view) {
    const mine = view.shift?.you === true;
    const by = step => view.asks.find(each => each.step === step);
    this.due = by("RESET");
    this.running = by("RUNNING") ?? by("STARTING");
    this.ask = by("START") ?? by("READ");
    this.judged = this.due ?? view.last;
    const now = this.due ?? this.running ?? this.ask;
    const step = now ? (now.step === "STARTING" ? "RUNNING" : now.step) : null;
    this.free = view.station.state !== "STOPPED" && view.station.state !== "OFFLINE" && view.station.state !== "FAULT" && !this.due;
    document.title = `${view.station.name} · console · Parley`;
    this.find("name").textContent = view.station.name;
    this.badge(view, now);
    this.find("who").replaceChildren(`${KINDS[view.station.kind]} · `, ...(view.shift ? ["standing by: ", part("b", "med", mine ? `you (${view.shift.name})` : view.shift.name), ` until ${when(view.shift.until)}`] : ["nobody stands by"]));
    this.find("on").hidden = mine || view.rule === "NONE";
    this.find("on").querySelector("span").textContent = view.shift ? "Stand by instead" : "Stand by";
    this.find("on").classList.toggle("pri", !view.shift);
    this.find("off").hidden = !mine;
    say(this.find("waits"), view.rule === "NONE" ? "This station has no console: its lab lets asks go to it at once." : view.station.state === "FAULT" ? view.station.fault ?? "" : view.waits && !view.asks.length ? `${view.waits} Nothing is offered to it meanwhile.` : this.running?.takenOver ? "You took over. It may still move until this page says that it ended: keep your hands away until then." : this.due && this.ask ? "The next one waits for the reset." : "");
    this.steps(now, step);
    this.goal(now);
    this.picture(this.running, now);
    this.find("reading").hidden = !mine || this.ask?.step !== "READ" || !!this.running;
    if (this.find("reading").hidden && !(mine && this.ask)) this.find("refusing").hidden = true;
    const starts = mine && this.ask?.step === "START" && !this.running;
    if (starts && this.startOf !== this.ask.id) {
      this.startOf = this.ask.id;
      this.find("before").reset();
    }
    this.find("before").hidden = !starts || !!this.due;
    this.find("starting").hidden = !starts || !!this.due;
    this.ready();
    this.find("take").disabled = !mine || by("RUNNING") === undefined || !!this.running?.takenOver;
    if (this.find("take").disabled) this.find("taking").hidden = true;
    this.find("reset").disabled = !mine || !this.due;
    this.find("reset").classList.toggle("pri", mine && !!this.due);
    this.find("judging").hidden = !mine || !this.judged || !!this.running;
    this.find("judged").textContent = this.judged ? `${this.judged.asked ? `“${this.judged.asked}”` : "A goal picture"}, ended ${when(this.judged.endedAt ?? this.judged.since)}` : "";
    this.querySelectorAll("[data-result]").forEach(each => each.setAttribute("aria-pressed", String(this.judged?.verdict === each.dataset.result)));
    this.stops(view.stops);
    this.dataset.at = now ? now.step : view.shift ? "NOTHING" : "NOBODY";
    this.dispatchEvent(new CustomEvent("parley-console", { detail: { view, mine } }));
  }

  badge(view, now) {
    const state = ["STOPPED", "OFFLINE", "FAULT"].includes(view.station.state) ? view.station.state : !view.shift && view.rule !== "NONE" ? "NOBODY" : now?.step ?? "NOTHING";
    if (this.badged === state) return;
    this.badged = state;
    const [tone, icon, words] = BADGES[state];
    const made = part("span", `bdg ${tone}`, this.querySelector(`[data-icons] [data-icon="${icon}"]`).firstElementChild.cloneNode(true), words);
    made.dataset.state = state;
    this.find("badge").replaceChildren(made);
  }

  steps(now, step) {
    const at = STEPS.indexOf(step);
    const said = { READ: now?.approved ? `approved by ${now.approved.by}` : step === "READ" ? `answer until ${when(now.answerBy)}` : "each one before it runs",
      START: now?.started ? `by ${now.started.by} at ${when(now.started.at)}` : step === "START" ? `until ${when(now.answerBy)}; waiting for you ${since(now.approved?.at ?? now.since)}` : "all four looked at",
      RUNNING: now && step === "RUNNING" ? (now.runningSince ? `${since(now.runningSince)} of up to ${seconds(now.limitSeconds)}` : "the station gets ready") : now?.endedAt ? ENDS[now.endReason] ?? "it ended" : now ? `up to ${seconds(now.limitSeconds)}` : "until it ends or you stop it",
      RESET: step === "RESET" ? `waiting for you ${since(now.endedAt ?? now.since)}` : "then the next ask" };
    this.querySelectorAll("[data-step]").forEach((each, i) => {
      each.classList.toggle("was", at > i);
      if (at === i) each.setAttribute("aria-current", "step");
      else each.removeAttribute("aria-current");
      each.querySelector("small").textContent = said[each.dataset.step];
    });
  }

  goal(now) {
    this.find("asked").textContent = !now ? "Nothing is asked now." : now.asked ? `“${now.asked}”` : "A goal picture";
    const told = now?.goalPicture ?? "";
    if (this.goalTold === told) return;
    this.goalTold = told;
    const picture = told && Object.assign(part("img", "goalpic"), { src: told, alt: "The goal picture: how it should look when it is done" });
    this.find("goal").replaceChildren(...(picture ? [picture] : []));
  }

  /** Of a blind comparison no picture is shown while it runs: who stands there sees the room. Before and after, how the table is to be. */
  picture(running, now) {
    const live = running?.runningSince ? running.live ?? "" : "";
    const start = !running?.runningSince && now ? `/img/scenes/${encodeURIComponent(now.sceneId)}.jpg` : "";
    const told = live || (this.noStart === start ? "" : start);
    const place = this.find("picture");
    this.find("plate").textContent = running ? (live ? (place.querySelector("parley-live")?.dataset.state === "playing" ? "Live" : "Camera; the picture comes in a moment") : running.runningSince ? "Blind: look at the robot itself" : "Getting ready: this is how it is to begin") : !now ? "Nothing runs" : told ? "Start picture" : "This scene has no start picture";
    this.find("as-pictured").textContent = told ? "Objects match the start picture" : "Objects lie as the scene begins";
    if (this.pictureTold === told) return;
    this.pictureTold = told;
    place.classList.toggle("none", !told);
    place.querySelectorAll("parley-live, img").forEach(each => each.remove());
    if (!told) return;
    if (!live) {
      const picture = Object.assign(part("img"), { alt: "How the table looks before each episode" });
      picture.addEventListener("error", () => {
        this.noStart = start;
        this.picture(null, now);
      });
      picture.src = start;
      place.prepend(picture);
      return;
    }
    this.livePicture(place, told);
  }

  livePicture(place, told) {
    const live = part("parley-live");
    const camera = (this.cameraNames ?? ["main"])[0];
    for (const [name, value] of [["src", `${told}/live/${camera}`], ["poster", `${told}/poster/${camera}.jpg`], ["label", "Live picture of the robot"]]) live.setAttribute(name, value);
    place.prepend(live);
  }

  stops(stops) {
    const told = JSON.stringify(stops);
    if (this.stopsTold === told || !stops) return;
    this.stopsTold = told;
    this.find("half").textContent = `${ms(stops.acknowledgedHalfMs)} ms`;
    this.find("ruler").replaceChildren(...ruler(stops));
    this.find("measured").textContent = `${taken(stops)}${stops.stillWorstMs === null ? "" : ` Standing still at most ${ms(stops.stillWorstMs)} ms after that.`} Last ${when(stops.last)}.`;
  }
}

customElements.define("parley-console", ParleyConsole);
