// <parley-composer scene seed? ended?>: a picture of a scene in which things are moved, by mouse, touch or keys. The picture follows as a
// simulator draws it, with everything where it comes to rest. "Use this as the goal" is event "parley-goal" with what was arranged.
import { View, covers, silhouette, stagePart } from "./parley-composer-view.js";

const STEP_M = 0.01;
const FAR_STEP_M = 0.05;
const TURN_RAD = Math.PI / 12;
const REST_MS = 250;
const SVG = "http://www.w3.org/2000/svg";
const KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "R"].flatMap(key => [key, `Shift+${key}`]).join(" ");

const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
};
const same = (one, other) => one.size === other.size && [...one].every(([object, at]) => other.get(object) === at);
const capital = text => text[0].toUpperCase() + text.slice(1);

class ParleyComposer extends HTMLElement {
  static observedAttributes = ["scene", "ended"];

  connectedCallback() {
    if (!this.built) this.build();
    this.begin();
  }

  attributeChangedCallback(name, before, now) {
    if (this.built && this.isConnected && before !== now) this.begin();
  }

  build() {
    this.built = true;
    // Whatever was asked for in an older round is not shown in this one.
    this.round = 0;
    // How often something was moved or chosen: what was sent before the last time is not the goal.
    this.count = 0;
    this.picture = element("img", { alt: "The scene with the things where you put them", draggable: "false" });
    this.layer = document.createElementNS(SVG, "svg");
    this.layer.setAttribute("aria-label", "Things that can be moved");
    // The arrow keys move things, also where a screen reader would take them to read on.
    this.layer.setAttribute("role", "application");
    this.plate = element("span", { class: "plate tl" }, "Goal");
    this.stage = element("div", { class: "vid sm composing" }, this.picture, this.layer, this.plate);
    this.news = element("p", { class: "s sub", role: "status" });
    this.trouble = element("p", { class: "s bad-t", role: "alert", hidden: "" });
    this.retry = element("button", { type: "button", class: "btn sm", hidden: "" }, element("span", {}, "Try again"));
    this.where = element("ul", { class: "whereabouts s" });
    this.meanings = element("div", { class: "stack g1" });
    this.within = element("select", { class: "field sm", id: "goal-within" });
    [1, 2, 3, 4, 5].forEach(cm => this.within.append(element("option", { value: cm / 100 }, `± ${cm} cm`)));
    this.within.value = "0.02";
    this.exact = element("div", { class: "row wrap s" }, element("label", { for: "goal-within" }, "How exactly"), this.within);
    this.use = element("button", { type: "button", class: "btn", id: "goal-use", disabled: "" }, element("span", {}, "Use this as the goal"));
    this.over = element("button", { type: "button", class: "btn quiet sm" }, element("span", {}, "Put all back"));
    this.fresh = element("button", { type: "button", class: "btn quiet sm" }, element("span", {}, "Another start"));
    this.ends = element("div", { class: "row wrap scrollx ends" });
    this.gallery = element("details", { class: "more" }, element("summary", {}, "Start from how an episode ended"), element("div", { class: "in" }, this.ends));
    const keys = element("span", { class: "only-d" }, " Or press Tab to choose one and the arrow keys to move it 1 cm, with Shift 5 cm; R turns it.");
    this.which = element("span", { class: "s sub" });
    this.turns = [[1, "Turn left"], [-1, "Turn right"]].map(([way, words]) => {
      const turn = element("button", { type: "button", class: "btn sm" }, element("span", {}, words));
      turn.addEventListener("click", () => this.turn(way * TURN_RAD));
      return turn;
    });
    this.meaning = element("fieldset", { class: "stack g2 meanings" }, element("legend", { class: "label" }, "What has to be so at the end. The rest does not matter, nor how things are turned."), this.meanings, this.exact);
    this.append(
      this.stage, element("p", { class: "s dim" }, "Drag things to where they shall be at the end.", keys),
      element("div", { class: "row wrap" }, ...this.turns, this.which), this.news, this.trouble,
      element("div", { class: "row" }, this.retry), this.meaning,
      element("div", { class: "row wrap" }, this.use, this.over, this.fresh), this.gallery,
      element("details", { class: "more" }, element("summary", {}, "Where things are, in words"), element("div", { class: "in" }, this.where)));
    this.retry.addEventListener("click", () => this.draw());
    this.use.addEventListener("click", () => this.send());
    this.over.addEventListener("click", () => { ++this.round; this.moved = new Map(); this.changed(); this.draw(); });
    this.fresh.addEventListener("click", () => { ++this.round; this.seed = null; this.shown = null; this.moved = new Map(); this.good = new Map(); this.changed(); this.draw(); });
    this.within.addEventListener("change", () => this.changed());
    this.gallery.addEventListener("toggle", () => { if (this.gallery.open) this.offerEnds(); });
    this.layer.addEventListener("keydown", event => this.key(event));
    this.layer.addEventListener("focusin", event => this.choose(event.target.dataset.thing));
    this.layer.addEventListener("pointerdown", event => this.grab(event));
    // A finger on a thing moves the thing and never the page.
    this.layer.addEventListener("touchstart", event => { if (this.under(event)) event.preventDefault(); }, { passive: false });
    this.layer.addEventListener("pointermove", event => this.drag(event));
    this.layer.addEventListener("pointerup", event => this.drop(event));
    this.layer.addEventListener("pointercancel", event => this.drop(event));
  }

