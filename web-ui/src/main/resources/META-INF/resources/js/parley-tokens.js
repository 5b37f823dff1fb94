// <parley-tokens>: keys for one's own programs. The secret is in this page until it is left, and nowhere else.
import { button, call, part, say, sends } from "./parley-rest.js";

const WORDS = { read: "reads", export: "makes data sets", ask: "asks and votes" };
const day = at => new Date(at).toLocaleDateString("en", { day: "numeric", month: "short", year: "numeric" });

class ParleyTokens extends HTMLElement {
  connectedCallback() {
    if (this.wired) return;
    this.wired = true;
    this.secret = this.querySelector("[data-secret]");
    this.querySelector("[data-copy]").addEventListener("click", async event => {
      const words = event.currentTarget.firstElementChild;
      try {
        await navigator.clipboard.writeText(this.querySelector("[data-shown]").textContent);
        words.textContent = "Copied";
      } catch {
        words.textContent = "Select it and press Ctrl C";
      }
    });
    sends(this.querySelector("[data-new]"), async fields => {
      const scopes = [...this.querySelectorAll("[name=scopes]:checked")].map(each => each.value);
      if (scopes.length === 0) throw new Error("Tick at least one thing that it may do.");
      const made = await call("/api/v1/tokens", { method: "POST", body: { name: fields.name.value.trim(), scopes, days: Number(fields.days.value) } });
      this.querySelector("[data-new]").reset();
      this.querySelector("[data-shown]").textContent = made.secret;
      this.querySelector("[data-copy]").firstElementChild.textContent = "Copy it";
      this.secret.hidden = false;
      await this.look();
      this.secret.focus();
    });
    this.begin();
  }

  async begin() {
    const session = await call("/api/v1/session").catch(() => null);
    if (!session?.may.includes("KEEP_TOKENS")) return;
    this.hidden = false;
    await this.look().catch(failure => say(this.querySelector("[data-trouble]"), failure.message));
  }

  async look() {
    const found = await call("/api/v1/tokens");
    this.querySelector("[data-tokens]").replaceChildren(...found.map(token => this.row(token)));
  }

  row(token) {
    const what = token.scopes.map(scope => WORDS[scope] ?? scope).join(", ");
    const used = token.lastUsedAt ? `last used ${day(token.lastUsedAt)}` : "never used";
    let asked = false;
    const revoke = button("Revoke", async () => {
      if (!asked) {
        asked = true;
        revoke.firstChild.textContent = "Press again to revoke it";
        setTimeout(() => { asked = false; revoke.firstChild.textContent = "Revoke"; }, 6000);
        return;
      }
      await call(`/api/v1/tokens/${token.id}`, { method: "DELETE" }).catch(failure => say(this.querySelector("[data-trouble]"), failure.message));
      await this.look();
    });
    revoke.setAttribute("aria-label", `Revoke ${token.name}`);
    return part("li", "between", part("div", "stack g1", part("b", "", token.name), part("span", "s sub", `${what} · until ${day(token.expiresAt)} · ${used}`)), revoke);
  }
}

customElements.define("parley-tokens", ParleyTokens);
