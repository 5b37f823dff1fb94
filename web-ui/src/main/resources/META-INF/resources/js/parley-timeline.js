// <parley-timeline seconds="20">: from the start of an episode to its end or limit. Live readouts move it while the
// episode runs; with `for`, it shows and seeks that replay.
const at = (name, left, text, edge = "") => {
  const span = document.createElement("span");
  span.className = `${name} ${edge}`.trim();
  span.style.left = `${left}%`;
  span.textContent = text;
  return span;
};

class ParleyTimeline extends HTMLElement {
  static observedAttributes = ["seconds", "end"];

  connectedCallback() { this.draw(); this.connect(); }

  disconnectedCallback() {
    window.removeEventListener("parley-readout", this.onReadout);
    this.off?.abort();
  }

  attributeChangedCallback() { if (this.track) this.draw(); }

  get seconds() { return Number(this.getAttribute("seconds")) || 0; }

  draw() {
    const total = this.seconds;
    const endWord = this.getAttribute("end") ?? "limit";
    const track = document.createElement("div");
    track.className = "trk";
    const done = document.createElement("span");
    done.className = "done";
    const cursor = document.createElement("span");
    cursor.className = "cur";
    track.append(done, cursor);
    const scale = document.createElement("div");
    scale.className = "scale";
    const every = [1, 2, 5, 10, 20, 30, 60, 120, 300].find(s => total / s <= 5) ?? 600;
    scale.append(at("", 0, "0 s"));
    for (let s = every; s < total - every * 0.45; s += every) scale.append(at("", (s / total) * 100, `${s} s`));
    scale.append(at("", 100, `${Number(total.toFixed(1))} s ${endWord}`.trim()));
    this.replaceChildren(at("ev", 0, "start", "e0"), track, scale);
    this.track = track;
    this.show(this.now ?? 0);
  }

  connect() {
    const replay = this.getAttribute("for");
    if (!replay) {
      this.onReadout = event => {
        if (event.detail.episode === this.getAttribute("episode")) this.show(event.detail.seconds);
      };
      window.addEventListener("parley-readout", this.onReadout);
      return;
    }
    this.off = new AbortController();
    const { signal } = this.off;
    const video = () => document.getElementById(replay);
    this.setAttribute("role", "slider");
    this.setAttribute("tabindex", "0");
    this.setAttribute("aria-label", "Position in the replay, in seconds");
    this.setAttribute("aria-valuemin", "0");
    // Until the film says where it is, it is at its beginning.
    if (!this.hasAttribute("aria-valuenow")) this.setAttribute("aria-valuenow", "0");
    document.addEventListener("timeupdate", event => { if (event.target === video()) this.show(event.target.currentTime); }, { capture: true, signal });
    const seek = event => {
      const box = this.track.getBoundingClientRect();
      const v = video();
      if (v) v.currentTime = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * this.seconds;
    };
    this.addEventListener("pointerdown", event => { this.setPointerCapture(event.pointerId); seek(event); }, { signal });
    this.addEventListener("pointermove", event => { if (this.hasPointerCapture(event.pointerId)) seek(event); }, { signal });
    this.addEventListener("keydown", event => {
      const v = video();
      const step = { ArrowLeft: -1, ArrowRight: 1, PageDown: -5, PageUp: 5 }[event.key];
      if (!v) return;
      if (event.key === "Home") v.currentTime = 0;
      else if (event.key === "End") v.currentTime = this.seconds;
      else if (step) v.currentTime = Math.min(this.seconds, Math.max(0, v.currentTime + step));
      else return;
      event.preventDefault();
    }, { signal });
  }

  show(seconds) {
    this.now = seconds;
    if (!this.track || !this.seconds) return;
    const share = Math.min(100, (seconds / this.seconds) * 100);
    this.track.querySelector(".done").style.width = `${share}%`;
    this.track.querySelector(".cur").style.left = `${share}%`;
    if (this.getAttribute("role") === "slider") {
      this.setAttribute("aria-valuenow", seconds.toFixed(1));
      this.setAttribute("aria-valuemax", String(this.seconds));
      this.setAttribute("aria-valuetext", `${seconds.toFixed(1)} of ${this.seconds.toFixed(1)} seconds`);
    }
  }
}

customElements.define("parley-timeline", ParleyTimeline);
