// A classic script in the head, so that the theme is set before the first paint. The choice stays in this browser.
(() => {
  const root = document.documentElement;
  const stored = () => { try { return localStorage.getItem("parley-theme"); } catch { return null; } };
  const apply = dark => {
    if (dark) root.setAttribute("theme", "dark");
    else root.removeAttribute("theme");
    document.querySelectorAll("[data-theme-switch]").forEach(b => b.setAttribute("aria-pressed", String(dark)));
  };
  const system = matchMedia("(prefers-color-scheme: dark)");
  const wanted = () => (stored() ? stored() === "dark" : system.matches);
  apply(wanted());
  system.addEventListener("change", () => apply(wanted()));
  document.addEventListener("click", event => {
    if (!event.target.closest?.("[data-theme-switch]")) return;
    const dark = root.getAttribute("theme") !== "dark";
    try { localStorage.setItem("parley-theme", dark ? "dark" : "light"); } catch { /* private window: the choice lasts for this page */ }
    apply(dark);
  });
})();
