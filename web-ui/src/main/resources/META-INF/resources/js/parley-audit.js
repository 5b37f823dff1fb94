// <parley-audit>: who did what, as what and why, newest first. The address keeps what is looked for.
import { call, part, roleWords, say } from "./parley-rest.js";

const FIELDS = ["who", "action", "subject", "from", "until"];
const ACTIONS = {
  "session.opened": "Signed in", "session.refused": "Sign-in refused", "session.closed-everywhere": "Signed out everywhere",
  "password.changed": "Changed the password", "password.reset": "Gave a new one-time password", "person.created": "Created an account",
  "person.disabled": "Closed an account", "person.enabled": "Reopened an account", "token.created": "Made a token", "token.revoked": "Revoked a token", "dataset.requested": "Asked for a data set", "dataset.removed": "Took a data set away", "role.granted": "Granted a role", "role.revoked": "Revoked a role",
  "console.signed-on": "Signed on at a console", "console.signed-off": "Signed off at a console", "console.approved": "Approved an ask", "console.refused": "Refused an ask", "console.started": "Confirmed a start", "console.reset": "Marked a reset", "console.taken-over": "Took over", "console.judged": "Judged an episode at a console", "console.rule-set": "Set the rule of a console",
  "station.policy-approved": "Approved a policy for a station", "station.policy-taken-back": "Took back the approval of a policy", "station.policy-rule-set": "Set what may run on a station",
  "station.registered": "Registered a station", "station.key-renewed": "Gave a station a new key", "station.open": "Resumed a station",
  "station.paused": "Paused a station", "station.draining": "Drained a station", "station.hours-set": "Set opening hours", "station.stopped": "Stopped a station", "station.stop-cleared": "Cleared a stop",
  "line.moved": "Moved an ask back", "line.held": "Held an ask", "line.released": "Released an ask", "line.expedited": "Let an ask go first",
  "line.cancelled": "Took an ask out", "line.reassigned": "Sent an ask to a station", "lab.created": "Created a lab", "lab.quota-set": "Set how many episodes a day a lab gives", "lab.quota-removed": "Removed a quota of a lab",
  "policy.owner-set": "Said whose a policy is", "policy.owner-removed": "Said that a policy is no lab’s", "moderation.decided": "Decided a case",
  "review.labelled": "Judged a clip", "review.changed": "Changed a judgement", "review.gold-set": "Set a question with a known answer", "review.gold-retired": "Retired a question with a known answer" };
const AS = { GUEST: "not signed in", USER: "as themselves", PLATFORM: "as the platform", KEY: "as holder of a key", STATION: "at the station" };
const NAMES = { login: "account", by: "signed in with", issuer: "vouched for by", sessions: "browsers signed out" };
/** A lab by the name that people read: "operator of House lab". */
const read = (entry, value) => (entry.lab && value.endsWith(` of ${entry.lab}`) ? value.slice(0, -entry.lab.length) + entry.labTitle : value === entry.lab ? entry.labTitle : value);
const words = entry => ([name, value]) => `${NAMES[name] ?? name}: ${name === "role" ? read(entry, value).replace(/^[A-Z_]+/, role => roleWords(role).toLowerCase()) : name === "lab" ? read(entry, value) : value}`;

class ParleyAudit extends HTMLElement {
  connectedCallback() {
    if (this.wired) return;
    this.wired = true;
    this.form = this.querySelector("form");
    this.list = this.querySelector("[data-list]");
    this.older = this.querySelector("[data-older]");
    const kept = new URLSearchParams(location.search);
    // One deed alone, such as role.granted, is of no list: an address may ask for it, and the list then names it.
    const deed = kept.get("action");
    const actions = this.form.elements.action;
    if (deed && ![...actions.options].some(each => each.value === deed)) actions.add(new Option(ACTIONS[deed] ?? deed, deed));
    FIELDS.forEach(name => { this.form.elements[name].value = kept.get(name) ?? ""; });
    this.form.addEventListener("submit", event => {
      event.preventDefault();
      const wanted = new URLSearchParams(this.wanted());
      history.replaceState(history.state, "", wanted.size ? `?${wanted}` : location.pathname);
      this.look();
    });
    this.older.addEventListener("click", () => this.look(this.next));
    this.look();
  }

  wanted() {
    return FIELDS.map(name => [name, this.form.elements[name].value.trim()]).filter(([, value]) => value);
  }

  /** Days are the reader's own: from their midnight until the one after. */
  query(before) {
    const query = new URLSearchParams();
    for (const [name, value] of this.wanted()) {
      const day = name === "from" || name === "until" ? new Date(`${value}T00:00`) : null;
      if (name === "until") day.setDate(day.getDate() + 1);
      query.set(name, day ? day.toISOString() : value);
    }
    if (before) query.set("before", before);
    return query;
  }

  async look(before) {
    const trouble = this.querySelector("[data-trouble]");
    say(trouble, "");
    this.older.disabled = true;
    const mine = (this.looks = (this.looks ?? 0) + 1);
    try {
      const page = await call(`/api/v1/audit?${this.query(before)}`);
      // Somebody looks for something else by now.
      if (mine !== this.looks) return;
      const rows = page.entries.map(entry => this.row(entry));
      if (before) this.list.append(...rows);
      else this.list.replaceChildren(...(rows.length ? rows : [part("li", "panel-b sub", "Nothing of that kind was done.")]));
      this.next = page.next;
      this.older.hidden = page.next === null;
    } catch (failure) {
      if (mine === this.looks) say(trouble, failure.message);
    } finally {
      if (mine === this.looks) this.older.disabled = false;
    }
  }

  row(entry) {
    const details = Object.entries(entry.details).map(words(entry)).join(", ");
    const at = part("time", "dim s nowrap", new Date(entry.at).toLocaleString());
    at.dateTime = entry.at;
    const row = part("li", "ask-row", part("div", "stack g1",
      part("span", "med", ACTIONS[entry.action] ?? entry.action),
      part("span", "s sub", `${entry.name}, ${AS[entry.role] ?? `as ${roleWords(entry.role).toLowerCase()}`}${entry.lab ? `, in ${entry.labTitle}` : ""}`),
      ...(entry.reason ? [part("span", "s", `“${entry.reason}”`)] : []),
      ...(details ? [part("span", "s sub", details)] : []),
      part("span", "xs dim mono", `${entry.number} · ${entry.action} · ${entry.subjectKind} ${entry.subjectId}`)), at);
    return row;
  }
}

customElements.define("parley-audit", ParleyAudit);
