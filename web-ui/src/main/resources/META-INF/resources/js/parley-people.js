// <parley-people>: accounts and their roles. What somebody may not do is refused by the server, and the refusal says who may.
import { button, call, part, roleWords, say, sends } from "./parley-rest.js";

const PAGE = 50;
const OF_A_LAB = new Set(["OPERATOR", "LAB_ADMIN"]);
const path = (person, rest) => `/api/v1/people/${person.id}${rest}`;

class ParleyPeople extends HTMLElement {
  connectedCallback() {
    if (this.wired) return;
    this.wired = true;
    this.list = this.querySelector("[data-list]");
    this.more = this.querySelector("[data-more]");
    this.search = this.querySelector("[data-search]");
    this.search.addEventListener("submit", event => {
      event.preventDefault();
      this.look();
    });
    this.more.addEventListener("click", () => this.look(this.last));
    sends(this.querySelector("[data-new]"), async fields => {
      const made = await call("/api/v1/people", { method: "POST", body: { login: fields.login.value.trim(), name: fields.name.value.trim() } });
      fields.login.form.reset();
      // Whoever has no role yet is found by their whole login alone.
      this.search.elements.like.value = made.person.login;
      this.secret(made);
      await this.look();
    });
    this.begin();
  }

  async begin() {
    try {
      [this.session, this.labs] = await Promise.all([call("/api/v1/session"), call("/api/v1/labs")]);
      say(this.querySelector("[data-whom]"), this.session.may.includes("GRANT_ROLE") ? "" : "You see who has a role in your labs. To make somebody else an operator, search for their whole login.");
      await this.look();
    } catch (failure) {
      this.trouble(failure.message);
    }
  }

  async look(after = "") {
    this.trouble("");
    const mine = (this.looks = (this.looks ?? 0) + 1);
    try {
      const like = encodeURIComponent(this.search.elements.like.value);
      const found = await call(`/api/v1/people?limit=${PAGE}&like=${like}&after=${encodeURIComponent(after)}`);
      // Somebody looks for something else by now.
      if (mine !== this.looks) return;
      const rows = found.map(person => this.row(person));
      if (after) this.list.append(...rows);
      else this.list.replaceChildren(...(rows.length ? rows : [part("p", "panel-b sub", "Nobody has such a login or name.")]));
      this.more.hidden = found.length < PAGE;
      this.last = found.at(-1)?.login ?? "";
    } catch (failure) {
      this.trouble(failure.message);
    }
  }

  row(person) {
    const roles = person.roles.map(each => part("span", "bdg", roleWords(each.role, each.labTitle)));
    if (person.disabledAt) roles.push(part("span", "bdg dash", "Closed"));
    if (person.mustChangePassword) roles.push(part("span", "bdg dash", "One-time password"));
    const row = part("details", "person",
      part("summary", "ask-row", part("span", "stack g1", part("b", "", person.name), part("span", "s sub mono", person.login)), part("span", "row wrap", ...roles)));
    row.dataset.login = person.login;
    row.addEventListener("toggle", () => row.open && row.childElementCount === 1 && row.append(this.panel(person, row)), { once: true });
    return row;
  }

  panel(person, row) {
    const trouble = part("p", "bad-t");
    trouble.setAttribute("role", "alert");
    trouble.hidden = true;
    const reason = part("input", "field");
    Object.assign(reason, { maxLength: 500, name: "reason" });
    const change = (rest, body, method = "POST") => async event => {
      const pressed = event.currentTarget;
      say(trouble, "");
      if (!reason.value.trim()) {
        say(trouble, "Say why first: whoever reads the audit later wants to know.");
        reason.focus();
        return;
      }
      pressed.disabled = true;
      try {
        const answer = await call(path(person, rest), { method, body: { ...body(), reason: reason.value } });
        const changed = this.row(answer.person ?? answer);
        row.replaceWith(changed);
        changed.open = true;
        // A password that is shown once is what has to be read next.
        if (answer.oneTimePassword) this.secret(answer);
        else changed.querySelector("summary").focus();
      } catch (failure) {
        say(trouble, failure.message);
        pressed.disabled = false;
      }
    };
    const may = new Set(this.session.may);
    const panel = part("div", "panel-b stack g3", trouble, part("label", "stack g1", part("span", "label", "Why? It is kept in the audit."), reason));
    if (person.roles.length) {
      panel.append(part("div", "row wrap", ...person.roles.map(each =>
        button(`Revoke ${roleWords(each.role, each.labTitle)}`, change("/revocations", () => ({ role: each.role, ...(each.lab ? { lab: each.lab } : {}) }))))));
    }
    panel.append(this.granting(change));
    const acts = part("div", "row wrap");
    if (may.has("RESET_PASSWORD") && !person.elsewhere) acts.append(button("New one-time password", change("/one-time-password", () => ({}))));
    if (may.has("DISABLE_PERSON")) {
      acts.append(button(person.disabledAt ? "Reopen the account" : "Close the account", change("/disabled", () => ({ disabled: !person.disabledAt }), "PUT")));
    }
    if (acts.childElementCount) panel.append(acts);
    return panel;
  }

  granting(change) {
    const everything = this.session.may.includes("GRANT_ROLE");
    const role = part("select", "field", ...(everything ? ["RESEARCHER", "OPERATOR", "LAB_ADMIN", "PLATFORM_ADMIN"] : ["OPERATOR"])
      .map(each => new Option(roleWords(each), each)));
    const own = new Set(this.session.roles.filter(each => each.role === "LAB_ADMIN").map(each => each.lab));
    const lab = part("select", "field", ...this.labs.filter(each => everything || own.has(each.name)).map(each => new Option(each.title, each.name)));
    const labField = part("label", "stack g1", part("span", "label", "Lab"), lab);
    const fits = () => { labField.hidden = !OF_A_LAB.has(role.value); };
    role.addEventListener("change", fits);
    fits();
    return part("div", "row wrap grant", part("label", "stack g1", part("span", "label", "Role"), role), labField,
      button("Grant the role", change("/grants", () => ({ role: role.value, ...(OF_A_LAB.has(role.value) ? { lab: lab.value } : {}) })), "btn"));
  }

  /** Shown until the page is left; nobody can look it up again. */
  secret(made) {
    const place = this.querySelector("[data-secret]");
    place.hidden = false;
    place.querySelector("[data-whose]").textContent = `${made.person.name} (${made.person.login})`;
    place.querySelector("[data-password]").textContent = made.oneTimePassword;
    const until = place.querySelector("[data-until]");
    say(until, made.goodUntil ? `It is good until ${new Date(made.goodUntil).toLocaleString("en", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" })}.` : "");
    place.focus();
  }

  trouble(sentence) {
    say(this.querySelector(":scope > [data-trouble]"), sentence);
  }
}

customElements.define("parley-people", ParleyPeople);
