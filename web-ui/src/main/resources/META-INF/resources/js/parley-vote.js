// <parley-vote episode>: one press is a vote; details may follow and replace it. What the judge and other people said comes
// by a call of its own, which answers only whoever has voted.
import { agreeByRest } from "./parley-consent.js";

class ParleyVote extends HTMLElement {
  connectedCallback() {
    if (this.wired) return;
    this.wired = true;
    this.progress = null;
    this.choice = null;
    const all = (selector, event, does) => this.querySelectorAll(selector).forEach(e => e.addEventListener(event, () => does(e)));
    all("[data-vote]", "click", button => this.send(button.dataset.vote, false));
    all("[data-tag]", "click", chip => chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true")));
    all("#vote-progress", "input", slider => {
      this.progress = Number(slider.value) / 100;
      this.querySelector("[data-far]").textContent = `${slider.value} of 100`;
    });
    all("#vote-details-save", "click", () => { if (this.choice) this.send(this.choice, true); });
    this.told("Your vote is in. Press another to change it.").catch(() => {
      this.trouble("Whether you voted before could not be read. Voting still works.");
    });
  }

  details() {
    const comment = this.querySelector("textarea").value.trim();
    return {
      progress: this.progress,
      tags: [...this.querySelectorAll('[data-tag][aria-pressed="true"]')].map(chip => chip.dataset.tag),
      comment: comment || null,
    };
  }

  async send(success, withDetails, asked = false) {
    this.trouble("");
    try {
      const response = await fetch(`/api/v1/episodes/${this.getAttribute("episode")}/votes`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ success, ...(withDetails ? this.details() : {}) }),
      });
      if (!response.ok) {
        const problem = await response.json().catch(() => ({}));
        if (problem.code === "consent-needed" && !asked) {
          await this.consent(success, withDetails);
          return;
        }
        this.trouble(problem.detail ?? "The server could not do this just now. Nothing was changed; try again in a moment.");
        return;
      }
    } catch {
      this.trouble("The server was not reached. Nothing was changed; try again in a moment.");
      return;
    }
    const saved = withDetails ? "Saved with your details." : "Your vote is saved.";
    this.taken(success, saved);
    await this.told(saved).catch(() => this.trouble("How others voted could not be read just now. Your vote is saved."));
  }

  /** The vote goes on where they agree; what was typed stays. */
  async consent(success, withDetails) {
    try {
      if (await agreeByRest()) await this.send(success, withDetails, true);
      else this.trouble("Nothing was sent. Voting needs your agreement once; watching never does.");
    } catch (failure) {
      this.trouble(failure.message);
    }
  }

  /** Shows what may be seen after one's vote; nothing before it. */
  async told(sentence) {
    const mine = (this.asked = (this.asked ?? 0) + 1);
    const response = await fetch(`/episodes/${this.getAttribute("episode")}/verdict`, { cache: "no-store" });
    const page = await response.text();
    // They voted meanwhile, or once more: what is asked after that is newer.
    if (response.status === 204 || mine !== this.asked) return;
    if (!response.ok) throw new Error(`verdict: ${response.status}`);
    const told = new DOMParser().parseFromString(page, "text/html").querySelector("[data-told]");
    document.getElementById("verdict-card")?.replaceWith(document.adoptNode(told.querySelector("#verdict-card")));
    this.querySelector("[data-others]").replaceWith(document.adoptNode(told.querySelector("[data-others]")));
    this.taken(told.dataset.own, sentence);
  }

  taken(success, sentence) {
    this.choice = success;
    this.querySelectorAll("[data-vote]").forEach(b => b.setAttribute("aria-pressed", String(b.dataset.vote === success)));
    const saved = this.querySelector("#vote-saved");
    saved.hidden = false;
    saved.textContent = sentence;
    this.querySelector("[data-details]").hidden = false;
    this.querySelector("[data-promise]").hidden = true;
  }

  trouble(sentence) {
    const place = this.querySelector("[data-trouble]");
    place.hidden = !sentence;
    place.textContent = sentence;
  }
}

customElements.define("parley-vote", ParleyVote);
