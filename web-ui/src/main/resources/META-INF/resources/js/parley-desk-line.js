// <parley-desk-line>: who waits, class by class, and what a lab may do about it. Every deed asks why.
import { arrange, button, call, glance, part, say } from "./parley-rest.js";
import { when } from "./parley-desk.js";

const EVERY_MS = 3_000;
const CLASSES = { PUBLIC: ["Public", "Anybody who asked on the page."], STUDY: ["Studies", "Prompts of researchers’ studies."], LAB: ["Lab", "The lab’s own."] };
const MARKS = { HELD: "Held", MOVED: "Moved back", EXPEDITED: "Goes first" };
const since = at => {
  const minutes = Math.max(0, Math.floor((Date.now() - new Date(at)) / 60_000));
  return minutes < 1 ? "less than a minute" : minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};
const label = (words, field) => part("label", "stack g1", part("span", "label", words), field);

class ParleyDeskLine extends HTMLElement {
  connectedCallback() {
    if (this.wired) return;
    this.wired = true;
    this.list = this.querySelector("[data-list]");
    this.rows = new Map();
    this.names = new Map();
    this.scenes = new Map();
    this.policies = new Map();
    document.addEventListener("visibilitychange", () => document.hidden || this.look());
    this.again();
  }

  async again() {
    if (!document.hidden) await this.look();
    setTimeout(() => this.again(), EVERY_MS);
  }

  async look() {
    const trouble = this.querySelector(":scope > [data-trouble]");
    try {
      const [line, stations] = await Promise.all([glance("/api/v1/desk/line?limit=500"), call("/api/v1/stations")]);
      this.names = new Map(stations.map(each => [each.id, each.name]));
      await this.learn(line.turns);
      say(trouble, "");
      this.show(line);
    } catch (failure) {
      say(trouble, `${failure.message} What is shown is from before.`);
    }
  }

  /** Titles of scenes and policies, read anew once somebody asks for one that has none yet. */
  async learn(turns) {
    const known = (titles, ids) => ids.every(id => !id || titles.has(id));
    const sceneIds = turns.map(each => each.sceneId), policyIds = turns.map(each => each.policyId);
    if (known(this.scenes, sceneIds) && known(this.policies, policyIds)) return;
    const [scenes, policies] = await Promise.all([call("/api/v1/scenes"), call("/api/v1/policies")]);
    // One that no station offers any more keeps its id, and is not asked for again.
    this.scenes = new Map([...sceneIds.map(id => [id, id]), ...scenes.map(each => [each.id, each.title])]);
    this.policies = new Map([...policyIds.map(id => [id, id]), ...policies.map(each => [each.id, each.title])]);
  }

  show(line) {
    this.line = line;
    this.querySelector("[data-summary]").textContent = line.inAll ? `${line.inAll} in line${line.held ? `, ${line.held} of them held` : ""} · the oldest has waited ${since(line.oldest)}` : "Nobody waits";
    const shown = Object.entries(CLASSES).map(([name, [title, meaning]]) => {
      const turns = line.turns.filter(each => each.priorityClass === name);
      if (!turns.length) return null;
      this.sections ??= new Map();
      const section = this.sections.get(name) ?? part("section", "stack g2", part("div", "row wrap base", part("h2", "", title), part("p", "s sub", meaning)), part("ol", "card flush line-rows"));
      this.sections.set(name, section);
      const list = section.lastElementChild;
      list.setAttribute("aria-label", `${title}, in order`);
      const rows = turns.map(turn => this.row(turn));
      arrange(list, rows);
      return section;
    }).filter(Boolean);
    if (line.inAll > line.turns.length) shown.push(part("p", "s sub", `The first ${line.turns.length} are shown.`));
    if (!shown.length) shown.push(part("div", "card stack g1 state", part("p", "med", "Nobody waits."), part("p", "s sub", "What is asked stands here until a station takes it.")));
    arrange(this.list, shown);
  }

