// <parley-readouts episode max-steps hz>: step, gripper, hand and thinking time of a running episode, from a WebSocket
// of its own. Each readout is also told to the page as the event "parley-readout", for the timeline.
const FINGERS_APART_M = 0.084;
const SPARK_POINTS = 60;
const RETRY_MS = [500, 1000, 2000, 4000];
const ENDED = new Set(["terminated", "truncated", "aborted", "lost"]);

const element = (name, className, text = "") => {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
};

const bar = () => {
  const made = element("div", "bar");
  made.append(document.createElement("i"));
  return made;
};

const row = (label, extra) => {
  const made = element("div", "ro");
  const value = element("span", "v", "–");
  made.append(element("span", "k", label), value);
  if (extra) {
    const full = element("div", "full");
    full.append(extra);
    made.append(full);
  }
  return { made, value };
};

const spark = () => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "spark");
  svg.setAttribute("viewBox", "0 0 100 28");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svg.namespaceURI, "path");
  path.setAttribute("fill", "none");
  path.setAttribute("stroke", "currentColor");
  path.setAttribute("stroke-width", "1.5");
  path.setAttribute("vector-effect", "non-scaling-stroke");
  svg.append(path);
  return { svg, path };
};

const signed = metres => `${metres < 0 ? "−" : "+"}${Math.abs(metres).toFixed(3)}`;

class ParleyReadouts extends HTMLElement {
  connectedCallback() {
    if (!this.step) this.build();
    this.tries = 0;
    this.over = false;
    this.open();
  }

  disconnectedCallback() {
    this.over = true;
    clearTimeout(this.timer);
    this.socket?.close();
  }

  build() {
    const steps = element("div", "card stack g2");
    const line = element("div", "between base");
    const count = element("span", "num");
    this.step = element("span", "stat", "0");
    this.step.dataset.testid = "readout-step";
    this.limit = element("span", "dim", ` of at most ${this.getAttribute("max-steps")}`);
    count.append(this.step, this.limit);
    line.append(element("span", "label", "Step"), count);
    this.stepBar = bar();
    steps.append(line, this.stepBar);

    this.gripperBar = bar();
    this.thinking = [];
    this.spark = spark();
    const card = element("div", "card");
    this.rows = {};
    const rows = {
      gripper: row("Gripper opening", this.gripperBar),
      hand: row("Hand position"),
      think: row("Policy thinking time", this.spark.svg),
      rate: row("Control rate"),
    };
    for (const [name, { made, value }] of Object.entries(rows)) {
      this[name] = value;
      this.rows[name] = made;
      card.append(made);
    }
    this.note = element("p", "s dim");
    this.note.setAttribute("role", "status");
    this.replaceChildren(steps, card, this.note);
  }

  open() {
    const url = new URL(`/api/v1/episodes/${this.getAttribute("episode")}/readouts`, location.href);
    url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(url);
    this.socket = socket;
    socket.onmessage = event => {
      this.tries = 0;
      this.note.textContent = "";
      this.show(JSON.parse(event.data));
    };
    socket.onclose = event => {
      if (this.over || event.code === 1000 || event.code === 4404) return;
      this.note.textContent = "The numbers have stopped coming; trying again.";
      this.timer = setTimeout(() => this.open(), RETRY_MS[Math.min(this.tries++, RETRY_MS.length - 1)]);
    };
  }

  show(now) {
    if (ENDED.has(now.phase)) this.over = true;
    if (now.step === undefined) return;
    const limit = now.maxSteps || Number(this.getAttribute("max-steps"));
    this.step.textContent = now.step;
    this.stepBar.firstChild.style.width = `${Math.min(100, (now.step / limit) * 100)}%`;
    // Not every body has a hand.
    this.rows.gripper.hidden = now.gripperOpeningM === undefined;
    this.rows.hand.hidden = now.toolXM === undefined;
    if (now.gripperOpeningM !== undefined) {
      this.gripper.textContent = `${(now.gripperOpeningM * 1000).toFixed(1)} mm`;
      this.gripperBar.firstChild.style.width = `${Math.min(100, (now.gripperOpeningM / FINGERS_APART_M) * 100)}%`;
    }
    if (now.toolXM !== undefined) {
      this.hand.textContent = `x ${signed(now.toolXM)}\ny ${signed(now.toolYM)}\nz ${signed(now.toolZM)} m`;
    }
    this.think.textContent = `${now.inferMs < 10 ? now.inferMs.toFixed(1) : Math.round(now.inferMs)} ms`;
    this.draw(now.inferMs);
    if (now.controlHz !== undefined) this.rate.textContent = `${now.controlHz.toFixed(1)} Hz`;
    window.dispatchEvent(new CustomEvent("parley-readout", {
      detail: { episode: this.getAttribute("episode"), notes: now.notes ?? [], seconds: now.step / (Number(this.getAttribute("hz")) || 1) },
    }));
  }

  draw(milliseconds) {
    this.thinking.push(milliseconds);
    if (this.thinking.length > SPARK_POINTS) this.thinking.shift();
    const top = Math.max(...this.thinking, 1);
    const points = this.thinking.map((value, i) =>
      `${((i / (SPARK_POINTS - 1)) * 100).toFixed(1)} ${(26 - (value / top) * 22).toFixed(1)}`);
    this.spark.path.setAttribute("d", `M${points.join("L")}`);
  }
}

customElements.define("parley-readouts", ParleyReadouts);
