// <parley-tell>: what this person wants to be told. Every element inside with `data-tell-tag` is told once by a notification of the
// browser, where it allows that: `data-tell-title`, `data-tell-body`, `data-tell-link`. An element with `data-tell-again` takes a tag
// back: what it names is told anew when it comes again. Anywhere on the page a press on `data-tell-ask` asks the browser for
// permission, nothing else ever does, and what came of it is said in `data-tell-note`. Where the browser has a push service, the same
// press lets the server tell it with no page open; from then on the server tells, and the page leaves it to that.
import { call } from "/js/parley-rest.js";

const KEY = "parley-told";
const WORKER = "/js/parley-push-worker.js";
const NAMED = "parley-push-named";
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
  pushed: "This browser tells you, also when no page of Parley is open in it. The news also stands on top of any page you open here later.",
  granted: "This browser tells you while a page of Parley is open in it. The news also stands on top of any page you open here later.",
  denied: "This browser does not allow notifications here, and that is fine: the news stands on top of any page you open here.",
  default: "Without notifications, the news stands on top of any page you open here.",
  unsupported: "This browser has no notifications. The news stands on top of any page you open here.",
};

// Kept by the browser: there on the next visit, and gone when the person takes the permission back.
const subscription = async () => {
  if (!("serviceWorker" in navigator) || !("PushManager" in window)) return null;
  return (await (await navigator.serviceWorker.getRegistration(WORKER))?.pushManager.getSubscription()) ?? null;
};

const bytes = key => Uint8Array.from(atob(key.replaceAll("-", "+").replaceAll("_", "/")), each => each.charCodeAt(0));

// The server is told once a tab, so that it knows who sits here now.
const name = async subscribed => {
  await call("/api/v1/push/browsers", { method: "POST", body: subscribed.toJSON() });
  try {
    sessionStorage.setItem(NAMED, "1");
  } catch { /* a private window: named again with the next page */ }
};

const named = () => {
  try {
    return sessionStorage.getItem(NAMED) !== null;
  } catch {
    return false;
  }
};

// No page is in its scope, so nothing else tells when it is there.
const active = registration => {
  const coming = registration.installing ?? registration.waiting;
  return registration.active || !coming ? registration : new Promise(resolve => {
    coming.addEventListener("statechange", () => { if (coming.state === "activated") resolve(registration); });
  });
};

// A subscription is bound to the key of the server that it was made for: with a new key it is made anew.
const subscribe = async () => {
  if (!("serviceWorker" in navigator) || !("PushManager" in window)) return null;
  const worker = await active(await navigator.serviceWorker.register(WORKER));
  const wanted = { userVisibleOnly: true, applicationServerKey: bytes((await call("/api/v1/push")).key) };
  try {
    return await worker.pushManager.subscribe(wanted);
  } catch (failure) {
    if (failure.name !== "InvalidStateError") throw failure;
    await (await worker.pushManager.getSubscription())?.unsubscribe();
    return worker.pushManager.subscribe(wanted);
  }
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
    this.pushed = true;
    subscription()
      .then(async kept => {
        this.pushed = kept !== null && permission() === "granted";
        if (this.pushed && !named()) await name(kept);
      })
      .catch(() => { /* named with the next page */ })
      .finally(() => this.look());
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
    try {
      const made = permission() === "granted" ? await subscribe() : null;
      if (made) await name(made);
      this.pushed = made !== null;
    } catch {
      // No push service, or it cannot be reached: told while a page is open.
      this.pushed = false;
    }
    document.querySelectorAll("[data-tell-note]").forEach(note => {
      note.textContent = WORDS[this.pushed ? "pushed" : permission()];
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
      if (now.includes(tag) || this.pushed || permission() !== "granted") continue;
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