  row(turn) {
    const told = JSON.stringify([turn, since(turn.since), turn.fitting.map(id => this.names.get(id)), this.scenes.get(turn.sceneId), this.policies.get(turn.policyId)]);
    const known = this.rows.get(turn.id);
    if (known && (known.told === told || known.element.open)) return known.element.closest("li");
    const asked = turn.asked ? `“${turn.asked}”` : turn.passed ? "A goal picture" : "Words that nobody has passed yet";
    const marks = [turn.held, turn.placed].filter(Boolean).map(mark => part("span", `bdg ${mark.what === "HELD" ? "warn" : mark.what === "EXPEDITED" ? "acc" : ""}`, MARKS[mark.what]));
    if (turn.state === "HELD" && !turn.held) marks.push(part("span", "bdg warn", "A person looks first"));
    if (!turn.yours) marks.push(part("span", "bdg dash", "Other labs’ too"));
    const place = part("span", "line-place num", turn.position ? String(turn.position) : "–");
    place.setAttribute("aria-label", turn.position ? `Place ${turn.position}` : "Held");
    const where = turn.station ? `only ${this.names.get(turn.station) ?? "a station that is gone"}` : turn.fitting.length ? `${turn.fitting.length} ${turn.fitting.length === 1 ? "station fits" : "stations fit"}` : "no station fits";
    const element = part("details", "line-row",
      part("summary", "", place, part("span", "stack g1", part("span", "med wrap-any", asked), part("span", "s sub", `${this.scenes.get(turn.sceneId) ?? turn.sceneId} · ${turn.policyId ? this.policies.get(turn.policyId) ?? turn.policyId : "a blind comparison"} · ${where} · waits ${since(turn.since)}`)), part("span", "row wrap", ...marks)));
    element.addEventListener("toggle", () => element.open && element.childElementCount === 1 && element.append(this.panel(turn, element)));
    element.dataset.turn = turn.id;
    this.rows.set(turn.id, { told, element });
    return part("li", "", element);
  }

  panel(turn, element) {
    const trouble = part("p", "bad-t");
    trouble.setAttribute("role", "alert");
    trouble.hidden = true;
    const facts = [turn.held, turn.placed].filter(Boolean).map(mark => part("p", "s sub", `${MARKS[mark.what]} by ${mark.by}, ${when(mark.at)}: “${mark.reason}”`));
    const link = part("a", "s", "Its page");
    link.href = turn.comparisonId ? `/compare/${turn.comparisonId}` : `/asks/${turn.promptId}`;
    const panel = part("div", "panel-b stack g3", ...facts, part("p", "", link), trouble);
    if (!turn.yours) {
      panel.append(part("p", "note", "Stations of other labs could run it too: a platform admin orders it."));
      return panel;
    }
    const reason = part("input", "field");
    Object.assign(reason, { maxLength: 500, name: "reason" });
    const act = (words, rest, body = () => ({}), classes = "btn sm") => {
      const made = button(words, async () => {
        say(trouble, "");
        if (!reason.value.trim()) {
          say(trouble, "Say why first: whoever reads the audit later wants to know.");
          reason.focus();
          return;
        }
        made.disabled = true;
        try {
          await call(`/api/v1/desk/line/${turn.id}/${rest}`, { method: "POST", body: { ...body(), reason: reason.value } });
          element.open = false;
          this.rows.delete(turn.id);
          await this.look();
        } catch (failure) {
          say(trouble, failure.message);
        } finally {
          made.disabled = false;
        }
      }, classes);
      return made;
    };
    panel.append(label("Why? Whoever is held or taken out reads it.", reason));
    const acts = part("div", "row wrap");
    if (turn.held) acts.append(act("Let it back in", "releases"));
    else acts.append(act("Hold it", "holds"));
    if (turn.state === "WAITING" && turn.position > 1) acts.append(act("Let it go first", "expedites"));
    acts.append(act("Take it out", "cancellations"));
    panel.append(acts);
    const later = this.line.turns.filter(each => each.priorityClass === turn.priorityClass && each.state === "WAITING" && each.position > turn.position);
    if (turn.state === "WAITING" && later.length) {
      const behind = part("select", "field", ...later.map(each => new Option(`${each.position}. ${each.asked ?? "without words"}`.slice(0, 80), each.id)));
      behind.selectedIndex = later.length - 1;
      panel.append(part("div", "row wrap line-choice", label("Move it back, behind", behind), act("Move it back", "moves", () => ({ behind: behind.value }), "btn")));
    }
    const fitting = [...this.names].filter(([id]) => turn.fitting.includes(id) || id === turn.station);
    if (turn.fitting.length) {
      const station = part("select", "field", new Option("Any that fits", ""), ...fitting.map(([id, name]) => new Option(name, id, false, id === turn.station)));
      panel.append(part("div", "row wrap line-choice", label("Send it to", station), act("Send it", "stations", () => ({ station: station.value || null }), "btn")));
    }
    return panel;
  }
}

customElements.define("parley-desk-line", ParleyDeskLine);
