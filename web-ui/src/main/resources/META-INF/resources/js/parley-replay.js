// <parley-replay hz steps>: a recorded video with controls of its own instead of the browser's, which stay for readers without
// scripts and while the video fills the screen. Space plays, "," and "." go one step, with Shift ten, F fills the screen.
import { typing } from "./parley-keys.js";

class ParleyReplay extends HTMLElement {
  connectedCallback() {
    this.off = new AbortController();
    const { signal } = this.off;
    const video = this.querySelector("video");
    const button = name => this.querySelector(`[data-do="${name}"]`);
    const hz = Number(this.getAttribute("hz")) || 10;
    const steps = Number(this.getAttribute("steps")) || 0;
    const count = this.querySelector("[data-count]");
    // The middle of a step, so that rounding of frame times never lands in the neighbour.
    const go = by => { video.pause(); video.currentTime = Math.max(0, (Math.round(video.currentTime * hz - 0.5) + by + 0.5) / hz); };
    video.controls = false;
    const screen = () => {
      if (document.fullscreenElement) document.exitFullscreen();
      // Safari on a phone knows no other way.
      // A reader who does not allow it goes on as before.
      else if (video.requestFullscreen) video.requestFullscreen().catch(() => {}); else video.webkitEnterFullscreen?.();
    };
    const toggle = () => (video.paused ? video.play() : video.pause());
    const say = () => {
      const playing = !video.paused;
      button("play").classList.toggle("playing", playing);
      button("play").setAttribute("aria-label", playing ? "Pause" : "Play");
      if (steps) count.textContent = `step ${Math.min(steps, Math.floor(video.currentTime * hz) + (video.ended ? 0 : 1))} / ${steps}`;
    };
    for (const name of ["play", "pause", "timeupdate", "seeked", "loadedmetadata", "ended"]) video.addEventListener(name, say, { signal });
    button("play").addEventListener("click", toggle, { signal });
    button("screen").addEventListener("click", screen, { signal });
    document.addEventListener("fullscreenchange", () => { video.controls = document.fullscreenElement === video; }, { signal });
    video.addEventListener("click", () => { if (!video.controls) toggle(); }, { signal });
    button("back").addEventListener("click", () => go(-1), { signal });
    button("forward").addEventListener("click", () => go(1), { signal });
    this.querySelectorAll("[data-rate]").forEach(b => b.addEventListener("click", () => {
      video.playbackRate = Number(b.dataset.rate);
      this.querySelectorAll("[data-rate]").forEach(o => o.setAttribute("aria-pressed", String(o === b)));
    }, { signal }));
    document.addEventListener("keydown", event => {
      if (typing(event)) return;
      const pressable = event.target.closest?.("button, a, summary, label, [role=slider]");
      if (event.key === " " && !pressable) { event.preventDefault(); toggle(); }
      else if (event.key === "f") screen();
      else if (event.key === "," || event.key === "<") go(event.shiftKey ? -10 : -1);
      else if (event.key === "." || event.key === ">") go(event.shiftKey ? 10 : 1);
    }, { signal });
    video.addEventListener("error", () => this.toggleAttribute("failed", true), { signal });
    say();
  }

  disconnectedCallback() { this.off.abort(); }
}

customElements.define("parley-replay", ParleyReplay);
