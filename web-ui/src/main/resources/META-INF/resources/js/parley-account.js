// <parley-sign-in> and <parley-account>: the session is a cookie that no script sees; everything goes through REST.
import { call, part, roleWords, say, sends } from "./parley-rest.js";

/** Only a page of this site: whoever sends a link may not send people elsewhere through it. */
const next = () => {
  const wanted = new URLSearchParams(location.search).get("next") ?? "";
  try {
    const address = new URL(wanted, location.origin);
    // The whole address: of "/.//elsewhere" the path alone, "//elsewhere", would be one of another site.
    return wanted.startsWith("/") && address.origin === location.origin ? address.href : "/account";
  } catch {
    return "/account";
  }
};

/** The next page names anew whoever is signed in then, for what this browser is told (parley-tell.js). */
const unnamed = () => {
  try {
    sessionStorage.removeItem("parley-push-named");
  } catch {
    // A private window keeps nothing.
  }
};

class ParleySignIn extends HTMLElement {
  connectedCallback() {
    if (this.wired) return;
    this.wired = true;
    const form = this.querySelector("form");
    sends(form, async fields => {
      const session = await call("/api/v1/session", { method: "POST", body: { login: fields.login.value, password: fields.password.value } });
      unnamed();
      location.assign(session.mustChangePassword ? "/account" : next());
    });
  }
}

/** What this browser is told belongs to who was signed in: it ends with the session, and whoever comes next is named anew. */
async function untold() {
  unnamed();
  try {
    const worker = await navigator.serviceWorker?.getRegistration("/js/parley-push-worker.js");
    await (await worker?.pushManager?.getSubscription())?.unsubscribe();
  } catch {
    // None here.
  }
}

class ParleyAccount extends HTMLElement {
  connectedCallback() {
    if (this.wired) return;
    this.wired = true;
    this.look().catch(failure => say(this.querySelector("[data-problem]"), failure.message));
    sends(this.querySelector("[data-password]"), async fields => {
      if (fields.next.value !== fields.again.value) throw new Error("The two new passwords differ; type the same one twice.");
      await call("/api/v1/session/password", { method: "POST", body: { present: fields.present.value, next: fields.next.value } });
      fields.present.form.reset();
      await this.look();
      say(this.querySelector("[data-done]"), "Your password is changed. Every other browser is signed out.");
      this.querySelector("[data-done]").focus();
    });
    this.querySelectorAll("[data-out]").forEach(out => out.addEventListener("click", async () => {
      try {
        await call(`/api/v1/session${out.dataset.out}`, { method: "DELETE" });
        await untold();
        location.assign("/");
      } catch (failure) {
        say(this.querySelector("[data-problem]"), failure.message);
      }
    }));
  }

  async look() {
    const session = await call("/api/v1/session");
    this.querySelector("[data-guest]").hidden = session.signedIn;
    this.querySelector("[data-person]").hidden = !session.signedIn;
    if (!session.signedIn) return;
    this.querySelector("[data-name]").textContent = session.name;
    this.querySelector("[data-login]").textContent = session.login;
    this.querySelector("[data-must]").hidden = !session.mustChangePassword;
    const roles = session.roles.map(each => part("li", "bdg", roleWords(each.role, each.labTitle)));
    this.querySelector("[data-roles]").replaceChildren(...(roles.length ? roles : [part("li", "s sub", "No roles: you ask, watch and vote, in every browser as the same person.")]));
    const may = new Set(session.may);
    const desks = session.mustChangePassword ? []
      : [["/admin/stations", "Stations", may.has("STOP_STATION")], ["/admin/queue", "Line", may.has("STOP_STATION")], ["/admin/people", "People", may.has("CREATE_PERSON")], ["/admin/audit", "Audit", may.has("CREATE_PERSON")], ["/moderation", "Moderation", may.has("MODERATE")],
        ["/bring-your-policy", "Bring your policy", may.has("REGISTER_POLICY")],
         ["/review", "Review", may.has("REVIEW") || may.has("LEAD_REVIEWS")], ["/review/lead", "Lead the reviews", may.has("LEAD_REVIEWS")]]
        .filter(([, , shown]) => shown);
    this.querySelector("[data-desks]").replaceChildren(...desks.map(([path, words]) => {
      const link = part("a", "btn", words);
      link.href = path;
      return link;
    }));
  }
}

customElements.define("parley-sign-in", ParleySignIn);
customElements.define("parley-account", ParleyAccount);
