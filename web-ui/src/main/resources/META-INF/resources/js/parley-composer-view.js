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
