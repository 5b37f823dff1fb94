// <parley-compare comparison>: waits for two replays, plays both at once, opens the vote when both were seen, and then shows what
// the server tells whoever has voted. Nothing that tells the two apart is on this page before that.
import { agreeByRest } from "./parley-consent.js";
import { typing } from "./parley-keys.js";

const CHOICES = { LEFT: "left did better", RIGHT: "right did better", TIE: "they were as good as each other", BOTH_BAD: "both were bad" };
const RESULTS = { SUCCESS: "done", PARTIAL: "done in part", FAILURE: "not done", NOT_SCORED: "not judged" };
const COHORTS = { GUEST: "Guests", ACCOUNT: "People with an account" };
const SEEN = 0.9;

const part = (tag, classes, ...inside) => {
  const made = document.createElement(tag);
  if (classes) made.className = classes;
  made.append(...inside);
  return made;
};

class ParleyCompare extends HTMLElement {
  connectedCallback() {
    if (this.wired) return;
    this.wired = true;
    this.address = `/api/v1/comparisons/${this.getAttribute("comparison")}`;
    this.sides = ["left", "right"].map(side => ({
      side, video: this.querySelector(`#compare-${side}`), note: this.querySelector(`#seen-${side}`), seen: false,
    }));
    this.play = this.querySelector("#compare-play");
    this.play.addEventListener("click", () => this.toggle());
    this.querySelectorAll("[data-choice]").forEach(b => b.addEventListener("click", () => this.vote(b.dataset.choice)));
    this.querySelectorAll("[data-why]").forEach(chip => chip.addEventListener("click", () =>
      chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"))));
    this.querySelectorAll("[data-rate]").forEach(b => b.addEventListener("click", () => {
      this.sides.forEach(({ video }) => { video.defaultPlaybackRate = video.playbackRate = Number(b.dataset.rate); });
      this.querySelectorAll("[data-rate]").forEach(o => o.setAttribute("aria-pressed", String(o === b)));
    }));
    for (const one of this.sides) {
      for (const name of ["play", "pause", "timeupdate", "ended", "loadedmetadata"]) one.video.addEventListener(name, () => this.watched(one));
      one.video.addEventListener("error", () => this.trouble("A replay could not be loaded. Load this page again."));
    }
    document.addEventListener("keydown", event => this.pressed(event));
    this.look();
  }

  async look() {
    try {
      const response = await fetch(this.address, { cache: "no-store" });
      if (!response.ok) throw new Error(String(response.status));
      this.trouble("");
      this.show(await response.json());
    } catch {
      this.trouble("The server was not reached. This page goes on by itself.");
      this.again();
    }
  }

  again() { setTimeout(() => this.look(), 2000); }

  show(now) {
    const waiting = this.querySelector("#compare-waiting");
    waiting.hidden = now.state !== "WAITING" && now.state !== "VOID";
    if (now.state === "WAITING") {
      this.waiting(waiting, now);
      this.again();
      return;
    }
    if (now.state === "VOID") {
      waiting.querySelector("ol").hidden = true;
      waiting.querySelector("p").textContent = `${now.voidBecause} Nothing of it counts. You can ask again.`;
      waiting.querySelector("[data-waiting]").textContent = "There is nothing to compare";
      const again = part("a", "btn", "Ask again");
      again.href = now.instruction ? `/?scene=${encodeURIComponent(now.sceneId)}&text=${encodeURIComponent(now.instruction)}` : "/";
      waiting.append(part("div", "row", again));
      return;
    }
    if (!this.sides[0].video.src) {
      this.sides.forEach(({ side, video }) => { video.src = now.replays[side]; });
      // Left and right are this reader's; the vote names them, so that it is never for those of another cookie.
      this.seen = now.sides;
    }
    this.querySelector("#compare-watch").hidden = false;
    if (now.reveal) this.tell(now.reveal);
    else this.querySelector("#compare-vote").hidden = false;
  }

  waiting(section, now) {
    const ahead = now.position > 1 ? `${now.position - 1} ahead of it` : "next in line";
    const about = now.p50Seconds ? `, about ${Math.max(1, Math.round(now.p50Seconds / 60))} min to go` : "";
    section.querySelector("[data-waiting]").textContent = {
      IN_LINE: now.position ? `In line: ${ahead}${about}` : "In line",
      RUNNING: "They run now, one after the other",
      RAN: "Both ran. The recordings are arriving",
    }[now.progress];
    section.querySelectorAll("[data-step]").forEach(step => {
      if (step.dataset.step === now.progress) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    });
  }

  toggle() {
    const over = this.sides.every(({ video }) => video.ended);
    const playing = this.sides.some(({ video }) => !video.paused && !video.ended);
    for (const { video } of this.sides) {
      if (playing) video.pause();
      else {
        if (over) video.currentTime = 0;
        if (!video.ended) video.play().catch(() => this.trouble("The browser did not play the replays. Press play once more."));
      }
    }
  }

  /** Seen is what was played, not where somebody jumped to. */
  watched(one) {
    const { video } = one;
    let played = 0;
    for (let i = 0; i < video.played.length; i++) played += video.played.end(i) - video.played.start(i);
    if (!one.seen && video.ended && played >= SEEN * video.duration) {
      one.seen = true;
      one.note.textContent = "Seen to the end";
    }
    const longest = Math.max(...this.sides.map(side => side.video.duration || 0));
    const at = Math.max(...this.sides.map(side => side.video.currentTime));
    this.querySelector("#compare-watch .bar i").style.width = longest ? `${(100 * at) / longest}%` : "0";
    this.querySelector("#compare-clock").textContent = longest ? `${at.toFixed(1)} / ${longest.toFixed(1)} s` : "";
    const playing = this.sides.some(side => !side.video.paused && !side.video.ended);
    this.play.classList.toggle("playing", playing);
    this.play.setAttribute("aria-label", playing ? "Pause both" : "Play both");
    if (!this.open && this.sides.every(side => side.seen)) {
      this.open = true;
      this.querySelectorAll("[data-choice]").forEach(b => { b.disabled = false; });
      this.querySelector("#compare-locked").textContent = "You have watched both to the end.";
    }
  }

  pressed(event) {
    if (typing(event)) return;
    const choice = { 1: "left", 2: "right", 3: "tie", 4: "both-bad" }[event.key];
    if (choice && this.open && !this.told) { event.preventDefault(); this.vote(choice); }
    else if (event.key === " " && !event.target.closest?.("button, a, summary") && this.sides[0].video.src) { event.preventDefault(); this.toggle(); }
    else if (event.key === "n" && this.told) this.querySelector("#compare-next")?.click();
  }

  async vote(choice, asked = false) {
    if (this.sending || this.told) return;
    this.sending = true;
    this.trouble("");
    try {
      const why = [...this.querySelectorAll('[data-why][aria-pressed="true"]')].map(chip => chip.dataset.why);
      const response = await fetch(`${this.address}/votes`, {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ choice, why, sides: this.seen }),
      });
      const answer = await response.json().catch(() => ({}));
      this.sending = false;
      if (response.ok) this.tell(answer);
      else if (answer.code === "consent-needed" && !asked) {
        if (await agreeByRest()) await this.vote(choice, true);
        else this.trouble("Nothing was sent. Voting needs your agreement once; watching never does.");
      } else if (answer.code === "comparison-voted") this.look();
      else this.trouble(answer.detail ?? "The server could not do this just now. Nothing was changed; try again in a moment.");
    } catch (failure) {
      this.sending = false;
      this.trouble(failure instanceof TypeError ? "The server was not reached. Nothing was changed; try again in a moment." : failure.message);
    }
  }

