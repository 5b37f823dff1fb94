// What the composer and its stages make elements with.
export const SVG = "http://www.w3.org/2000/svg";

export const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
};

export const drawn = (name, attributes = {}, ...children) => {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
};

export const capital = text => text[0].toUpperCase() + text.slice(1);

export const KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "R"].flatMap(key => [key, `Shift+${key}`]).join(" ");
