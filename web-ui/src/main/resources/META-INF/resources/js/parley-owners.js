// <parley-owners>: which lab each policy belongs to. For those who may say it; everybody else reads it on the policy's page.
import { button, call, part, say } from "./parley-rest.js";

class ParleyOwners extends HTMLElement {
  connectedCallback() {
    if (this.wired) return;
    this.wired = true;
    this.list = this.querySelector("[data-list]");
    this.begin();
  }

  async begin() {
    const session = await call("/api/v1/session").catch(() => null);
    this.hidden = !session?.may.includes("SET_POLICY_OWNER");
    if (this.hidden) return;
    try {
      const [labs, policies] = await Promise.all([call("/api/v1/labs"), call("/api/v1/policies")]);
      this.labs = labs;
      const rows = policies.map(policy => this.row(policy.id, policy.title, policy.owner));
      this.list.replaceChildren(...(rows.length ? rows : [part("p", "panel-b sub", "No station has shown a policy yet.")]));
    } catch (failure) {
      say(this.querySelector("[data-trouble]"), failure.message);
    }
  }

  row(name, title, owner) {
    const row = part("details", "person",
      part("summary", "ask-row", part("span", "stack g1", part("b", "", title), part("span", "s sub mono", name)),
        part("span", "bdg", owner ? owner.title : "No lab’s")));
    row.dataset.policy = name;
    row.addEventListener("toggle", () => row.open && row.childElementCount === 1 && row.append(this.panel(name, title, owner, row)), { once: true });
    return row;
  }

  panel(name, title, owner, row) {
    const trouble = part("p", "bad-t");
    trouble.setAttribute("role", "alert");
    trouble.hidden = true;
    const lab = part("select", "field", new Option("No lab’s", ""), ...this.labs.map(each => new Option(each.title, each.name)));
    lab.value = owner?.lab ?? "";
    const reason = Object.assign(part("input", "field"), { maxLength: 500, name: "reason" });
    const change = async () => {
      say(trouble, "");
      if (!reason.value.trim()) {
        say(trouble, "Say why first: whoever reads the audit later wants to know.");
        reason.focus();
        return;
      }
      try {
        const now = await call(`/api/v1/policies/${encodeURIComponent(name)}/owner`, { method: "PUT", body: { reason: reason.value, ...(lab.value ? { lab: lab.value } : {}) } });
        const changed = this.row(name, title, now.lab ? { lab: now.lab, title: now.title } : null);
        row.replaceWith(changed);
        changed.open = true;
        changed.querySelector("summary").focus();
      } catch (failure) {
        say(trouble, failure.message);
      }
    };
    return part("div", "panel-b stack g3", trouble,
      part("label", "stack g1", part("span", "label", "Why? It is kept in the audit."), reason),
      part("div", "row wrap grant", part("label", "stack g1", part("span", "label", "Belongs to"), lab), button("Say whose it is", change, "btn")));
  }
}

customElements.define("parley-owners", ParleyOwners);
