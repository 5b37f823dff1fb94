// <parley-draft scene policy>: what is being asked, kept in this tab until it is sent. When the server that held the page
// is gone, the next one gets it back: event "parley-draft" with {text, scene, policy}.
const KEY = "parley-draft";

const read = () => {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  } catch {
    return null;
  }
};

class ParleyDraft extends HTMLElement {
  static observedAttributes = ["scene", "policy"];

  connectedCallback() {
    this.off = new AbortController();
    this.box = document.getElementById("prompt-text");
    const draft = read();
    // A link that fills the page in beforehand wins over what stood here before.
    if (draft && !this.box?.value && !location.search) {
      if (draft.text && this.box) this.box.value = draft.text;
      this.dispatchEvent(new CustomEvent("parley-draft", { detail: { text: draft.text ?? "", scene: draft.scene ?? "", policy: draft.policy ?? "" } }));
    }
    document.addEventListener("input", event => { if (event.target.id === "prompt-text") this.keep(); }, { signal: this.off.signal });
    this.ready = true;
  }

  disconnectedCallback() {
    this.off.abort();
    this.ready = false;
  }

  attributeChangedCallback(name, before, now) { if (this.ready && before !== now) this.keep(); }

  keep() {
    const text = document.getElementById("prompt-text")?.value ?? "";
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ text, scene: this.getAttribute("scene"), policy: this.getAttribute("policy") }));
    } catch { /* a private window keeps nothing: the page works without */ }
  }

  /** It was sent. */
  forget() {
    try {
      sessionStorage.removeItem(KEY);
    } catch { /* nothing was kept */ }
  }
}

customElements.define("parley-draft", ParleyDraft);
