// "/" goes to the page's search or prompt box. Off inside text fields, and with any modifier.
export const typing = event => event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.("input:not([type=range]):not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]") !== null;

document.addEventListener("keydown", event => {
  if (event.key !== "/" || typing(event)) return;
  const box = document.querySelector("[data-slash]");
  if (!box) return;
  event.preventDefault();
  box.focus();
});

// Ctrl or Cmd with Enter sends. The text is told to the server first, or a fast hand would send what stood there a
// moment ago.
document.addEventListener("keydown", event => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !event.target.matches?.("textarea")) return;
  event.preventDefault();
  event.target.dispatchEvent(new Event("change", { bubbles: true }));
  event.target.dispatchEvent(new CustomEvent("parley-send"));
});
