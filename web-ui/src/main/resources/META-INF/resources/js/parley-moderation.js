// <parley-moderation>: the desk. Whoever is signed in and may needs no key; an operator's key stays in this tab and goes out with
// every request.
const KEY = "parley-operator";
const part = (tag, classes, ...inside) => {
  const made = document.createElement(tag);
  if (classes) made.className = classes;
  made.append(...inside);
  return made;
};
const when = at => part("span", "dim s", new Date(at).toLocaleString());
const ABOUT = { WORDS: "Like a refused sentence", PICTURE: "Nobody has seen its picture" };

class ParleyModeration extends HTMLElement {
  connectedCallback() {
    if (this.wired) return;
    this.wired = true;
    this.form = this.querySelector("form");
    this.open = this.querySelector("[data-open]");
    this.done = this.querySelector("[data-decided]");
    this.form.addEventListener("submit", event => {
      event.preventDefault();
      this.enter(this.form.elements.key.value.trim());
    });
    this.querySelector("[data-again]").addEventListener("click", () => this.look());
    const kept = sessionStorage.getItem(KEY);
    if (kept) this.enter(kept);
    else this.signedIn();
  }

  async enter(key) {
    this.key = key;
    if (await this.look()) {
      sessionStorage.setItem(KEY, key);
      this.form.hidden = true;
      this.querySelector("[data-desk]").hidden = false;
    }
  }

  /** An answer that cannot be had leaves the form for a key as it is. */
  async signedIn() {
    const session = await fetch("/api/v1/session", { cache: "no-store" }).then(answer => answer.json()).catch(() => null);
    if (session?.may?.includes("MODERATE") && await this.look()) {
      this.form.hidden = true;
      this.querySelector("[data-desk]").hidden = false;
    }
  }

  async call(path, init = {}) {
    const response = await fetch(`/api/v1/moderation/cases${path}`, {
      ...init, cache: "no-store", headers: { ...(this.key ? { Authorization: `Bearer ${this.key}` } : {}), ...(init.body ? { "Content-Type": "application/json" } : {}) } });
    if (response.ok) return response;
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail ?? "The server could not do this just now. Nothing was changed; try again in a moment.");
  }

  async look() {
    this.trouble("");
    try {
      const [open, decided] = await Promise.all([this.call("?state=open"), this.call("?state=decided&limit=20")].map(async sent => (await sent).json()));
      this.open.replaceChildren(...(open.length ? open.map(each => this.card(each)) : [part("p", "sub", "Nothing waits for a person.")]));
      this.done.replaceChildren(...(decided.length ? decided.map(each => this.row(each)) : [part("p", "sub", "Nothing was decided yet.")]));
      return true;
    } catch (failure) {
      this.trouble(failure.message);
      return false;
    }
  }

  card(each) {
    const card = part("article", "card stack g3");
    card.dataset.case = each.id;
    const reason = part("input", "field");
    Object.assign(reason, { maxLength: 500, required: true, name: "reason" });
    const pass = part("button", "btn", part("span", "", "Pass"));
    const refuse = part("button", "btn", part("span", "", "Refuse"));
    Object.assign(pass, { type: "submit", value: "pass" });
    Object.assign(refuse, { type: "submit", value: "refuse" });
    const form = part("form", "stack g2", part("label", "stack g1", part("span", "label", "Why? The asker is told when you refuse."), reason), part("div", "row wrap", pass, refuse));
    form.addEventListener("submit", event => {
      event.preventDefault();
      this.decide(each.id, event.submitter.value, reason.value);
    });
    const like = each.likeness == null ? "" : ` ${Math.round(100 * each.likeness)} in 100 like ${each.nearest}.`;
    card.append(
      part("div", "between", part("span", "label", each.about.map(name => ABOUT[name]).join("; ") + "." + like), when(each.openedAt)),
      part("p", "quote", each.instruction ? `“${each.instruction}”` : "A goal picture"), part("p", "s sub", `In the scene ${each.sceneId}`));
    if (each.picture) this.picture(each).then(shown => form.before(shown)).catch(() => form.before(part("p", "s bad-t", "Its picture could not be read.")));
    card.append(form);
    return card;
  }

  /** An <img> sends no key: the picture is fetched and shown from memory. */
  async picture(each) {
    const blob = await (await this.call(`/${each.id}/picture.png`)).blob();
    const shown = part("img", "goalpic");
    shown.alt = "The picture to look at";
    shown.src = await new Promise((read, failed) => {
      const reader = new FileReader();
      reader.onload = () => read(reader.result);
      reader.onerror = failed;
      reader.readAsDataURL(blob);
    });
    return shown;
  }

  row(each) {
    const made = each.decision;
    return part("div", "ask-row", part("div", "stack g1",
      part("span", "med", each.instruction ? `“${each.instruction}”` : "Shown, or taken back"),
      part("span", "s sub", `${made.by}: ${made.reason}`), when(made.at)), part("span", "bdg", made.verdict === "PASS" ? "Passed" : "Refused"));
  }

  async decide(id, verdict, reason) {
    this.trouble("");
    try {
      await this.call(`/${id}/decision`, { method: "POST", body: JSON.stringify({ verdict, reason }) });
      await this.look();
      this.open.querySelector("input")?.focus();
    } catch (failure) {
      this.trouble(failure.message);
    }
  }

  trouble(sentence) {
    const place = this.querySelector("[data-trouble]");
    place.hidden = !sentence;
    place.textContent = sentence;
  }
}

customElements.define("parley-moderation", ParleyModeration);