  async tell(reveal) {
    if (this.told) return;
    this.told = true;
    this.querySelector("#compare-vote").hidden = true;
    this.querySelector("#compare-said").textContent = reveal.own ? `Your vote is in: ${CHOICES[reveal.own.choice]}.` : "This comparison is closed, and everybody is told.";
    // Only now: a list of names tells who could have been drawn.
    const titles = await fetch("/api/v1/policies").then(r => r.json()).then(all => new Map(all.map(p => [p.id ?? p.name, p.title]))).catch(() => new Map());
    const named = run => titles.get(run.policyId) ?? run.policyId;
    for (const side of ["left", "right"]) {
      this.querySelector(`#plate-${side}`).textContent = `${side === "left" ? "Left" : "Right"} · ${named(reveal[side])}`;
    }
    const told = this.querySelector("#compare-told");
    told.append(part("div", "both",
      this.who("Left", reveal.left, named(reveal.left), reveal.ranFirst === "LEFT"),
      this.who("Right", reveal.right, named(reveal.right), reveal.ranFirst === "RIGHT")));
    told.append(this.others(reveal), this.next());
    told.hidden = false;
    await this.check(reveal.draw);
    await this.more();
  }

  who(side, run, title, first) {
    const name = part("a", "", title);
    name.href = `/policies/${encodeURIComponent(run.policyId)}`;
    const judged = run.outcomes.find(each => each.judge === "scene");
    const lines = [`Ran ${first ? "first" : "second"}${run.steps === null || run.steps === undefined ? "" : `, ${run.steps} steps`}.`,
      judged ? `The scene’s own judge found: ${RESULTS[judged.result]}.` : "Not machine-judged."];
    const card = part("section", "card stack g2", part("h2", "", `${side}: `, name), part("p", "s dim mono wrap-any", `version ${run.digest.slice(0, 12)}`), ...lines.map(line => part("p", "s", line)));
    if (run.episodeId) card.dataset.episode = run.episodeId;
    return card;
  }

