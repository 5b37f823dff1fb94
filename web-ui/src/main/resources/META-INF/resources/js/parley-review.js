// <parley-review>: takes a clip, shows its film and its numbers, and sends what its reviewer says. It knows a clip by a name that
// leads nowhere, and learns what others said with the answer to its own label.
import { call, part, say } from "./parley-rest.js";
import { typing } from "./parley-keys.js";
import { LabelForm } from "./parley-review-form.js";
import "./parley-signals.js";
import { showAgreement } from "./parley-agreement.js";

const REVIEWS = "/api/v1/reviews";
const KEEP = "parley-review-keys";
const MOST_LISTED = 100;
const AGREEMENT_EVERY_MS = 15_000;
const stored = () => { try { return localStorage.getItem(KEEP) !== "off"; } catch { return true; } };

class ParleyReview extends HTMLElement {
  connectedCallback() {
    if (this.wired) return;
    this.wired = true;
    this.signals = this.querySelector("parley-signals");
    this.form = new LabelForm(this.querySelector("form"), this.signals);
    this.words = Object.fromEntries([...this.querySelectorAll(".lab-row")].map(row => [row.querySelector("input").value, row.querySelector(".grow").textContent]));
    this.querySelector('[data-do="earlier"]').addEventListener("click", () => this.move(1));
    this.querySelector('[data-do="next"]').addEventListener("click", () => this.move(-1));
    this.querySelector('[data-do="again"]').addEventListener("click", () => this.take());
    this.querySelector('[data-do="give-back"]').addEventListener("click", () => this.giveBack());
    const note = this.querySelector("textarea");
    note.addEventListener("keydown", event => { if (event.key === "Escape") this.querySelector("h1").focus(); });
    note.addEventListener("parley-send", () => this.querySelector("form").requestSubmit());
    this.querySelector("form").addEventListener("submit", event => {
      event.preventDefault();
      if (this.form.isIn) this.move(-1);
      else this.save();
    });
    this.addEventListener("parley-step", event => {
      this.form.step = event.detail.step;
      const plate = this.querySelector("[data-step]");
      if (plate) plate.textContent = `step ${event.detail.step} of ${event.detail.steps}`;
    });
    const single = this.querySelector("[data-single]");
    single.checked = stored();
    single.addEventListener("change", () => { try { localStorage.setItem(KEEP, single.checked ? "on" : "off"); } catch { /* a private window: for this page only */ } });
    document.addEventListener("keydown", event => this.pressed(event));
    setInterval(() => { if (this.isConnected && document.visibilityState === "visible") this.agree(); }, AGREEMENT_EVERY_MS);
    this.start();
  }

  /** The address names the clip, so that a reload and a link to oneself come back to it; one that is none leads to the next. */
  async start() {
    const id = new URLSearchParams(location.search).get("clip");
    await this.tell(async () => {
      await this.list();
      try {
        await (id ? this.open(id) : this.next());
      } catch (failure) {
        if (!id || ![400, 404, 410].includes(failure.status)) throw failure;
        await this.next();
        throw failure;
      }
    });
    this.agree();
  }

  async list() { this.own = await call(`${REVIEWS}?limit=${MOST_LISTED}`); }

  take() { return this.tell(() => this.next()); }

  async next() {
    const clip = await call(REVIEWS, { method: "POST" });
    if (clip !== null) {
      await this.list();
      await this.show(clip);
      return;
    }
    this.clip = null;
    this.querySelector("[data-nothing]").hidden = false;
    this.querySelector("[data-desk]").hidden = true;
    this.querySelector("[data-asked]").textContent = "";
    this.querySelector("[data-number]").textContent = "Review";
    this.querySelector("[data-moves]").hidden = this.own.length === 0;
    history.replaceState(history.state, "", location.pathname);
  }

  giveBack() {
    return this.tell(async () => {
      await call(`${REVIEWS}/${this.clip.id}`, { method: "DELETE" });
      await this.next();
    });
  }

  async open(id) { await this.show(await call(`${REVIEWS}/${encodeURIComponent(id)}`)); }

  /** @param by 1 to the earlier one, -1 to the next, which after the newest is a new one */
  move(by) {
    const at = this.clip ? this.own.findIndex(each => each.id === this.clip.id) : -1;
    const to = at + by;
    return this.tell(async () => {
      if (to >= this.own.length) throw new Error("This is your earliest clip here.");
      if (to >= 0) await this.open(this.own[to].id);
      else if (this.clip?.state === "CLAIMED") throw new Error("Judge this clip first, or give it back.");
      else await this.next();
    });
  }

