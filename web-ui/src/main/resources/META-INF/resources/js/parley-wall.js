// The wall of what runs: when something starts, ends or changes, the page is fetched again and what differs put in place of the old.
// Pictures that stay are the same elements as before, so none of them blinks; tiles that stay are not moved, so a press on one holds.
import { arrange } from "./parley-rest.js";

const ID = "live-wall";
const PARTS = [".cap", ".plate"];
let looking = false;
let again = false;

const look = async wall => {
  const page = new DOMParser().parseFromString(await (await fetch("/live", { cache: "no-cache" })).text(), "text/html");
  const fresh = page.getElementById(ID);
  if (!fresh) return;
  // Read apart from the browser's own pages, what is for readers without scripts would be pictures to load.
  for (const plain of fresh.querySelectorAll("noscript")) plain.remove();
  const tiles = wall.querySelector(".wall");
  const wanted = fresh.querySelector(".wall");
  if (!tiles || !wanted) {
    wall.replaceChildren(...[...fresh.childNodes].map(node => document.adoptNode(node)));
    return;
  }
  const focused = document.activeElement?.closest?.("[data-episode]")?.dataset.episode;
  const shown = new Map([...tiles.children].map(tile => [tile.dataset.episode, tile]));
  wall.querySelector("#wall-sentence").textContent = fresh.querySelector("#wall-sentence").textContent;
  arrange(tiles, [...wanted.children].map(tile => {
    const kept = shown.get(tile.dataset.episode);
    if (!kept) return document.adoptNode(tile);
    for (const part of PARTS) kept.querySelector(part).replaceWith(document.adoptNode(tile.querySelector(part)));
    return kept;
  }));
  if (focused) wall.querySelector(`[data-episode="${focused}"]`)?.focus();
};

/** One look at a time, and one more for all news that came meanwhile: what is shown last is what was read last. */
export const changed = async () => {
  const wall = document.getElementById(ID);
  if (!wall) return;
  again = true;
  if (looking) return;
  looking = true;
  try {
    while (again) {
      again = false;
      await look(wall);
    }
  } finally {
    looking = false;
  }
};
