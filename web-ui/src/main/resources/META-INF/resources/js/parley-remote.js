// <parley-bring-policy> and <parley-conformance>: policies on their makers' servers. Everything goes through REST, whose refusals are
// sentences that say what would be right.
import { button, call, part, say, sends } from "./parley-rest.js";
import "./parley-upload.js";

const LOOK_AGAIN_MS = 1000;
const LOOK_AFTER_TROUBLE_MS = 5000;
const STATES = { EXAMINING: "Being examined", READY: "In order", REFUSED: "Cannot be used", AWAY: "Its server does not answer", RETIRED: "Out of use" };
const SOURCES = [["camera", "Picture: what the policy’s camera sees"], ["state", "Numbers: what the body measures of itself"], ["instruction", "Words: what is asked"]];
const VERDICTS = { passed: "Passed", failed: "Failed", told: "Note" };
const CHECKS = { metadata: "What it says of itself", version: "Which version it says it is", actions: "Its answers are actions", width: "Numbers in an action", keys: "Keys that it reads", index: "Numbered keys", layout: "How pictures are laid out",
  repeat: "The same question again", observes: "Whether it looks", reset: "Starting anew", gripper: "The gripper", latency: "How fast it answers" };
const day = text => new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" }).format(new Date(text));
const small = number => (number === 0 ? "0" : Number(number).toPrecision(3));

class ParleyBringPolicy extends HTMLElement {
  connectedCallback() {
    if (this.wired) return;
    this.wired = true;
    this.form = this.querySelector("[data-new]");
    this.inputs = this.form.querySelector("[data-inputs]");
    this.form.querySelector("[data-add]").addEventListener("click", () => {
      const row = this.row("", "state", "");
      this.inputs.append(row);
      row.querySelector("input").focus();
    });
    sends(this.form, fields => this.register(fields));
    sends(this.querySelector("[data-allow]"), async fields => {
      await call("/api/v1/remote-hosts", { method: "POST", body: { host: fields.host.value.trim(), reason: fields.reason.value.trim() } });
      fields.host.form.reset();
      await this.hosts();
    });
    this.begin().catch(failure => say(this.querySelector("[data-problem]"), failure.message));
  }

  async begin() {
    const session = await call("/api/v1/session");
    const may = new Set(session.may ?? []);
    if (!may.has("REGISTER_POLICY")) {
      this.querySelector("[data-why]").textContent = session.signedIn
        ? "Registering a policy is for researchers. A platform admin grants that role."
        : "Sign in as a researcher to register a policy.";
      this.querySelector("[data-guest]").hidden = false;
      this.querySelector("[data-guest] a").hidden = session.signedIn;
      return;
    }
    const scenes = await call("/api/v1/scenes");
    this.form.querySelector("[data-scenes]").replaceChildren(...scenes.map((scene, number) => {
      const box = part("input", "");
      Object.assign(box, { type: "checkbox", name: "scene", value: scene.id, checked: number === 0 });
      return part("label", "", box, part("span", "", scene.title));
    }));
    this.inputs.replaceChildren(this.row("observation/image", "camera", "224, 224, 3"), this.row("observation/state", "state", "6"), this.row("prompt", "instruction", ""));
    this.form.hidden = false;
    await this.own();
    await this.querySelector("parley-upload-policy").begin(scenes);
    if (may.has("GOVERN_POLICIES")) await this.hosts();
  }

  row(key, from, shape) {
    const name = part("input", "field mono");
    Object.assign(name, { name: "key", value: key, maxLength: 100, required: true, spellcheck: false, autocomplete: "off" });
    const source = part("select", "field", ...SOURCES.map(([value, words]) => new Option(words, value, false, value === from)));
    source.name = "from";
    const sizes = part("input", "field num");
    Object.assign(sizes, { name: "shape", value: shape, autocomplete: "off", inputMode: "numeric" });
    const size = part("label", "stack g1", part("span", "label", "Size"), sizes);
    const fits = () => { size.hidden = source.value === "instruction"; };
    source.addEventListener("change", fits);
    fits();
    const row = part("div", "row wrap low", part("label", "stack g1 grow", part("span", "label", "Key"), name), part("label", "stack g1", part("span", "label", "It is shown"), source), size);
    const gone = button("Remove", () => row.remove(), "btn sm");
    gone.setAttribute("aria-label", "Remove this row");
    row.append(gone);
    return row;
  }

  async register(fields) {
    const inputs = [...this.inputs.children].map(row => {
      const from = row.querySelector("select").value;
      const shape = row.querySelector("[name=shape]").value.split(/[^0-9]+/).filter(Boolean).map(Number);
      return { key: row.querySelector("[name=key]").value.trim(), from, ...(from === "instruction" ? {} : { shape }) };
    });
    const key = fields.apiKey.value;
    const body = {
      name: fields.name.value.trim(), kind: "remote", title: fields.title.value.trim(), description: fields.description.value.trim(),
      url: fields.url.value.trim(), dialect: fields.dialect.value, ...(key ? { apiKey: key } : {}),
      mapping: { sceneIds: [...this.form.querySelectorAll("[name=scene]:checked")].map(box => box.value), inputs,
        actionWidth: Number(fields.actionWidth.value), horizon: Number(fields.horizon.value) },
    };
    const made = await call("/api/v1/policies", { method: "POST", body });
    location.assign(`/policies/${encodeURIComponent(made.name)}/conformance`);
  }

