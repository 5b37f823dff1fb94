// <parley-study>: a study's plan, put together and sent by REST, whose refusals say what would be right.
import { call, part, say, sends } from "./parley-rest.js";

const box = (name, value, words, checked = false) => {
  const input = Object.assign(document.createElement("input"), { type: "checkbox", name, value, checked });
  return part("label", "row", input, part("span", "", words));
};

/** Any start will do; a number that people can write down. */
const seed = () => String(crypto.getRandomValues(new Uint32Array(1))[0]);

class ParleyStudy extends HTMLElement {
  connectedCallback() {
    if (this.wired) return;
    this.wired = true;
    this.form = this.querySelector("[data-new]");
    this.form.elements.scene.addEventListener("change", () => this.fit());
    sends(this.form, async () => {
      const made = await call("/api/v1/studies", { method: "POST", body: this.study() });
      location.assign(`/studies/${made.id}`);
    });
    this.begin().catch(failure => say(this.querySelector("[data-problem]"), failure.message));
  }

  async begin() {
    const session = await call("/api/v1/session");
    if (!(session.may ?? []).includes("SUBMIT_STUDY")) {
      this.querySelector("[data-why]").textContent = session.signedIn
        ? "Planning studies is for researchers. A platform admin grants that role."
        : "Sign in as a researcher to plan a study.";
      this.querySelector("[data-guest]").hidden = false;
      this.querySelector("[data-guest] a").hidden = session.signedIn;
      return;
    }
    [this.scenes, this.policies, this.stations] = await Promise.all([call("/api/v1/scenes"), call("/api/v1/policies"), call("/api/v1/stations")]);
    this.form.elements.scene.replaceChildren(...this.scenes.map(scene => new Option(scene.title, scene.id)));
    this.form.elements.firstSeed.value = seed();
    this.follows = new URLSearchParams(location.search).get("follows");
    if (this.follows) say(this.querySelector("[data-follows]"), "This will be a changed version of an earlier study of yours, with pairs of its own.");
    this.fit();
    this.form.hidden = false;
  }

  get scene() {
    return this.scenes.find(scene => scene.id === this.form.elements.scene.value);
  }

  /** What the chosen scene has, and who can do something in it. */
  fit() {
    const scene = this.scene;
    const able = this.policies.filter(policy => policy.acceptsInstruction && policy.sceneIds.includes(scene.id));
    const wished = new URLSearchParams(location.search).getAll("policy");
    this.querySelector("[data-policies]").replaceChildren(...able.map(policy => box("policy", policy.id, policy.title, wished.includes(policy.id))));
    this.querySelector("[data-tasks]").replaceChildren(...scene.tasks.map((task, number) => box("task", task.id, task.paraphrases[0] ?? task.reading, number === 0)));
    this.querySelector("[data-conditions]").replaceChildren(...scene.factors.map(factor => {
      const input = Object.assign(part("input", "field num"), { name: "condition", type: "number", min: factor.min, max: factor.max, step: factor.whole ? 1 : "any", placeholder: `${factor.min} to ${factor.max}` });
      input.dataset.factor = factor.name;
      return part("label", "stack g1", part("span", "label mono", factor.name), input);
    }));
    const places = this.stations.filter(station => station.sceneIds.includes(scene.id));
    this.querySelector("[data-stations]").replaceChildren(...places.map(station => box("station", station.id, station.name)));
    this.querySelector("[data-where]").hidden = places.length < 2;
  }

  chosen(name) {
    return [...this.form.querySelectorAll(`input[name="${name}"]:checked`)].map(input => input.value);
  }

  study() {
    const fields = this.form.elements;
    const scene = this.scene;
    const policies = this.chosen("policy").map(id => this.policies.find(policy => policy.id === id)).map(({ id, digest }) => ({ name: id, digest }));
    if (policies.length < 2) throw new Error("Choose two policies at least.");
    const tasks = this.chosen("task").map(id => scene.tasks.find(task => task.id === id)).map(task => ({ sceneId: scene.id, taskId: task.id, instruction: task.paraphrases[0] ?? task.reading }));
    if (tasks.length === 0) throw new Error("Choose one task at least.");
    const conditions = Object.fromEntries([...this.form.querySelectorAll("[data-factor]")].filter(input => input.value !== "").map(input => [input.dataset.factor, Number(input.value)]));
    const plan = { question: fields.question.value.trim(), policies, tasks, conditions, firstSeed: fields.firstSeed.value, rule: fields.rule.value, alpha: Number(fields.alpha.value), mostBlocks: Number(fields.mostBlocks.value), judge: fields.judge.value, stationIds: this.chosen("station") };
    if (fields.body.value) plan.body = fields.body.value;
    if (this.follows) plan.follows = this.follows;
    return { name: fields.name.value.trim(), plan };
  }
}

/** <parley-studies>: the list of them, the same for everybody but for its button, which is for those who may plan one. */
class ParleyStudies extends HTMLElement {
  async connectedCallback() {
    const session = await call("/api/v1/session").catch(() => null);
    this.querySelector("[data-may-plan]").hidden = !(session?.may ?? []).includes("SUBMIT_STUDY");
  }
}

customElements.define("parley-study", ParleyStudy);
customElements.define("parley-studies", ParleyStudies);
