// The stage of the composer for a robot that moves about: a plan of its room from above, and what its own camera sees from there.
// A metre is 100 units; as on the picture for people, the far wall is up and y runs to the right.
import { KEYS, SVG, drawn, element } from "./parley-composer-parts.js";

const UNITS = 100;
const MARGIN = 16;
const GRIP_M = 0.48;
/** Clockwise from the far wall as the plan shows it. */
const WAYS = ["the far wall", "the far right corner", "the right wall", "the near right corner", "the near wall", "the near left corner", "the left wall", "the far left corner"];

const at = (xM, yM) => [yM * UNITS, xM * UNITS];

export class PlanStage {
  step = 0.05;
  farStep = 0.25;
  within = [0.1, 0.2, 0.3, 0.4, 0.5];
  usualWithin = 0.3;
  hint = "Drag the robot to where it shall stand at the end, and the knob before it to where it shall look.";
  keys = " Or press Tab to choose it and the arrow keys to move it 5 cm, with Shift 25 cm; R turns it to the left, Shift and R to the right.";
  legend = "What has to be so at the end. The rest does not matter.";
  untouched = "";
  back = "Put it back";
  list = "Where the robot and the furniture are, in words";

  constructor() {
    this.layer = document.createElementNS(SVG, "svg");
    this.layer.setAttribute("aria-label", "Plan of the room, with the robot that can be moved");
    // The arrow keys move the robot, also where a screen reader would take them to read on.
    this.layer.setAttribute("role", "application");
    this.seen = element("img", { alt: "What the robot's camera sees from there", width: "64", height: "64", draggable: "false" });
    this.plate = element("span", { class: "plate tl" }, "Goal");
    const view = element("figure", { class: "seen" }, element("div", { class: "vid sm" }, this.seen, this.plate),
      element("figcaption", { class: "s sub" }, "What its own camera sees from there. The robot gets this picture."));
    this.element = element("div", { class: "room-plan" }, element("div", { class: "plan" }, this.layer), view);
  }

  forget() {}

  busy(now) {
    this.element.classList.toggle("busy", now);
  }

  show(answer) {
    this.reach = answer.reach;
    this.robot = answer.robot;
    this.only = answer.robot.object;
    this.seen.src = answer.robot.seen;
    const { minXM, maxXM, minYM, maxYM } = answer.robot.floor;
    const [left, top] = at(minXM, minYM);
    this.box = { x: left - MARGIN, y: top - MARGIN, width: (maxYM - minYM) * UNITS + 2 * MARGIN, height: (maxXM - minXM) * UNITS + 2 * MARGIN };
    this.layer.setAttribute("viewBox", `${this.box.x} ${this.box.y} ${this.box.width} ${this.box.height}`);
    this.layer.parentElement.style.aspectRatio = `${this.box.width} / ${this.box.height}`;
  }

  handles(things) {
    const { minXM, maxXM, minYM, maxYM } = this.robot.floor;
    const [left, top] = at(minXM, minYM);
    const floor = drawn("rect", { class: "floor", x: left, y: top, width: (maxYM - minYM) * UNITS, height: (maxXM - minXM) * UNITS });
    const others = things.filter(thing => thing.id !== this.only);
    this.layer.replaceChildren(floor, ...this.robot.landmarks.map(mark => this.landmark(mark)), ...others.map(thing => this.furniture(thing)));
    const robot = things.find(thing => thing.id === this.only);
    if (!robot) return;
    const radius = this.robot.radiusM * UNITS;
    // A finger is wider than a knob: what is beside either is it as well.
    const body = drawn("g", { "data-thing": robot.id, tabindex: "0", role: "group", "aria-roledescription": "movable robot", "aria-keyshortcuts": KEYS },
      drawn("circle", { class: "near", r: radius + 14 }),
      drawn("path", { class: "cone", d: `M 0 0 L ${-0.65 * 110} 110 A 130 130 0 0 0 ${0.65 * 110} 110 Z` }),
      drawn("circle", { class: "shell", r: radius }),
      drawn("path", { class: "nose", d: `M ${-0.55 * radius} ${0.15 * radius} L 0 ${0.75 * radius} L ${0.55 * radius} ${0.15 * radius}` }),
      drawn("g", { class: "grip", "data-grip": robot.id }, drawn("line", { x1: 0, y1: radius, x2: 0, y2: GRIP_M * UNITS - 9 }),
        drawn("circle", { class: "near", cx: 0, cy: GRIP_M * UNITS, r: 24 }), drawn("circle", { class: "knob", cx: 0, cy: GRIP_M * UNITS, r: 9 })));
    this.layer.append(body);
    this.place(robot);
  }

