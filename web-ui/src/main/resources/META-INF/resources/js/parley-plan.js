// Studies that are played on the server: how far they are, and the picture once they are over. Asked once a second while
// somebody looks: nothing else on the page changes, so there is no stream to hear it from.
const EVERY_MS = 1000;

const section = () => document.querySelector("[data-saving]:not([data-done])");

const look = async () => {
  const own = section();
  if (!own || document.hidden) return;
  const answer = await fetch(own.dataset.saving, { cache: "no-store" });
  if (!answer.ok) throw new Error(`${answer.status}`);
  const saving = await answer.json();
  const percent = Math.floor(100 * saving.progress);
  const bar = own.querySelector("progress");
  if (bar) {
    bar.value = percent;
    own.querySelector("[data-percent]").textContent = percent;
  }
  if (saving.state !== "DONE") return;
  const page = new DOMParser().parseFromString(await (await fetch(location.href, { cache: "no-store" })).text(), "text/html");
  const fresh = page.querySelector("[data-saving]");
  if (!fresh?.hasAttribute("data-done")) return;
  own.replaceWith(document.adoptNode(fresh));
  document.getElementById("said").textContent = fresh.querySelector(".stat")?.textContent ?? "";
};

const turn = () => look()
  .catch(() => { /* Asked again. */ })
  .finally(() => { if (section()) setTimeout(turn, EVERY_MS); });

if (section()) turn();