  async show(clip) {
    this.clip = clip;
    history.replaceState(history.state, "", `?clip=${clip.id}`);
    this.querySelector("[data-nothing]").hidden = true;
    this.querySelector("[data-desk]").hidden = false;
    this.querySelector("[data-moves]").hidden = false;
    const at = this.own.findIndex(each => each.id === clip.id);
    // Of more than the list holds nobody knows how many there are.
    this.querySelector("[data-number]").textContent = at < 0 || this.own.length >= MOST_LISTED ? "Clip" : `Clip ${this.own.length - at}`;
    this.querySelector("[data-back]").hidden = clip.state !== "CLAIMED";
    this.judged();
    this.querySelector("[data-asked]").textContent = clip.instruction ? `“${clip.instruction}”` : "As in the goal picture";
    const criterion = this.querySelector("[data-criterion]");
    criterion.hidden = !clip.criterion;
    criterion.textContent = clip.criterion ? `Counts as done: ${clip.criterion}` : "";
    const goal = this.querySelector("[data-goal]");
    goal.hidden = !clip.goalPicture;
    if (clip.goalPicture) goal.querySelector("img").src = clip.goalPicture;
    this.film(clip);
    this.signals.clear();
    this.form.fill(clip, clip.labels.at(-1)?.label ?? null);
    this.others(clip);
    await this.numbers(clip);
  }

  /** What comes when another clip is shown already is of no use; a film without numbers has its steps all the same. */
  async numbers(clip) {
    const found = await call(clip.signals).catch(failure => {
      if (failure.status !== 404) throw failure;
      return { controlHz: clip.controlHz, steps: clip.steps, signals: [], thinkingMs: [], stepMs: 0 };
    });
    if (this.clip?.id === clip.id) this.signals.show(found);
  }

  /** A new player for every clip: it reads its rate once. */
  film(clip) {
    const made = this.querySelector("[data-film-template]").content.cloneNode(true);
    const seconds = clip.controlHz ? clip.steps / clip.controlHz : 0;
    made.querySelector("parley-replay").setAttribute("hz", clip.controlHz);
    made.querySelector("parley-timeline").setAttribute("seconds", seconds);
    made.querySelector("video").src = clip.video;
    this.querySelector("[data-film]").replaceChildren(made);
    this.querySelectorAll("[data-still]").forEach(still => {
      const at = still.dataset.still === "start" ? 0.5 / (clip.controlHz || 10) : Math.max(0, seconds - 0.5 / (clip.controlHz || 10));
      still.src = `${clip.video}#t=${at.toFixed(3)}`;
    });
    this.form.step = 0;
  }

  async save() {
    if (this.sending || !this.clip) return;
    await this.tell(async () => {
      const body = this.form.label();
      this.sending = true;
      try {
        this.clip = await call(`${REVIEWS}/${this.clip.id}/labels`, { method: "POST", body });
      } finally {
        this.sending = false;
      }
      this.form.stored();
      this.querySelector("[data-back]").hidden = true;
      this.others(this.clip);
      await this.list();
      this.judged();
    });
    this.agree();
  }

  judged() {
    const judged = this.own.filter(each => each.state === "LABELLED").length;
    this.querySelector("[data-judged]").textContent = `${judged}${this.own.length >= MOST_LISTED ? " or more" : ""} judged by you`;
  }

  /** There only once the own label is in: before that the answer has nothing of it. */
  others(clip) {
    const place = this.querySelector("[data-others]");
    place.hidden = clip.others === null;
    if (clip.others === null) return;
    const line = ({ label, decides }) => {
      const far = label.progress !== null && label.progress < 1 ? `, ${Math.round(100 * label.progress)} %` : "";
      const why = label.tags.map(tag => this.words[tag].toLowerCase()).join(", ");
      const at = label.firstFailureStep === null ? "" : ` at step ${label.firstFailureStep}`;
      return part("li", "", part("span", "", part("b", "", this.words[label.result]), `${far}${why ? `: ${why}` : ""}${at}`, ...(label.note ? [part("span", "sub", ` “${label.note}”`)] : [])),
        ...(decides ? [part("span", "bdg", "Decides")] : []));
    };
    this.querySelector("[data-said]").replaceChildren(...(clip.others.length ? clip.others.map(line) : [part("li", "sub", "Nobody else has judged this clip yet.")]));
  }

  async agree() {
    try {
      showAgreement(this.querySelector("[data-agreement]"), (await call(`${REVIEWS}/agreement`)).all);
    } catch { /* it is beside the point here, and comes with the next label */ }
  }

  pressed(event) {
    if (typing(event)) return;
    if (this.querySelector("[data-desk]").hidden) {
      if (event.key === "k" && this.own?.length) this.move(1);
      return;
    }
    if (event.key === "Enter" && !event.target.closest?.("button, a, summary")) { event.preventDefault(); this.querySelector("form").requestSubmit(); return; }
    if (!this.querySelector("[data-single]").checked) return;
    if (event.key === "+" || event.key === "-") this.form.further(event.key === "+" ? 5 : -5);
    if (event.shiftKey) return;
    const choice = this.querySelector(`form [data-key="${CSS.escape(event.key.toUpperCase())}"]`);
    if (choice) { event.preventDefault(); choice.click(); }
    else if (event.key === "m") this.form.mark();
    else if (event.key === "i") this.form.intervene();
    else if (event.key === "n") { event.preventDefault(); this.form.write(); }
    else if (event.key === "j") this.move(-1);
    else if (event.key === "k") this.move(1);
  }

  /** A refusal is said where the page says it, in the server's own words. */
  async tell(work) {
    const trouble = this.querySelector("[data-trouble]");
    say(trouble, "");
    try {
      await work();
    } catch (failure) {
      say(trouble, failure.message);
    }
  }
}

customElements.define("parley-review", ParleyReview);
