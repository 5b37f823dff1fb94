// From metres to pixels and back, for the pinhole camera that a scene's picture was drawn with.
const minus = (a, b) => a.map((value, axis) => value - b[axis]);
const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
const unit = a => a.map(value => value / Math.hypot(...a));

export class View {
  constructor(camera) {
    this.width = camera.widthPx;
    this.height = camera.heightPx;
    this.eye = camera.eyeM;
    this.ahead = unit(minus(camera.targetM, camera.eyeM));
    this.right = unit(cross(this.ahead, [0, 0, 1]));
    this.up = cross(this.right, this.ahead);
    this.scale = this.height / 2 / Math.tan((camera.verticalViewDegrees * Math.PI) / 360);
  }

  /** Where a point of the scene is in the picture. */
  pixel(point) {
    const from = minus(point, this.eye);
    const depth = dot(from, this.ahead);
    return [
      this.width / 2 + (this.scale * dot(from, this.right)) / depth,
      this.height / 2 - (this.scale * dot(from, this.up)) / depth,
    ];
  }

  /** The point at this height that a pixel shows. */
  point([x, y], height) {
    const ray = [0, 1, 2].map(axis => this.ahead[axis]
      + (this.right[axis] * (x - this.width / 2)) / this.scale
      + (this.up[axis] * (this.height / 2 - y)) / this.scale);
    const far = (height - this.eye[2]) / ray[2];
    return [this.eye[0] + far * ray[0], this.eye[1] + far * ray[1]];
  }
}

const ROOM = 0.07;
const TALLEST_M = 0.12;

/** The part of the picture where hands reach and things are, with some room around it, in pixels. */
export const stagePart = (view, reach, things) => {
  const seen = things.flatMap(thing => silhouette(view, thing));
  [reach.minXM, reach.maxXM].forEach(x => [reach.minYM, reach.maxYM].forEach(y => [0, TALLEST_M].forEach(z => seen.push(view.pixel([x, y, z])))));
  const [left, right] = span(seen.map(([x]) => x), view.width);
  const [top, bottom] = span(seen.map(([, y]) => y), view.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
};

const span = (values, whole) => [
  Math.max(0, Math.min(...values) - ROOM * whole),
  Math.min(whole, Math.max(...values) + ROOM * whole),
];

/** Whether one thing is in or on another, so that a hand means it where both are. */
export const covers = (thing, other) => {
  const [x, y] = [thing.xM - other.xM, thing.yM - other.yM];
  const [cos, sin] = [Math.cos(other.yawRad), Math.sin(other.yawRad)];
  const inside = (value, axis) => {
    const sides = other.outlineM.filter((_, i) => i % 2 === axis);
    return value > Math.min(...sides) && value < Math.max(...sides);
  };
  return inside(cos * x + sin * y, 0) && inside(cos * y - sin * x, 1)
    && (size(thing) < 0.8 * size(other) || thing.zM + thing.highM > other.zM + other.highM);
};

const size = thing => Math.max(...thing.outlineM) - Math.min(...thing.outlineM);

/** The outline in the picture of a thing's upper and lower face together. */
export const silhouette = (view, thing) => {
  const cos = Math.cos(thing.yawRad);
  const sin = Math.sin(thing.yawRad);
  const corners = [];
  for (let i = 0; i < thing.outlineM.length; i += 2) {
    const [x, y] = [thing.outlineM[i], thing.outlineM[i + 1]];
    for (const height of [thing.lowM, thing.highM]) {
      corners.push(view.pixel([thing.xM + cos * x - sin * y, thing.yM + sin * x + cos * y, thing.zM + height]));
    }
  }
  return hull(corners);
};

// Andrew's monotone chain.
const hull = points => {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const turn = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
  const half = list => list.reduce((chain, point) => {
    while (chain.length > 1 && turn(chain.at(-2), chain.at(-1), point) <= 0) chain.pop();
    chain.push(point);
    return chain;
  }, []);
  return [...half(sorted).slice(0, -1), ...half(sorted.reverse()).slice(0, -1)];
};