  async own() {
    const found = await call("/api/v1/remote-policies");
    this.querySelector("[data-own]").hidden = found.length === 0;
    this.querySelector("[data-own] [data-list]").replaceChildren(...found.map(policy => {
      const link = part("a", "", policy.title);
      link.href = `/policies/${encodeURIComponent(policy.name)}/conformance`;
      return part("li", "", part("span", "stack g1", link, part("span", "s sub mono", policy.url)), part("span", "row nowrap", part("span", "bdg", STATES[policy.state])));
    }));
  }

  async hosts() {
    const found = await call("/api/v1/remote-hosts");
    this.querySelector("[data-hosts]").hidden = false;
    this.querySelector("[data-allowed]").replaceChildren(...(found.length ? found.map(each => part("li", "",
      part("span", "stack g1", part("span", "mono", each.host), part("span", "s sub", `${each.allowedBy}: ${each.reason}`)),
      part("span", "row nowrap", button("Forbid it", async () => {
        try {
          await call(`/api/v1/remote-hosts/${encodeURIComponent(each.host)}?reason=${encodeURIComponent("No longer needed")}`, { method: "DELETE" });
          await this.hosts();
        } catch (failure) {
          say(this.querySelector("[data-problem]"), failure.message);
        }
      })))) : [part("li", "sub", "None are allowed.")]));
  }
}

class ParleyConformance extends HTMLElement {
  connectedCallback() {
    if (this.wired) return;
    this.wired = true;
    this.path = `/api/v1/policies/${encodeURIComponent(this.getAttribute("name"))}`;
    this.querySelector("[data-examine]").addEventListener("click", () => this.change(() => call(`${this.path}/conformance`, { method: "POST" })));
    sends(this.querySelector("[data-retire]"), async fields => {
      await call(`${this.path}/retirement`, { method: "POST", body: { reason: fields.reason.value.trim() } });
      await this.look();
    });
    this.look();
  }

  async change(work) {
    try {
      await work();
      await this.look();
    } catch (failure) {
      say(this.querySelector("[data-problem]"), failure.message);
    }
  }

  async look() {
    clearTimeout(this.timer);
    let found;
    try {
      found = await call(`${this.path}/conformance`);
      say(this.querySelector("[data-problem]"), "");
    } catch (failure) {
      say(this.querySelector("[data-problem]"), failure.message);
      const gone = failure.status >= 400 && failure.status < 500;
      if (gone) this.querySelector("[data-state]").hidden = true;
      else if (this.isConnected) this.timer = setTimeout(() => this.look(), LOOK_AFTER_TROUBLE_MS);
      return;
    }
    this.shown(found);
    await this.findings(found.examination?.certificate ?? found.versions[0]?.certificate);
    if (found.state === "EXAMINING" && this.isConnected) this.timer = setTimeout(() => this.look(), LOOK_AGAIN_MS);
  }

  shown(found) {
    const card = this.querySelector("[data-state]");
    const examination = found.examination;
    const busy = found.state === "EXAMINING" && examination;
    card.setAttribute("aria-busy", String(Boolean(busy)));
    card.dataset.of = found.state;
    this.querySelector("[data-headline]").textContent = STATES[found.state];
    const note = busy ? `${examination.doing}. Part ${Math.min(examination.done + 1, examination.parts)} of ${examination.parts}.` : found.stateNote;
    const place = this.querySelector("[data-note]");
    if (place.textContent !== note) place.textContent = note;
    const bar = this.querySelector("[data-bar]");
    bar.hidden = !busy;
    if (busy) {
      bar.setAttribute("aria-valuemax", examination.parts);
      bar.setAttribute("aria-valuenow", examination.done);
      bar.firstElementChild.style.width = `${(100 * examination.done) / examination.parts}%`;
    }
    this.querySelector("[data-acts]").hidden = !found.yours || ["EXAMINING", "RETIRED"].includes(found.state);
    this.querySelector("[data-retiring]").hidden = !found.yours || found.state === "RETIRED";
    const asked = found.asked;
    say(this.querySelector("[data-asked]"), asked
      ? `In the last 30 days it was asked ${asked.questions.toLocaleString()} times in ${asked.episodes.toLocaleString()} episodes; half of the answers took ${asked.halfWithinMs.toFixed(0)} ms or less, and passing them on ${asked.addedMs.toFixed(1)} ms.`
      : "");
    this.querySelector("[data-versions]").hidden = found.versions.length === 0;
    this.querySelector("[data-rows]").replaceChildren(...found.versions.map(version => part("tr", "",
      part("td", "", `${version.number} `, part("span", "mono", version.digest.slice(0, 12)), version.current ? ", as it answers now" : ""), part("td", "", day(version.openedAt)),
      part("td", "", day(version.checkedAt)), part("td", "num", small(version.apart)), part("td", "num", small(version.tolerance)))));
  }

  async findings(digest) {
    if (!digest || digest === this.read) return;
    const certificate = await call(`/api/v1/certificates/${digest}`).catch(() => null);
    if (!certificate) return;
    this.read = digest;
    const place = this.querySelector("[data-findings]");
    place.hidden = false;
    place.querySelector("[data-list]").replaceChildren(...certificate.findings.map(each =>
      part("li", "", part("span", "stack g1", part("b", "", CHECKS[each.check] ?? each.check), part("span", "s sub", each.detail)), part("span", "row nowrap", part("span", "bdg", VERDICTS[each.verdict])))));
    const link = place.querySelector("[data-certificate]");
    link.href = `/api/v1/certificates/${digest}`;
    link.textContent = digest.slice(0, 12);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }
}

customElements.define("parley-bring-policy", ParleyBringPolicy);
customElements.define("parley-conformance", ParleyConformance);