  async begin() {
    if (!this.hasAttribute("scene")) return;
    ++this.round;
    ++this.count;
    clearTimeout(this.resting);
    this.seed = this.getAttribute("seed");
    this.moved = new Map();
    this.good = new Map();
    this.things = [];
    this.held = null;
    this.shown = null;
    this.choose(null);
    this.complaint = null;
    this.sending = false;
    this.isGoal = false;
    this.plate.textContent = "Goal";
    this.ends.replaceChildren();
    this.gallery.open = false;
    this.show({ picture: "", objects: [], relations: [], hint: "" });
    const ended = this.getAttribute("ended");
    if (ended) await this.takeEnd(ended);
    else await this.draw();
  }

  /** Asks for the picture of what is arranged now; while one is on its way the newest wish waits. */
  async draw() {
    if (this.drawing) { this.again = true; return; }
    this.drawing = true;
    this.again = false;
    this.usable(false);
    const round = this.round;
    const sent = new Map(this.moved);
    const late = setTimeout(() => { this.stage.classList.add("busy"); this.news.textContent = "Drawing it."; }, 300);
    const scene = this.getAttribute("scene");
    try {
      const path = `/api/v1/scenes/${encodeURIComponent(scene)}/composer`;
      const response = this.seed == null ? await fetch(path) : await fetch(path, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ seed: this.seed, placements: this.placements() }),
      });
      const answer = await response.json().catch(() => ({}));
      if (round !== this.round) this.again = true;
      else if (response.ok) this.show(answer, sent);
      else this.refuse(answer, sent);
    } catch {
      if (round !== this.round) this.again = true;
      else this.wait("The server was not reached.");
    } finally {
      clearTimeout(late);
      this.stage.classList.remove("busy");
      this.drawing = false;
      if (this.again) this.draw();
    }
  }

  placements() {
    return [...this.moved].map(([object, at]) => ({ object, ...at }));
  }

  /** What was moved since it was asked for stays where the hand put it; the picture of that follows. */
  show(answer, sent = new Map()) {
    if (answer.picture) {
      this.picture.src = answer.picture;
      this.seed = answer.seed;
      this.view = new View(answer.camera);
      this.reach = answer.reach;
      this.shown ??= this.frame(stagePart(this.view, this.reach, answer.objects));
    }
    this.say(this.complaint ?? "");
    this.complaint = null;
    this.good = sent;
    if (!this.held) {
      this.things = answer.objects.map(thing => this.moved.get(thing.id) === sent.get(thing.id) ? thing : { ...thing, ...this.moved.get(thing.id) });
      this.handles();
    }
    this.mean(answer.relations);
    this.news.textContent = answer.picture && !answer.objects.some(thing => thing.movable)
      ? "Nothing in this scene can be moved by hand. Send a picture instead." : answer.hint;
    this.usable(answer.relations.length > 0 && same(this.moved, sent));
  }

  /** Shows this part of the picture alone: things are larger for a finger, and what they mean stands nearer. */
  frame(part) {
    const percent = share => `${100 * share}%`;
    this.layer.setAttribute("viewBox", `${part.x} ${part.y} ${part.width} ${part.height}`);
    this.stage.style.aspectRatio = `${part.width} / ${part.height}`;
    Object.assign(this.picture.style, {
      left: percent(-part.x / part.width), top: percent(-part.y / part.height),
      width: percent(this.view.width / part.width), height: percent(this.view.height / part.height),
    });
    return part;
  }

  usable(ready = this.ready) {
    this.ready = ready;
    this.use.disabled = this.sending || !ready;
  }

  /** What cannot be is taken back: things stand again as they were drawn last, beside the sentence that says why. */
  refuse(problem, sent) {
    this.news.textContent = "";
    this.complaint = problem.detail ?? "";
    // What was drawn before and is refused now would be refused for ever.
    if (problem.code === "placement-refused" && !same(sent, this.good)) {
      this.moved = new Map([...this.good, ...[...this.moved].filter(([object, at]) => sent.get(object) !== at)]);
      this.again = true;
    } else {
      const why = this.complaint;
      this.complaint = null;
      if (problem.code === "placement-refused") this.say(why);
      else this.wait(why || "It could not be drawn just now.");
    }
  }

  /** Nothing is wrong with what was arranged: the same can be asked for again. */
  wait(sentence) {
    this.news.textContent = this.moved.size > 0 ? "What you arranged is still here." : "";
    this.say(sentence);
    this.retry.hidden = false;
  }

  handles() {
    const focused = this.layer.contains(document.activeElement) ? document.activeElement.dataset.thing : null;
    this.layer.replaceChildren();
    this.where.replaceChildren();
    const below = thing => this.things.filter(other => other !== thing && covers(thing, other)).length;
    // Far things first, so that near ones can be grabbed in front of them; what is in or on another comes after it.
    const movable = this.things.filter(thing => thing.movable).sort((a, b) => below(a) - below(b) || a.xM - b.xM);
    // A finger is wider than a cube: what is beside a thing is the thing as well, unless it is another one.
    movable.forEach(thing => {
      const near = document.createElementNS(SVG, "polygon");
      near.dataset.near = thing.id;
      near.setAttribute("class", "near");
      this.layer.append(near);
    });
    movable.forEach(thing => {
      const handle = document.createElementNS(SVG, "polygon");
      handle.dataset.thing = thing.id;
      handle.setAttribute("tabindex", "0");
      handle.setAttribute("role", "group");
      handle.setAttribute("aria-roledescription", "movable thing");
      handle.setAttribute("aria-keyshortcuts", KEYS);
      this.layer.append(handle);
      this.place(thing);
    });
    this.things.forEach(thing => this.where.append(element("li", {}, `${capital(thing.name)}: ${this.words(thing)}`)));
    if (focused) this.handle(focused)?.focus({ preventScroll: true });
    this.choose(this.thing(this.chosenThing) ? this.chosenThing : null);
  }

  /** The thing that the buttons turn: the one a hand or the keys were on last. */
  choose(id) {
    this.chosenThing = id;
    this.layer.querySelectorAll(".on").forEach(handle => handle.classList.remove("on"));
    const thing = id ? this.thing(id) : null;
    this.turns.forEach(turn => { turn.disabled = !thing; });
    this.which.textContent = thing ? capital(thing.name) : "Touch a thing to turn it";
    if (thing) this.handle(id)?.classList.add("on");
  }

  turn(angle) {
    const thing = this.thing(this.chosenThing);
    if (thing) this.move(thing, thing.xM, thing.yM, thing.yawRad + angle);
  }

  handle(id) {
    return this.layer.querySelector(`[data-thing="${CSS.escape(id)}"]`);
  }

  place(thing) {
    const handle = this.handle(thing.id);
    const points = silhouette(this.view, thing).map(point => point.map(n => n.toFixed(1)).join(",")).join(" ");
    [handle, this.layer.querySelector(`[data-near="${CSS.escape(thing.id)}"]`)].forEach(outline => outline.setAttribute("points", points));
    handle.setAttribute("aria-label", `${capital(thing.name)}, ${this.words(thing)}`);
  }

  words(thing) {
    const middle = (this.reach.minXM + this.reach.maxXM) / 2;
    const side = Math.round(thing.yM * 100);
    const near = Math.round((thing.xM - middle) * 100);
    const across = side === 0 ? "in the middle" : `${Math.abs(side)} cm ${side < 0 ? "left" : "right"} of the middle`;
    const along = near === 0 ? "halfway back" : `${Math.abs(near)} cm ${near > 0 ? "towards you" : "farther back"}`;
    return `${across}, ${along}`;
  }

  thing(id) {
    return this.things.find(thing => thing.id === id);
  }

  /** Where it is wanted now; the true picture follows when the hand rests. */
  move(thing, xM, yM, yawRad) {
    const bound = (value, low, high) => Math.min(high, Math.max(low, value));
    thing.xM = bound(xM, this.reach.minXM, this.reach.maxXM);
    thing.yM = bound(yM, this.reach.minYM, this.reach.maxYM);
    thing.yawRad = yawRad;
    this.moved.set(thing.id, { xM: thing.xM, yM: thing.yM, yawRad });
    this.place(thing);
    this.news.textContent = `${capital(thing.name)}: ${this.words(thing)}.`;
    this.usable(false);
    this.changed();
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.draw(), REST_MS);
  }

  key(event) {
    const thing = this.thing(event.target.dataset.thing);
    if (!thing || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? FAR_STEP_M : STEP_M;
    const way = { ArrowLeft: [0, -step, 0], ArrowRight: [0, step, 0], ArrowUp: [-step, 0, 0], ArrowDown: [step, 0, 0] }[event.key]
      ?? (event.key.toLowerCase() === "r" ? [0, 0, event.shiftKey ? -TURN_RAD : TURN_RAD] : null);
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    this.move(thing, thing.xM + way[0], thing.yM + way[1], thing.yawRad + way[2]);
  }

  /** The pixel of the picture under a pointer. */
  pixel(event) {
    const box = this.layer.getBoundingClientRect();
    const { x, y, width, height } = this.shown;
    return [x + ((event.clientX - box.left) * width) / box.width, y + ((event.clientY - box.top) * height) / box.height];
  }

  /** The thing that an event is on or beside. */
  under(event) {
    return this.thing(event.target.dataset.thing ?? event.target.dataset.near);
  }

  grab(event) {
    const thing = this.under(event);
    if (!thing || this.held || event.button > 0) return;
    event.preventDefault();
    this.handle(thing.id).focus({ preventScroll: true });
    this.layer.setPointerCapture(event.pointerId);
    const height = thing.zM + thing.lowM;
    const [x, y] = this.view.point(this.pixel(event), height);
    this.held = { pointer: event.pointerId, thing, height, dx: thing.xM - x, dy: thing.yM - y };
  }

  drag(event) {
    if (this.held?.pointer !== event.pointerId) return;
    const { thing, height, dx, dy } = this.held;
    const [x, y] = this.view.point(this.pixel(event), height);
    this.move(thing, x + dx, y + dy, thing.yawRad);
  }

  drop(event) {
    if (this.held?.pointer !== event.pointerId) return;
    this.held = null;
    clearTimeout(this.resting);
    this.draw();
  }

  mean(relations) {
    const before = new Map([...this.meanings.querySelectorAll("input")].map(box => [box.value, box.checked]));
    this.meanings.replaceChildren();
    relations.forEach(relation => {
      const box = element("input", { type: "checkbox", value: relation.id, "data-kind": relation.kind });
      box.checked = before.get(relation.id) ?? relation.usual;
      box.addEventListener("change", () => this.changed());
      this.meanings.append(element("label", { class: "row s" }, box, element("span", {}, capital(relation.text))));
    });
    this.meaning.hidden = relations.length === 0;
    this.changed(true);
  }

  chosen() {
    return [...this.meanings.querySelectorAll("input:checked")];
  }

  /** What was chosen before is not the goal any more. */
  changed(drawn = false) {
    this.exact.hidden = !this.chosen().some(box => box.dataset.kind === "at");
    if (drawn) return;
    ++this.count;
    if (!this.isGoal) return;
    this.isGoal = false;
    this.plate.textContent = "Goal, not taken yet";
    this.dispatchEvent(new CustomEvent("parley-goal-changed"));
  }

  send() {
    const chosen = this.chosen().map(box => box.value);
    if (chosen.length === 0) {
      this.say("Choose at least one thing that has to be so at the end.");
      return;
    }
    this.say("");
    this.sent = this.count;
    this.sending = true;
    this.usable();
    this.dispatchEvent(new CustomEvent("parley-goal", {
      detail: {
        scene: this.getAttribute("scene"), seed: this.seed, placements: this.placements(),
        relations: chosen, withinM: Number(this.within.value),
      },
    }));
  }

  /** Called by the page when the goal is kept. */
  taken() {
    this.refused();
    if (this.count !== this.sent) {
      this.plate.textContent = "Goal, not taken yet";
      this.dispatchEvent(new CustomEvent("parley-goal-changed"));
      return;
    }
    this.isGoal = true;
    this.plate.textContent = "This is the goal";
  }

  /** Called by the page when it could not be kept: it can be tried again. */
  refused() {
    this.sending = false;
    this.usable();
  }

  async takeEnd(episode) {
    const round = this.round;
    try {
      const response = await fetch(`/api/v1/episodes/${episode}/end`);
      const end = await response.json().catch(() => ({}));
      if (round !== this.round) return;
      if (!response.ok) throw new Error(end.detail ?? "How it ended could not be read.");
      if (end.sceneId === this.getAttribute("scene")) this.arrange(end);
      else await this.draw();
    } catch (failure) {
      if (round !== this.round) return;
      await this.draw();
      this.say(failure.message);
    }
  }

  arrange(end) {
    ++this.round;
    this.seed = end.seed;
    this.shown = null;
    this.moved = new Map(end.placements.map(({ object, xM, yM, yawRad }) => [object, { xM, yM, yawRad }]));
    this.good = new Map();
    this.changed();
    this.draw();
  }

  async offerEnds() {
    if (this.ends.childElementCount) return;
    const scene = this.getAttribute("scene");
    try {
      const response = await fetch(`/api/v1/scenes/${encodeURIComponent(scene)}/ends`);
      const ends = response.ok ? await response.json() : [];
      if (scene !== this.getAttribute("scene")) return;
      if (ends.length === 0) this.ends.append(element("p", { class: "s sub" }, "No episode in this scene has ended yet."));
      ends.forEach((end, number) => {
        const picture = element("img", { src: `/api/v1/episodes/${end.episodeId}/poster/main.jpg`, alt: "", loading: "lazy", width: "96", height: "72" });
        const button = element("button", { type: "button", class: "goal-example" }, picture, element("span", { class: "s" }, number === 0 ? "The newest end" : `End ${number + 1}`));
        picture.addEventListener("error", () => picture.remove());
        button.addEventListener("click", () => this.arrange(end));
        this.ends.append(button);
      });
    } catch {
      this.ends.append(element("p", { class: "s bad-t" }, "How episodes ended could not be read just now."));
    }
  }

  say(sentence) {
    this.retry.hidden = true;
    this.trouble.hidden = !sentence;
    this.trouble.textContent = sentence;
  }
}

customElements.define("parley-composer", ParleyComposer);