  /** Beside a wall its name stands inside of the room. */
  landmark({ name, xM, yM }) {
    const { minXM, maxXM, minYM, maxYM } = this.robot.floor;
    const [x, y] = at(xM, yM);
    const near = 0.2;
    const side = yM - minYM < near ? "start" : maxYM - yM < near ? "end" : "middle";
    const lift = xM - minXM < near ? 22 : maxXM - xM < near ? -10 : 5;
    const text = drawn("text", { class: "mark", x: x + (side === "start" ? 8 : side === "end" ? -8 : 0), y: y + lift, "text-anchor": side });
    text.textContent = name;
    return text;
  }

  furniture(thing) {
    const [cos, sin] = [Math.cos(thing.yawRad), Math.sin(thing.yawRad)];
    const corners = [];
    for (let i = 0; i < thing.outlineM.length; i += 2) {
      const [x, y] = [thing.outlineM[i], thing.outlineM[i + 1]];
      corners.push(at(thing.xM + cos * x - sin * y, thing.yM + sin * x + cos * y).map(n => n.toFixed(1)).join(","));
    }
    const [x, y] = at(thing.xM, thing.yM);
    const onWall = thing.xM - this.robot.floor.minXM < 0.1;
    const text = drawn("text", { x, y: y + (onWall ? 24 : 5), "text-anchor": "middle" });
    text.textContent = thing.name;
    return drawn("g", { class: "thing" }, drawn("polygon", { points: corners.join(" ") }), text);
  }

  handle(id) {
    return this.layer.querySelector(`[data-thing="${CSS.escape(id)}"]`);
  }

  place(thing) {
    const handle = this.handle(thing.id);
    const [x, y] = at(thing.xM, thing.yM);
    // Drawn as if it looked down the page, which is along x; turning to the left is against the clock.
    handle.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${((-thing.yawRad * 180) / Math.PI).toFixed(1)})`);
    handle.setAttribute("aria-label", `The robot, ${this.words(thing)}`);
  }

  name(thing) {
    return thing.id === this.only ? "The robot" : thing.name[0].toUpperCase() + thing.name.slice(1);
  }

  words(thing) {
    const { minXM, maxXM, minYM, maxYM } = this.robot.floor;
    const side = thing.yM - (minYM + maxYM) / 2;
    const near = thing.xM - (minXM + maxXM) / 2;
    const metres = value => `${Math.abs(value).toFixed(2)} m`;
    const across = Math.abs(side) < 0.005 ? "in the middle" : `${metres(side)} ${side < 0 ? "left" : "right"} of the middle`;
    const along = Math.abs(near) < 0.005 ? "halfway to the far wall" : `${metres(near)} towards the ${near > 0 ? "near" : "far"} wall`;
    const place = `${across}, ${along}`;
    if (thing.id !== this.only) return place;
    // The far wall is against x, and to the right of it lies y.
    const clockwise = Math.atan2(Math.sin(thing.yawRad), -Math.cos(thing.yawRad));
    return `${place}, looking to ${WAYS[(Math.round((clockwise * 4) / Math.PI) + 8) % 8]}`;
  }

  /** What a hand holds: the robot by the point that it touched, or the knob that turns it. */
  hold(event, thing) {
    if (event.target.closest("[data-grip]")) {
      return moved => {
        const [x, y] = this.point(moved);
        return [thing.xM, thing.yM, Math.atan2(y - thing.yM, x - thing.xM)];
      };
    }
    const [x, y] = this.point(event);
    const [dx, dy] = [thing.xM - x, thing.yM - y];
    return moved => {
      const [nowX, nowY] = this.point(moved);
      return [nowX + dx, nowY + dy, thing.yawRad];
    };
  }

  point(event) {
    const shown = this.layer.getBoundingClientRect();
    const { x, y, width, height } = this.box;
    return [
      (y + ((event.clientY - shown.top) * height) / shown.height) / UNITS,
      (x + ((event.clientX - shown.left) * width) / shown.width) / UNITS,
    ];
  }
}
