// "/" goes to the page's search or prompt box. Off inside text fields, and with any modifier.
export const typing = event => event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.("input:not([type=range]):not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]") !== null;

document.addEventListener("keydown", event => {
  if (event.key !== "/" || typing(event)) return;
  const box = document.querySelector("[data-slash]");
  if (!box) return;
  event.preventDefault();
  box.focus();
});
