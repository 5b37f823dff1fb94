// What people agree to before their first ask, vote or upload: one dialog, fetched when it is needed, nothing ticked beforehand.
// `askConsent()` answers { version, publish, training, ageOk } or null; `<parley-consent>` hands it to a page with a session.
const part = (tag, classes, ...inside) => {
  const made = document.createElement(tag);
  if (classes) made.className = classes;
  made.append(...inside);
  return made;
};

const choice = point => {
  const box = part("input");
  Object.assign(box, { type: "checkbox", name: point.id, id: `consent-${point.id}`, required: point.required });
  return part("label", "choice", box, part("span", "", point.text, part("span", "dim", point.required ? "" : " (if you like)")));
};

const dialog = text => {
  const licence = part("a", "", "What CC BY 4.0 means");
  Object.assign(licence, { href: text.licence, target: "_blank", rel: "noopener" });
  const agree = part("button", "btn pri", part("span", "", "Agree and go on"));
  const leave = part("button", "btn", part("span", "", "Not now"));
  Object.assign(agree, { type: "submit", value: "agree", id: "consent-agree" });
  Object.assign(leave, { type: "submit", value: "", id: "consent-leave", formNoValidate: true });
  const form = part("form", "stack g4",
    part("div", "stack g1", part("h2", "", "Before your first ask, vote or upload"), part("p", "s sub", "Asked once. Watching needs none of it.")),
    part("div", "stack g2", ...text.points.map(choice)),
    part("ul", "stack g1 s sub", ...text.notes.map(note => part("li", "", note)), part("li", "", licence)),
    part("div", "row wrap", agree, leave));
  form.method = "dialog";
  form.firstChild.firstChild.id = "consent-title";
  const made = part("dialog", "consent", form);
  made.setAttribute("aria-labelledby", "consent-title");
  return made;
};

export const askConsent = async () => {
  const response = await fetch("/api/v1/consent", { cache: "no-store" });
  if (!response.ok) throw new Error(`consent: ${response.status}`);
  const text = await response.json();
  const shown = dialog(text);
  document.body.append(shown);
  shown.showModal();
  await new Promise(closed => shown.addEventListener("close", closed, { once: true }));
  const ticked = id => shown.querySelector(`#consent-${id}`).checked;
  const answer = shown.returnValue === "agree"
    ? { version: text.version, publish: ticked("publish"), training: ticked("training"), ageOk: ticked("ageOk") }
    : null;
  shown.remove();
  return answer;
};

/** For pages without a session: asks, and stores what was answered. False: they would rather not. */
export const agreeByRest = async () => {
  const answer = await askConsent();
  if (!answer) return false;
  const response = await fetch("/api/v1/consent", { method: "PUT", headers: { "Content-Type": "application/json" }, body: JSON.stringify(answer) });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail ?? `consent: ${response.status}`);
  }
  return true;
};

class ParleyConsent extends HTMLElement {
  async open() {
    if (this.asking) return;
    this.asking = true;
    const detail = await askConsent().catch(() => ({ failed: true }));
    this.asking = false;
    this.dispatchEvent(new CustomEvent("parley-consent", { detail: detail ?? {} }));
  }
}

customElements.define("parley-consent", ParleyConsent);
