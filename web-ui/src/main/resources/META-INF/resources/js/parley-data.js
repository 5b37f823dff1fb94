// <parley-data>: what there is to take home, and making another one. Everything comes by REST; while something is made the list looks anew.
import { button, call, part, say, sends } from "./parley-rest.js";

const PAGE = 20;
const LOOK_AGAIN_MS = 1500;
const WORDS = { "lerobot-v3": "Steps and video", parquet: "Table of outcomes", csv: "Table of outcomes, as text" };
const KINDS = { SIMULATOR: "simulated", REAL_ROBOT: "on real robots", REHEARSAL: "rehearsed in simulation" };
const RESULTS = { SUCCESS: "judged done", PARTIAL: "judged partly done", FAILURE: "judged not done", NOT_SCORED: "not judged" };
const OPEN = new Set(["QUEUED", "RUNNING"]);

const count = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
const episodes = number => count(number, "run", "runs");
const size = bytes => bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : bytes >= 1e6 ? `${(bytes / 1e6).toFixed(bytes >= 1e8 ? 0 : 1)} MB` : `${Math.max(1, Math.round(bytes / 1e3))} kB`;
const day = at => new Date(at).toLocaleDateString("en", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

class ParleyData extends HTMLElement {
  connectedCallback() {
    if (this.wired) return;
    this.wired = true;
    this.list = this.querySelector("[data-list]");
    this.form = this.querySelector("[data-make]");
    this.more = this.querySelector("[data-more]");
    this.rows = new Map();
    this.titles = new Map();
    this.more.addEventListener("click", () => this.look(this.last).catch(failure => say(this.querySelector("[data-problem]"), failure.message)));
    this.form.addEventListener("change", () => this.estimate());
    sends(this.form, async () => {
      await call("/api/v1/datasets", { method: "POST", body: { format: this.chosen().format, filter: this.chosen().filter } });
      await this.look();
      this.list.querySelector("article")?.focus();
    });
    this.begin();
  }

  async begin() {
    try {
      const [session, scenes, policies, all] = await Promise.all([call("/api/v1/session"), call("/api/v1/scenes"), call("/api/v1/policies"), call("/api/v1/datasets/estimate?format=parquet").catch(() => null)]);
      if (all) say(this.querySelector("[data-amount]"), `${episodes(all.matching)} that have ended: what people asked, what robots did, and how it was judged. Everything public, under CC BY 4.0.`);
      const may = session.may.includes("MAKE_DATASET");
      this.form.hidden = !may;
      say(this.querySelector("[data-not]"), may ? "" : session.signedIn
        ? "Making a new one is for researchers and admins; a platform admin grants roles. Those below are for everybody."
        : "Making a new one is for researchers who are signed in. Those below are for everybody.");
      this.options("sceneId", scenes.map(scene => [scene.id, scene.title]));
      this.options("policyName", policies.map(policy => [policy.id, policy.title]));
      await this.look();
      if (may) await this.estimate();
    } catch (failure) {
      say(this.querySelector("[data-problem]"), failure.message);
      if (this.rows.size === 0) this.list.replaceChildren(part("p", "panel-b sub", "They cannot be shown just now."));
    }
  }

  options(name, pairs) {
    const seen = new Set();
    for (const [value, words] of pairs) {
      if (seen.has(value)) continue;
      seen.add(value);
      this.titles.set(`${name} ${value}`, words || value);
      const option = part("option", "", words || value);
      option.value = value;
      this.form.elements[name].append(option);
    }
  }

  chosen() {
    const fields = this.form.elements;
    const filter = {};
    for (const name of ["sceneId", "policyName", "stationKind"]) if (fields[name].value) filter[name] = fields[name].value;
    for (const name of ["from", "until"]) if (fields[name].value) filter[name] = `${fields[name].value}T00:00:00Z`;
    return { format: fields.format.value, filter };
  }

  async estimate() {
    const place = this.querySelector("[data-estimate]");
    const { format, filter } = this.chosen();
    const mine = (this.asked = (this.asked ?? 0) + 1);
    try {
      const found = await call(`/api/v1/datasets/estimate?${new URLSearchParams({ format, ...filter })}`);
      if (mine !== this.asked) return;
      const out = [
        [found.notAgreed, "because whoever asked did not agree to training"],
        [found.heldOut, "because their kind of request is kept for testing, or is not known yet"],
        [found.unfinished, "because they have no video, or broke off for a reason that is not the policy’s"],
      ].filter(([number]) => number > 0).map(([number, why]) => `${number.toLocaleString("en")} ${why}`);
      say(place, `It would hold ${episodes(found.taken)}, about ${size(found.bytes)}.${out.length ? ` Left out: ${out.join("; ")}.` : ""}`);
    } catch (failure) {
      if (mine === this.asked) say(place, failure.message);
    }
  }

  async look(before) {
    clearTimeout(this.timer);
    const found = await call(`/api/v1/datasets?limit=${PAGE}${before ? `&before=${before}` : ""}`);
    if (!before && this.rows.size === 0) this.list.replaceChildren();
    for (const each of [...found].reverse()) this.show(each, Boolean(before));
    // What failed or was stopped is in nobody's list but its maker's; it still tells how it ended.
    const rest = [...this.rows].filter(([id, row]) => OPEN.has(row.state) && !found.some(each => each.id === id));
    for (const each of await Promise.all(rest.map(([id]) => call(`/api/v1/datasets/${id}`)))) this.show(each, true);
    if (this.rows.size === 0) this.list.replaceChildren(part("p", "panel-b sub", "Nobody has made one yet."));
    if (before || this.last === undefined) {
      this.last = found.at(-1)?.number;
      this.more.hidden = found.length < PAGE;
    }
    if ([...this.rows.values()].some(row => OPEN.has(row.state))) this.timer = setTimeout(() => this.again(), LOOK_AGAIN_MS);
  }

  /** A look that fails is taken again: what is being made goes on without this page. */
  again() {
    if (!this.isConnected) return;
    this.look().catch(() => { this.timer = setTimeout(() => this.again(), 4 * LOOK_AGAIN_MS); });
  }

  /** A row is drawn anew only when something about it changed: who is reading or pressing keeps their place. */
  show(dataset, older) {
    const said = JSON.stringify(dataset);
    const before = this.rows.get(dataset.id);
    if (before?.said === said) return;
    const row = this.row(dataset);
    this.rows.set(dataset.id, { said, state: dataset.state, row });
    if (before) before.row.replaceWith(row);
    else if (older) this.list.append(row);
    else this.list.prepend(row);
    if (older && !before) this.sort();
  }

  sort() {
    this.list.append(...[...this.list.children].sort((one, other) => Number(other.dataset.number) - Number(one.dataset.number)));
  }

  row(dataset) {
    const head = part("div", "between",
      part("div", "stack g1", part("b", "", `Data set ${dataset.number}`), part("span", "s sub", this.about(dataset))));
    const row = part("article", "panel-b stack g2 dataset", head);
    row.id = dataset.id;
    row.tabIndex = -1;
    row.dataset.number = dataset.number;
    row.dataset.state = dataset.state;
    if (dataset.archive) {
      const link = part("a", "btn", `Download, ${size(dataset.archive.sizeBytes)}`);
      link.href = dataset.archive.url;
      link.setAttribute("download", dataset.archive.fileName);
      link.setAttribute("aria-label", `Download data set ${dataset.number}, ${size(dataset.archive.sizeBytes)}`);
      head.append(link);
    }
    if (dataset.citation) row.append(this.citation(dataset));
    if (dataset.state === "RUNNING") row.append(this.progress(dataset));
    if (dataset.problem) row.append(part("p", "bad-t", dataset.problem));
    if (dataset.yours && (OPEN.has(dataset.state) || dataset.archive)) row.append(part("div", "row", this.remove(dataset)));
    return row;
  }

  about(dataset) {
    const what = WORDS[dataset.format] ?? dataset.format;
    const only = this.only(dataset.filter);
    switch (dataset.state) {
      case "READY": return `${what}${only} · ${episodes(dataset.episodes)} until ${day(dataset.asOf)} · kept until ${day(dataset.keptUntil)}, longer when somebody fetches it`;
      case "EXPIRED": return `${what}${only} · ${episodes(dataset.episodes)} until ${day(dataset.asOf)} · its file was deleted, since nobody had fetched it for long; the digests of its files stay`;
      case "RECALLED": return `${what}${only} · deleted, since somebody took back something in it`;
      case "FAILED": return `${what}${only} · could not be made`;
      case "CANCELLED": return `${what}${only} · taken away`;
      case "QUEUED": return `${what}${only} · waits for its turn`;
      default: return `${what}${only} · being made`;
    }
  }

  only(filter) {
    const said = [];
    if (filter.sceneId) said.push(`scene ${this.titles.get(`sceneId ${filter.sceneId}`) ?? filter.sceneId}`);
    if (filter.policyName) said.push(`policy ${this.titles.get(`policyName ${filter.policyName}`) ?? filter.policyName}`);
    if (filter.stationKind) said.push(KINDS[filter.stationKind] ?? filter.stationKind);
    if (filter.result) said.push(RESULTS[filter.result] ?? filter.result);
    if (filter.studyId) said.push("of one study");
    if (filter.from) said.push(`from ${day(filter.from)} on`);
    if (filter.until) said.push(`before ${day(filter.until)}`);
    return said.length ? `, only ${said.join(", ")}` : "";
  }

  progress(dataset) {
    const share = Math.round(100 * dataset.progress.share);
    const bar = part("div", "bar", part("i", ""));
    bar.firstChild.style.width = `${share}%`;
    bar.setAttribute("role", "progressbar");
    bar.setAttribute("aria-label", `Data set ${dataset.number}`);
    bar.setAttribute("aria-valuemin", "0");
    bar.setAttribute("aria-valuemax", "100");
    bar.setAttribute("aria-valuenow", String(share));
    return part("div", "stack g1", bar, part("span", "s sub num", `${share} %`));
  }

  citation(dataset) {
    const line = dataset.citation.replace(" /data#", ` ${location.origin}/data#`);
    const more = part("details", "more", part("summary", "", "Cite it and check it"));
    const copy = button("Copy the line", async () => {
      try {
        await navigator.clipboard.writeText(line);
        copy.firstChild.textContent = "Copied";
      } catch {
        copy.firstChild.textContent = "Select it and press Ctrl C";
      }
    });
    const files = part("a", "", "Its files and their digests");
    files.href = dataset.manifestUrl;
    more.append(part("div", "in stack g2", part("p", "s", line), part("div", "row wrap", copy), part("p", "xs dim mono wrapped", `SHA-256 ${dataset.sha256}`), part("p", "s", files)));
    return more;
  }

  remove(dataset) {
    const open = OPEN.has(dataset.state);
    let asked = false;
    const words = open ? "Stop it" : "Take it away";
    const press = button(words, async () => {
      if (!asked) {
        asked = true;
        press.firstChild.textContent = open ? "Press again to stop it" : "Press again: its file is deleted for everybody";
        setTimeout(() => { asked = false; press.firstChild.textContent = words; }, 6000);
        return;
      }
      try {
        this.show(await call(`/api/v1/datasets/${dataset.id}`, { method: "DELETE" }), false);
      } catch (failure) {
        say(this.querySelector("[data-problem]"), failure.message);
      }
    });
    return press;
  }
}

customElements.define("parley-data", ParleyData);