  others(reveal) {
    const rows = reveal.votes.filter(cohort => cohort.left + cohort.right + cohort.tie + cohort.bothBad > 0 || cohort.cohort === "GUEST").map(cohort =>
      part("tr", "", part("th", "", COHORTS[cohort.cohort]), ...["left", "right", "tie", "bothBad"].map(key => part("td", "num", String(cohort[key])))));
    const head = part("tr", "", part("td"), ...["Left better", "Right better", "As good", "Both bad"].map(word => part("th", "num", word)));
    const card = part("section", "card stack g2", part("h2", "", "How everybody voted"),
      part("div", "wide", part("table", "", part("thead", "", head), part("tbody", "", ...rows))));
    card.id = "compare-others";
    if (reveal.own && !reveal.own.counts) card.append(part("p", "s sub", `Your vote is stored and enters no ranking. ${reveal.own.notCountedBecause}`));
    if (reveal.uncounted) card.append(part("p", "s dim", `${reveal.uncounted} more that enter${reveal.uncounted === 1 ? "s" : ""} no ranking.`));
    return card;
  }

  next() {
    const row = part("div", "row wrap");
    row.id = "compare-more";
    return row;
  }

  /** Another one that waits for this reader's vote, if there is any. */
  async more() {
    const found = await fetch("/api/v1/comparisons?limit=1", { cache: "no-store" }).then(r => r.json()).catch(() => []);
    const link = part("a", "btn pri", part("span", "", found.length ? "Next comparison" : "Ask for another"));
    link.id = "compare-next";
    link.href = found.length ? `/compare/${found[0].id}` : "/";
    if (found.length) link.append(part("kbd", "only-d", "N"));
    this.querySelector("#compare-more").append(link);
  }

  /** Hashes the draw here, as anybody can elsewhere. Browsers do that only where the connection is trusted. */
  async check(draw) {
    const text = this.querySelector("#draw-text");
    text.textContent = draw;
    text.hidden = false;
    this.querySelector("#compare-check").open = true;
    const said = this.querySelector("#draw-checked");
    said.hidden = false;
    if (!crypto.subtle) {
      said.textContent = "This browser does not hash on an unencrypted connection; check it with the command above.";
      return;
    }
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(draw)));
    const hash = [...bytes].map(byte => byte.toString(16).padStart(2, "0")).join("");
    said.textContent = hash === this.querySelector("#commitment").textContent.trim()
      ? "Checked in your browser: this draw has the fingerprint from before."
      : "This draw does not have the fingerprint from before. Please tell us.";
  }

  trouble(sentence) {
    const place = this.querySelector("[data-trouble]");
    place.hidden = !sentence;
    place.textContent = sentence;
  }
}

customElements.define("parley-compare", ParleyCompare);
