// <parley-start-photos>: before the second episode of a comparison on a real station, the table as it was before the first and as it is now.
import { call, glance, part, say, sends } from "./parley-rest.js";
import { when } from "./parley-desk.js";

const EVERY_MS = 3_000;
const percent = share => `${(100 * share).toFixed(1)}%`;

class ParleyStartPhotos extends HTMLElement {
  connectedCallback() {
    if (this.wired) return;
    this.wired = true;
    this.find = name => this.querySelector(`[data-${name}]`);
    this.closest("parley-console").addEventListener("parley-console", event => this.at(event.detail));
    this.find("look").addEventListener("click", () => this.does(() => call(this.path, { method: "POST" })));
    sends(this.find("accepting"), async fields => {
      this.show(await call(`${this.path}/acceptance`, { method: "POST", body: { reason: fields.reason.value, at: this.seen } }));
      fields.reason.value = "";
    });
  }

  /** Only while the second of a comparison waits for its start, before whoever stands by. */
  at({ view, mine }) {
    const ask = view.asks.find(each => each.step === "START" && each.second);
    const due = view.asks.some(each => each.step === "RESET");
    if (!ask || !mine || due) {
      this.hidden = true;
      this.ask = null;
      return;
    }
    const fresh = this.ask !== ask.id;
    this.ask = ask.id;
    this.path = `/api/v1/desk/stations/${this.dataset.station}/console/asks/${ask.id}/photos`;
    if (fresh) {
      this.told = null;
      this.does(() => call(this.path, { method: "POST" }));
    } else if (!this.busy && performance.now() - (this.askedAt ?? 0) > EVERY_MS) {
      this.does(() => glance(this.path));
    }
  }

  async does(deed) {
    if (this.busy) return;
    this.busy = true;
    const ask = this.ask;
    this.find("look").disabled = true;
    try {
      const view = await deed();
      if (ask === this.ask) this.show(view);
      say(this.find("trouble"), "");
    } catch (failure) {
      this.hidden = false;
      say(this.find("trouble"), failure.message);
    } finally {
      this.busy = false;
      this.askedAt = performance.now();
      this.find("look").disabled = false;
    }
  }

  show(view) {
    this.hidden = !view.compared || !view.first?.picture;
    this.seen = view.now?.at;
    const told = JSON.stringify(view);
    if (told === this.told) return;
    this.told = told;
    this.dataset.held = String(view.held);
    this.find("said").textContent = this.words(view);
    this.find("accepting").hidden = !view.held;
    this.find("pair").replaceChildren(...[[view.first, "Before the first episode", null], [view.now, "Now", view.held ? view.place : null]].map(([photo, words, place]) => this.figure(photo, words, place)));
  }

  words({ held, accepted, now, difference, unlikeFrom }) {
    if (!now) return "The table was not looked at yet.";
    if (accepted) return `Accepted by ${accepted.by}, ${when(accepted.at)}: “${accepted.reason}”`;
    if (!now.picture) return `${now.why} Look again, or accept it with a reason.`;
    return held ? `Not as before the first: ${percent(difference)} apart in the marked place, and less than ${percent(unlikeFrom)} is alike. Put it right and look again; it does not start before.`
      : `As before the first: at most ${percent(difference)} apart in any place, and less than ${percent(unlikeFrom)} is alike.`;
  }

  figure(photo, words, place) {
    const box = part("div", `vid startphoto${photo?.picture ? "" : " none"}`);
    if (photo?.picture) {
      box.append(Object.assign(part("img"), { src: photo.picture, alt: `The table, ${words.toLowerCase()}` }));
      if (place) {
        const mark = part("i", "apart");
        Object.assign(mark.style, { left: `${100 * place.left}%`, top: `${100 * place.top}%`, width: `${100 * place.width}%`, height: `${100 * place.height}%` });
        box.append(mark);
      }
    }
    return part("figure", "", box, part("figcaption", "s dim", photo ? `${words}, ${when(photo.at)}` : `${words}: no picture`));
  }
}

customElements.define("parley-start-photos", ParleyStartPhotos);
