// The stage of the composer for things on a table: a picture of it, with their outlines to drag.
import { View, covers, silhouette, stagePart } from "./parley-composer-view.js";
import { KEYS, SVG, capital, drawn, element } from "./parley-composer-parts.js";

export class PictureStage {
  step = 0.01;
  farStep = 0.05;
  within = [0.01, 0.02, 0.03, 0.04, 0.05];
  usualWithin = 0.02;
  /** Which of several things is meant, a hand says. */
  only = null;
  hint = "Drag things to where they shall be at the end.";
  keys = " Or press Tab to choose one and the arrow keys to move it 1 cm, with Shift 5 cm; R turns it.";
  legend = "What has to be so at the end. The rest does not matter, nor how things are turned.";
  untouched = "Touch a thing to turn it";
  back = "Put all back";
  list = "Where things are, in words";

  constructor() {
    this.picture = element("img", { alt: "The scene with the things where you put them", draggable: "false" });
    this.layer = document.createElementNS(SVG, "svg");
    this.layer.setAttribute("aria-label", "Things that can be moved");
    // The arrow keys move things, also where a screen reader would take them to read on.
    this.layer.setAttribute("role", "application");
    this.plate = element("span", { class: "plate tl" }, "Goal");
    this.element = element("div", { class: "vid sm composing" }, this.picture, this.layer, this.plate);
    this.shown = null;
  }

  /** Another start has another part of the picture to show. */
  forget() {
    this.shown = null;
  }

  busy(now) {
    this.element.classList.toggle("busy", now);
  }

  show(answer) {
    this.picture.src = answer.picture;
    this.view = new View(answer.camera);
    this.reach = answer.reach;
    this.shown ??= this.frame(stagePart(this.view, this.reach, answer.objects));
  }

  /** Shows this part of the picture alone: things are larger for a finger, and what they mean stands nearer. */
  frame(part) {
    const percent = share => `${100 * share}%`;
    this.layer.setAttribute("viewBox", `${part.x} ${part.y} ${part.width} ${part.height}`);
    this.element.style.aspectRatio = `${part.width} / ${part.height}`;
    Object.assign(this.picture.style, {
      left: percent(-part.x / part.width), top: percent(-part.y / part.height),
      width: percent(this.view.width / part.width), height: percent(this.view.height / part.height),
    });
    return part;
  }

  handles(things) {
    this.layer.replaceChildren();
    const below = thing => things.filter(other => other !== thing && covers(thing, other)).length;
    // Far things first, so that near ones can be grabbed in front of them; what is in or on another comes after it.
    const movable = things.filter(thing => thing.movable).sort((a, b) => below(a) - below(b) || a.xM - b.xM);
    // A finger is wider than a cube: what is beside a thing is the thing as well, unless it is another one.
    movable.forEach(thing => this.layer.append(drawn("polygon", { "data-near": thing.id, class: "near" })));
    movable.forEach(thing => {
      this.layer.append(drawn("polygon", {
        "data-thing": thing.id, tabindex: "0", role: "group", "aria-roledescription": "movable thing", "aria-keyshortcuts": KEYS,
      }));
      this.place(thing);
    });
  }

  handle(id) {
    return this.layer.querySelector(`[data-thing="${CSS.escape(id)}"]`);
  }

  place(thing) {
    const handle = this.handle(thing.id);
    const points = silhouette(this.view, thing).map(point => point.map(n => n.toFixed(1)).join(",")).join(" ");
    [handle, this.layer.querySelector(`[data-near="${CSS.escape(thing.id)}"]`)].forEach(outline => outline.setAttribute("points", points));
    handle.setAttribute("aria-label", `${capital(thing.name)}, ${this.words(thing)}`);
  }

  name(thing) {
    return capital(thing.name);
  }

  words(thing) {
    const middle = (this.reach.minXM + this.reach.maxXM) / 2;
    const side = Math.round(thing.yM * 100);
    const near = Math.round((thing.xM - middle) * 100);
    const across = side === 0 ? "in the middle" : `${Math.abs(side)} cm ${side < 0 ? "left" : "right"} of the middle`;
    const along = near === 0 ? "halfway back" : `${Math.abs(near)} cm ${near > 0 ? "towards you" : "farther back"}`;
    return `${across}, ${along}`;
  }

  /** What a hand holds: the thing at this height, by the point that it touched. */
  hold(event, thing) {
    const height = thing.zM + thing.lowM;
    const [x, y] = this.point(event, height);
    const [dx, dy] = [thing.xM - x, thing.yM - y];
    return moved => {
      const [nowX, nowY] = this.point(moved, height);
      return [nowX + dx, nowY + dy, thing.yawRad];
    };
  }

  point(event, height) {
    const box = this.layer.getBoundingClientRect();
    const { x, y, width, height: tall } = this.shown;
    return this.view.point([x + ((event.clientX - box.left) * width) / box.width, y + ((event.clientY - box.top) * tall) / box.height], height);
  }
}
