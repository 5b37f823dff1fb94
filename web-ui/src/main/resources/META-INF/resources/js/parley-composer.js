// <parley-composer scene seed? ended?>: a picture of a scene in which things are moved, or a plan of a room with its robot, by mouse,
// touch or keys. The picture follows as a simulator draws it, with everything where it comes to rest. "Use this as the goal" is event
// "parley-goal" with what was arranged.
import { capital, element } from "./parley-composer-parts.js";
import { PictureStage } from "./parley-composer-picture.js";
import { PlanStage } from "./parley-composer-plan.js";

const TURN_RAD = Math.PI / 12;
const REST_MS = 250;

const same = (one, other) => one.size === other.size && [...one].every(([object, at]) => other.get(object) === at);

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
    this.stagePlace = element("div");
    this.news = element("p", { class: "s sub", role: "status" });
    this.trouble = element("p", { class: "s bad-t", role: "alert", hidden: "" });
    this.retry = element("button", { type: "button", class: "btn sm", hidden: "" }, element("span", {}, "Try again"));
    this.where = element("ul", { class: "whereabouts s" });
    this.meanings = element("div", { class: "stack g1" });
    this.within = element("select", { class: "field sm", id: "goal-within" });
    this.exact = element("div", { class: "row wrap s" }, element("label", { for: "goal-within" }, "How exactly"), this.within);
    this.beside = element("select", { class: "field sm", id: "goal-beside" });
    [10, 15, 20, 30, 45].forEach(degrees => this.beside.append(element("option", { value: degrees }, `± ${degrees}°`)));
    this.beside.value = "20";
    this.exactly = element("div", { class: "row wrap s" }, element("label", { for: "goal-beside" }, "How exactly it looks there"), this.beside);
    this.use = element("button", { type: "button", class: "btn", id: "goal-use", disabled: "" }, element("span", {}, "Use this as the goal"));
    this.over = element("button", { type: "button", class: "btn quiet sm" }, element("span"));
    this.fresh = element("button", { type: "button", class: "btn quiet sm" }, element("span", {}, "Another start"));
    this.ends = element("div", { class: "row wrap scrollx ends" });
    this.gallery = element("details", { class: "more" }, element("summary", {}, "Start from how an episode ended"), element("div", { class: "in" }, this.ends));
    this.hint = element("span");
    this.keys = element("span", { class: "only-d" });
    this.legend = element("legend", { class: "label" });
    this.list = element("summary");
    this.which = element("span", { class: "s sub" });
    this.turns = [[1, "Turn left"], [-1, "Turn right"]].map(([way, words]) => {
      const turn = element("button", { type: "button", class: "btn sm" }, element("span", {}, words));
      turn.addEventListener("click", () => this.turn(way * TURN_RAD));
      return turn;
    });
    this.meaning = element("fieldset", { class: "stack g2 meanings" }, this.legend, this.meanings, this.exact, this.exactly);
    this.append(
      this.stagePlace, element("p", { class: "s dim" }, this.hint, this.keys),
      element("div", { class: "row wrap" }, ...this.turns, this.which), this.news, this.trouble,
      element("div", { class: "row" }, this.retry), this.meaning,
      element("div", { class: "row wrap" }, this.use, this.over, this.fresh), this.gallery,
      element("details", { class: "more" }, this.list, element("div", { class: "in" }, this.where)));
    this.retry.addEventListener("click", () => this.draw());
    this.use.addEventListener("click", () => this.send());
    this.over.addEventListener("click", () => { ++this.round; this.moved = new Map(); this.changed(); this.draw(); });
    this.fresh.addEventListener("click", () => { ++this.round; this.seed = null; this.stage.forget(); this.moved = new Map(); this.good = new Map(); this.changed(); this.draw(); });
    [this.within, this.beside].forEach(choice => choice.addEventListener("change", () => this.changed()));
    this.gallery.addEventListener("toggle", () => { if (this.gallery.open) this.offerEnds(); });
    this.take(new PictureStage());
  }

  /** Shows things on this stage from now on: a picture of a table, or a plan of a room. */
  take(stage) {
    this.stage = stage;
    const { layer } = stage;
    layer.addEventListener("keydown", event => this.key(event));
    layer.addEventListener("focusin", event => this.choose(event.target.dataset.thing));
    layer.addEventListener("pointerdown", event => this.grab(event));
    // A finger on a thing moves the thing and never the page.
    layer.addEventListener("touchstart", event => { if (this.under(event)) event.preventDefault(); }, { passive: false });
    layer.addEventListener("pointermove", event => this.drag(event));
    layer.addEventListener("pointerup", event => this.drop(event));
    layer.addEventListener("pointercancel", event => this.drop(event));
    this.stagePlace.replaceChildren(stage.element);
    this.hint.textContent = stage.hint;
    this.keys.textContent = stage.keys;
    this.legend.textContent = stage.legend;
    this.list.textContent = stage.list;
    this.over.firstChild.textContent = stage.back;
    this.within.replaceChildren(...stage.within.map(metres => element("option", { value: metres }, `± ${Math.round(100 * metres)} cm`)));
    this.within.value = stage.usualWithin;
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
    this.stage.forget();
    this.choose(null);
    this.complaint = null;
    this.sending = false;
    this.isGoal = false;
    this.stage.plate.textContent = "Goal";
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
    const late = setTimeout(() => { this.stage.busy(true); this.news.textContent = "Drawing it."; }, 300);
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
      this.stage.busy(false);
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
      this.seed = answer.seed;
      const Stage = answer.robot ? PlanStage : PictureStage;
      if (!(this.stage instanceof Stage)) this.take(new Stage());
      this.stage.show(answer);
      this.reach = answer.reach;
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
    const { layer } = this.stage;
    const focused = layer.contains(document.activeElement) ? document.activeElement.dataset.thing : null;
    this.stage.handles(this.things);
    this.where.replaceChildren(...this.things.map(thing => element("li", {}, `${this.stage.name(thing)}: ${this.stage.words(thing)}`)));
    if (focused) this.stage.handle(focused)?.focus({ preventScroll: true });
    this.choose(this.thing(this.chosenThing) ? this.chosenThing : this.stage.only);
  }

  /** The thing that the buttons turn: the one a hand or the keys were on last. */
  choose(id) {
    this.chosenThing = id;
    this.stage.layer.querySelectorAll(".on").forEach(handle => handle.classList.remove("on"));
    const thing = id ? this.thing(id) : null;
    this.turns.forEach(turn => { turn.disabled = !thing; });
    this.which.textContent = thing ? this.stage.name(thing) : this.stage.untouched;
    if (thing) this.stage.handle(id)?.classList.add("on");
  }

  turn(angle) {
    const thing = this.thing(this.chosenThing);
    if (thing) this.move(thing, thing.xM, thing.yM, thing.yawRad + angle);
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
    this.stage.place(thing);
    this.news.textContent = `${this.stage.name(thing)}: ${this.stage.words(thing)}.`;
    this.usable(false);
    this.changed();
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.draw(), REST_MS);
  }

  key(event) {
    const thing = this.thing(event.target.dataset.thing);
    if (!thing || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? this.stage.farStep : this.stage.step;
    const way = { ArrowLeft: [0, -step, 0], ArrowRight: [0, step, 0], ArrowUp: [-step, 0, 0], ArrowDown: [step, 0, 0] }[event.key]
      ?? (event.key.toLowerCase() === "r" ? [0, 0, event.shiftKey ? -TURN_RAD : TURN_RAD] : null);
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    this.move(thing, thing.xM + way[0], thing.yM + way[1], thing.yawRad + way[2]);
  }

  /** The thing that an event is on or beside. */
  under(event) {
    const { thing, near } = event.target.closest("[data-thing], [data-near]")?.dataset ?? {};
    return this.thing(thing ?? near);
  }

  grab(event) {
    const thing = this.under(event);
    if (!thing?.movable || this.held || event.button > 0) return;
    event.preventDefault();
    this.stage.handle(thing.id).focus({ preventScroll: true });
    this.stage.layer.setPointerCapture(event.pointerId);
    this.held = { pointer: event.pointerId, thing, follow: this.stage.hold(event, thing) };
  }

  drag(event) {
    if (this.held?.pointer !== event.pointerId) return;
    this.move(this.held.thing, ...this.held.follow(event));
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
    const says = (...kinds) => this.chosen().some(box => kinds.includes(box.dataset.kind));
    this.exact.hidden = !says("at", "robot-at-point");
    this.exactly.hidden = !says("robot-heading");
    if (drawn) return;
    ++this.count;
    if (!this.isGoal) return;
    this.isGoal = false;
    this.stage.plate.textContent = "Goal, not taken yet";
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
        withinDegrees: this.stage.only ? Number(this.beside.value) : null,
      },
    }));
  }

  /** Called by the page when the goal is kept. */
  taken() {
    this.refused();
    if (this.count !== this.sent) {
      this.stage.plate.textContent = "Goal, not taken yet";
      this.dispatchEvent(new CustomEvent("parley-goal-changed"));
      return;
    }
    this.isGoal = true;
    this.stage.plate.textContent = "This is the goal";
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
    this.stage.forget();
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
