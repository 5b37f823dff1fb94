// The list of episodes narrows in place: each choice is an address, fetched and put where the old list was. Without this
// script the same form sends itself.
const form = document.querySelector(`form[action="/explore"][data-search]`);
const PARTS = ["explore-filters", "explore-results"];

const chosen = () => {
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
  return query.size ? `/explore?${query}` : "/explore";
};

const read = async address => new DOMParser().parseFromString(await (await fetch(address, { cache: "no-cache" })).text(), "text/html");

let shown = 0;

const show = async (address, remember) => {
  const mine = ++shown;
  let page;
  try {
    page = await read(address);
  } catch {
    if (mine === shown) location.assign(address);
    return;
  }
  // Somebody chose something else by now, which is shown when it comes.
  if (mine !== shown) return;
  const { name, value } = document.activeElement ?? {};
  const open = form.querySelector("details.filters").open;
  for (const id of PARTS) document.getElementById(id).replaceWith(document.adoptNode(page.getElementById(id)));
  form.querySelector("details.filters").open = open;
  if (name && name !== "q") form.querySelector(`[name="${name}"][value="${value}"]`)?.focus();
  if (remember) history.pushState(null, "", address);
  const count = document.getElementById("explore-count")?.textContent ?? document.querySelector("#explore-results h2")?.textContent;
  document.getElementById("said").textContent = count ?? "";
};

/** Says that there is something newer; the wall is not moved under the reader's eyes. */
export const newer = async newest => {
  const results = document.getElementById("explore-results");
  if (!results || !newest || newest === results.dataset.newest || "paged" in results.dataset) return;
  if ("narrowed" in results.dataset) {
    const first = document.querySelector("#explore-results [data-episode]")?.dataset.episode;
    const page = await read(location.href);
    results.dataset.newest = newest;
    if (page.querySelector("#explore-results [data-episode]")?.dataset.episode === first) return;
  }
  const fresh = document.getElementById("explore-fresh");
  if (fresh) fresh.hidden = false; else show(location.href, false);
};

if (form) {
  form.addEventListener("change", event => { if (event.target.name !== "q") show(chosen(), true); });
  form.addEventListener("submit", event => { event.preventDefault(); show(chosen(), true); });
  addEventListener("popstate", () => location.reload());
}
