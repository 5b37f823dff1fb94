// <parley-poster src alt live>: a still picture; with `live`, looked at again about once a second while it is in view.
// The last frame stays when a newer one does not come.
const EVERY_MS = 1000;
const MISSING_MS = 4000;

class ParleyPoster extends HTMLElement {
  static observedAttributes = ["src", "live", "alt"];

  connectedCallback() {
    this.seen = new IntersectionObserver(entries => {
      this.visible = entries.at(-1).isIntersecting;
      if (this.visible) this.next(0);
    });
    this.seen.observe(this);
  }

  disconnectedCallback() {
    this.seen.disconnect();
    this.visible = false;
    clearTimeout(this.timer);
  }

  attributeChangedCallback(name) {
    if (name === "alt") { if (this.img) this.img.alt = this.getAttribute("alt") ?? ""; return; }
    if (name === "src") this.loaded = false;
    if (this.visible) this.next(0);
  }

  next(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), delay);
  }

  async look() {
    const src = this.getAttribute("src");
    const live = this.hasAttribute("live");
    if (!src || !this.visible || (this.loaded && !live)) return;
    if (document.hidden) { this.next(EVERY_MS); return; }
    const img = new Image();
    img.alt = this.getAttribute("alt") ?? "";
    img.decoding = "async";
    img.src = live ? `${src}?t=${Math.floor(Date.now() / EVERY_MS)}` : src;
    try {
      await img.decode();
      if (src !== this.getAttribute("src")) return;
      if (this.img) this.img.replaceWith(img); else this.append(img);
      this.img = img;
      this.loaded = true;
      this.removeAttribute("state");
      if (live) this.next(EVERY_MS);
    } catch {
      if (!this.img) this.setAttribute("state", "none");
      if (live) this.next(MISSING_MS);
    }
  }
}

customElements.define("parley-poster", ParleyPoster);
