// The wall of what runs: when something starts, ends or changes, the page is fetched again and put in place of the old one.
// Pictures that stay are the same elements as before, so none of them blinks.
const ID = "live-wall";

export const changed = async () => {
  const wall = document.getElementById(ID);
  if (!wall) return;
  const page = new DOMParser().parseFromString(await (await fetch("/live", { cache: "no-cache" })).text(), "text/html");
  const fresh = page.getElementById(ID);
  if (!fresh) return;
  // Read apart from the browser's own pages, what is for readers without scripts would be pictures to load.
  for (const plain of fresh.querySelectorAll("noscript")) plain.remove();
  const focused = document.activeElement?.closest?.("[data-episode]")?.dataset.episode;
  const shown = new Map([...wall.querySelectorAll("[data-episode]")].map(tile => [tile.dataset.episode, tile]));
  for (const tile of fresh.querySelectorAll("[data-episode]")) {
    const kept = shown.get(tile.dataset.episode);
    if (!kept) continue;
    for (const part of [".cap", ".plate"]) kept.querySelector(part).replaceWith(document.importNode(tile.querySelector(part), true));
    tile.replaceWith(kept);
  }
  wall.replaceChildren(...[...fresh.childNodes].map(node => document.adoptNode(node)));
  if (focused) wall.querySelector(`[data-episode="${focused}"]`)?.focus();
};
