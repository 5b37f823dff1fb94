// <parley-notes episode hz [for]>: what the policy said, in order. While the episode runs, as its readouts bring it; with `for`,
// all of it from the stored log, where a press goes to that moment of that replay. Nothing is shown while nothing was said. What a
// note has in square brackets at its end is for researchers: shown when "Show the numbers" is on.
const NUMBERS = / ?\[([^\]]*)\]$/;
const NEAR_S = 0.05;

class ParleyNotes extends HTMLElement {
  connectedCallback() {
    this.off = new AbortController();
    this.seen = new Map();
    this.hz = Number(this.getAttribute("hz")) || 10;
    this.list = this.querySelector("ol");
    const { signal } = this.off;
    if (this.hasAttribute("for")) {
      document.addEventListener("timeupdate", event => {
        if (event.target === this.video()) this.mark(event.target.currentTime);
      }, { capture: true, signal });
      this.load(signal);
    } else {
      window.addEventListener("parley-readout", event => {
        if (event.detail.episode !== this.getAttribute("episode")) return;
        event.detail.notes.forEach(note => this.add(note.step, note.text));
      }, { signal });
    }
  }

  disconnectedCallback() { this.off.abort(); }

  video() { return document.getElementById(this.getAttribute("for")); }

  async load(signal) {
    try {
      const response = await fetch(`/api/v1/episodes/${this.getAttribute("episode")}/notes`, { signal });
      // Without a step log there is nothing to read, and nothing to say about it here.
      if (!response.ok) return;
      (await response.json()).notes.forEach(note => this.add(note.step, note.text));
    } catch (failure) {
      if (failure.name !== "AbortError") this.hidden = true;
    }
  }

  // The same note comes with several readouts.
  add(step, text) {
    const key = `${step} ${text}`;
    if (this.seen.has(key)) return;
    const seconds = step / this.hz;
    const item = document.createElement("li");
    const line = document.createElement(this.hasAttribute("for") ? "button" : "div");
    const time = document.createElement("span");
    time.className = "num dim";
    time.textContent = `${seconds.toFixed(1)} s`;
    const words = document.createElement("span");
    words.textContent = text.replace(NUMBERS, "");
    line.append(time, words);
    const numbers = NUMBERS.exec(text)?.[1];
    if (numbers) {
      const told = document.createElement("span");
      told.className = "numbers mono xs dim";
      told.textContent = numbers;
      line.append(told);
      this.offerNumbers();
    }
    if (line.type) {
      line.type = "button";
      line.title = "Go to this moment of the replay";
      line.addEventListener("click", () => {
        const video = this.video();
        if (video) { video.pause(); video.currentTime = seconds + NEAR_S; }
      });
    }
    item.append(line);
    this.list.append(item);
    this.seen.set(key, { seconds, item });
    this.hidden = false;
    if (!line.type) this.list.scrollTop = this.list.scrollHeight;
  }

  offerNumbers() {
    if (this.querySelector("[data-numbers]")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn quiet sm";
    button.dataset.numbers = "";
    const say = on => {
      this.toggleAttribute("numbers", on);
      button.setAttribute("aria-pressed", String(on));
      button.textContent = on ? "Hide the numbers" : "Show the numbers (for researchers)";
    };
    button.addEventListener("click", () => say(!this.hasAttribute("numbers")));
    say(false);
    this.append(button);
  }

  mark(now) {
    let current = null;
    for (const note of this.seen.values()) {
      note.item.removeAttribute("aria-current");
      if (note.seconds <= now) current = note.item;
    }
    current?.setAttribute("aria-current", "true");
  }
}

customElements.define("parley-notes", ParleyNotes);
