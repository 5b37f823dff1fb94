// <parley-time datetime="ISO" mode="ago|since|clock|date">: a time in the reader's own zone, or how long ago it was.
const pad = n => String(n).padStart(2, "0");

/** 75 -> "1:15", 3700 -> "1:01:40". */
export const clock = seconds => {
  const s = Math.max(0, Math.floor(seconds));
  const h = Math.floor(s / 3600), m = Math.floor((s % 3600) / 60);
  return h ? `${h}:${pad(m)}:${pad(s % 60)}` : `${m}:${pad(s % 60)}`;
};

const ago = seconds => {
  if (seconds < 10) return "just now";
  if (seconds < 60) return `${Math.floor(seconds)} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ago`;
  const days = Math.floor(seconds / 86400);
  return days === 1 ? "yesterday" : `${days} days ago`;
};

const shown = new Set();
let timer = 0;

class ParleyTime extends HTMLElement {
  static observedAttributes = ["datetime", "mode"];

  connectedCallback() {
    shown.add(this);
    this.render();
    if (!timer) timer = setInterval(() => shown.forEach(t => t.render()), 1000);
  }

  disconnectedCallback() {
    shown.delete(this);
    if (!shown.size) { clearInterval(timer); timer = 0; }
  }

  attributeChangedCallback() { if (this.isConnected) this.render(); }

  render() {
    const at = new Date(this.getAttribute("datetime"));
    if (Number.isNaN(at.getTime())) return;
    if (!this.time) {
      this.time = this.querySelector("time") ?? document.createElement("time");
      this.append(this.time);
    }
    const seconds = (Date.now() - at.getTime()) / 1000;
    const mode = this.getAttribute("mode");
    const text = mode === "since" ? clock(seconds)
      : mode === "clock" ? at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" })
      : mode === "date" ? at.toLocaleString([], { dateStyle: "medium", timeStyle: "short" })
      : ago(seconds);
    if (this.time.textContent === text) return;
    this.time.textContent = text;
    this.time.dateTime = at.toISOString();
    this.time.title = at.toLocaleString();
  }
}

customElements.define("parley-time", ParleyTime);
