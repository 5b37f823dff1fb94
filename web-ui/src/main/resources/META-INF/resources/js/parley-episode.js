// <parley-episode episode state data-pane>: one episode as its public page shows it. On that page the server has filled it;
// inside an ask it fetches the same page. When `state` changes, it looks again: parts that say something else are replaced,
// so that a video never starts anew; the whole only when the episode has ended.
const SPREAD_MS = 300;
const BEHIND_MS = 1000;

class ParleyEpisode extends HTMLElement {
  static observedAttributes = ["state"];

  connectedCallback() {
    this.shown = this.firstElementChild ? this.getAttribute("state") : null;
    if (this.shown === null) this.refresh(); else this.wire();
  }

  disconnectedCallback() { clearTimeout(this.timer); }

  attributeChangedCallback(name, before, now) {
    if (this.isConnected && before !== null && now !== this.shown) this.soon(this.hasAttribute("pushed") ? 0 : Math.random() * SPREAD_MS);
  }

  soon(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), delay);
  }

  async refresh() {
    if (this.busy) { this.again = true; return; }
    this.busy = true;
    this.again = false;
    try {
      const response = await fetch(`/episodes/${this.getAttribute("episode")}`, { cache: "no-cache" });
      const fresh = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("parley-episode");
      if (fresh) this.take(fresh);
      // The replica that answered may not have heard yet.
      this.behind = this.shown !== this.getAttribute("state");
    } catch {
      this.behind = true;
    } finally {
      this.busy = false;
    }
    if (this.isConnected && (this.again || this.behind)) this.soon(BEHIND_MS);
  }

  take(fresh) {
    const sentence = fresh.dataset.sentence;
    if (fresh.dataset.pane !== this.dataset.pane || !this.firstElementChild) {
      this.querySelector("parley-live")?.toggleAttribute("over", fresh.dataset.pane === "ended");
      this.replaceChildren(...[...fresh.childNodes].map(node => document.adoptNode(node)));
      this.dataset.pane = fresh.dataset.pane;
    } else {
      fresh.querySelectorAll("[data-part]").forEach(part => {
        const old = this.querySelector(`[data-part="${part.dataset.part}"]`);
        if (old && old.dataset.sig !== part.dataset.sig) old.replaceWith(document.adoptNode(part));
      });
    }
    const said = document.getElementById("said");
    if (said && this.shown !== null && sentence !== this.dataset.sentence) said.textContent = sentence;
    this.dataset.sentence = sentence;
    this.shown = fresh.getAttribute("state");
    this.wire();
  }

  wire() {
    if (this.querySelector("parley-live")) import("./parley-live.js");
    if (this.getAttribute("own") === null) return;
    this.querySelectorAll("[data-own]").forEach(heading => { if (heading.matches("h2")) heading.textContent = heading.dataset.own; });
    const copy = this.querySelector("parley-copy");
    if (copy && copy.getAttribute("path") !== location.pathname) {
      copy.setAttribute("path", location.pathname);
      copy.querySelector("input").value = location.href;
    }
  }
}

customElements.define("parley-episode", ParleyEpisode);
