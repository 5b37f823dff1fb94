// <parley-tell>: what this person wants to be told. Every element inside with `data-tell-tag` is told once by a notification of the
// browser, where it allows that: `data-tell-title`, `data-tell-body`, `data-tell-link`. An element with `data-tell-again` takes a tag
// back: what it names is told anew when it comes again. Anywhere on the page a press on `data-tell-ask` asks the browser for
// permission, nothing else ever does, and what came of it is said in `data-tell-note`.
const KEY = "parley-told";
const MOST = 100;

const told = () => {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "[]");
  } catch {
    return [];
  }
};

const keep = tags => {
  try {
    localStorage.setItem(KEY, JSON.stringify(tags.slice(-MOST)));
  } catch { /* a private window: told again with the next page */ }
};

const WORDS = {
  granted: "This browser tells you while a page of Parley is open in it. The news also stands on top of any page you open here later.",
  denied: "This browser does not allow notifications here, and that is fine: the news stands on top of any page you open here.",
  default: "Without notifications, the news stands on top of any page you open here.",
  unsupported: "This browser has no notifications. The news stands on top of any page you open here.",
};

const permission = () => ("Notification" in window ? Notification.permission : "unsupported");

class ParleyTell extends HTMLElement {
  connectedCallback() {
    this.off = new AbortController();
    document.addEventListener("click", event => {
      const button = event.target.closest?.("[data-tell-ask]");
      if (button) this.ask(button);
    }, { capture: true, signal: this.off.signal });
    this.watch = new MutationObserver(() => this.look());
    this.watch.observe(this, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-tell-tag", "data-tell-again"] });
    this.look();
  }

  disconnectedCallback() {
    this.off.abort();
    this.watch.disconnect();
  }

  async ask(button) {
    if (permission() === "default") {
      try {
        await Notification.requestPermission();
      } catch { /* an old browser: it stays undecided, and says so */ }
    }
    document.querySelectorAll("[data-tell-note]").forEach(note => {
      note.textContent = WORDS[permission()];
      note.hidden = false;
    });
    this.look();
  }

  look() {
    const before = told();
    let now = before;
    this.querySelectorAll("[data-tell-again]").forEach(row => { now = now.filter(tag => tag !== row.dataset.tellAgain); });
    for (const row of this.querySelectorAll("[data-tell-tag]")) {
      const tag = row.dataset.tellTag;
      if (now.includes(tag) || permission() !== "granted") continue;
      now = [...now, tag];
      this.show(tag, row.dataset);
    }
    if (now !== before) keep(now);
  }

  // The tag lets several open pages show one notification.
  show(tag, { tellTitle, tellBody, tellLink }) {
    try {
      const shown = new Notification(tellTitle, { body: tellBody, tag, icon: "/icons/parley.svg" });
      shown.addEventListener("click", () => {
        window.focus();
        location.href = tellLink;
        shown.close();
      });
    } catch { /* some phones allow them to service workers only: the line on the page says the same */ }
  }
}

customElements.define("parley-tell", ParleyTell);
