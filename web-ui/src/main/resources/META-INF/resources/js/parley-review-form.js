// What a reviewer says of a clip, as they put it together: chosen words, how far it got, and steps that they mark in the film.
// Until it is saved it is kept in this tab, so that a look at another clip or a reload costs nothing.
import { part, button, say } from "./parley-rest.js";

const FAR = new Set(["partly", "not-done"]);
const key = clip => `parley-review-${clip}`;
const kept = clip => { try { return JSON.parse(sessionStorage.getItem(key(clip)) ?? "null"); } catch { return null; } };
const keep = (clip, said) => { try { if (said) sessionStorage.setItem(key(clip), JSON.stringify(said)); else sessionStorage.removeItem(key(clip)); } catch { /* a private window keeps nothing: the page works without */ } };

export class LabelForm {
  /** @param form of the page; @param signals the plots, where a mark is drawn too */
  constructor(form, signals) {
    this.form = form;
    this.signals = signals;
    this.step = 0;
    this.far = this.find("#review-far");
    this.interventions = [];
    this.find('[data-do="mark"]').addEventListener("click", () => this.mark());
    this.find('[data-do="intervention"]').addEventListener("click", () => this.intervene());
    form.addEventListener("input", event => {
      if (event.target === this.far) this.said = true;
      this.chosen();
    });
  }

  find(selector) { return this.form.querySelector(selector); }

  /** What is shown is what the server has. */
  get isIn() { return this.saved && !this.dirty; }

  /** @param label what the server has of this clip; null: nothing yet */
  fill(clip, label) {
    const said = kept(clip.id) ?? label;
    this.form.reset();
    this.clip = clip.id;
    this.hz = clip.controlHz;
    this.failure = said?.firstFailureStep ?? undefined;
    this.interventions = (said?.interventions ?? []).map(range => ({ ...range }));
    this.begun = said?.begun;
    for (const input of this.form.querySelectorAll("[name=result], [name=tag]")) input.checked = input.type === "radio" ? said?.result === input.value : Boolean(said?.tags?.includes(input.value));
    this.said = said?.progress !== null && said?.progress !== undefined;
    if (this.said) this.far.value = String(Math.round(100 * said.progress));
    this.form.elements.note.value = said?.note ?? "";
    if (said?.note) this.find("details").open = true;
    this.saved = label !== null;
    this.chosen();
    this.dirty = said !== label;
    if (!this.dirty) keep(clip.id, null);
    this.buttons();
  }

  chosen() {
    this.dirty = true;
    const result = this.form.elements.result.value;
    this.find("[data-far]").hidden = !FAR.has(result);
    this.find("[data-far-said]").textContent = this.said ? `${this.far.value} %` : "not said";
    this.marks();
    this.buttons();
    keep(this.clip, { result, tags: this.tags, interventions: this.interventions, begun: this.begun, note: this.form.elements.note.value,
      ...(this.said ? { progress: Number(this.far.value) / 100 } : {}), ...(this.failure === undefined ? {} : { firstFailureStep: this.failure }) });
  }

  get tags() { return [...this.form.querySelectorAll("[name=tag]:checked")].map(each => each.value); }

  /** How far it got, by keys. */
  further(by) {
    if (!FAR.has(this.form.elements.result.value)) return;
    if (this.said) this.far.value = String(Number(this.far.value) + by);
    this.said = true;
    this.chosen();
  }

  write() {
    this.find("details").open = true;
    this.form.elements.note.focus();
  }

  buttons() {
    const on = this.saved && !this.dirty;
    this.find("[data-save]").textContent = on ? "Next clip" : this.saved ? "Save the change" : "Save";
    say(this.find("[data-saved]"), on ? "Your label is in." : "");
    const steps = this.find('[data-do="intervention"]');
    steps.setAttribute("aria-pressed", String(this.begun !== undefined));
    steps.disabled = this.begun === undefined && this.interventions.length >= Number(this.find("[data-marks]").dataset.most);
    this.find("[data-intervention]").textContent = this.begun === undefined ? "Somebody steps in here" : `Until here (from step ${this.begun})`;
  }

  mark() {
    this.failure = this.step;
    this.chosen();
  }

  intervene() {
    const list = this.find("[data-marks]");
    if (this.begun === undefined) {
      if (this.interventions.length >= Number(list.dataset.most)) return;
      this.begun = this.step;
    } else {
      this.interventions.push({ from: Math.min(this.begun, this.step), to: Math.max(this.begun, this.step) });
      this.begun = undefined;
    }
    this.chosen();
  }

  /** In words, and on the plots. */
  marks() {
    this.signals.mark(this.failure, [...this.interventions, ...(this.begun === undefined ? [] : [{ from: this.begun, to: this.begun }])]);
    const away = (text, remove) => part("li", "", part("span", "", text), button("Remove", () => { remove(); this.chosen(); }, "btn quiet sm"));
    this.find("[data-marks]").replaceChildren(
      ...(this.failure === undefined ? [] : [away(`First went wrong at step ${this.failure}${this.hz ? `, after ${(this.failure / this.hz).toFixed(1)} s` : ""}`, () => { this.failure = undefined; })]),
      ...this.interventions.map((range, i) => away(`Somebody stepped in, steps ${range.from} to ${range.to}`, () => this.interventions.splice(i, 1))));
  }

  /** What REST takes; throws what is missing, in words. */
  label() {
    const result = this.form.elements.result.value;
    if (!result) throw new Error("Say first whether it did what was asked.");
    if (this.begun !== undefined) throw new Error(`Somebody steps in at step ${this.begun}: say until which step first.`);
    const note = this.form.elements.note.value.trim();
    return { result, tags: this.tags, interventions: this.interventions,
      ...(FAR.has(result) && this.said ? { progress: this.progress(result) } : {}),
      ...(this.failure === undefined ? {} : { firstFailureStep: this.failure }), ...(note ? { note } : {}) };
  }

  /** The ends of the slider are other answers: what is partly done is neither nothing nor all of it. */
  progress(result) {
    const far = Number(this.far.value) / 100;
    return Math.min(0.99, result === "partly" ? Math.max(0.01, far) : far);
  }

  stored() {
    this.saved = true;
    this.dirty = false;
    keep(this.clip, null);
    this.buttons();
  }
}
