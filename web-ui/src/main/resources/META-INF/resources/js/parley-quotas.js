// <parley-quotas>: how many episodes a day one's labs give, in all and by each policy, and what is left of them.
import { arrange, button, call, glance, part, say, sends } from "./parley-rest.js";
import { when } from "./parley-desk.js";

const EVERY_MS = 15_000;
const address = lab => `/api/v1/labs/${encodeURIComponent(lab)}/quotas`;

/** Of one lab: what it has given all that it gives of, in a sentence each; nothing while there is room. */
export const fullDays = async lab => (await call(address(lab))).quotas.filter(each => each.used >= each.mostPerDay).map(({ policy, mostPerDay, nextFree }) => {
  const what = mostPerDay === 0 ? `Its lab gives no episodes ${policy ? `by ${policy}` : "at all"}.` : `Its lab’s day is full${policy ? ` for ${policy}` : ""}: ${mostPerDay === 1 ? "the 1 episode" : `all ${mostPerDay} episodes`} of 24 hours ${mostPerDay === 1 ? "is" : "are"} given.`;
  return `${what}${nextFree ? ` The next is free at ${when(nextFree)}.` : ""} The daily canary is asked all the same.`;
});

const bar = ({ used, mostPerDay }) => {
  const made = part("span", "bar", part("i"));
  made.setAttribute("aria-hidden", "true");
  made.firstElementChild.style.width = `${mostPerDay ? Math.min(100, (100 * used) / mostPerDay) : 100}%`;
  return made;
};

class ParleyQuotas extends HTMLElement {
  connectedCallback() {
    if (this.wired) return;
    this.wired = true;
    this.find = name => this.querySelector(`[data-${name}]`);
    this.labs = new Map();
    sends(this.find("set-form"), async fields => {
      const { value } = fields.policy;
      this.show(await call(address(fields.lab.value), { method: "PUT", body: { ...(value ? { policy: value } : {}), mostPerDay: Number(fields.most.value), reason: fields.reason.value } }));
      fields.reason.value = "";
      this.find("setting").open = false;
    });
    sends(this.find("remove-form"), async fields => {
      const { lab, policy } = this.removing;
      this.show(await call(address(lab), { method: "DELETE", body: { ...(policy ? { policy } : {}), reason: fields.reason.value } }));
      fields.reason.value = "";
      this.find("remove-form").hidden = true;
      this.find("setting").querySelector("summary").focus();
    });
    this.find("not").addEventListener("click", () => { this.find("remove-form").hidden = true; });
    this.begin();
  }

  /** The labs whose stations one looks after; which of them one sets is up to the server too. */
  async begin() {
    try {
      const [session, labs, policies] = await Promise.all([call("/api/v1/session"), call("/api/v1/labs"), call("/api/v1/policies")]);
      const everywhere = session.roles.some(each => each.role === "PLATFORM_ADMIN");
      const of = roles => labs.filter(lab => everywhere || session.roles.some(each => roles.includes(each.role) && each.lab === lab.name));
      this.seen = of(["LAB_ADMIN", "OPERATOR"]);
      this.own = new Set(of(["LAB_ADMIN"]).map(lab => lab.name));
      const { lab, policy } = this.find("set-form").elements;
      lab.append(...labs.filter(each => this.own.has(each.name)).map(each => new Option(each.title, each.name)));
      lab.closest("label").hidden = this.own.size < 2;
      policy.append(...[...new Map(policies.map(each => [each.id, each.title])).entries()].map(([name, title]) => new Option(title ? `${title} (${name})` : name, name)));
      this.find("setting").hidden = this.own.size === 0;
      this.hidden = this.seen.length === 0;
      await this.again();
    } catch (failure) {
      this.hidden = false;
      say(this.find("trouble"), failure.message);
      setTimeout(() => this.begin(), EVERY_MS);
    }
  }

  async again() {
    if (!document.hidden) await this.look();
    setTimeout(() => this.again(), EVERY_MS);
  }

  async look() {
    try {
      await Promise.all(this.seen.map(async lab => this.show(await glance(address(lab.name)))));
      say(this.find("trouble"), "");
    } catch (failure) {
      say(this.find("trouble"), `${failure.message} What is shown is from before.`);
    }
  }

  show(view) {
    const told = JSON.stringify(view);
    if (this.labs.get(view.lab)?.told === told) return;
    this.labs.set(view.lab, { told, element: this.lab(view) });
    arrange(this.find("labs"), this.seen.map(each => this.labs.get(each.name)?.element).filter(Boolean));
  }

  lab({ lab, labTitle, quotas }) {
    const heading = part("h3", "", labTitle);
    if (!quotas.length) return part("div", "stack g1", heading, part("p", "s sub", "As many as come."));
    const own = this.own.has(lab);
    const head = ["Policy", "Given in 24 hours", "Next free", ...(own ? ["Remove"] : [])];
    const row = quota => {
      const { policy, used, mostPerDay, nextFree, by, at, reason } = quota;
      const name = part("th", "", part("span", "med wrap-any", policy ?? "All together"), part("p", "xs dim wrap-any", `By ${by}, ${when(at)}: “${reason}”`));
      name.scope = "row";
      const given = part("td", "quota-given", bar(quota), part("span", "num", `${used} of ${mostPerDay}`));
      const next = part("td", "", used < mostPerDay ? "Now" : nextFree ? when(nextFree) : "Never");
      next.dataset.label = "Next free";
      const made = part("tr", "", name, given, next);
      made.dataset.quota = policy ?? "";
      if (own) {
        const press = button("Remove", () => this.remove(lab, policy, labTitle));
        press.setAttribute("aria-label", `Remove the quota of ${policy ?? "all together"}, ${labTitle}`);
        made.append(part("td", "", press));
      }
      if (used >= mostPerDay) made.dataset.full = "";
      return made;
    };
    const table = part("table", "cards quotas", part("caption", "sr", `Episodes a day of ${labTitle}`), part("thead", "", part("tr", "", ...head.map(words => Object.assign(part("th", "", words), { scope: "col" })))), part("tbody", "", ...quotas.map(row)));
    return part("div", "stack g2", heading, table);
  }

  remove(lab, policy, labTitle) {
    this.removing = { lab, policy };
    const form = this.find("remove-form");
    form.hidden = false;
    form.querySelector("[data-which]").textContent = `${labTitle} then gives as many ${policy ? `episodes by ${policy}` : "episodes"} as come.`;
    form.elements.reason.focus();
  }
}

customElements.define("parley-quotas", ParleyQuotas);
